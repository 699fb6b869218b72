import fc from 'fast-check'
import type { RoutingRule } from '#src/features/routing/rule.ts'
import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import type { Context } from '#src/features/tasks/context.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve, replay } from '#src/features/tasks/evolve.ts'
import { readRow, writeRow } from '#src/features/tasks/row.ts'
import { isLate, isOpen, nextToAct, statuses, type Task, type TaskEvent } from '#src/features/tasks/task.ts'
import { anAssignment, asCandidate, asha, at, carol, commandsOf, delegation, everyone } from './cast.ts'
import { jun, now, storyTo, taskIn, wen } from './cast.ts'

/** Tried so many minutes after what was tried before. `sensible`: the so-manieth of what is granted then. */
type Attempt = { by: Person | null; command: TaskCommand; minutes: number; sensible: number | null }

const someReason = fc.constantFrom('', 'Because', 'x'.repeat(1001))
const someLinks = fc.constantFrom<string[][]>([], ['https://example.com'], ['nowhere'])
const someCommand = fc.oneof(
  fc.constantFrom<TaskCommand[]>(...Object.values(commandsOf)),
  fc
    .tuple(fc.constantFrom('decline' as const, 'return' as const, 'release' as const, 'reopen' as const), someReason)
    .map(([type, reason]): TaskCommand => ({ type, reason })),
  fc
    .constantFrom(null, at('09:00'), at('2026-03-05T12:00'))
    .map((promise): TaskCommand => ({ type: 'claim', promise })),
  fc.constantFrom(null, 'asha', 'jun', 'wen', 'carol').map((assistant): TaskCommand => ({ type: 'assign', assistant })),
  fc.integer({ min: 0, max: 6 }).map((stars): TaskCommand => ({ type: 'rate', stars })),
  fc.integer({ min: 0, max: 4 }).map((option): TaskCommand => ({ type: 'answer', text: '', option })),
  someLinks.map((links): TaskCommand => ({ type: 'submit', text: '', links })),
)
const someAttempts: fc.Arbitrary<Attempt[]> = fc.array(
  fc.record({
    by: fc.option(fc.constantFrom(...everyone), { freq: 5 }),
    command: someCommand,
    minutes: fc.oneof(fc.constantFrom(0, 1, 30), fc.integer({ min: 0, max: 16 * 24 * 60 })),
    sensible: fc.option(fc.nat(), { freq: 3 }),
  }),
  { maxLength: 30, size: 'max' },
)
const someContext: fc.Arbitrary<Context> = fc.record({
  via: fc.constantFrom('slack', 'discord'),
  candidates: fc.tuple(...[asha, jun, wen].map((person) => inHandOf(person))),
  requester: fc.constantFrom(carol, null),
  assignments: fc.subarray([anAssignment('travel', asha, jun), anAssignment(null, wen, jun)]),
  rules: fc.subarray<RoutingRule>([
    { id: 'r1', client: 'acme', duty: null, words: ['flight'], assistant: 'jun' },
    { id: 'r2', client: null, duty: 'travel', words: [], assistant: null },
  ]),
  responseHours: fc.constantFrom(1, 4),
  leaseHours: fc.constantFrom(2, 8),
  reviewDays: fc.constantFrom(1, 7),
})

function inHandOf(person: Person) {
  return fc.constantFrom(0, 0, 0, 5).map((inHand) => asCandidate(person, { inHand }))
}

type Moment = {
  before: Task | null
  after: Task
  by: Person | null
  type: string
  at: Temporal.Instant
  said: TaskEvent[]
}

/** Tries all of it in turn and keeps what was granted. `each` sees every step that was. */
function live(attempts: Attempt[], context: Context, each: (moment: Moment, history: TaskEvent[]) => void) {
  const history: TaskEvent[] = []
  let task: Task | null = null
  let clock = now
  for (const attempt of [first, ...attempts]) {
    clock = clock.add({ minutes: attempt.minutes })
    const { by, command } = task ? chosen(task, attempt, clock, context) : first
    const decision = decide(frozen(task), command, by, clock, context)
    if (!decision.ok) continue
    const before: Task | null = task
    history.push(...decision.events)
    task = decision.events.reduce<Task | null>(evolve, task)
    if (task) each({ before, after: task, by, type: command.type, at: clock, said: decision.events }, history)
  }
}

const first: Attempt = { by: carol, command: delegation(), minutes: 0, sensible: null }

/** By chance alone a task hardly ever gets past its claim. */
function chosen(
  task: Task,
  attempt: Attempt,
  clock: Temporal.Instant,
  context: Context,
): Pick<Attempt, 'by' | 'command'> {
  const { sensible } = attempt
  if (sensible === null) return attempt
  const all = [...everyone, null].flatMap((by) => Object.values(commandsOf).map((command) => ({ by, command })))
  const granted = all.filter(({ by, command }) => decide(task, command, by, clock, context).ok)
  const mild = granted.filter(({ command }) => command.type !== 'cancel')
  return mild[sensible % mild.length] ?? attempt
}

/** Whoever decides changes nothing: what is not theirs to write cannot be written. */
function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || value instanceof Temporal.Instant) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

function always(promise: (moment: Moment, history: TaskEvent[]) => void) {
  fc.assert(
    fc.property(someAttempts, someContext, (attempts, context) => live(attempts, context, promise)),
    { numRuns: 150 },
  )
}

describe('whatever people press, in whatever order', () => {
  it('has one person, or the managers, who must act next while it is open, and nobody when it is over', () => {
    always(({ after }) => {
      const next = nextToAct(after)

      expect(next === null).toBe(!isOpen(after))
      if (next?.who === 'assistant') expect(next.person).toBe(after.assistant)
      if (next?.who === 'requester') expect(next.person).toBe(after.requester)
      if (next?.who === 'manager') expect(after.assistant).toBeNull()
      if (isOpen(after)) expect(after.assistant === null).toBe(after.status === 'open')
    })
  })

  it('changes hands only by an event that says whose it is', () => {
    always(({ before, after, said }) => {
      const named = said.flatMap((event) => ('assistant' in event ? [event.assistant] : []))

      if (after.assistant && after.assistant !== before?.assistant) expect(named).toContain(after.assistant)
    })
  })

  it('is what its history says it is', () => {
    always(({ after }, history) => {
      expect(replay(history)).toEqual(after)
      expect(after.version).toBe(history.length)
    })
  })

  it('counts each event once, and goes back in neither time nor version', () => {
    always(({ before, after, said, at: moment }) => {
      expect(after.version).toBe((before?.version ?? 0) + said.length)
      for (const event of said) expect(event.at).toEqual(moment)
      expect(Temporal.Instant.compare(before?.since ?? now, after.since)).toBeLessThanOrEqual(0)
    })
  })

  it('stays done but for a rating, a note, and for fourteen days, and cancelled for ever', () => {
    always(({ before, after, type, at: moment }) => {
      expect(before?.status).not.toBe('cancelled')
      if (before?.status !== 'done') return
      expect(['rate', 'reopen', 'add-note']).toContain(type)
      if (after.status === 'done') return
      expect(moment.since(before.doneAt).total('hours')).toBeLessThanOrEqual(14 * 24)
    })
  })

  it('says who did it, and that it was the clock where nobody did', () => {
    always(({ by, said }) => {
      for (const event of said) expect(event.by).toBe(by?.id ?? null)
    })
  })

  it('holds no promise before the claim, a question while it waits, and a result from the review on', () => {
    always(({ after }) => {
      if (after.status === 'open' || after.status === 'assigned') expect(after.promise).toBeNull()
      expect(after.question !== null).toBe(after.status === 'waiting')
      if (after.status === 'in-review' || after.status === 'done') expect(after.result).not.toBeNull()
    })
  })

  it('comes back from its row as it went in', () => {
    always(({ after }) => expect(readRow(asStored(writeRow(after)))).toEqual(after))
  })

  it('gets to every status: the promises above are about all of them', () => {
    const seen = new Set<string>()

    fc.assert(
      fc.property(someAttempts, someContext, (attempts, context) => {
        live(attempts, context, ({ after }) => seen.add(after.status))
      }),
      { numRuns: 150, seed: 42 },
    )

    expect([...seen].toSorted()).toEqual([...statuses].toSorted())
  })
})

/** What Postgres makes of the columns that are JSON. */
function asStored(row: ReturnType<typeof writeRow>): ReturnType<typeof writeRow> {
  const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  const { routed, passedOver, question, result } = row
  return { ...row, routed: json(routed), passedOver: json(passedOver), question: json(question), result: json(result) }
}

describe('a history that cannot be', () => {
  it('is a fault: nothing but delegating begins a task, and nothing begins it twice', () => {
    const [begun, ...rest] = storyTo('claimed').events
    if (!begun) throw new Error('no history')

    expect(() => replay([])).toThrow('without a history')
    expect(() => replay(rest)).toThrow('begins no task')
    expect(() => replay([begun, begun])).toThrow('cannot follow')
  })

  it.each(statuses)('is a fault: what was done to one that was not %s is not done to one that is', (status) => {
    const last = storyTo(status).events.at(-1)
    if (!last) throw new Error('no history')

    const other = taskIn(status === 'cancelled' ? 'done' : 'cancelled')

    expect(() => evolve(other, last)).toThrow('cannot follow')
  })

  it.each([
    ['claimed by nobody', { status: 'claimed', assistantId: null }],
    ['in review without a result', { status: 'in-review' }],
    ['done at no time', { status: 'done', result: { text: 'Booked', links: [], at: now.toString() } }],
  ] as const)('is a fault: a row that is %s', (_, changes) => {
    expect(() => readRow({ ...writeRow(taskIn('claimed')), ...changes })).toThrow('task-42')
  })
})

describe('lateness', () => {
  const due = at('12:00')
  it.each([
    ['nobody has claimed it and its due time is over', taskIn('open', { due }), true],
    ['its promise is over, though it is due later', taskIn('claimed', { promise: due }), true],
    ['it waits for the client and its promise is over', taskIn('waiting', { promise: due }), true],
    ['it is promised for later than it was due', taskIn('claimed', { due, promise: at('17:00') }), false],
    ['it was handed in', taskIn('in-review', { promise: due }), false],
    ['it is done', taskIn('done', { promise: due }), false],
    ['it was cancelled', taskIn('cancelled', { promise: due }), false],
    ['no time was named', taskIn('open', { due: null }), false],
  ])('when %s', (_, task, late) => {
    expect(isLate(task, at('15:00'))).toBe(late)
  })
})
