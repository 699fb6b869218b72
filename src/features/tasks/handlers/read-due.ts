import type { Refusal } from '#src/kernel/refusal.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { understandTime } from '#src/time/phrase.ts'

const noTime = /^(?:none|no|never|no due(?: (?:time|date))?|-|–|कोई नहीं|नहीं|koi nahi|kabhi nahi)$/iu

/** A time as it stands in a field: a moment to come, `null` for no time at all, or why it cannot be taken. */
export function readDue({ by, now }: Asked, typed: string): Temporal.Instant | null | Refusal {
  if (noTime.test(typed.trim())) return null
  const understood = understandTime(typed, { now, zone: by.zone, locale: by.language, hours: by.hours })
  if (!understood) return { code: 'time-not-understood', given: typed }
  return understood.past ? { code: 'time-past', given: typed, at: understood.at } : understood.at
}
