import type { Task } from '#src/features/tasks/task.ts'
import type { TaskView } from '#src/features/tasks/view.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Words } from '#src/words/words.ts'
import type { Entry } from './feed.ts'

/** A moment has no length; calendars show what has one. */
const minutesShown = 15

/**
 * By when tasks are to be done: their promise, or their due time; none for a task without either. Nothing in it changes
 * by itself, such as "tomorrow" would: what did not change is to stay the same to the letter.
 */
export function taskEntries(views: TaskView[], { calendars, tasks }: Words): Entry[] {
  return views.flatMap(({ task, client, nameOf }): Entry[] => {
    const at = task.promise ?? task.due
    if (!at) return []
    const heading = tasks.heading(task.number, task.title)
    return [
      {
        id: `task-${task.id}`,
        sequence: task.version,
        changedAt: task.since,
        title: task.status === 'done' ? calendars.doneTitle(heading) : calendars.dueTitle(heading),
        details: `${client}\n${stateOf(task, nameOf, tasks.next)}`,
        cancelled: task.status === 'cancelled',
        at,
        minutes: minutesShown,
      },
    ]
  })
}

function stateOf(task: Task, nameOf: (id: string) => string, next: Words['tasks']['next']): string {
  switch (task.status) {
    case 'open':
    case 'cancelled':
      return next[task.status]
    case 'waiting':
    case 'in-review':
      return next[task.status](nameOf(task.requester))
    case 'assigned':
    case 'claimed':
    case 'in-progress':
    case 'done':
      return next[task.status](nameOf(task.assistant))
  }
}

/**
 * Someone's days away, and the holidays that are days off for them. Days that change are other days: they are kept
 * without a name of their own, and a subscriber drops what is no longer there. When they were entered nobody keeps
 * either; `since` is any moment that stays.
 */
export function awayEntries({ id, name, away }: Person, since: Temporal.Instant, { calendars }: Words): Entry[] {
  return away.map(({ from, to, holiday }) => ({
    id: `${holiday === undefined ? 'away' : 'holiday'}-${id}-${from.toString()}-${to.toString()}`,
    sequence: 0,
    changedAt: since,
    title: holiday ?? calendars.away(name),
    details: '',
    cancelled: false,
    from,
    to,
  }))
}
