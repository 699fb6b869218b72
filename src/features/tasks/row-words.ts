import { isLate } from '#src/features/tasks/task.ts'
import type { Text } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import type { TaskView } from './view.ts'

/** What a row says besides its title. `me`: whoever reads it, who is spoken to as “you”; `group`: the client is its heading. */
export type RowAbout = { me?: string | undefined; grouped?: boolean; short?: (name: string) => string }

/** `Late · due Fri 6 Mar, 5:00 pm (New York) · urgent · Acme Textiles · with Asha Patil`: what presses first comes first. */
export function rowDetail(
  view: TaskView,
  reader: Reader,
  { me, grouped = false, short = (name) => name }: RowAbout = {},
): Text {
  const { task } = view
  const ended = task.status === 'done' || task.status === 'cancelled'
  const parts: Text[] = [
    ...(ended ? [] : pressingParts(view, reader)),
    ...(grouped ? [] : [short(view.client)]),
    ...stateOf(view, reader, me, short),
  ]
  return joined(parts)
}

/** `Late`, when it is due, and how much it presses, as far as they are so. */
export function pressingParts(view: TaskView, reader: Reader): Text[] {
  const { task } = view
  const { tasks, priorityNames } = reader.words
  return [
    ...(isLate(task, reader.now) ? [tasks.late] : []),
    ...timeOf(view, reader),
    ...(task.priority === 'normal' ? [] : [priorityNames[task.priority]]),
  ]
}

/** When it is due; of what is late and was promised for earlier, that. */
function timeOf({ task }: TaskView, reader: Reader): Text[] {
  const { rows } = reader.words.tasks
  const promised = task.promise && (task.due === null || (isLate(task, reader.now) && !task.promise.equals(task.due)))
  if (promised && task.promise) return [[rows.promised, when(task.promise, reader)]]
  return task.due ? [[rows.due, when(task.due, reader)]] : []
}

function stateOf({ task, nameOf }: TaskView, reader: Reader, me: string | undefined, short: (name: string) => string) {
  const { rows } = reader.words.tasks
  const who = (id: string) => (id === me ? null : short(nameOf(id)))
  switch (task.status) {
    case 'open':
      return [rows.open, task.duty]
    case 'assigned': {
      const offered = rows.assigned(who(task.assistant))
      const answer: Text[] = task.actBy && task.assistant === me ? [[rows.answerBy, when(task.actBy, reader)]] : []
      return [offered, ...answer]
    }
    case 'claimed':
      return [rows.claimed(who(task.assistant))]
    case 'in-progress':
      return [rows.working(who(task.assistant))]
    case 'waiting':
      return [rows.waiting(who(task.requester))]
    case 'in-review':
      return [rows.review(who(task.requester))]
    case 'done':
      return [rows.done(who(task.assistant))]
    case 'cancelled':
      return [rows.cancelled]
  }
}

/** Parts with a dot between them; one string where no moment is left to the platform. */
export function joined(parts: Text[]): Text {
  const all = parts.flatMap((part, index) => [
    ...(index > 0 ? [' · '] : []),
    ...(typeof part === 'string' ? [part] : part),
  ])
  return all.every((part) => typeof part === 'string') ? all.join('') : all
}
