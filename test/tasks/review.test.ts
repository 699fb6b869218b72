import { describe, expect, it } from 'vitest'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { aContext, asha, at, carol, cleo, commandsOf, maya, now, taskIn } from './cast.ts'

function after(task: Task, command: TaskCommand, by: typeof carol | null = carol, moment = now) {
  const decision = decide(task, command, by, moment, aContext())
  return decision.ok ? decision.events.reduce<Task>(evolve, task) : decision.reason
}

describe('a result that was handed in', () => {
  it.each([
    ['who asked for it', carol],
    ['who speaks for the same client', cleo],
    ['who manages the agency', maya],
  ])('is accepted by one %s', (_, by) => {
    expect(after(taskIn('in-review'), commandsOf.accept, by)).toMatchObject({
      status: 'done',
      doneAt: now,
      actBy: null,
    })
  })

  it('is accepted by silence when the review time is over, and not before', () => {
    const early = after(taskIn('in-review'), commandsOf['accept-by-silence'], null, at('2026-03-09T09:59'))
    const late = after(taskIn('in-review'), commandsOf['accept-by-silence'], null, at('2026-03-09T10:00'))

    expect(early).toMatchObject({ code: 'not-now' })
    expect(late).toMatchObject({ status: 'done', doneAt: at('2026-03-09T10:00') })
  })

  it('goes back with a reason, and leaves the assistant a working day at least', () => {
    const returned = after(taskIn('in-review', { promise: at('11:00') }), commandsOf.return)

    expect(returned).toMatchObject({ status: 'in-progress', assistant: 'asha', promise: at('18:00') })
  })

  it('keeps what was promised for later when it goes back', () => {
    expect(after(taskIn('in-review'), commandsOf.return)).toMatchObject({ promise: at('2026-03-06T17:00') })
  })

  it('keeps the result that was returned, until there is a newer one', () => {
    expect(after(taskIn('in-review'), commandsOf.return)).toMatchObject({ result: { text: 'Booked' } })
  })

  it.each(['return', 'reopen'] as const)('is not sent back without a reason: %s', (type) => {
    const task = taskIn(type === 'return' ? 'in-review' : 'done')

    expect(after(task, { type, reason: ' ' })).toEqual({ code: 'reason-needed' })
    expect(after(task, { type, reason: 'x'.repeat(1001) })).toMatchObject({ code: 'text-too-long', limit: 1000 })
  })
})

describe('a task that is done', () => {
  it('may be reopened for fourteen days, and goes on with the same assistant', () => {
    const onTheLastDay = after(taskIn('done'), commandsOf.reopen, carol, at('2026-03-16T10:00'))

    expect(onTheLastDay).toMatchObject({ status: 'in-progress', assistant: 'asha', rating: null })
    expect(onTheLastDay).not.toHaveProperty('doneAt')
  })

  it('is final after that, also for a manager', () => {
    const tooLate = at('2026-03-16T10:01')

    for (const by of [carol, maya]) {
      expect(after(taskIn('done'), commandsOf.reopen, by, tooLate)).toEqual({
        code: 'reopen-too-late',
        number: 42,
        days: 14,
      })
    }
  })

  it('is rated with one to five stars, which may be changed', () => {
    const rated = taskIn('done', { rating: 2 })

    expect(after(rated, { type: 'rate', stars: 5 })).toMatchObject({ status: 'done', rating: 5, since: rated.since })
  })

  it.each([0, 6, 2.5, -1, Number.NaN])('is not rated with %s stars', (stars) => {
    expect(after(taskIn('done'), { type: 'rate', stars })).toEqual({ code: 'stars-one-to-five' })
  })

  it('is not rated by the one who did it', () => {
    expect(after(taskIn('done'), commandsOf.rate, asha)).toMatchObject({ code: 'not-yours-to-do' })
  })
})
