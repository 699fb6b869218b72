/** What the buttons of this feature do. */
export const taskPresses = [
  'claim',
  'accept',
  'start',
  /** A tap on one of a question's options. */
  'choose',
  'rate',
  /** The card of one task, for whoever asks. */
  'show',
  /** The whole brief. */
  'brief',
  /** The next or previous page of `/tasks`. */
  'page',
  /** One item of a task's checklist. */
  'tick',
  'untick',
] as const

/** The forms of this feature. */
export const taskForms = [
  'ask',
  'answer',
  'submit',
  'return',
  'decline',
  'release',
  'cancel',
  'reopen',
  'assign',
] as const
