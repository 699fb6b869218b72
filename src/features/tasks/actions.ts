/** What the buttons of this feature do. */
export const taskPresses = [
  'claim',
  'accept',
  'start',
  /** By when it will be done: a day, or a moment. */
  'promise',
  /** A tap on one of a question's options. */
  'choose',
  'rate',
  /** The card of one task, for whoever asks. */
  'show',
  /** The whole brief. */
  'brief',
  /** The next or previous page of `/tasks`. */
  'page',
  /** Another page of a task's history. */
  'history',
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
  'edit-task',
  /** One thing that was understood of a task: `42.due`. */
  'edit-fact',
  'add-note',
  'promise',
] as const
