/** What the buttons of this feature do. */
export const delegationPresses = [
  /** Two answers to "once, or every month?", with the draft of what was typed. */
  'meant-once',
  'meant-monthly',
] as const

/** The forms of this feature. */
export const delegationForms = ['delegate', 'from-template'] as const
