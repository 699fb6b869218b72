/** What the buttons of this feature do. */
export const socialPresses = [
  /** Posts, by their number. */
  'post',
  /** Of the words with this hash. */
  'post-approve',
  'post-ask',
  /** Of the address in the draft with this key: it is the post, though it stands in another account's name. */
  'post-insist',
  /** One page of what is to be copied. */
  'post-text',
  'post-files',
  'post-snooze',
  /** All of a client's week, as it was shown. */
  'week-approve',
  'calendar',
  'calendar-picture',
  'slot-end',
  'slot-snooze',
] as const

/** The forms of this feature. */
export const socialForms = [
  'social-account',
  'social-slot',
  'social-draft',
  'social-edit',
  'social-move',
  'social-comment',
  'social-cancel',
  'social-posted',
] as const
