import type { Slot } from '#src/time/recurrence.ts'
import { graceOf, momentOf, nextOccurrence } from '#src/time/rhythm.ts'
import type { DaysOff } from '#src/time/working-days.ts'
import type { Repeat } from './repeat.ts'

/** What is due of a repeat by now. */
export type Due = {
  /** Of several that went by while nobody was there, the newest stands for all. */
  latest: Slot
  count: number
  /** Whether that one may still be made. */
  inTime: boolean
  /** The first that is still to come. */
  next: Slot | null
}

/**
 * What was missed is made once: the newest of it, unless half of the time to the one after has gone by.
 * `wait`: its owner lives elsewhere by now, where its time is still to come.
 */
export function catchUp(
  repeat: Extract<Repeat, { state: 'on' }>,
  zone: string,
  now: Temporal.Instant,
  off: DaysOff = [],
): Due | { wait: Slot } {
  const { rhythm, first, next: pending } = repeat
  const moved = { slot: pending.slot, at: momentOf(pending.slot, rhythm.zone ?? zone) }
  if (Temporal.Instant.compare(moved.at, now) > 0) return { wait: moved }

  let latest = moved
  let count = 1
  let next = nextOccurrence(rhythm, first, zone, latest.at, off)
  while (next && Temporal.Instant.compare(next.at, now) <= 0) {
    latest = next
    count += 1
    next = nextOccurrence(rhythm, first, zone, latest.at, off)
  }
  const late = latest.at.until(now)
  return {
    latest,
    count,
    next,
    inTime: Temporal.Duration.compare(late, graceOf(rhythm, first, zone, latest, off)) <= 0,
  }
}
