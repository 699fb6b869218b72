/** What the buttons of this feature do. */
export const digestPresses = [
  /** All of one section of a digest. */
  'section',
  /** A digest once more, later that day. */
  'digest-later',
] as const
