import type { WeeklyHours, WorkTime } from './hours.ts'
import { workdays } from './weekdays.ts'
import type { Locale } from './words.ts'
import { canonicalZone } from './zone.ts'

/** Whose words they are, and when they said them. */
export type Speaker = {
  now: Temporal.Instant
  zone: string
  locale: Locale
  /** Give a day its end, and say which days are working days. `null` or absent: Monday to Friday until `dayEnd`. */
  hours?: WeeklyHours | null
  away?: WorkTime['away']
  /** `HH:MM`, for days without hours; 18:00 if absent. */
  dayEnd?: string
}

/** What a phrase is read against: whose words they are, and when and where they were said. */
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
}

export function worldOf({ now, zone, locale, hours, away, dayEnd = '18:00' }: Speaker): World {
  const usual: WeeklyHours = {}
  for (const day of workdays) usual[day] = [{ from: '09:00', to: dayEnd }]
  return {
    now,
    zone,
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
    hours: hours ?? usual,
    away: away ?? [],
    dayEnd,
    monthFirst: locale !== 'hi' && writesMonthFirst(zone),
  }
}

/** The United States and the Philippines; everyone else whom we know of writes the day first. */
function writesMonthFirst(zone: string): boolean {
  const american =
    /^America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Nome|Sitka|Adak|Menominee|Puerto_Rico|Indiana|Kentucky|North_Dakota)/
  const known = canonicalZone(zone) ?? zone
  return american.test(known) || known === 'Pacific/Honolulu' || known === 'Asia/Manila' || known === 'Pacific/Guam'
}

const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,

  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  'a couple of': 2,
  half: 0.5,
  'half an': 0.5,
  'half a': 0.5,

  एक: 1,
  दो: 2,
  तीन: 3,
  चार: 4,
  पांच: 5,
  पाँच: 5,
  छह: 6,
  छः: 6,
  छे: 6,
  सात: 7,
  आठ: 8,
  नौ: 9,
  दस: 10,
  ग्यारह: 11,
  बारह: 12,
  पंद्रह: 15,
  बीस: 20,
  तीस: 30,
  आधा: 0.5,
  आधे: 0.5,
  डेढ़: 1.5,
  डेढ: 1.5,
  ढाई: 2.5,
  ek: 1,
  do: 2,
  teen: 3,
  char: 4,
  chaar: 4,
  paanch: 5,
  panch: 5,
  chhe: 6,
  saat: 7,
  aath: 8,
  nau: 9,
  das: 10,
}

/** The source of a pattern for a number in digits or words. Three digits at most: no due time is further off, and `1700 hrs` is a time of day. */
export const numberPattern = `\\d{1,3}(?:\\.\\d)?|${Object.keys(words)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`

export function counted(word: string | undefined): number {
  if (word === undefined) return Number.NaN
  return words[word] ?? Number(word)
}
