import type { Purpose } from '#src/features/people/client.ts'
import type { Language, Role } from '#src/kernel/person.ts'
import type { List, Sort } from '#src/features/tasks/commands.ts'
import type { Status } from '#src/features/tasks/task.ts'
import type { Priority } from '#src/kernel/priority.ts'

export const roleNames: Record<Role, string> = {
  owner: 'owner',
  manager: 'manager',
  client: 'client',
  assistant: 'assistant',
}

export const languageNames: Record<Language, string> = { en: 'English', hi: 'Hindi' }

export const statusNames: Record<Status, string> = {
  assigned: 'assigned',
  open: 'open',
  claimed: 'claimed',
  'in-progress': 'in progress',
  waiting: 'waiting for an answer',
  'in-review': 'in review',
  done: 'done',
  cancelled: 'cancelled',
}

export const priorityNames: Record<Priority, string> = { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' }

export const sortNames: Record<Sort, string> = { due: 'due time', priority: 'priority', client: 'client' }

export const listNames: Record<List, string> = {
  mine: 'mine',
  open: 'open',
  waiting: 'waiting',
  review: 'in review',
  late: 'late',
  done: 'done',
}

export const purposeNames: Record<Purpose, string> = {
  board: 'board',
  digest: 'digest',
  social: 'social',
  log: 'log',
  client: 'client',
}

/** Monday first. */
export const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export const everyDay: string = 'every day'

/** “a, b and c”. */
export function listOf(items: string[], last: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}
