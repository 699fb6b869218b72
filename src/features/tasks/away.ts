import type { Task } from './task.ts'

/**
 * Whether its assistant, who works again only then, must hand it over. Work that is promised for later waits for them, and so
 * does all for which the client is waited for. An offer passes on whatever its due time: they would not be asked today.
 */
export function cannotWait(task: Task, back: Temporal.Instant): boolean {
  switch (task.status) {
    case 'assigned':
      return true
    case 'claimed':
    case 'in-progress': {
      const by = task.promise ?? task.due
      return by !== null && Temporal.Instant.compare(by, back) < 0
    }
    case 'open':
    case 'waiting':
    case 'in-review':
    case 'done':
    case 'cancelled':
      return false
  }
}

/** Statuses in which a task may have to be handed over. */
export const handedOverFrom = ['assigned', 'claimed', 'in-progress'] as const
