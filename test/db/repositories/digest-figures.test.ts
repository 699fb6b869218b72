import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { digestFigures, keyOf, sectionPage, type Reader } from '#db/repositories/digest-figures.ts'
import { addMember, addPerson } from '#db/repositories/people.ts'
import { addClient } from '#db/repositories/clients.ts'
import { noteSeen } from '#db/repositories/seen.ts'
import { sectionNames, soonHours, type SectionName } from '#src/features/digests/digest.ts'
import { dutiesInPool, is, manages, type Person } from '#src/kernel/person.ts'
import type { Status } from '#src/features/tasks/task.ts'
import { databases } from '../databases.ts'
import { aClient, aPerson, monday, seed, type Seeded } from '../rows.ts'
import { putTask } from '../task-rows.ts'

const since = monday.subtract({ hours: 24 })
const hours = (count: number) => monday.add({ hours: count })

describe.each(databases)('what stands in a digest, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const put = (changes: Parameters<typeof putTask>[2]) =>
    db.inAgency(office.agency, (tx) => putTask(tx, office, changes))
  const see = (person: string, task: string, at: Temporal.Instant) =>
    db.inAgency(office.agency, (tx) => noteSeen(tx, office.agency, person, task, at))
  const readerOf = ({ id, roles, duties }: Person): Reader => ({
    agency: office.agency,
    person: id,
    roles,
    duties,
    since,
  })
  const figures = (...readers: Reader[]) => db.acrossAgencies((tx) => digestFigures(tx, readers, monday))
  const of = async (person: Person, name: SectionName) =>
    (await figures(readerOf(person))).get(`${office.agency}:${person.id}`)?.find((section) => section.name === name)

  async function someone(roles: Person['roles'], clients: string[], duties: string[] = []): Promise<Person> {
    const person = aPerson({ roles, clients, duties })
    const account = { platform: 'slack' as const, externalId: `U${person.id}`, placeId: office.place.id }
    await db.inAgency(office.agency, async (tx) => {
      await addPerson(tx, office.agency, person, account, monday)
      for (const client of clients) await addMember(tx, office.agency, client, person.id)
    })
    return person
  }

  it('is news to a client when it was finished since the last digest and they have not seen it since', async () => {
    const carol = await someone(['client'], [office.client.id])
    const done = (at: Temporal.Instant) => put({ status: 'done', doneAt: at, since: at })
    const [unseen, seenBefore, seenAfter] = [await done(hours(-3)), await done(hours(-2)), await done(hours(-1))]
    await done(hours(-30))
    await see(carol.id, seenBefore, hours(-5))
    await see(carol.id, seenAfter, hours(-1))

    expect(await of(carol, 'finished')).toEqual({ name: 'finished', count: 2, tasks: [seenBefore, unseen] })
  })

  it('is news to an assistant when it came into the pool of their duties, and they have not opened it', async () => {
    const jun = await someone(['assistant'], [], ['travel'])
    const open = (duty: string, at: Temporal.Instant) => put({ status: 'open', duty, since: at })
    const fresh = await open('travel', hours(-2))
    const anyones = await open('other', hours(-1))
    await open('writing', hours(-1))
    await open('travel', hours(-48))
    await see(jun.id, await open('travel', hours(-3)), hours(-2))

    const pool = await of(jun, 'pool')

    expect(pool?.count).toBe(2)
    expect(pool?.tasks.toSorted()).toEqual([fresh, anyones].toSorted())
  })

  it('is news again when it was done again', async () => {
    const carol = await someone(['client'], [office.client.id])
    const task = await put({ status: 'done', doneAt: hours(-1), since: hours(-1) })
    await see(carol.id, task, hours(-6))
    await see(carol.id, task, hours(-8))

    expect(await of(carol, 'finished')).toMatchObject({ tasks: [task] })
  })

  it('is of nobody else’s client and of no other agency', async () => {
    const other = await db.acrossAgencies((tx) => seed(tx))
    await db.inAgency(other.agency, (tx) => putTask(tx, other, { status: 'waiting' }))
    const foreign = aClient()
    await db.inAgency(office.agency, (tx) => addClient(tx, office.agency, foreign))
    await put({ status: 'claimed', clientId: foreign.id, promise: hours(-1) })
    const carol = await someone(['client'], [office.client.id])
    const maya = await someone(['manager'], [])

    expect(await figures(readerOf(carol))).toEqual(new Map())
    expect((await figures(readerOf(maya))).get(`${office.agency}:${maya.id}`)).toMatchObject([
      { name: 'late', count: 1 },
    ])
  })

  it('is shown by its first five, and all of it page by page in the same order', async () => {
    const promises = [5, 3, 9, 1, 7, 2, 8]
    const ids = new Map<number, string>()
    for (const hour of promises) ids.set(hour, await put({ status: 'in-progress', promise: hours(hour) }))
    const reader = readerOf(office.assistant)
    const inOrder = promises.toSorted((a, b) => a - b).map((hour) => ids.get(hour))

    const found = (await figures(reader)).get(`${office.agency}:${office.assistant.id}`)
    const page = (offset: number) =>
      db.inAgency(office.agency, (tx) => sectionPage(tx, reader, 'today', monday, { limit: 3, offset }))

    expect(found).toEqual([{ name: 'today', count: 7, tasks: inOrder.slice(0, 5) }])
    expect(await page(3)).toEqual({ count: 7, tasks: inOrder.slice(3, 6) })
    expect(await page(6)).toEqual({ count: 7, tasks: inOrder.slice(6) })
  })

  it('is the same for each of many readers at once as the rules say, whatever tasks there are', async () => {
    const [acme, globex] = [office.client, aClient()]
    await db.inAgency(office.agency, (tx) => addClient(tx, office.agency, globex))
    const readers = [
      await someone(['client'], [acme.id]),
      await someone(['client'], [acme.id, globex.id]),
      await someone(['assistant'], [], ['travel']),
      await someone(['assistant'], [], ['writing', 'travel']),
      await someone(['manager'], []),
      await someone(['owner', 'client', 'assistant'], [globex.id], ['research']),
      await someone([], []),
    ]
    const chance = chances(7)
    const tasks: Known[] = []
    for (let i = 0; i < 150; i++) tasks.push(await putAny(readers, [acme.id, globex.id], chance))

    const found = await figures(...readers.map(readerOf))

    for (const reader of readers) {
      const expected = expectedFor(reader, tasks)
      const told = found.get(keyOf({ agency: office.agency, person: reader.id })) ?? []
      expect({ roles: reader.roles, told }).toEqual({ roles: reader.roles, told: expected })
    }
    expect([...found.values()].flat().length).toBeGreaterThan(15)
  })

  type Known = {
    id: string
    status: Status
    client: string
    requester: string
    assistant: string | null
    duty: string
    by: Temporal.Instant | null
    since: Temporal.Instant
    seenBy: { person: string; at: Temporal.Instant }[]
  }

  async function putAny(people: Person[], clients: string[], chance: (most: number) => number): Promise<Known> {
    const pick = <T>(from: readonly T[]): T => from[chance(from.length)] ?? fail()
    const status = pick(statuses)
    const assistants = people.filter((person) => is(person, 'assistant'))
    const at = hours(-chance(60))
    const by = chance(5) === 0 ? null : hours(chance(120) - 40)
    const known = {
      ...{
        status,
        client: pick(clients),
        requester: pick(people).id,
        duty: pick(['travel', 'writing', 'research', 'other']),
      },
      assistant: status === 'open' ? null : pick(assistants).id,
    }
    const needsPromise = status !== 'open' && status !== 'assigned' && status !== 'cancelled'
    const promise = needsPromise ? (by ?? hours(1)) : null
    const id = await put({
      ...{
        status,
        clientId: known.client,
        requesterId: known.requester,
        assistantId: known.assistant,
        duty: known.duty,
      },
      ...{ promise, due: by, since: at, doneAt: status === 'done' ? at : null },
    })
    const seenBy = chance(3) === 0 ? [{ person: pick(people).id, at: at.add({ hours: chance(3) - 1 }) }] : []
    for (const one of seenBy) await see(one.person, id, one.at)
    return { id, ...known, by: promise ?? by, since: at, seenBy }
  }

  /** The rules, said once more in another way. */
  function expectedFor(reader: Person, tasks: Known[]) {
    return sectionNames.flatMap((name) => {
      const those = tasks.filter((task) => sectionOf(task, reader) === name)
      const sorted = those.toSorted((a, b) => place(a, name) - place(b, name))
      return those.length === 0 ? [] : [{ name, count: those.length, tasks: sorted.slice(0, 5).map(({ id }) => id) }]
    })
  }

  /** Made one after another, so of two at the same place the older stands first, and sorting keeps that. */
  function place({ by, since: at }: Known, name: SectionName): number {
    if (name === 'finished') return -at.epochMilliseconds
    return by?.epochMilliseconds ?? Infinity
  }

  function sectionOf(task: Known, reader: Person): SectionName | null {
    const { status, by } = task
    const [client, assistant] = [is(reader, 'client'), is(reader, 'assistant')]
    const [own, mine] = [client && reader.clients.includes(task.client), assistant && task.assistant === reader.id]
    const working = status === 'claimed' || status === 'in-progress'
    const withClient = status === 'waiting' || status === 'in-review'
    const unfinished = working || status === 'waiting' || status === 'open' || status === 'assigned'
    const late = unfinished && by !== null && Temporal.Instant.compare(by, monday) < 0
    const soon = unfinished && by !== null && Temporal.Instant.compare(by, hours(soonHours)) < 0
    const isNew = Temporal.Instant.compare(task.since, since) >= 0
    const seen = task.seenBy.some(
      ({ person, at }) => person === reader.id && Temporal.Instant.compare(at, task.since) >= 0,
    )
    if ((client || manages(reader)) && task.requester === reader.id && withClient) return 'waitsForYou'
    if (mine && status === 'assigned') return 'offered'
    if (late && (own || mine || manages(reader))) return 'late'
    if (mine && working) return 'today'
    if (own && soon) return 'due'
    if (mine && withClient) return 'waiting'
    if ((manages(reader) || own) && status === 'open') return 'unclaimed'
    if (assistant && status === 'open' && dutiesInPool(reader).includes(task.duty) && isNew && !seen) return 'pool'
    return own && status === 'done' && isNew && !seen ? 'finished' : null
  }
})

const statuses = ['assigned', 'open', 'claimed', 'in-progress', 'waiting', 'in-review', 'done', 'cancelled'] as const

function fail(): never {
  throw new Error('picked from nothing')
}

/** Numbers below `most`, the same in every run. */
function chances(start: number): (most: number) => number {
  let state = start
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}
