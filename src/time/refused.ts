import type { Refusal } from '#src/kernel/refusal.ts'
import type { TimeContext, TimeReading } from './reading.ts'
import { formatInstant } from './words.ts'

/** Why a time cannot be taken as it is, in words for whoever wrote it; `null` when it can. */
export function whyNotTime(reading: TimeReading, given: string, { zone, language, now }: TimeContext): Refusal | null {
  const inWords = (at: Temporal.Instant) => formatInstant(at, zone, language, now)
  switch (reading.kind) {
    case 'understood':
      return null
    case 'past':
      return { code: 'time-past', given, at: reading.at, when: inWords(reading.at) }
    case 'ambiguous':
      return { code: 'time-ambiguous', given, options: reading.options.map(inWords) }
    case 'unreadable':
      return { code: 'time-not-understood', given, why: reading.why }
  }
}
