import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import type { Context } from '#src/features/tasks/context.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { aContext, anAssignment, asCandidate, asha, at, carol, commandsOf, delegation, jun, maya } from './cast.ts'
import { now, play, taskIn, wen } from './cast.ts'

const assigned = aContext({ assignments: [anAssignment('travel', asha, jun)] })
const assignTo = (assistant: string | null): TaskCommand => ({ type: 'assign', assistant })

function granted(task: Task, command: TaskCommand, by: Person | null, context: Context, moment = now): Task {
  const decision = decide(task, command, by, moment, context)
  if (!decision.ok) throw new Error(JSON.stringify(decision.reason))
  return decision.events.reduce<Task>(evolve, task)
}

function refused(task: Task, command: TaskCommand, by: Person | null, context: Context, moment = now) {
  const decision = decide(task, command, by, moment, context)
  return decision.ok ? decision.events : decision.reason
}

describe('an offer', () => {
  const offered = play([[carol, delegation()]], assigned).task

  it('waits for four working hours of the assistant', () => {
    expect(offered).toMatchObject({ status: 'assigned', assistant: 'asha' })
    expect(offered.actBy).toEqual(at('14:00'))
  })

  it('goes to the first backup at once when it is declined, and says why', () => {
    const task = granted(offered, commandsOf.decline, asha, assigned, at('11:00'))

    expect(task).toMatchObject({
      status: 'assigned',
      assistant: 'jun',
      routed: { by: 'assignment', rank: 'backup', skipped: [{ person: 'asha', why: 'declined' }] },
    })
    expect(task.actBy).toEqual(at('15:00'))
  })

  it('goes to the pool when every backup has declined', () => {
    const second = granted(offered, commandsOf.decline, asha, assigned)
    const task = granted(second, commandsOf.decline, jun, assigned)

    expect(task).toMatchObject({ status: 'open', assistant: null })
    expect(task.routed).toEqual({
      by: 'pool',
      skipped: [
        { person: 'asha', why: 'declined' },
        { person: 'jun', why: 'declined' },
      ],
    })
  })

  it.each(['', '   '])('is not declined without a reason: %j', (reason) => {
    expect(refused(offered, { type: 'decline', reason }, asha, assigned)).toEqual({ code: 'reason-needed' })
  })

  it('is passed on when nobody answered in time, and not a second before', () => {
    const early = refused(offered, commandsOf['pass-on'], null, assigned, at('13:59:59'))
    const task = granted(offered, commandsOf['pass-on'], null, assigned, at('14:00'))

    expect(early).toMatchObject({ code: 'not-now' })
    expect(task).toMatchObject({ status: 'assigned', assistant: 'jun' })
    expect(task.passedOver).toEqual([{ person: 'asha', why: 'no-answer' }])
  })

  it('may be claimed from the pool by one who declined it before', () => {
    const pool = granted(granted(offered, commandsOf.decline, asha, assigned), commandsOf.decline, jun, assigned)

    const task = granted(pool, commandsOf.claim, asha, assigned)

    expect(task).toMatchObject({ status: 'claimed', assistant: 'asha', passedOver: [{ person: 'jun' }] })
  })
})

describe('a claim', () => {
  const claimed = taskIn('claimed')
  const context = aContext()

  it.each(['claimed', 'in-progress', 'waiting'] as const)('may be given back with a reason while %s', (status) => {
    const task = granted(taskIn(status), commandsOf.release, asha, context)

    expect(task).toMatchObject({ status: 'open', assistant: null, promise: null, question: null })
    expect(task.passedOver).toEqual([{ person: 'asha', why: 'declined' }])
  })

  it('is not given back without a reason, or with one that nobody reads to its end', () => {
    expect(refused(claimed, { type: 'release', reason: ' ' }, asha, context)).toEqual({ code: 'reason-needed' })
    expect(refused(claimed, { type: 'release', reason: 'x'.repeat(1001) }, asha, context)).toEqual({
      code: 'text-too-long',
      length: 1001,
      limit: 1000,
    })
  })

  it('is a lease: without a start within eight working hours the task goes back', () => {
    const early = refused(claimed, commandsOf.lapse, null, context, at('17:59'))
    const task = granted(claimed, commandsOf.lapse, null, context, at('18:00'))

    expect(early).toMatchObject({ code: 'not-now' })
    expect(task).toMatchObject({ status: 'open', assistant: null, promise: null })
    expect(task.passedOver).toEqual([{ person: 'asha', why: 'not-started' }])
  })

  it('does not lapse once the work has begun', () => {
    expect(refused(taskIn('in-progress'), commandsOf.lapse, null, context, at('2027-01-01T10:00'))).toMatchObject({
      code: 'not-now',
    })
  })
})

describe('a manager', () => {
  it.each(['assigned', 'open', 'claimed', 'in-progress', 'waiting', 'in-review'] as const)(
    'gives a task that is %s to someone else, who is asked to accept it',
    (status) => {
      const task = granted(taskIn(status), assignTo('jun'), maya, aContext())

      expect(task).toMatchObject({ status: 'assigned', assistant: 'jun', routed: { by: 'manager', person: 'maya' } })
      expect(task.actBy).toEqual(at('14:00'))
    },
  )

  it('may open it to the pool, unless it is there already', () => {
    expect(granted(taskIn('claimed'), assignTo(null), maya, aContext())).toMatchObject({
      status: 'open',
      assistant: null,
    })
    expect(refused(taskIn('open'), assignTo(null), maya, aContext())).toMatchObject({ code: 'not-now' })
  })

  it("may choose past a client's assignments", () => {
    const context = aContext({ assignments: [anAssignment('travel', asha)] })

    expect(granted(taskIn('open'), assignTo('jun'), maya, context).assistant).toBe('jun')
  })

  it('may offer it again to one who declined', () => {
    const context = aContext()
    const released = granted(taskIn('claimed'), commandsOf.release, asha, context)

    expect(granted(released, assignTo('asha'), maya, context)).toMatchObject({ assistant: 'asha', passedOver: [] })
  })

  const away = { ...asCandidate(jun), away: [{ from: day('2026-03-01'), to: day('2026-03-05') }] }
  it.each([
    ['already has it', 'asha', asCandidate(jun), { code: 'already-theirs', number: 42, assistant: 'asha' }],
    ['does not do this', 'wen', asCandidate(jun), { code: 'duty-not-theirs', assistant: 'wen', duty: 'travel' }],
    ['is no assistant', 'carol', asCandidate(jun), { code: 'not-an-assistant', name: 'carol' }],
    ['is away', 'jun', away, { code: 'assistant-away', assistant: 'jun', until: '2026-03-05' }],
    [
      'is full',
      'jun',
      asCandidate(jun, { inHand: 5 }),
      { code: 'assistant-full', assistant: 'jun', inHand: 5, capacity: 5 },
    ],
  ])('cannot give it to one who %s', (_, named, other, reason) => {
    const context = aContext({ candidates: [asCandidate(asha), other, asCandidate(wen)] })

    expect(refused(taskIn('claimed'), assignTo(named), maya, context)).toEqual(reason)
  })
})

describe('a cancelled task', () => {
  it('needs no reason, and keeps who had it', () => {
    const task = granted(taskIn('waiting'), commandsOf.cancel, carol, aContext())

    expect(task).toMatchObject({ status: 'cancelled', assistant: 'asha', question: null, actBy: null })
  })
})

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}
