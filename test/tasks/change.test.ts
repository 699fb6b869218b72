import { describe, expect, it } from 'vitest'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import type { Context } from '#src/features/tasks/context.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import type { Task, TaskEvent } from '#src/features/tasks/task.ts'
import { readRow, writeRow } from '#src/features/tasks/row.ts'
import { spansOf } from '#src/features/tasks/clocks.ts'
import { readEdit } from '#src/features/tasks/edit-text.ts'
import type { Person } from '#src/kernel/person.ts'
import { tell } from '#src/features/telling/tell.ts'
import { aContext, anAssignment, asha, at, carol, commandsOf, jun, maya, now, taskIn, wen } from './cast.ts'

function made(task: Task, command: TaskCommand, by: Person, context: Context = aContext()) {
  const decision = decide(task, command, by, now, context)
  if (!decision.ok) throw new Error(JSON.stringify(decision.reason))
  const after = decision.events.reduce<Task>(evolve, task)
  return { events: decision.events, after, lines: tell(task, after, decision.events, { boards: ['board'] }) }
}

const change = (changes: Omit<TaskCommand<'change'>, 'type'>): TaskCommand<'change'> => ({ type: 'change', ...changes })

function whyNot(task: Task, command: TaskCommand, by: Person) {
  const decision = decide(task, command, by, now, aContext())
  return decision.ok ? null : decision.reason.code
}

/** Who is told of it, and as what. */
function toldOf({ lines }: ReturnType<typeof made>) {
  return lines.flatMap((line) => (line.kind === 'notice' ? [[line.person, line.notice.about]] : []))
}

describe('a task that was delegated', () => {
  it('can be given another due time, and keeps what it was', () => {
    const { events, after } = made(taskIn('in-progress'), change({ due: at('2026-03-09T12:00') }), carol)

    expect(events).toMatchObject([
      { type: 'task-changed', was: { due: at('2026-03-06T17:00') }, is: { due: at('2026-03-09T12:00') }, by: 'carol' },
    ])
    expect(after).toMatchObject({ status: 'in-progress', due: at('2026-03-09T12:00'), assistant: 'asha' })
  })

  it('can be worded anew, to the letter, with the title that follows from it', () => {
    const brief = '  Book a train to Pune.\n\n  Window seat!  '

    const { events, after } = made(taskIn('claimed'), change({ brief }), carol)

    expect(after).toMatchObject({ brief: brief.trim(), title: 'Book a train to Pune' })
    expect(events[0]).toMatchObject({ was: { brief: 'Book a flight to Pune', title: 'Book a flight to Pune' } })
  })

  it('can lose its due time, and change priority and duty in the same breath', () => {
    const { after, events } = made(taskIn('open'), change({ due: null, priority: 'urgent', duty: 'bookkeeping' }), maya)

    expect(after).toMatchObject({ due: null, priority: 'urgent', duty: 'bookkeeping' })
    expect(events).toHaveLength(1)
  })

  it('is said not to be different where nothing is', () => {
    expect(whyNot(taskIn('open'), change({ priority: 'normal', brief: 'Book a flight to Pune' }), carol)).toBe(
      'nothing-changed',
    )
  })

  it('takes no due time that has passed, but may keep one', () => {
    const late = taskIn('open', { due: at('08:00') })

    expect(whyNot(taskIn('open'), change({ due: at('09:00') }), carol)).toBe('time-past')
    expect(made(late, change({ due: at('08:00'), priority: 'high' }), carol).after.priority).toBe('high')
  })

  it('goes on where it is: nobody is asked anew because of it', () => {
    const waiting = taskIn('waiting')

    const { after } = made(waiting, change({ priority: 'high' }), carol)

    expect(after).toMatchObject({ version: waiting.version + 1, moved: waiting.moved, since: waiting.since })
    expect(after.question).toEqual(waiting.question)
  })

  it('is offered to whoever does its new duty, as long as nobody has taken it', () => {
    const context = aContext({ assignments: [anAssignment('writing', wen)] })

    expect(made(taskIn('open'), change({ duty: 'writing' }), carol, context).after.assistant).toBe('wen')
    expect(made(taskIn('assigned'), change({ duty: 'writing' }), carol, context).after.assistant).toBe('wen')
    expect(made(taskIn('claimed'), change({ duty: 'writing' }), carol, context).after.assistant).toBe('asha')
  })

  it('keeps the wish of a client for another assistant, and tells whoever manages', () => {
    const task = taskIn('in-progress')

    const { events, after, lines } = made(task, change({ wish: 'Jun, who knows the airline' }), carol)

    expect(events).toMatchObject([{ type: 'assistant-wished', wish: 'Jun, who knows the airline' }])
    expect(after.assistant).toBe('asha')
    expect(lines).toContainEqual(
      expect.objectContaining({ kind: 'alert', notice: expect.objectContaining({ about: 'wish' }) }),
    )
  })

  it('goes at once to the assistant whom a manager names', () => {
    expect(made(taskIn('open'), change({ wish: jun.id, priority: 'high' }), maya).after).toMatchObject({
      ...{ status: 'assigned', assistant: 'jun', priority: 'high' },
    })
  })
})

describe('who hears of a change', () => {
  it('is its assistant, once, when the client makes it, with the question whether the time holds', () => {
    const told = made(taskIn('in-progress'), change({ due: at('2026-03-09T12:00') }), carol)

    expect(toldOf(told)).toEqual([['asha', 'changed']])
    expect(told.lines).toContainEqual(
      expect.objectContaining({ notice: expect.objectContaining({ about: 'changed', asks: true }) }),
    )
  })

  it('is its requester and its assistant when a manager makes it', () => {
    expect(toldOf(made(taskIn('claimed'), change({ priority: 'high' }), maya))).toEqual([
      ['asha', 'changed'],
      ['carol', 'changed'],
    ])
  })

  it('is the other side when somebody adds a note', () => {
    expect(toldOf(made(taskIn('in-progress'), commandsOf['add-note'], carol))).toEqual([['asha', 'note']])
    expect(toldOf(made(taskIn('in-progress'), commandsOf['add-note'], asha))).toEqual([['carol', 'note']])
  })
})

describe('a promise', () => {
  const undated = (status: 'open' | 'claimed' | 'in-progress') => taskIn(status, { due: null, promise: null })

  it('is made by a person: a claim without a due time promises nothing', () => {
    expect(made(undated('open'), commandsOf.claim, asha).after).toMatchObject({ status: 'claimed', promise: null })
  })

  it('is made with a tap, and the client hears by when', () => {
    const told = made(undated('claimed'), commandsOf.promise, asha)

    expect(told.after).toMatchObject({ status: 'claimed', promise: at('2026-03-05T17:00') })
    expect(toldOf(told)).toEqual([['carol', 'promised']])
  })

  it('is what work in progress is to be done by', () => {
    expect(made(undated('in-progress'), commandsOf.promise, asha).after.actBy).toEqual(at('2026-03-05T17:00'))
  })

  it('is for a time to come', () => {
    expect(whyNot(undated('claimed'), { type: 'promise', promise: now }, asha)).toBe('time-past')
  })

  it('is not lost in the table, and neither is that there is none', () => {
    const task = undated('in-progress')

    expect(readRow(writeRow(task))).toEqual(task)
  })
})

it('counts all of a wait, whatever was noted and changed in it', () => {
  const task = taskIn('in-progress')
  const later = (minutes: number) => now.add({ minutes })
  const head = (at: Temporal.Instant) => ({ by: 'asha', via: 'slack', at }) as const
  const events: TaskEvent[] = [
    { type: 'note-added', text: 'Half done', ...head(later(10)) },
    { type: 'question-asked', text: 'Which day?', options: [], ...head(later(30)) },
  ]

  const spans = spansOf(task, events, () => null)

  expect(spans.map((span) => span?.plainMs ?? null)).toEqual([null, 30 * 60_000])
})

describe('a change in a line', () => {
  it.each([
    ['due Friday 5pm', { due: 'Friday 5pm' }],
    ['due: tomorrow by noon priority high', { due: 'tomorrow by noon', priority: 'high' }],
    ['priority urgent duty travel', { priority: 'urgent', duty: 'travel' }],
    ['by Friday assistant Jun Ito', { due: 'Friday', wish: 'Jun Ito' }],
    ['what Book it, due to rain by train', { what: 'Book it, due to rain by train' }],
    ['Book a train instead', { what: 'Book a train instead' }],
    ['DUE none', { due: 'none' }],
  ])('names what is different: %s', (line, read) => {
    expect(readEdit(line)).toEqual(read)
  })
})
