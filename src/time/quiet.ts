import { isWorking, nextWorkingStart, type WeeklyHours, type WorkTime } from './hours.ts'
import { everyDay, weekdayOf } from './weekdays.ts'

/** Nobody who has set no hours is woken between ten at night and seven in the morning. */
const wakingHours: WeeklyHours = {}
for (const day of everyDay) wakingHours[day] = [{ from: '07:00', to: '22:00' }]

/** When a day begins that has no hours of its own. */
const usualMorning = '09:00'
/** Until then it is still the night before: "tomorrow morning" is the one that comes. */
const nightEnds = 4

/** Someone's hours, or their waking hours where they have set none, or where none would ever come. */
export function wakingTime(work: WorkTime): WorkTime {
  const none = work.hours === null || everyDay.every((day) => (work.hours?.[day] ?? []).length === 0)
  return none ? { ...work, hours: wakingHours } : work
}

/** Whether they are not to be spoken to now, unless it is urgent. */
export function isQuiet(at: Temporal.Instant, work: WorkTime): boolean {
  const { zone, hours, away } = wakingTime(work)
  return !isWorking(at, zone, hours, away)
}

/** The first moment from then on at which they may be spoken to. Someone who is away for ever is spoken to all the same. */
export function afterQuiet(at: Temporal.Instant, work: WorkTime): Temporal.Instant {
  const { zone, hours, away } = wakingTime(work)
  return nextWorkingStart(at, zone, hours, away) ?? at
}

/** Tomorrow, when their hours begin, or at nine on a day that has none. */
export function tomorrowMorning(now: Temporal.Instant, work: Pick<WorkTime, 'zone' | 'hours'>): Temporal.Instant {
  const local = now.toZonedDateTimeISO(work.zone)
  const date = local.hour < nightEnds ? local.toPlainDate() : local.toPlainDate().add({ days: 1 })
  return morningOf(date, work)
}

export function morningOf(date: Temporal.PlainDate, { zone, hours }: Pick<WorkTime, 'zone' | 'hours'>) {
  const starts = (hours?.[weekdayOf(date)] ?? []).map(({ from }) => from).toSorted()
  return date.toZonedDateTime({ timeZone: zone, plainTime: starts[0] ?? usualMorning }).toInstant()
}
