import type { Platform } from '#src/kernel/person.ts'

/** What somebody asked to be reminded of. */
export type Reminder = {
  id: string
  person: string
  /** What its buttons name it by. */
  number: number
  /** The task that it is about, by id. */
  task: string | null
  /** May be empty where there is a task. */
  text: string
  /** Where it was asked for. */
  platform: Platform
  at: Temporal.Instant
  setAt: Temporal.Instant
  toldAt: Temporal.Instant | null
}

/** Characters of what one is to be reminded of. */
export const longestReminder = 500
/** That are still to come, of one person. */
export const mostReminders = 100
/** How long one that was told can be put off. */
export const keptDays = 30
