import type { Locale } from '#src/time/words.ts'

/** Whose words they are, and when they were said. */
export type Setting = { zone: string; language: Locale; now: Temporal.Instant }

function setting(zone: string, language: Locale, local: string): Setting {
  return { zone, language, now: Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant() }
}

/** By the names that head the rows of the set. A name that ends in `n` is a night of a clock change, in `e` a year's end. */
export const settings: Readonly<Record<string, Setting>> = {
  us: setting('America/New_York', 'en', '2026-03-04T10:00'),
  usoct: setting('America/New_York', 'en', '2026-10-28T10:00'),
  // The clocks go forward at two in the morning.
  usn: setting('America/New_York', 'en', '2026-03-07T22:30'),
  use: setting('America/New_York', 'en', '2026-12-30T10:00'),
  la: setting('America/Los_Angeles', 'en', '2026-03-04T08:00'),
  uk: setting('Europe/London', 'en', '2026-03-04T10:00'),
  // They go back at two.
  ukn: setting('Europe/London', 'en', '2026-10-24T22:30'),
  uke: setting('Europe/London', 'en', '2026-12-30T10:00'),
  syd: setting('Australia/Sydney', 'en', '2026-03-04T10:00'),
  sydn: setting('Australia/Sydney', 'en', '2026-04-04T22:30'),
  akl: setting('Pacific/Auckland', 'en', '2026-03-04T10:00'),
  inen: setting('Asia/Kolkata', 'en', '2026-03-04T10:00'),
  in: setting('Asia/Kolkata', 'hi', '2026-03-04T10:00'),
  inn: setting('Asia/Kolkata', 'hi', '2026-10-24T22:30'),
  ine: setting('Asia/Kolkata', 'hi', '2026-12-30T10:00'),
}
