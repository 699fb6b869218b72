/** What the buttons of this feature do. */
export const reportPresses = [
  /** Another page, stretch of time or grouping of a report. */
  'report',
] as const
