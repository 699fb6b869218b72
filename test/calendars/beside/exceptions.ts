const untilBySummer =
  'the last midnight is on the other side of a clock change from the first: the other takes the end of the rule by the first day’s distance from UTC, and misses the last day'

/** Where we differ from the other reader and know why; each was counted by hand. `of`: what was read. */
export const exceptions: readonly { of: string; because: string }[] = [
  {
    of: 'yearly by week 9',
    because:
      'with weeks that begin on Sunday 2026 has 52 of them; dateutil 2.8.2 takes the days before the first week of 2027 for a 53rd',
  },
  { of: 'until a time in UTC 4', because: untilBySummer },
  { of: 'until a time in UTC 12', because: untilBySummer },
  { of: 'odd zones 13', because: untilBySummer },
  { of: 'odd zones 14', because: untilBySummer },
]
