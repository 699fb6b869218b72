/** What the buttons of this feature do. */
export const reminderPresses = [
  /** The clock's word about a task again, later: its number, and `version.choice`. */
  'snooze',
  /** One's own reminder again, by its number. */
  'again',
  'unremind',
] as const

/** The forms of this feature. */
export const reminderForms = ['remind', 'remind-again', 'remind-words', 'snooze'] as const
