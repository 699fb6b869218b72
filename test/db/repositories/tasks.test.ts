import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nextTaskNumber } from '#db/repositories/agencies.ts'
import { rows, type Database } from '#db/connection/connect.ts'
import {
  appendEvents,
  countTasks,
  findTasks,
  historyOf,
  insertTask,
  lockTask,
  saveTask,
  taskById,
  taskByNumber,
  type Wanted,
} from '#db/repositories/tasks.ts'
import { replay } from '#src/features/tasks/evolve.ts'
import type { Task, TaskEvent } from '#src/features/tasks/task.ts'
import { databases } from '../databases.ts'
import { anAgency, monday, newId, seed, type Seeded } from '../rows.ts'

const after = (hours: number) => monday.add({ minutes: hours * 60 })

describe.each(databases)('tasks, on $name', ({ name, create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const origin = () => ({ place: office.place.id, channel: 'C1' })
  const by = () => ({ by: office.requester.id, via: 'slack' as const })
  const byAssistant = () => ({ by: office.assistant.id, via: 'discord' as const })

  async function delegated(changes: Partial<Extract<TaskEvent, { type: 'task-delegated' }>> = {}): Promise<TaskEvent> {
    return {
      type: 'task-delegated',
      ...by(),
      at: monday,
      task: newId(),
      number: await db.inAgency(office.agency, (tx) => nextTaskNumber(tx, office.agency)),
      client: office.client.id,
      requester: office.requester.id,
      title: 'Book a flight to Pune',
      brief: 'Book a flight to Pune, "aisle" seat; पुणे \\ 100%',
      duty: 'travel',
      priority: 'high',
      due: after(48),
      ...changes,
    }
  }

  /** Kept as the core keeps it: row and history in one transaction. */
  async function make(events: TaskEvent[]): Promise<Task> {
    const task = replay(events)
    await db.inAgency(office.agency, async (tx) => {
      await insertTask(tx, office.agency, task, origin())
      await appendEvents(tx, office.agency, task.id, 1, events)
    })
    return task
  }

  const claimed = (at = after(1)): TaskEvent => ({
    type: 'task-claimed',
    ...byAssistant(),
    at,
    assistant: office.assistant.id,
    promise: after(24),
    actBy: after(9),
  })

  /** A life with every kind of status and value in it. */
  async function wholeLife(): Promise<TaskEvent[]> {
    const { assistant } = office
    const other = newId()
    return [
      await delegated(),
      {
        type: 'task-assigned',
        ...by(),
        at: monday,
        assistant: assistant.id,
        routed: { by: 'assignment', rank: 'backup', duty: null, skipped: [{ person: other, why: 'away' }] },
        actBy: after(4),
      },
      { type: 'assignment-declined', ...byAssistant(), at: after(0.5), assistant: assistant.id, reason: 'on a train' },
      { type: 'task-opened', by: null, via: 'clock', at: after(0.5), routed: { by: 'pool', skipped: [] }, actBy: null },
      claimed(),
      { type: 'task-started', ...byAssistant(), at: after(2) },
      { type: 'question-asked', ...byAssistant(), at: after(3), text: 'Which day?', options: ['Thursday', 'Friday'] },
      { type: 'question-answered', ...by(), at: after(4), text: 'Friday', promise: after(25) },
      {
        type: 'result-submitted',
        ...byAssistant(),
        at: after(5),
        text: 'Booked',
        links: ['https://example.com/1'],
        actBy: after(170),
      },
      { type: 'result-returned', ...by(), at: after(6), reason: 'the other airport', promise: after(30) },
      { type: 'result-submitted', ...byAssistant(), at: after(7), text: 'Booked again', links: [], actBy: after(175) },
      { type: 'result-accepted', by: null, via: 'clock', at: after(175), bySilence: true },
      { type: 'task-rated', ...by(), at: after(176), stars: 4 },
      { type: 'task-reopened', ...by(), at: after(177), reason: 'one more thing', promise: after(200) },
      { type: 'task-cancelled', ...by(), at: after(178), reason: 'never mind' },
    ]
  }

  it('come back at every step of their life as their history makes them', async () => {
    const life = await wholeLife()
    await make(life.slice(0, 1))

    for (let length = 2; length <= life.length; length += 1) {
      const task = replay(life.slice(0, length))
      await db.inAgency(office.agency, async (tx) => {
        await saveTask(tx, office.agency, task)
        await appendEvents(tx, office.agency, task.id, length, life.slice(length - 1, length))
      })

      const stored = await db.inAgency(office.agency, (tx) => lockTask(tx, office.agency, task.number))
      expect(stored).toEqual({ task, origin: origin() })
    }
  })

  it('keep their history as it was, to be replayed', async () => {
    const life = await wholeLife()
    const task = await make(life)

    const history = await db.inAgency(office.agency, (tx) => historyOf(tx, office.agency, task.id))
    const events = history.map(({ type, by: who, via, at, data }) => readEvent({ type, by: who, via, at, data }))

    expect(history.map(({ seq }) => seq)).toEqual(life.map((_, index) => index + 1))
    expect(events).toEqual(life)
    expect(replay(events)).toEqual(task)
  })

  it('are found by number and by id, in their own agency', async () => {
    const task = await make([await delegated()])
    const elsewhere = await db.acrossAgencies((tx) => seed(tx))

    const [byNumber, byId] = await db.inAgency(office.agency, (tx) =>
      Promise.all([taskByNumber(tx, office.agency, task.number), taskById(tx, office.agency, task.id)]),
    )
    const [theirs, unknown] = await db.inAgency(elsewhere.agency, (tx) =>
      Promise.all([taskByNumber(tx, elsewhere.agency, task.number), taskById(tx, elsewhere.agency, task.id)]),
    )

    expect(byNumber?.task).toEqual(task)
    expect(byId?.task).toEqual(task)
    expect([theirs, unknown]).toEqual([null, null])
  })

  it('are numbered from one in each agency, and never twice by those who ask at once', async () => {
    const other = await db.acrossAgencies((tx) => seed(tx, anAgency()))
    const number = (agency: string) => db.inAgency(agency, (tx) => nextTaskNumber(tx, agency))

    const ours = await Promise.all(Array.from({ length: 12 }, () => number(office.agency)))
    const theirs = await number(other.agency)

    expect(ours.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
    expect(theirs).toBe(1)
  })

  it('cannot have the number of another one of their agency', async () => {
    const first = await delegated()
    await make([first])
    if (first.type !== 'task-delegated') throw new Error('not the beginning')

    await expect(make([await delegated({ number: first.number })])).rejects.toMatchObject({ cause: { code: '23505' } })
  })

  describe('which two move at once', () => {
    it.skipIf(name === 'embedded')('are decided on one after the other', async () => {
      const task = await make([await delegated()])
      const locked = Promise.withResolvers<void>()
      const commit = Promise.withResolvers<void>()
      const moved = replay([await delegated({ task: task.id, number: task.number }), claimed()])
      const first = db.inAgency(office.agency, async (tx) => {
        await lockTask(tx, office.agency, task.number)
        locked.resolve()
        await commit.promise
        await saveTask(tx, office.agency, moved)
      })
      await locked.promise

      const second = db.inAgency(office.agency, (tx) => lockTask(tx, office.agency, task.number))
      const early = await Promise.race([second.then(() => 'read'), waiting(second)])
      commit.resolve()
      await first

      expect(early).toBe('waits')
      expect((await second)?.task.status).toBe('claimed')
    })

    it('are refused to the one who forgot to lock', async () => {
      const begun = [await delegated()]
      const task = await make(begun)
      const moved = replay([...begun, claimed()])
      await db.inAgency(office.agency, (tx) => saveTask(tx, office.agency, moved))

      const late = db.inAgency(office.agency, (tx) => saveTask(tx, office.agency, { ...moved, priority: 'low' }))

      await expect(late).rejects.toHaveProperty(
        'cause.message',
        expect.stringContaining('gone, or at that version already'),
      )
      expect((await db.inAgency(office.agency, (tx) => taskById(tx, office.agency, task.id)))?.task).toEqual(moved)
    })

    it('have one event in each place of their history', async () => {
      const task = await make([await delegated()])
      await db.inAgency(office.agency, (tx) => appendEvents(tx, office.agency, task.id, 2, [claimed()]))

      const again = db.inAgency(office.agency, (tx) => appendEvents(tx, office.agency, task.id, 2, [claimed()]))

      await expect(again).rejects.toMatchObject({ cause: { code: '23505' } })
    })

    /** Resolves when the database says that someone waits for the row. */
    async function waiting(blocked: Promise<unknown>): Promise<string> {
      let done = false
      void blocked.then(() => (done = true))
      for (let look = 0; look < 200 && !done; look += 1) {
        const [found] = await db.asOwner((tx) =>
          rows<{ waits: boolean }>(
            tx,
            sql`select exists (select from pg_locks where not granted and pid <> pg_backend_pid()) as waits`,
          ),
        )
        if (found?.waits) return 'waits'
      }
      return 'never waited'
    }
  })

  describe('that are looked for', () => {
    const find = async (wanted: Wanted, page: { limit?: number; offset?: number; newestFirst?: boolean } = {}) => {
      const [found, count] = await db.inAgency(office.agency, (tx) =>
        Promise.all([
          findTasks(tx, office.agency, wanted, { limit: 20, ...page }),
          countTasks(tx, office.agency, wanted),
        ]),
      )
      return { titles: found.map(({ task }) => task.title), count }
    }
    const named = async (title: string, changes: Partial<Extract<TaskEvent, { type: 'task-delegated' }>> = {}) =>
      delegated({ title, brief: 'a brief', ...changes })

    beforeEach(async () => {
      const open = await named('open, due in two hours', { due: after(2), duty: 'research' })
      const held = await named('claimed, promised in a day', { due: after(1) })
      const finished = await named('done', { due: after(3), brief: 'the 100% secret_brief' })
      const never = await named('without a due time', { due: null, priority: 'low' })
      await make([open])
      await make([held, claimed()])
      await make([
        finished,
        claimed(),
        { type: 'task-started', ...byAssistant(), at: after(2) },
        { type: 'result-submitted', ...byAssistant(), at: after(3), text: 'x', links: [], actBy: after(100) },
        { type: 'result-accepted', ...by(), at: after(4), bySilence: false },
      ])
      await make([never])
    })

    it('come the most pressing first, the ones without a time last', async () => {
      expect(await find({ unfinished: true })).toEqual({
        titles: ['open, due in two hours', 'claimed, promised in a day', 'without a due time'],
        count: 3,
      })
    })

    it('come in pages, counted whole', async () => {
      expect(await find({}, { limit: 2, offset: 2 })).toEqual({ titles: ['done', 'without a due time'], count: 4 })
    })

    it('come newest first when they are finished', async () => {
      expect((await find({}, { newestFirst: true })).titles.slice(0, 2)).toEqual(['done', 'claimed, promised in a day'])
    })

    it.each<[string, () => Wanted, string[]]>([
      ['one assistant', () => ({ assistant: office.assistant.id, unfinished: true }), ['claimed, promised in a day']],
      ['one requester', () => ({ requester: newId() }), []],
      ['none of the clients', () => ({ clients: [] }), []],
      [
        'a client and a duty',
        () => ({ clients: [office.client.id], duties: ['research'] }),
        ['open, due in two hours'],
      ],
      ['a status', () => ({ statuses: ['done'] }), ['done']],
      ['what is late by then', () => ({ late: after(3) }), ['open, due in two hours']],
      [
        'what is late in two days',
        () => ({ late: after(50) }),
        ['open, due in two hours', 'claimed, promised in a day'],
      ],
      ['a span of time', () => ({ dueFrom: after(2), dueBy: after(24) }), ['open, due in two hours']],
      ['what was done since', () => ({ doneSince: after(4) }), ['done']],
      ['what was done later', () => ({ doneSince: after(5) }), []],
      ['words in the brief', () => ({ search: '100% SECRET_' }), ['done']],
      ['signs that mean nothing', () => ({ search: '100_' }), []],
      ['words in titles alone', () => ({ searchTitles: 'secret' }), []],
      ['a word in the title', () => ({ searchTitles: 'Promised' }), ['claimed, promised in a day']],
    ])('are narrowed to %s', async (_, wanted, titles) => {
      const found = await find(wanted())
      expect(found).toEqual({ titles, count: titles.length })
    })
  })
})

const instant = z.string().transform((text) => Temporal.Instant.from(text))
const data = z.looseObject({ due: instant.nullish(), promise: instant.nullish(), actBy: instant.nullish() })

/** A kept event, its instants read from text again. */
function readEvent({
  data: kept,
  ...head
}: {
  type: string
  by: string | null
  via: string
  at: Temporal.Instant
  data: unknown
}): TaskEvent {
  return z.custom<TaskEvent>().parse({ ...head, ...data.parse(kept) })
}
