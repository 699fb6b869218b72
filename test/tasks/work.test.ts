import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import type { PersonCommandType, TaskCommand } from '#src/features/tasks/command.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { aContext, aPerson, asCandidate, asha, at, carol, commandsOf, jun, now, taskIn } from './cast.ts'

type Given<Type extends PersonCommandType> = Omit<TaskCommand<Type>, 'type'>

const claims = (promise: Temporal.Instant | null): TaskCommand => ({ type: 'claim', promise })
const asks = (given: Given<'ask'>): TaskCommand => ({ type: 'ask', ...given })
const answers = (given: Given<'answer'>): TaskCommand => ({ type: 'answer', ...given })
const submits = (given: Given<'submit'>): TaskCommand => ({ type: 'submit', ...given })

function granted(task: Task, command: TaskCommand, by: Person, moment = now, context = aContext()): Task {
  const decision = decide(task, command, by, moment, context)
  if (!decision.ok) throw new Error(JSON.stringify(decision.reason))
  return decision.events.reduce<Task>(evolve, task)
}

function refused(task: Task, command: TaskCommand, by: Person, context = aContext()) {
  const decision = decide(task, command, by, now, context)
  return decision.ok ? decision.events : decision.reason
}

describe('an assistant who claims a task', () => {
  it('stands behind it, and promises it for when it is due', () => {
    const task = granted(taskIn('open'), claims(null), asha)

    expect(task).toMatchObject({ status: 'claimed', assistant: 'asha', promise: at('2026-03-06T17:00') })
  })

  it('may promise it for another time', () => {
    expect(granted(taskIn('open'), claims(at('15:00')), asha).promise).toEqual(at('15:00'))
  })

  it.each([
    ['none was named', null],
    ['it has passed', at('09:00')],
  ])('promises nothing where there is no due time to keep, until they say when: %s', (_, due) => {
    const task = granted(taskIn('open', { due }), claims(null), asha, at('13:00'))

    expect(task.promise).toBeNull()
  })

  it('has eight of their own working hours to start', () => {
    const friday = at('2026-03-06T14:00')

    expect(granted(taskIn('open'), claims(null), asha, friday).actBy).toEqual(at('2026-03-09T13:00'))
  })

  it('is not taken at their word for a time that has passed', () => {
    const reason = refused(taskIn('open'), claims(now), asha)

    expect(reason).toMatchObject({ code: 'time-past', at: now })
  })

  it.each([
    ['claims', 'open', commandsOf.claim],
    ['accepts', 'assigned', commandsOf.accept],
  ] as const)('is told so when their hands are full: %s', (_, status, command) => {
    const candidates = [asCandidate(asha, { inHand: 5 }), asCandidate(jun)]

    const reason = refused(taskIn(status), command, asha, aContext({ candidates }))

    expect(reason).toEqual({ code: 'hands-full', inHand: 5, capacity: 5 })
  })

  it('may claim outside their hours: the work waits for the morning', () => {
    const task = granted(taskIn('open'), claims(null), asha, at('23:00'))

    expect(task.actBy).toEqual(at('2026-03-03T17:00'))
  })

  it('is given no hour of the night, when they have set no hours of their own', () => {
    const free = aPerson('free', { roles: ['assistant'], duties: ['travel'], hours: null })
    const context = aContext({ candidates: [asCandidate(free)] })

    expect(granted(taskIn('open'), claims(null), free, at('21:00'), context).actBy).toEqual(at('2026-03-03T14:00'))
  })
})

describe('an assistant to whom a task is offered', () => {
  it('takes it on with the promise that a claim would carry', () => {
    const task = granted(taskIn('assigned'), commandsOf.accept, asha, at('12:00'))

    expect(task).toMatchObject({ status: 'claimed', assistant: 'asha', promise: at('2026-03-06T17:00') })
    expect(task.actBy).toEqual(at('2026-03-03T11:00'))
  })
})

describe('a question', () => {
  it('holds the clock, and waits for the client with up to four answers', () => {
    const task = granted(
      taskIn('in-progress'),
      asks({ text: ' Which day? ', options: ['Thu', ' Fri ', '', 'Fri', 'Sat', 'Sun'] }),
      asha,
    )

    expect(task).toMatchObject({
      status: 'waiting',
      question: { text: 'Which day?', options: ['Thu', 'Fri', 'Sat', 'Sun'] },
      actBy: null,
    })
  })

  it.each([
    ['nothing in it', { text: '  ', options: ['Yes'] }, { code: 'question-needed' }],
    ['five answers', { text: 'Which?', options: ['1', '2', '3', '4', '5'] }, { code: 'too-many-options', given: 5 }],
    ['too many words', { text: 'x'.repeat(1001), options: [] }, { code: 'text-too-long', length: 1001, limit: 1000 }],
    [
      'an answer that no button holds',
      { text: 'Which?', options: ['x'.repeat(76)] },
      { code: 'text-too-long', length: 76, limit: 75, field: 'options' },
    ],
  ])('is not asked with %s', (_, given, reason) => {
    expect(refused(taskIn('in-progress'), asks(given), asha)).toEqual(reason)
  })

  it('counts letters as people do, in any script', () => {
    const options = ['😀'.repeat(75)]

    expect(granted(taskIn('in-progress'), asks({ text: 'Which?', options }), asha).status).toBe('waiting')
  })
})

describe('an answer', () => {
  it.each([
    ['a tap on one of those offered', { text: '', option: 1 }, 'Friday'],
    ['words', { text: ' On Sunday ' }, 'On Sunday'],
    ['both', { text: 'In the evening', option: 0 }, 'Thursday\nIn the evening'],
  ])('may be %s', (_, given, text) => {
    const decision = decide(taskIn('waiting'), answers(given), carol, now, aContext())

    expect(decision).toMatchObject({ ok: true, events: [{ type: 'question-answered', text }] })
  })

  it.each([
    ['nothing', { text: ' ' }, { code: 'answer-needed' }],
    ['one that was not offered', { text: '', option: 2 }, { code: 'option-gone' }],
    ['what is too long', { text: 'x'.repeat(20_001) }, { code: 'text-too-long', length: 20_001, limit: 20_000 }],
  ])('may not be %s', (_, given, reason) => {
    expect(refused(taskIn('waiting'), answers(given), carol)).toEqual(reason)
  })

  it('gives the assistant back the working time for which the question held the clock', () => {
    // Asked on Monday at ten with an hour to go; answered on Tuesday at noon.
    const waiting = taskIn('waiting', { promise: at('11:00') })

    const task = granted(waiting, answers({ text: 'Friday' }), carol, at('2026-03-03T12:00'))

    expect(task).toMatchObject({ status: 'in-progress', promise: at('2026-03-03T13:00') })
    expect(task.actBy).toEqual(at('2026-03-03T13:00'))
  })

  it('does not hurry an assistant who promised it for later', () => {
    const task = granted(taskIn('waiting'), answers({ text: 'Friday' }), carol, at('10:05'))

    expect(Temporal.Instant.compare(task.promise ?? now, at('2026-03-06T17:00'))).toBeGreaterThanOrEqual(0)
  })

  it('does not excuse what was late before the question', () => {
    const late = taskIn('waiting', { promise: at('09:30') })

    expect(granted(late, answers({ text: 'Friday' }), carol, at('15:00')).promise).toEqual(at('09:30'))
  })
})

describe('a result', () => {
  it('carries words and links, each link once, and waits for the client for seven days', () => {
    const links = ['https://example.com/1', ' https://example.com/1 ', '', 'http://example.com/2']

    const task = granted(taskIn('in-progress'), submits({ text: ' Booked ', links }), asha)

    expect(task).toMatchObject({
      status: 'in-review',
      result: { text: 'Booked', links: ['https://example.com/1', 'http://example.com/2'], at: now },
      actBy: at('2026-03-09T10:00'),
    })
  })

  it("is reviewed within the client's own time", () => {
    const task = granted(taskIn('in-progress'), commandsOf.submit, asha, now, aContext({ reviewDays: 2 }))

    expect(task.actBy).toEqual(at('2026-03-04T10:00'))
  })

  it.each([
    ['falls into the night', at('20:00'), [], '2026-03-05T09:00'],
    ['falls on a weekend', at('2026-03-05T12:00'), [], '2026-03-09T09:00'],
    ['has days on which they are away', at('10:00'), ['2026-03-03', '2026-03-04'], '2026-03-06T10:00'],
  ])('is not accepted by a silence that %s', (_, handedIn, [from, to], end) => {
    const away = from && to ? [{ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }] : []
    const context = aContext({ reviewDays: 2, requester: { ...carol, away } })

    expect(granted(taskIn('in-progress'), commandsOf.submit, asha, handedIn, context).actBy).toEqual(at(end))
  })

  it('may be a link alone', () => {
    expect(granted(taskIn('in-progress'), submits({ text: '', links: ['https://example.com'] }), asha).status).toBe(
      'in-review',
    )
  })

  it.each([
    ['nothing', { text: ' ', links: [' '] }, { code: 'result-needed' }],
    [
      'too many words',
      { text: 'x'.repeat(20_001), links: [] },
      { code: 'text-too-long', length: 20_001, limit: 20_000 },
    ],
    ...['example.com', 'javascript:alert(1)', 'https://', 'ftp://example.com', 'https://a b.com', 'https://x<y>'].map(
      (given) =>
        [`the link ${given}`, { text: 'Done', links: [given] }, { code: 'link-not-understood', given }] as const,
    ),
  ] as const)('may not be %s', (_, given, reason) => {
    expect(refused(taskIn('in-progress'), submits({ text: given.text, links: [...given.links] }), asha)).toEqual(reason)
  })
})
