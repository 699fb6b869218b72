import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import { clockCommandTypes, personCommandTypes, type PersonCommandType } from '#src/features/tasks/command.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import { statuses, type Status, type Task } from '#src/features/tasks/task.ts'
import {
  aContext,
  anAssignment,
  asCandidate,
  asha,
  at,
  carol,
  cleo,
  commandsOf,
  dan,
  everyone,
  jun,
  maya,
  nobody,
  now,
  olga,
  taskIn,
  wen,
} from './cast.ts'

const unfinished: Status[] = ['assigned', 'open', 'claimed', 'in-progress', 'waiting', 'in-review']
const clientSide = [carol, cleo, maya, olga]

/** "A task's life" and "Roles", as the product states them: in which status, whose it is, and what comes of it. */
const life: Record<PersonCommandType, { from: Partial<Record<Status, { by: Person[]; to: Status }>> }> = {
  claim: { from: { open: { by: [asha, jun], to: 'claimed' } } },
  accept: { from: { assigned: { by: [asha], to: 'claimed' }, 'in-review': { by: clientSide, to: 'done' } } },
  decline: { from: { assigned: { by: [asha], to: 'open' } } },
  start: { from: { claimed: { by: [asha], to: 'in-progress' } } },
  ask: { from: { 'in-progress': { by: [asha], to: 'waiting' } } },
  answer: { from: { waiting: { by: clientSide, to: 'in-progress' } } },
  submit: { from: { 'in-progress': { by: [asha], to: 'in-review' } } },
  return: { from: { 'in-review': { by: clientSide, to: 'in-progress' } } },
  release: {
    from: {
      claimed: { by: [asha], to: 'open' },
      'in-progress': { by: [asha], to: 'open' },
      waiting: { by: [asha], to: 'open' },
    },
  },
  assign: { from: Object.fromEntries(unfinished.map((from) => [from, { by: [maya, olga], to: 'assigned' }])) },
  cancel: { from: Object.fromEntries(unfinished.map((from) => [from, { by: clientSide, to: 'cancelled' }])) },
  reopen: { from: { done: { by: clientSide, to: 'in-progress' } } },
  rate: { from: { done: { by: clientSide, to: 'done' } } },
  change: { from: Object.fromEntries(unfinished.map((from) => [from, { by: clientSide, to: from }])) },
  'add-note': {
    from: Object.fromEntries(
      [...unfinished, 'done' as const].map((from) => [
        from,
        { by: from === 'open' ? clientSide : [...clientSide, asha], to: from },
      ]),
    ),
  },
  promise: {
    from: {
      claimed: { by: [asha], to: 'claimed' },
      'in-progress': { by: [asha], to: 'in-progress' },
      waiting: { by: [asha], to: 'waiting' },
    },
  },
}

const everyPair = statuses.flatMap((status) => personCommandTypes.map((type) => ({ status, type })))

function whatComesOf(task: Task, type: PersonCommandType, by: Person): Status | 'refused' {
  const decision = decide(task, commandsOf[type], by, now, aContext())
  return decision.ok ? decision.events.reduce<Task>(evolve, task).status : 'refused'
}

describe("a task's life", () => {
  it.each(everyPair)('lets just those whose it is $type a task that is $status', ({ status, type }) => {
    const granted = life[type].from[status]

    const outcomes = everyone.map((by) => [by.id, whatComesOf(taskIn(status), type, by)])

    const expected = everyone.map((by) => [by.id, granted?.by.includes(by) ? granted.to : 'refused'])
    expect(outcomes).toEqual(expected)
  })

  it.each(statuses.flatMap((status) => clockCommandTypes.map((type) => ({ status, type }))))(
    'lets only time $type a task, and not before its time: $status',
    ({ status, type }) => {
      const task = taskIn(status)
      const later = at('2027-01-01T10:00')
      // Asha is away then, and Jun stands in for her.
      const off = { from: Temporal.PlainDate.from('2027-01-01'), to: Temporal.PlainDate.from('2027-01-05') }
      const candidates = [asCandidate(asha, { away: [off] }), asCandidate(jun)]
      const late = aContext({ candidates, assignments: [anAssignment('travel', asha, jun)] })
      const meant = {
        ...{ 'pass-on': ['assigned'], lapse: ['claimed'], 'accept-by-silence': ['in-review'] },
        'hand-over': ['assigned', 'claimed', 'in-progress'],
      }[type]

      expect(decide(task, commandsOf[type], null, now, aContext()).ok).toBe(false)
      expect(decide(task, commandsOf[type], null, later, late).ok).toBe(meant.includes(status))
      for (const by of everyone) expect(decide(task, commandsOf[type], by, later, aContext()).ok).toBe(false)
    },
  )

  it.each(statuses)('is not begun a second time for one that is %s', (status) => {
    const decision = decide(taskIn(status), commandsOf.delegate, carol, now, aContext())

    expect(decision).toMatchObject({ ok: false, reason: { code: 'not-now', number: 42, status } })
  })

  it.each([...personCommandTypes, ...clockCommandTypes])('needs a task to %s', (type) => {
    const by = clockCommandTypes.some((known) => known === type) ? null : carol

    const decision = decide(null, commandsOf[type], by, now, aContext({ asked: '99' }))

    expect(decision).toEqual({ ok: false, reason: { code: 'no-such-task', number: '99' } })
  })

  it.each(personCommandTypes)('is not moved by the clock with %s, which is for people', (type) => {
    for (const status of statuses)
      expect(decide(taskIn(status), commandsOf[type], null, now, aContext()).ok).toBe(false)
    expect(decide(null, commandsOf.delegate, null, now, aContext()).ok).toBe(false)
  })
})

describe('whoever is refused', () => {
  it.each([
    ['an assistant, for a task that another has claimed', 'claimed', 'claim', jun, 'already-taken'],
    ['an assistant, for a task that is offered to another', 'assigned', 'claim', jun, 'already-taken'],
    ['an assistant, for a task that is theirs', 'in-progress', 'claim', asha, 'already-theirs'],
    ['an assistant, for work of a kind that is not theirs', 'open', 'claim', wen, 'duty-not-theirs'],
    ['an assistant, for the task of a colleague', 'claimed', 'start', jun, 'not-your-task'],
    ['a client, for the task of another client', 'in-review', 'accept', dan, 'not-your-task'],
    ['a client, for the work of an assistant', 'claimed', 'start', carol, 'not-yours-to-do'],
    ['an assistant, for the judgement of a client', 'in-review', 'return', asha, 'not-yours-to-do'],
    ['a client, for a choice of a manager', 'open', 'assign', carol, 'not-yours-to-do'],
    ['whoever comes too early', 'claimed', 'submit', asha, 'not-now'],
    ['whoever comes too late', 'done', 'cancel', carol, 'not-now'],
  ] as const)('is told why: %s', (_, status, type, by, code) => {
    const decision = decide(taskIn(status), commandsOf[type], by, now, aContext())

    expect(decision).toMatchObject({ ok: false, reason: { code } })
  })

  it('is told who was faster, when two pressed in the same second', () => {
    const first = decide(taskIn('open'), commandsOf.claim, asha, now, aContext())
    const left = first.ok ? first.events.reduce<Task>(evolve, taskIn('open')) : taskIn('open')

    const second = decide(left, commandsOf.claim, jun, now, aContext())

    expect(first.ok).toBe(true)
    expect(second).toEqual({ ok: false, reason: { code: 'already-taken', number: 42, assistant: 'asha' } })
  })

  it.each(personCommandTypes.filter((type) => type !== 'claim'))(
    'hears the same of a task that they may not see, whatever its status: %s',
    (type) => {
      for (const by of [dan, wen, nobody]) {
        const heard = statuses.map((status) =>
          JSON.stringify(decide(taskIn(status), commandsOf[type], by, now, aContext())),
        )

        expect(new Set(heard).size).toBe(1)
      }
    },
  )
})
