import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectPlace, nextTaskNumber } from '#db/repositories/agencies.ts'
import type { Database, Tx } from '#db/connection/connect.ts'
import { addClient } from '#db/repositories/clients.ts'
import {
  addIdentity,
  addMember,
  addPerson,
  agenciesOf,
  identitiesOf,
  keepDirect,
  listPeople,
  loadCandidates,
  namesOf,
  noteAssigned,
  personById,
  personByIdentity,
  savePerson,
  withRole,
} from '#db/repositories/people.ts'
import { insertTask } from '#db/repositories/tasks.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import type { Task, TaskEvent } from '#src/features/tasks/task.ts'
import { databases } from '../databases.ts'
import { aClient, aPerson, monday, newId, seed, type Seeded } from '../rows.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe.each(databases)('people, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))

  const full = () =>
    aPerson({
      name: 'Inês "Nê" Duarte, Ltd.',
      language: 'hi',
      zone: 'Europe/Lisbon',
      roles: ['manager', 'assistant'],
      duties: ['travel', 'data-entry'],
      hours: {
        1: [
          { from: '09:00', to: '13:00' },
          { from: '14:00', to: '17:30' },
        ],
        6: [],
      },
      capacity: 2,
    })

  async function add(person = aPerson(), user = `U${newId()}`) {
    await here((tx, agency) =>
      addPerson(tx, agency, person, { platform: 'slack', externalId: user, placeId: office.place.id }, monday),
    )
    return { person, user }
  }

  it('come back as they were, by identity and by id', async () => {
    const { person, user } = await add(full())

    const [byUser, byId, listed] = await here((tx, agency) =>
      Promise.all([
        personByIdentity(tx, agency, 'slack', user),
        personById(tx, agency, person.id),
        listPeople(tx, agency),
      ]),
    )

    expect(byUser).toEqual(person)
    expect(byId).toEqual(person)
    expect(listed).toContainEqual(person)
  })

  it('are nobody on another platform, under another name or in another agency', async () => {
    const { user, person } = await add()
    const other = await db.acrossAgencies((tx) => seed(tx))

    const [onDiscord, unknown] = await here((tx, agency) =>
      Promise.all([personByIdentity(tx, agency, 'discord', user), personByIdentity(tx, agency, 'slack', 'U0')]),
    )
    const elsewhere = await db.inAgency(other.agency, (tx) => personById(tx, other.agency, person.id))

    expect([onDiscord, unknown, elsewhere]).toEqual([null, null, null])
  })

  it('keep what they change about themselves, and lose what they take away', async () => {
    const { person } = await add(full())
    const changed = {
      ...person,
      name: 'Inês',
      hours: null,
      duties: [],
      away: [
        { from: day('2026-03-10'), to: day('2026-03-12') },
        { from: day('2026-04-01'), to: day('2026-04-01') },
      ],
    }

    await here((tx, agency) => savePerson(tx, agency, changed))
    const saved = await here((tx, agency) => personById(tx, agency, person.id))
    await here((tx, agency) => savePerson(tx, agency, { ...changed, away: [] }))
    const back = await here((tx, agency) => personById(tx, agency, person.id))

    expect(saved).toEqual(changed)
    expect(back?.away).toEqual([])
  })

  it('have only their own days away and clients, in every list', async () => {
    const client = aClient()
    const member = await add(aPerson({ name: 'A member', away: [] }))
    const away = await add(aPerson({ name: 'Someone away' }))
    await here(async (tx, agency) => {
      await addClient(tx, agency, client)
      await addMember(tx, agency, client.id, member.person.id)
      await addMember(tx, agency, client.id, member.person.id)
      await savePerson(tx, agency, { ...away.person, away: [{ from: day('2026-03-10'), to: day('2026-03-12') }] })
    })

    const listed = await here(listPeople)
    const seen = (id: string) => listed.find((person) => person.id === id)

    expect(seen(member.person.id)).toMatchObject({ clients: [client.id], away: [] })
    expect(seen(away.person.id)).toMatchObject({
      clients: [],
      away: [{ from: day('2026-03-10'), to: day('2026-03-12') }],
    })
    expect(seen(office.requester.id)).toMatchObject({ clients: [], away: [] })
  })

  it('are weighed with what they have in hand, each their own', async () => {
    const busy = await add()
    const idle = await add()
    for (const [assistant, events] of [
      [busy.person.id, ['task-claimed']],
      [busy.person.id, ['task-claimed', 'task-started']],
      [busy.person.id, ['task-claimed', 'task-started', 'question-asked']],
    ] as const) {
      const number = await here(nextTaskNumber)
      await here((tx, agency) =>
        insertTask(tx, agency, taskOf(assistant, number, events), { place: office.place.id, channel: 'C1' }),
      )
    }
    await here((tx, agency) => noteAssigned(tx, agency, busy.person.id, monday))

    const candidates = await here(loadCandidates)
    const found = (id: string) => candidates.find((candidate) => candidate.id === id)

    expect(candidates.map(({ id }) => id).toSorted()).toEqual(
      [busy.person.id, idle.person.id, office.assistant.id].toSorted(),
    )
    expect(found(busy.person.id)).toEqual({ ...busy.person, inHand: 2, lastAssigned: monday })
    expect(found(idle.person.id)).toEqual({ ...idle.person, inHand: 0, lastAssigned: null })
  })

  function taskOf(
    assistant: string,
    number: number,
    events: readonly ('task-claimed' | 'task-started' | 'question-asked')[],
  ): Task {
    const by = { by: assistant, via: 'slack' as const, at: monday }
    const happened: Record<(typeof events)[number], TaskEvent> = {
      'task-claimed': { type: 'task-claimed', ...by, assistant, promise: monday, actBy: null },
      'task-started': { type: 'task-started', ...by },
      'question-asked': { type: 'question-asked', ...by, text: 'Which?', options: [] },
    }
    const asks = { title: 't', brief: 'b', duty: 'travel', priority: 'normal', due: null } as const
    const begun = evolve(null, {
      type: 'task-delegated',
      ...by,
      task: newId(),
      number,
      client: office.client.id,
      requester: office.requester.id,
      ...asks,
    })
    return events.reduce<Task>((task, type) => evolve(task, happened[type]), begun)
  }

  it('are found by role, whichever of theirs it is', async () => {
    const both = await add(full())

    const managers = await here((tx, agency) => withRole(tx, agency, ['owner', 'manager']))
    const everyone = await here((tx, agency) => withRole(tx, agency, ['manager', 'client']))
    const none = await here((tx, agency) => withRole(tx, agency, ['owner']))

    expect(managers).toEqual([both.person])
    expect(everyone.map(({ id }) => id).toSorted()).toEqual([both.person.id, office.requester.id].toSorted())
    expect(none).toEqual([])
  })

  it('may have an account on each platform, and a direct message in each', async () => {
    const { person, user } = await add()
    const discord = { id: newId(), platform: 'discord' as const, externalId: `G${newId()}`, name: 'Banyan too' }
    const account = newId()
    await here(async (tx, agency) => {
      await connectPlace(tx, agency, discord, monday.add({ hours: 1 }))
      await addIdentity(tx, agency, {
        platform: 'discord',
        externalId: account,
        personId: person.id,
        placeId: discord.id,
      })
      await keepDirect(tx, agency, 'discord', account, 'D1')
    })

    const found = await here((tx, agency) => identitiesOf(tx, agency, [person.id, office.requester.id]))
    const agencies = await db.acrossAgencies((tx) => agenciesOf(tx, 'discord', account))

    expect(found.get(person.id)).toEqual([
      {
        platform: 'slack',
        externalId: user,
        placeId: office.place.id,
        place: office.place.externalId,
        direct: null,
        left: null,
      },
      {
        platform: 'discord',
        externalId: account,
        placeId: discord.id,
        place: discord.externalId,
        direct: 'D1',
        left: null,
      },
    ])
    expect(found.get(office.requester.id)).toHaveLength(1)
    expect(agencies).toEqual([{ agency: office.agency, place: discord.id }])
  })

  it('are one person for one account', async () => {
    const { user } = await add()

    await expect(add(aPerson(), user)).rejects.toMatchObject({ cause: { code: '23505' } })
  })

  it('have names, and strangers have none', async () => {
    const names = await here((tx, agency) => namesOf(tx, agency, [office.assistant.id, newId()]))

    expect(names).toEqual(new Map([[office.assistant.id, 'Asha Patil']]))
  })
})
