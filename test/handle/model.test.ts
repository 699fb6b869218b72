import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findPlace } from '#db/repositories/agencies.ts'
import type { Database } from '#db/connection/connect.ts'
import { namesOf } from '#db/repositories/people.ts'
import { historyOf, taskByNumber } from '#db/repositories/tasks.ts'
import { replay } from '#src/features/tasks/evolve.ts'
import { isOpen, nextToAct, type Status, type TaskEvent } from '#src/features/tasks/task.ts'
import type { Answer } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { cast, openAgency, read, type Office } from './office.ts'

const people = ['carol', 'dan', 'meera', 'asha', 'jun'] as const
type Who = (typeof people)[number]
const assistants: readonly Who[] = ['asha', 'jun']

/** A task as little as can be said of it: what the product's picture of its life shows. */
type Model = { number: number; client: Who; status: Status; holder: Who | null; doneAt: Temporal.Instant | null }

const moves = [
  ...(['claim', 'accept', 'decline', 'start', 'ask', 'answer', 'submit', 'return', 'release', 'to-asha'] as const),
  ...(['to-jun', 'to-pool', 'cancel', 'reopen', 'rate'] as const),
]
type Move = (typeof moves)[number]

/** By chance alone a task hardly ever gets past its claim. */
const backward: Move[] = ['decline', 'release', 'to-asha', 'to-jun', 'to-pool', 'cancel']

const unfinished: Status[] = ['assigned', 'open', 'claimed', 'in-progress', 'waiting', 'in-review']

/** What the product says comes of a move; null where it says that it is refused. */
function after(task: Model, by: Who, move: Move, now: Temporal.Instant): Partial<Model> | null {
  const { status } = task
  const side = by === task.client || by === 'meera'
  const holds = by === task.holder
  const ways: Record<Move, [boolean, Partial<Model>]> = {
    claim: [status === 'open' && assistants.includes(by), { status: 'claimed', holder: by }],
    accept:
      status === 'assigned'
        ? [holds, { status: 'claimed' }]
        : [status === 'in-review' && side, { status: 'done', doneAt: now }],
    decline: [status === 'assigned' && holds, { status: 'open', holder: null }],
    start: [status === 'claimed' && holds, { status: 'in-progress' }],
    ask: [status === 'in-progress' && holds, { status: 'waiting' }],
    answer: [status === 'waiting' && side, { status: 'in-progress' }],
    submit: [status === 'in-progress' && holds, { status: 'in-review' }],
    return: [status === 'in-review' && side, { status: 'in-progress' }],
    release: [['claimed', 'in-progress', 'waiting'].includes(status) && holds, { status: 'open', holder: null }],
    'to-asha': [canAssign('asha'), { status: 'assigned', holder: 'asha' }],
    'to-jun': [canAssign('jun'), { status: 'assigned', holder: 'jun' }],
    'to-pool': [canAssign(null), { status: 'open', holder: null }],
    cancel: [unfinished.includes(status) && side, { status: 'cancelled' }],
    reopen: [
      status === 'done' && side && task.doneAt !== null && now.since(task.doneAt).total('hours') <= 14 * 24,
      { status: 'in-progress', doneAt: null },
    ],
    rate: [status === 'done' && side, {}],
  }
  const [granted, change] = ways[move]
  return granted ? change : null

  function canAssign(to: Who | null): boolean {
    return by === 'meera' && unfinished.includes(status) && task.holder !== to
  }
}

/** `wild`: whatever comes; else one of the moves that the model says can be made, so that a task gets anywhere. */
type Attempt = { task: number; by: Who; move: Move; wild: boolean; seed: number; hours: number }

const someAttempts: fc.Arbitrary<Attempt[]> = fc.array(
  fc.record({
    task: fc.nat({ max: 1 }),
    by: fc.constantFrom(...people),
    move: fc.constantFrom(...moves),
    wild: fc.constantFrom(false, false, true),
    seed: fc.nat({ max: 1000 }),
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 24 }), fc.integer({ min: 300, max: 360 })),
  }),
  { minLength: 15, maxLength: 30, size: 'max' },
)

const instant = z.string().transform((text) => Temporal.Instant.from(text))
const stored = z.looseObject({
  due: instant.nullish(),
  promise: instant.nullish(),
  actBy: instant.nullish(),
})
const event = z.custom<TaskEvent>()

describe.each(databases)('whatever people press, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let agency: string
  const numbers: number[] = []

  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    for (const name of ['asha', 'jun'] as const) await office.options(name, 'profile capacity', { count: '50' })
    const place = await db.acrossAgencies((tx) => findPlace(tx, 'slack', 'T1'))
    agency = place?.agency ?? ''
  })
  afterAll(() => db.close())

  async function delegate(client: 'carol' | 'dan'): Promise<Model> {
    const said = await office.hears(client, '/delegate Book a flight #travel')
    const number = Number(/#(\d+)/u.exec(said)?.[1])
    numbers.push(number)
    return { number, client, status: 'open', holder: null, doneAt: null }
  }

  function carryOut(by: Who, move: Move, number: string, chosen: string): Promise<Answer> {
    switch (move) {
      case 'claim':
      case 'accept':
      case 'start':
        return office.press(by, `sahayak:${move}:${number}:`)
      case 'rate':
        return office.press(by, `sahayak:rate:${number}:4`)
      case 'ask':
        return office.submit(by, 'ask', number, { question: 'Which day?' })
      case 'answer':
        return office.submit(by, 'answer', number, { answer: 'Friday' })
      case 'submit':
        return office.submit(by, 'submit', number, { result: 'Booked' })
      case 'to-asha':
      case 'to-jun':
      case 'to-pool':
        return office.submit(by, 'assign', number, { assistant: chosen })
      default:
        return office.submit(by, move, number, { reason: 'Because' })
    }
  }

  function choose(attempt: Attempt, task: Model): Pick<Attempt, 'by' | 'move'> {
    if (attempt.wild) return attempt
    const all = people.flatMap((by) => moves.map((move) => ({ by, move })))
    const granted = all.filter(({ by, move }) => after(task, by, move, office.clock.now) !== null)
    const onward = granted.filter(({ move }) => !backward.includes(move))
    const some = onward.length > 0 && attempt.seed % 4 > 0 ? onward : granted
    return some[attempt.seed % some.length] ?? attempt
  }

  async function check(task: Model): Promise<void> {
    const { row, history, names } = await db.inAgency(agency, async (tx) => {
      const found = await taskByNumber(tx, agency, task.number)
      if (!found) throw new Error(`#${task.number} is gone`)
      return {
        row: found.task,
        history: await historyOf(tx, agency, found.task.id),
        names: await namesOf(tx, agency, found.task.assistant ? [found.task.assistant] : []),
      }
    })

    // One owner at a time, and the one whom everyone was told.
    expect(row.status).toBe(task.status)
    expect(names.get(row.assistant ?? '') ?? null).toBe(task.holder && cast[task.holder].name)
    expect(nextToAct(row) === null).toBe(!isOpen(row))
    // The history makes the row.
    const events = history.map(({ type, by, via, at, data }) =>
      event.parse({ ...stored.parse(data), type, by, via, at }),
    )
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1))
    expect(replay(events)).toEqual(row)
  }

  it('comes out as the product says, for every task, and its history is what happened', async () => {
    const reached = new Set<Status>()
    await fc.assert(
      fc.asyncProperty(someAttempts, async (attempts) => {
        const tasks = [await delegate('carol'), await delegate('dan')]
        for (const attempt of attempts) {
          const task = tasks[attempt.task]
          if (!task) continue
          office.clock.now = office.clock.now.add({ hours: attempt.hours })
          const { by, move } = choose(attempt, task)
          const change = after(task, by, move, office.clock.now)

          const said = read(await carryOut(by, move, String(task.number), chosenFor(move)))
          Object.assign(task, change)

          expect([by, move, /That did not work|(?:question|answer|result|reason|assistant): /u.test(said)]).toEqual([
            by,
            move,
            change === null,
          ])
          reached.add(task.status)
          await check(task)
        }
      }),
      { numRuns: 4, seed: 7 },
    )

    expect([...reached].toSorted()).toEqual([...unfinished, 'done', 'cancelled'].toSorted())
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  function chosenFor(move: Move): string {
    if (move === 'to-asha') return 'Asha Patil'
    return move === 'to-jun' ? 'Jun Santos' : '*'
  }
})
