import { taskSubject } from '#src/features/tasks/policy.ts'
import { does } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import { route } from '#src/features/routing/route.ts'
import type { TaskCommand } from './command.ts'
import { candidateNamed, stamp, type Asked } from './context.ts'
import { offer, whyNotBrief, wordsOf } from './delegate.ts'
import { assign } from './hand-over.ts'
import type { Changes, Task, TaskEvent } from './task.ts'
import { titleOf } from './title.ts'
import { longestReason, tooLong } from './words.ts'

export const longestNote = 3_000

/**
 * What was delegated is put right: words, due time, priority, duty. Just what has become another is changed, and an event says
 * what was and what is. A wish for another assistant is a manager's to say: one who may give it to somebody does so at once.
 */
export function change(asked: Asked<'change'>): Decision<TaskEvent> {
  const { task, command, by, now, context } = asked
  const brief = command.brief?.trim()
  const wish = command.wish?.trim() ?? ''
  const wrong = (brief === undefined ? null : whyNotBrief(brief)) ?? tooLong(wish, longestReason)
  if (wrong) return refuse(wrong)
  const { due } = command
  // A time that has passed is refused, unless it is the one that it had.
  if (due && !isSame(due, task.due) && Temporal.Instant.compare(due, now) <= 0) {
    return refuse({ code: 'time-past', given: due.toString(), at: due })
  }

  const is = changesIn(task, { ...command, ...(brief === undefined ? {} : { brief }) })
  const head = stamp(by, now, context)
  const changed: TaskEvent[] =
    Object.keys(is).length > 0 ? [{ type: 'task-changed', was: wasOf(task, is), is, ...head }] : []
  if (wish === '') {
    return changed.length === 0
      ? refuse({ code: 'nothing-changed', number: task.number })
      : accept(...changed, ...routedAnew(task, is, asked))
  }
  if (!may(by, 'assign', taskSubject(task))) return accept(...changed, { type: 'assistant-wished', wish, ...head })
  const given = assign({ ...asked, task: { ...task, ...is }, command: { type: 'assign', assistant: wish } })
  return given.ok ? accept(...changed, ...given.events) : given
}

/** What was said about it beside its brief, for whoever works on it now or later. */
export function addNote({ command, by, now, context }: Asked<'add-note'>): Decision<TaskEvent> {
  const text = command.text.trim()
  if (text === '') return refuse({ code: 'note-needed' })
  const long = tooLong(text, longestNote)
  return long ? refuse(long) : accept({ type: 'note-added', text, ...stamp(by, now, context) })
}

function changesIn(task: Task, { brief, due, priority, duty }: TaskCommand<'change'>): Changes {
  const is: Changes = {}
  if (brief !== undefined && brief !== task.brief) {
    is.brief = brief
    const title = titleOf(brief)
    if (title !== task.title) is.title = title
  }
  if (due !== undefined && !isSame(due, task.due)) is.due = due
  if (priority !== undefined && priority !== task.priority) is.priority = priority
  if (duty !== undefined && duty !== task.duty) is.duty = duty
  return is
}

function wasOf({ title, brief, due, priority, duty }: Task, is: Changes): Changes {
  return {
    ...(is.title === undefined ? {} : { title }),
    ...(is.brief === undefined ? {} : { brief }),
    ...(is.due === undefined ? {} : { due }),
    ...(is.priority === undefined ? {} : { priority }),
    ...(is.duty === undefined ? {} : { duty }),
  }
}

/** Of another duty it is somebody else's, as long as nobody has taken it: whoever it is offered to may not do that. */
function routedAnew(before: Task, changes: Changes, { now, by, context }: Asked<'change'>): TaskEvent[] {
  const { duty } = changes
  const task = { ...before, ...changes }
  if (duty === undefined || (task.status !== 'open' && task.status !== 'assigned')) return []
  const holder = candidateNamed(task.assistant, context)
  if (holder && does(holder, duty)) return []
  const { client, passedOver } = task
  const found = route({ client, duty, named: null, text: wordsOf(task) }, context, now, passedOver)
  if ('refused' in found || (found.to === 'pool' && task.status === 'open')) return []
  return [offer(found, now, context, stamp(by, now, context))]
}

function isSame(a: Temporal.Instant | null, b: Temporal.Instant | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}
