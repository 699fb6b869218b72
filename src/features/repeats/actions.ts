/** What the buttons of this feature do. */
export const repeatPresses = [
  /** About one repeat, by its number. `repeat-skip` names the occurrence, so that an old card skips no other one. */
  'repeat-show',
  'repeat-pause',
  'repeat-resume',
  'repeat-skip',
  'repeat-end',
  /** It was not to repeat: it is ended, and delegated once. */
  'repeat-once',
  'repeat-page',
] as const

/** The forms of this feature. */
export const repeatForms = [
  'repeat',
  /** One thing that was understood of a repeat: `3.due`. */
  'repeat-fact',
] as const
