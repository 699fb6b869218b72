import { nextAt, type Schedule, type Slot as Occurrence } from '#src/time/recurrence.ts'
import { spans } from './look.ts'

/** A time that comes again, at which an account is to be posted to, in its client's zone. */
export type Slot = Schedule & { id: string; account: string }

/** Occurrences of which somebody is to be warned by now, and the one after which the next is looked for. */
export type SlotLook = {
  due: Occurrence[]
  /** Null: it never comes again. */
  next: { at: Temporal.Instant; after: Temporal.Instant } | null
}

/**
 * What the clock finds at a slot, having looked at all up to `after`. What went by while the bot was down is passed over:
 * nobody can fill it any more.
 */
export function lookAtSlot(schedule: Schedule, zone: string, after: Temporal.Instant, now: Temporal.Instant): SlotLook {
  const due: Occurrence[] = []
  let seen = Temporal.Instant.compare(after, now) < 0 ? now : after
  for (;;) {
    const found = nextAt(schedule, zone, seen)
    if (!found) return { due, next: null }
    const warnAt = found.at.subtract(spans.ahead)
    if (Temporal.Instant.compare(warnAt, now) > 0) return { due, next: { at: warnAt, after: seen } }
    due.push(found)
    seen = found.at
  }
}

/** The occurrences within a span of time, its end not included. */
export function occurrencesIn(
  schedule: Schedule,
  zone: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Occurrence[] {
  const found: Occurrence[] = []
  let at = from.subtract({ milliseconds: 1 })
  for (;;) {
    const next = nextAt(schedule, zone, at)
    if (!next || Temporal.Instant.compare(next.at, to) >= 0) return found
    found.push(next)
    at = next.at
  }
}
