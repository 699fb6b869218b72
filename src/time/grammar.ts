import type { WeeklyHours } from './hours.ts'
import { readTimeWhole } from './read-time.ts'
import { findTimesIn } from './find-times.ts'
import type { FoundTime, TimeContext, TimeReading } from './reading.ts'

export type { FoundTime, TimeContext, TimeReading } from './reading.ts'

/** What a field says that is for a time alone: understood whole, or why not. Never throws; linear in the length. */
export function readTime(text: string, context: TimeContext): TimeReading {
  return readTimeWhole(text, context)
}

/** What is known of a person that says how to read their times. */
type Speaking = { zone: string; language: 'en' | 'hi'; hours: WeeklyHours | null }

/** A person's words, said at a moment. */
export function spokenBy(
  { zone, language, hours }: Speaking,
  now: Temporal.Instant,
  use: TimeContext['use'],
): TimeContext {
  return { now, zone, language, hours, use }
}

/** All times that stand in a line, in order; of very many the first and the last few. Never throws; linear in the length. */
export function findTimes(text: string, context: TimeContext): FoundTime[] {
  return findTimesIn(text, context)
}
