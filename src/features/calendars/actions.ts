/** What the buttons of this feature do. */
export const calendarPresses = [
  /** A new address for a feed; the old one is known to nobody any more. */
  'renew-feed',
  /** Takes a shared calendar of holidays away. */
  'remove-holidays',
  /** Whether days that are kept and worked on count as days off: `on` or `off`. */
  'count-observances',
] as const
