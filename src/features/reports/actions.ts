/** What the buttons of this feature do. */
export const reportPresses = [
  /** Another page, period or grouping of a report. */
  'report',
] as const
