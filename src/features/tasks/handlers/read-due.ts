import type { Refusal } from '#src/kernel/refusal.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import { whyNotTime } from '#src/time/refused.ts'

const noTime = /^(?:none|no|never|no due(?: (?:time|date))?|-|–|कोई नहीं|नहीं|koi nahi|kabhi nahi)$/iu

/** A time as it stands in a field: a moment to come, `null` for no time at all, or why it cannot be taken. */
export function readDue({ by, now }: RequestContext, typed: string): Temporal.Instant | null | Refusal {
  if (noTime.test(typed.trim())) return null
  const facts = spokenBy(by, now, 'due')
  const reading = readTime(typed, facts)
  if (reading.kind === 'understood') return reading.at
  return whyNotTime(reading, typed, facts) ?? { code: 'time-not-understood', given: typed }
}
