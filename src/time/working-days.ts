import type { Rhythm } from './rhythm.ts'
import { workdays } from './weekdays.ts'

/** Days on which nobody works besides weekends, both ends included: public holidays, or somebody's days off. */
export type DaysOff = readonly { from: Temporal.PlainDate; to: Temporal.PlainDate }[]

/** Days by which one that falls on a day off is moved at most: who is away for longer is away. */
export const longestShift = 14

/** Whether it asks which days are working days: "the first working day of the month", "or the next working day". */
export function knowsWorkingDays(rhythm: Rhythm): boolean {
  return rhythm.shift !== undefined || workingNth(rhythm) !== null
}

/** Which of a month's working days; `null` for a rhythm of other days. */
export function workingNth({ days }: Rhythm): number[] | null {
  if ((days.unit !== 'month' && days.unit !== 'year') || !('nth' in days.on)) return null
  const { nth, among } = days.on
  return among.length === workdays.length && workdays.every((day) => among.includes(day)) ? nth : null
}

/** That day, or the next on which somebody works; where there is none for two weeks, the first that is no weekend. */
export function workingFrom(day: Temporal.PlainDate, off: DaysOff): Temporal.PlainDate {
  for (let days = 0; days <= longestShift; days++) {
    const next = day.add({ days })
    if (isWorking(next, off)) return next
  }
  return day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day
}

/** In order. Of a month with fewer it is the last, or the first. */
export function nthWorkingDays(
  month: Temporal.PlainDate,
  { nth, off }: { nth: number[]; off: DaysOff },
): Temporal.PlainDate[] {
  const days = Array.from({ length: month.daysInMonth }, (_, index) => month.with({ day: index + 1 }))
  const working = days.filter((day) => isWorking(day, off))
  const found = nth.flatMap((which) => working.at(which > 0 ? Math.min(which, working.length) - 1 : which) ?? [])
  return found.toSorted((a, b) => Temporal.PlainDate.compare(a, b))
}

function isWorking(day: Temporal.PlainDate, off: DaysOff): boolean {
  const before = Temporal.PlainDate.compare
  return day.dayOfWeek <= 5 && !off.some(({ from, to }) => before(from, day) <= 0 && before(day, to) <= 0)
}
