/** What the buttons of this feature do. */
export const relayPresses = [
  /** What was said about a task, and whether all of it arrived. */
  'talk',
  /** What did not arrive, once more. */
  'send-again',
] as const

/** The forms of this feature. */
export const relayForms = ['reply'] as const
