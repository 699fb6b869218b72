/** What a reader heard in one phrase. */
export type Heard =
  | { is: 'none' }
  | { is: 'asked' }
  /** `said`: the answer tells in which of two ways it was read. `zone`: where `at` is lived. */
  | { is: 'at'; at: Temporal.ZonedDateTime; said: boolean }
  /** The next few times, in order; fewer than `most` where it ends. */
  | { is: 'every'; next: Temporal.ZonedDateTime[]; timed: boolean; said: boolean }
  | { is: 'hours'; hours: string }
  | { is: 'away'; days: string }

/** With what is left as a title, of a line; `null` where the reader does not say. */
export type Hearing = { heard: Heard; title: string | null }

export const nothing: Hearing = { heard: { is: 'none' }, title: null }
export const asked: Hearing = { heard: { is: 'asked' }, title: null }

/** As many of a rhythm's times as are looked at. */
export const most = 8
