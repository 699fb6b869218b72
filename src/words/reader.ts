import type { Language } from '#src/kernel/person.ts'
import { formatInstant } from '#src/time/words.ts'
import type { Moment } from '#src/kernel/card.ts'
import { wordsIn, type Words } from './words.ts'

/** Whoever a card is worded for. */
export type Reader = {
  words: Words
  language: Language
  zone: string
  now: Temporal.Instant
  /** Read by several people in several zones: moments are left to each one's own platform to word. */
  shared: boolean
  /** The person who reads it, by id: they read *you* of themselves. `null` where several read it. */
  you?: string | null
}

export function readerFor(
  to: { language: Language; zone: string; id?: string },
  now: Temporal.Instant,
  shared = false,
): Reader {
  const { language, zone, id = null } = to
  return { words: wordsIn(language), language, zone, now, shared, you: shared ? null : id }
}

/** An instant in the reader's own words: with the zone, unless the platform words it for each of many readers. */
export function when(at: Temporal.Instant, { zone, language, now, shared }: Reader): string | Moment {
  const words = formatInstant(at, zone, language, now)
  return shared ? { at, words } : words
}
