import type { WeeklyHours, WorkTime } from './hours.ts'
import type { TimeContext } from './reading.ts'
import { workdays } from './weekdays.ts'

/** What a phrase is settled against: who says it, when, and where it is lived. */
export type World = {
  now: Temporal.Instant
  zone: string
  today: Temporal.PlainDate
  /** Monday to Friday where nobody has said otherwise. */
  hours: WeeklyHours
  away: WorkTime['away']
  /** `HH:MM`: when a day ends on which they have no hours. */
  dayEnd: string
  /** 3/4 is 4 March, not 3 April. */
  monthFirst: boolean
  use: TimeContext['use']
}

export function worldOf({ now, zone, language, locale, hours, away, dayEnd = '18:00', use }: TimeContext): World {
  const usual: WeeklyHours = {}
  for (const day of workdays) usual[day] = [{ from: '09:00', to: dayEnd }]
  return {
    now,
    zone,
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
    hours: hours ?? usual,
    away: away ?? [],
    dayEnd,
    monthFirst: language !== 'hi' && (locale ? /-(?:US|PH)\b/iu.test(locale) : writesMonthFirst(zone)),
    use,
  }
}

/** The same person, by the clocks of another zone: today is the one over there. */
export function worldIn(world: World, zone: string): World {
  return { ...world, zone, today: world.now.toZonedDateTimeISO(zone).toPlainDate() }
}

/** The United States and the Philippines; everyone else whom we know of writes the day first. */
function writesMonthFirst(zone: string): boolean {
  const american =
    /^America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Nome|Sitka|Adak|Menominee|Puerto_Rico|Indiana|Kentucky|North_Dakota)/
  return american.test(zone) || ['Pacific/Honolulu', 'Asia/Manila', 'Pacific/Guam'].includes(zone)
}
