import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { measuresOf } from '#db/repositories/agency-figures.ts'
import { addClient } from '#db/repositories/clients.ts'
import type { Database } from '#db/connection/connect.ts'
import { addMember, addPerson } from '#db/repositories/people.ts'
import { reportFigures, type Scope } from '#db/repositories/reports.ts'
import { taskEvents } from '#db/schema/tasks.ts'
import { setTarget, targetsOf } from '#db/repositories/targets.ts'
import { weeklyFigures } from '#db/repositories/weekly-figures.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Grouping } from '#src/features/reports/report.ts'
import type { TaskEventType } from '#src/features/tasks/task.ts'
import { databases } from '../databases.ts'
import { aClient, aPerson, monday, seed, type Seeded } from '../rows.ts'
import { putTask } from '../task-rows.ts'

const hour = 3_600_000
const after = (hours: number) => monday.add({ minutes: Math.round(hours * 60) })
/** Two days from that Monday on, and nothing of what comes later. */
const cuts = [monday, after(24), after(48)]

type Waited = { on: 'assistant' | 'client' | 'manager' | null; person?: string; plain: number; work?: number }
type Happened = [type: TaskEventType, hours: number, waited?: Waited, data?: object]

describe.each(databases)('how fast it went, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const here = <T>(run: (tx: Parameters<typeof putTask>[0], agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))
  const report = (scope: Scope = {}, by: Grouping = 'client') =>
    here((tx, agency) => reportFigures(tx, agency, scope, cuts, by))

  async function someone(changes: Partial<Person>): Promise<Person> {
    const person = aPerson(changes)
    const account = { platform: 'slack' as const, externalId: `U${person.id}`, placeId: office.place.id }
    await here(async (tx, agency) => {
      await addPerson(tx, agency, person, account, monday)
      for (const client of person.clients) await addMember(tx, agency, client, person.id)
    })
    return person
  }

  /** A task with this history; it is done when the last of it says so. */
  async function put(history: Happened[], changes: Parameters<typeof putTask>[2] = {}): Promise<string> {
    const [last, at] = history.at(-1) ?? ['task-delegated', 0]
    const done = last === 'result-accepted'
    const state = done ? { status: 'done' as const, doneAt: after(at) } : { status: 'claimed' as const }
    return here(async (tx, agency) => {
      const id = await putTask(tx, office, { ...state, since: after(at), ...changes })
      await tx.insert(taskEvents).values(
        history.map(([type, hours, waited, data = {}], index) => ({
          ...{ agencyId: agency, taskId: id, seq: index + 1, type, by: office.assistant.id, via: 'slack' as const },
          ...{ at: after(hours), data },
          waitedOn: waited?.on ?? null,
          waitedPerson: waited?.person ?? null,
          plainMs: waited ? waited.plain * hour : null,
          workMs: waited?.work === undefined ? null : waited.work * hour,
        })),
      )
      return id
    })
  }

  const asha = () => office.assistant.id
  const waitedFor = (plain: number, work?: number, person = asha()): Waited => ({
    ...{ on: 'assistant' as const, person, plain },
    ...(work === undefined ? {} : { work }),
  })
  const client = (plain: number, work?: number): Waited => ({
    ...{ on: 'client' as const, plain },
    ...(work === undefined ? {} : { work }),
  })

  /** Offered, taken on after an hour of work, done after six; the client let it wait for ten hours. */
  const usual = (): Happened[] => [
    ['task-delegated', 0],
    ['task-assigned', 0],
    ['assignment-accepted', 2, waitedFor(2, 1)],
    ['task-started', 3, waitedFor(1, 1)],
    ['question-asked', 4, waitedFor(1, 1)],
    ['question-answered', 14, client(10, 5)],
    ['result-submitted', 17, waitedFor(3, 3)],
    ['result-accepted', 20, client(3, 2)],
  ]

  it('is counted in the working time of the one who was waited for, and not while the client was', async () => {
    await put(usual())

    const { total } = await report()

    expect(total.answers).toMatchObject({ count: 1, median: 1 * hour, p90: 1 * hour })
    expect(total.ends).toMatchObject({ count: 1, median: 6 * hour, p90: 6 * hour })
  })

  it('is counted in plain time where nothing says the working time', async () => {
    const plainly = ({ work: _, ...waited }: Waited): Waited => waited
    await put(usual().map(([type, at, waited]): Happened => (waited ? [type, at, plainly(waited)] : [type, at])))

    const { total } = await report()

    expect(total.answers).toMatchObject({ median: 2 * hour })
    expect(total.ends).toMatchObject({ median: 7 * hour })
  })

  it('is the same for tasks that are older than what says who was waited for', async () => {
    await put(usual().map(([type, at]): Happened => [type, at]))

    const { total, groups } = await report({}, 'assistant')

    expect(total.answers).toMatchObject({ median: 2 * hour })
    expect(total.ends).toMatchObject({ median: 7 * hour })
    expect([...groups.keys()]).toEqual([asha()])
  })

  it('counts the time in the pool as long as nobody had claimed it, for the client and not for whoever then did', async () => {
    await put([
      ['task-delegated', 0],
      ['task-opened', 0],
      ['task-claimed', 5, { on: 'manager', plain: 5 }],
      ['task-started', 6, waitedFor(1, 1)],
      ['result-submitted', 8, waitedFor(2, 2)],
      ['result-accepted', 9, client(1, 1)],
    ])

    const all = await report({}, 'client')
    const each = await report({}, 'assistant')

    expect(all.total).toMatchObject({ answers: { median: 5 * hour }, ends: { median: 8 * hour } })
    expect(each.groups.get(asha())).toMatchObject({ answers: null, ends: { median: 3 * hour } })
    expect(each.groups.get('')).toMatchObject({ answers: { count: 1 }, ends: null })
  })

  it('counts for each assistant the offers that they let pass or turned down', async () => {
    const jun = await someone({ name: 'Jun' })
    await put([
      ['task-delegated', 0],
      ['task-assigned', 0],
      ['assignment-passed-on', 4, waitedFor(4, 4, jun.id), { assistant: jun.id }],
      ['task-assigned', 4],
      ['assignment-declined', 5, waitedFor(1, 1), { assistant: asha() }],
      ['task-opened', 5],
    ])

    const { groups } = await report({}, 'assistant')

    expect(groups.get(jun.id)).toMatchObject({ answers: { count: 1, median: 4 * hour } })
    expect(groups.get(asha())).toMatchObject({ answers: { count: 1, median: hour } })
  })

  it('says the middle one, and what nine in ten were within', async () => {
    for (const work of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) {
      await put([
        ['task-delegated', 0],
        ['task-assigned', 0],
        ['assignment-accepted', 12, waitedFor(12, work)],
      ])
    }

    expect((await report()).total.answers).toMatchObject({ count: 11, median: 6 * hour, p90: 10 * hour })
  })

  it('is held against the target of the client and priority, else of all priorities, else the agency’s own', async () => {
    const other = aClient()
    await here((tx, agency) => addClient(tx, agency, other))
    await here(async (tx, agency) => {
      await setTarget(tx, agency, { client: office.client.id, priority: 'urgent', respond: 30, done: null })
      await setTarget(tx, agency, { client: office.client.id, priority: '*', respond: 60, done: 5 * 60 })
    })
    await put(usual(), { priority: 'urgent' })
    await put(usual(), { priority: 'low' })
    await put(usual(), { priority: 'low', clientId: other.id })

    const { groups } = await report()

    expect(groups.get(office.client.id)).toMatchObject({
      answers: { count: 2, met: 1, missed: 1 },
      ends: { count: 2, met: 0, missed: 2 },
    })
    // Within the agency's four hours; nothing says by when it is to be done.
    expect(groups.get(other.id)).toMatchObject({
      answers: { met: 1, missed: 0 },
      ends: { count: 1, met: 0, missed: 0 },
    })
  })

  it('counts what was done in each part of the time, and nothing of what was done before or after', async () => {
    const doneAt = (hours: number): Happened[] => [
      ['task-delegated', hours - 2],
      ['task-assigned', hours - 2],
      ['result-accepted', hours, waitedFor(2, 2)],
    ]
    for (const hours of [-1, 0, 23, 24, 47, 48]) await put(doneAt(hours))

    const { parts, total } = await report()

    expect(parts.map((part) => part?.count)).toEqual([2, 2])
    expect(total.ends?.count).toBe(4)
  })

  it('is counted once for a task that was reopened and done again', async () => {
    await put([
      ...usual(),
      ['task-reopened', 21],
      ['result-submitted', 25, waitedFor(4, 4)],
      ['result-accepted', 30, client(5, 5)],
    ])

    const { total, parts } = await report()

    expect(total.ends).toMatchObject({ count: 1, median: 10 * hour })
    expect(parts.map((part) => part?.count ?? 0)).toEqual([0, 1])
  })

  describe('of whom', () => {
    it.each([
      ['the whole agency', () => ({}), 2],
      ['some clients alone', () => ({ clients: [office.client.id] }), 1],
      ['no client', () => ({ clients: [] }), 0],
      ['one client of all', () => ({ client: office.client.id }), 1],
      ['an assistant alone', () => ({ assistant: office.requester.id }), 0],
    ])('%s', async (_, scope, count) => {
      const other = aClient()
      await here((tx, agency) => addClient(tx, agency, other))
      await put(usual())
      await put(usual(), { clientId: other.id })

      const { total } = await report(scope())

      expect(total.ends?.count ?? 0).toBe(count)
      expect(total.answers?.count ?? 0).toBe(count)
    })

    it('an assistant’s own part alone, of a task that several had', async () => {
      const jun = await someone({ name: 'Jun' })
      await put([
        ['task-delegated', 0],
        ['task-assigned', 0],
        ['assignment-accepted', 2, waitedFor(2, 2, jun.id)],
        ['task-released', 6, waitedFor(4, 4, jun.id)],
        ['task-assigned', 6],
        ['assignment-accepted', 7, waitedFor(1, 1)],
        ['result-submitted', 9, waitedFor(2, 2)],
        ['result-accepted', 10, client(1)],
      ])

      const juns = await report({ assistant: jun.id }, 'duty')
      const ashas = await report({ assistant: asha() }, 'duty')

      expect(juns.total).toMatchObject({ answers: { count: 1, median: 2 * hour }, ends: null })
      expect(ashas.total).toMatchObject({ answers: { count: 1, median: hour }, ends: { median: 3 * hour } })
    })
  })

  it('is the same for the whole agency, asked for many agencies at once', async () => {
    await put(usual())
    const first = office.agency
    office = await db.acrossAgencies((tx) => seed(tx))

    const both = await db.acrossAgencies((tx) => measuresOf(tx, [first, office.agency], monday, after(48)))

    expect(both.get(first)).toMatchObject({ answers: { count: 1, median: hour }, ends: { count: 1, median: 6 * hour } })
    expect(both.get(office.agency)).toBeUndefined()
  })

  it('is the same for one person’s week as for their report, asked for many people at once', async () => {
    const carol = await someone({ roles: ['client'], clients: [office.client.id] })
    const dan = await someone({ roles: ['client'] })
    await put(usual())
    const reader = (person: string) => ({ agency: office.agency, person, cuts })

    const weeks = await db.acrossAgencies((tx) =>
      weeklyFigures(tx, [reader(carol.id), reader(dan.id), reader(asha())], after(100)),
    )

    const [clients, own] = [await report({ clients: [office.client.id] }), await report({ assistant: asha() }, 'duty')]
    expect(weeks.get(`${office.agency}:${carol.id}`)).toEqual({ ...clients.total, parts: clients.parts })
    expect(weeks.get(`${office.agency}:${asha()}`)).toEqual({ ...own.total, parts: own.parts })
    expect(weeks.has(`${office.agency}:${dan.id}`)).toBe(false)
  })
})

describe.each(databases)('targets, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
    office = await db.acrossAgencies((tx) => seed(tx))
  })
  afterAll(() => db.close())

  it('are one for a client and priority, the newest, and none once they say nothing', async () => {
    const target = { client: office.client.id, priority: 'urgent' as const }
    const set = (respond: number | null, done: number | null) =>
      db.inAgency(office.agency, (tx) => setTarget(tx, office.agency, { ...target, respond, done }))
    const kept = () => db.inAgency(office.agency, (tx) => targetsOf(tx, office.agency))

    await set(60, 480)
    await set(30, null)
    expect(await kept()).toEqual([{ ...target, respond: 30, done: null }])
    await set(null, null)
    expect(await kept()).toEqual([])
  })
})
