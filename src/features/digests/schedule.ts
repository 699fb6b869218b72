import type { Person } from '#src/kernel/person.ts'
import { isWorkingDay } from '#src/time/hours.ts'
import { nextAt, slotAfter, type Schedule, type Slot } from '#src/time/recurrence.ts'

/** The digest of a day, and the summary of a week. */
export type Series = 'daily' | 'weekly'

export const holidayRules = ['move', 'skip'] as const
export type HolidayRule = (typeof holidayRules)[number]

/** When someone is there to read: days away, and public holidays among them, are days off, whatever their hours are. */
export type Calendar = Pick<Person, 'zone' | 'hours' | 'away'>

/** Longer than anyone is away, and the week after it. */
const horizonDays = 400

/**
 * The first slot after a moment. What would come on a day off comes on the next working day at the same time, or not at
 * all; two that would come at the same time are one.
 */
export function nextDigest(
  schedule: Schedule,
  rule: HolidayRule,
  reader: Calendar,
  after: Temporal.Instant,
): Slot | null {
  if (schedule.times.length === 0 || schedule.days.length === 0) return null
  // Nobody is off for most of the year, and then there is nothing to look at.
  if (reader.away.length === 0) return nextAt(schedule, reader.zone, after)
  let date = after.toZonedDateTimeISO(reader.zone).toPlainDate().subtract({ days: 1 })
  for (let i = 0; i < horizonDays; i++) {
    const next = comesOn(date, schedule, rule, reader) ? slotAfter(schedule.times, date, reader.zone, after) : null
    if (next) return next
    date = date.add({ days: 1 })
  }
  return null
}

export function isOff(date: Temporal.PlainDate, { away }: Pick<Calendar, 'away'>): boolean {
  const before = Temporal.PlainDate.compare
  return away.some(({ from, to }) => before(from, date) <= 0 && before(date, to) <= 0)
}

/** The day for which a slot was meant. */
export function dayOf(slot: string): Temporal.PlainDate {
  return Temporal.PlainDateTime.from(slot).toPlainDate()
}

function comesOn(date: Temporal.PlainDate, { days }: Schedule, rule: HolidayRule, reader: Calendar): boolean {
  if (isOff(date, reader)) return false
  if (days.includes(date.dayOfWeek)) return true
  return rule === 'move' && isWorkingDay(date, reader.hours) && followsADayOff(date, days, reader)
}

/** Whether a day off on which it was to come, and no working day since then, lies before. */
function followsADayOff(date: Temporal.PlainDate, days: number[], reader: Calendar): boolean {
  for (let i = 1; i < horizonDays; i++) {
    const before = date.subtract({ days: i })
    const off = isOff(before, reader)
    if (off && days.includes(before.dayOfWeek)) return true
    if (!off && isWorkingDay(before, reader.hours)) return false
  }
  return false
}
