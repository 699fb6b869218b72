/** What the buttons of this feature do. */
export const guardPresses = [
  /** What becomes of what was held back: `masked`, `as-is` or `drop`. */
  'held',
] as const
