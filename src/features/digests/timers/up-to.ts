import type { Slot } from '#src/time/recurrence.ts'

/** What comes later than this is not sent: the day's next one says what is so by then. */
const grace = Temporal.Duration.from({ hours: 6 })

/** Of several slots that went by while nobody was there, the newest is told for all; and the first that is still to come. */
export function upTo(
  now: Temporal.Instant,
  due: Slot,
  after: (at: Temporal.Instant) => Slot | null,
): { latest: Slot; next: Slot | null; inTime: boolean } {
  let latest = due
  let next = after(due.at)
  // A bot that was away for years need not count each day of them.
  const recent = now.subtract({ hours: 8 * 24 })
  if (next && Temporal.Instant.compare(next.at, recent) < 0) next = after(recent)
  while (next && Temporal.Instant.compare(next.at, now) <= 0) {
    latest = next
    next = after(latest.at)
  }
  return { latest, next, inTime: Temporal.Duration.compare(latest.at.until(now), grace) <= 0 }
}
