import { RRuleTemporal } from 'rrule-temporal'
import { slotAfter, type Slot } from './recurrence.ts'
import type { Weekday } from './weekdays.ts'
import { longestShift, nthWorkingDays, workingFrom, workingNth, type DaysOff } from './working-days.ts'

/** Days of a month: by number, or the so-manieth of some weekdays; `-1` is the last. A number that a month lacks is its last day. */
export type MonthDays = { dates: number[] } | { nth: number[]; among: Weekday[] }

/** Of which days a rhythm is made. */
export type Days =
  | { unit: 'day' }
  | { unit: 'week'; on: Weekday[] }
  | { unit: 'month'; on: MonthDays }
  | { unit: 'year'; month: number; on: MonthDays }

/** How often something repeats: plain data, kept as it is. */
export type Rhythm = {
  /** Each, or only each second, third … of those days, weeks, months or years. */
  every: number
  days: Days
  /** Local times, `HH:MM`, in order. */
  times: string[]
  /** The zone that was named; `null` for that of whoever set it up. */
  zone: string | null
  /** ISO dates, both included. */
  from: string | null
  until: string | null
  /** How often in all. */
  count: number | null
  /** One that falls on a weekend or a day off comes on the next working day. */
  shift?: 'next-working-day'
}

/** Of a month without a working day another is asked: as many as anybody is away. */
const mostMonths = 24
const longestGrace = Temporal.Duration.from({ hours: 7 * 24 })

/**
 * The first occurrence after a moment; `null` when there is none any more. `first` is the day from which weeks, months and
 * so on are counted; `off` is asked by rhythms that know working days (`knowsWorkingDays`).
 *
 * Which days is the library's to say. It is asked about days alone, never about clocks: what it does with a time that does
 * not exist has changed within a version. Here such a time moves forward, and one that comes twice is meant the first time.
 */
export function nextOccurrence(
  rhythm: Rhythm,
  first: string,
  zone: string,
  after: Temporal.Instant,
  off: DaysOff = [],
): Slot | null {
  return nextWithDay(rhythm, first, zone, after, off)?.slot ?? null
}

/** The slot, and the day of the rhythm from which it may have been moved. */
function nextWithDay(
  rhythm: Rhythm,
  first: string,
  zone: string,
  after: Temporal.Instant,
  off: DaysOff,
): { slot: Slot; day: Temporal.PlainDate } | null {
  const there = rhythm.zone ?? zone
  // One that falls on a day off may be moved past the moment that is asked about.
  const back = rhythm.shift ? longestShift : 1
  const local = after.toZonedDateTimeISO(there).toPlainDate().subtract({ days: back })
  const begin = Temporal.PlainDate.from(first)
  let day = dayFrom(rhythm, begin, Temporal.PlainDate.compare(local, begin) < 0 ? begin : local, off)
  while (day && !isOver(rhythm, day)) {
    const slot = slotAfter(rhythm.times, rhythm.shift ? workingFrom(day, off) : day, there, after)
    if (slot) return { slot, day }
    day = dayFrom(rhythm, begin, day.add({ days: 1 }), off)
  }
  return null
}

/** The few next, in order; no more than `most`. */
export function nextOccurrences(
  rhythm: Rhythm,
  first: string,
  zone: string,
  after: Temporal.Instant,
  most: number,
  off: DaysOff = [],
): Slot[] {
  const found: Slot[] = []
  for (let at = after; found.length < most;) {
    const slot = nextOccurrence(rhythm, first, zone, at, off)
    if (!slot) break
    found.push(slot)
    at = slot.at
  }
  return found
}

/** The day of the first one, from which the others are counted; `null` when it ends before it begins. */
export function firstDay(rhythm: Rhythm, zone: string, now: Temporal.Instant, off: DaysOff = []): string | null {
  const today = now
    .toZonedDateTimeISO(rhythm.zone ?? zone)
    .toPlainDate()
    .toString()
  const earliest = rhythm.shift ? Temporal.PlainDate.from(today).subtract({ days: longestShift }).toString() : today
  const begin = rhythm.from && rhythm.from > today ? rhythm.from : earliest
  return nextWithDay({ ...rhythm, every: 1 }, begin, zone, now, off)?.day.toString() ?? null
}

/** The moment that is meant by a slot, where it is lived. */
export function momentOf(slot: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(slot).toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant()
}

/** How late an occurrence may still come: half of the time to the one after it, a week at most. */
export function graceOf(
  rhythm: Rhythm,
  first: string,
  zone: string,
  { at }: Slot,
  off: DaysOff = [],
): Temporal.Duration {
  const following = nextOccurrence({ ...rhythm, until: null }, first, zone, at, off)
  const half = following ? Math.round(at.until(following.at).total('seconds') / 2) : Number.POSITIVE_INFINITY
  return half < longestGrace.total('seconds') ? Temporal.Duration.from({ seconds: half }) : longestGrace
}

function isOver({ until }: Rhythm, day: Temporal.PlainDate): boolean {
  return until !== null && day.toString() > until
}

/** The first day of the rhythm on or after one. */
function dayFrom(
  rhythm: Rhythm,
  begin: Temporal.PlainDate,
  from: Temporal.PlainDate,
  off: DaysOff,
): Temporal.PlainDate | null {
  const nth = off.length > 0 ? workingNth(rhythm) : null
  return nth ? workingDayFrom(rhythm, begin, from, { nth, off }) : plainDayFrom(rhythm, begin, from)
}

function plainDayFrom(rhythm: Rhythm, begin: Temporal.PlainDate, from: Temporal.PlainDate): Temporal.PlainDate | null {
  const found = rulesOf(rhythm).flatMap((rule) => {
    const days = new RRuleTemporal({ ...rule, temporal: Temporal, tzid: 'UTC', dtstart: begin.toZonedDateTime('UTC') })
    return days.next(from.toZonedDateTime('UTC'), true)?.toPlainDate() ?? []
  })
  return found.toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0] ?? null
}

/** The rule says which months; which of their days are working days is asked of the days off. */
function workingDayFrom(
  rhythm: Rhythm,
  begin: Temporal.PlainDate,
  from: Temporal.PlainDate,
  working: { nth: number[]; off: DaysOff },
): Temporal.PlainDate | null {
  const compare = Temporal.PlainDate.compare
  const earliest = begin.with({ day: 1 })
  let month = plainDayFrom(rhythm, earliest, from.with({ day: 1 }))
  for (let tried = 0; month && tried < mostMonths; tried++) {
    const days = nthWorkingDays(month, working).filter((day) => compare(day, from) >= 0 && compare(day, begin) >= 0)
    if (days[0]) return days[0]
    month = plainDayFrom(rhythm, earliest, month.with({ day: 1 }).add({ months: 1 }))
  }
  return null
}

type InMonth = { byDay?: string[]; byMonthDay?: number[]; bySetPos?: number[] }
type Rule = InMonth & {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  byMonth?: number[]
  wkst?: string
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const codesOf = (days: Weekday[]) => days.map((day) => codes[day - 1] ?? 'MO')

/** RFC 5545's words for it. */
function rulesOf({ every: interval, days }: Rhythm): Rule[] {
  switch (days.unit) {
    case 'day':
      return [{ freq: 'DAILY', interval }]
    case 'week':
      // Weeks begin on Monday: which Thursday belongs to which Monday hangs on it.
      return [{ freq: 'WEEKLY', interval, byDay: codesOf(days.on), wkst: 'MO' }]
    case 'month':
      return inMonth(days.on).map((rule) => ({ freq: 'MONTHLY', interval, ...rule }))
    case 'year':
      return inMonth(days.on).map((rule) => ({ freq: 'YEARLY', interval, byMonth: [days.month], ...rule }))
  }
}

/**
 * The 31st of a month with 30 days is its 30th: of the days from the 28th on the last. Tried and left: the library's
 * `SKIP=BACKWARD` says that too, but left out every shorter month.
 */
function inMonth(on: MonthDays): InMonth[] {
  if ('nth' in on) return [{ byDay: codesOf(on.among), bySetPos: on.nth }]
  return on.dates.map((date) =>
    date <= 28
      ? { byMonthDay: [date] }
      : { byMonthDay: Array.from({ length: date - 27 }, (_, i) => 28 + i), bySetPos: [-1] },
  )
}
