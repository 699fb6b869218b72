import { readSchedule } from './hours-text.ts'

/** At which times of the local clock (`HH:MM`), on which days of the week (Monday is 1). */
export type Schedule = { times: string[]; days: number[] }

/** `slot` is the local date and time that was meant: one slot, one occurrence, whatever the clock does. */
export type Slot = { at: Temporal.Instant; slot: string }

/** A week, and a day more at either end for clocks that jump. */
const daysAhead = 9

/**
 * The first occurrence after a moment; `null` for a schedule without a time or a day.
 *
 * A time that the clock jumps over comes as much later as the jump is long; one that it shows twice happens
 * the first time only. Two slots that a jump puts on the same moment are one occurrence.
 */
export function nextAt(schedule: Schedule, zone: string, after: Temporal.Instant): Slot | null {
  let date = after.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
  for (let i = 0; i < daysAhead; i++) {
    const next = schedule.days.includes(date.dayOfWeek) ? slotAfter(schedule.times, date, zone, after) : null
    if (next) return next
    date = date.add({ days: 1 })
  }
  return null
}

/** The first of a day's times after a moment, with the clock's jumps as above. */
export function slotAfter(
  times: string[],
  date: Temporal.PlainDate,
  zone: string,
  after: Temporal.Instant,
): Slot | null {
  let first: Slot | null = null
  for (const time of times) {
    const at = date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
    if (Temporal.Instant.compare(at, after) <= 0) continue
    if (!first || Temporal.Instant.compare(at, first.at) < 0) first = { at, slot: `${date.toString()}T${time}` }
  }
  return first
}

/** When the next three are, of what comes at the first slot after a moment. */
export function nextThree(now: Temporal.Instant, after: (at: Temporal.Instant) => Slot | null): Temporal.Instant[] {
  const next: Temporal.Instant[] = []
  for (let slot = after(now); slot && next.length < 3; slot = after(slot.at)) next.push(slot.at)
  return next
}

/**
 * `8:30 weekdays`, `9am and 5pm mon,wed`, `every day 9:00`, `रोज़ सुबह 9 बजे`. Without a day it is every day;
 * without a time, or with anything else in it, `null`.
 */
export function parseSchedule(input: string): Schedule | null {
  return readSchedule(input)
}
