import type { Piece } from './pieces.ts'
import type { Ambiguity, Unreadable } from './reading.ts'
import type { World } from './world.ts'

/** The day that was meant. */
export type Day = {
  date: Temporal.PlainDate
  /** The one that was meant if this one turns out to be over: "Friday" said on a Friday evening. `null`: it stays. */
  next: Temporal.PlainDate | null
  said: Ambiguity | null
}
export type Found =
  | { ok: true; day: Day }
  | { ok: false; why: Unreadable }
  | { ok: false; options: Temporal.PlainDate[] }

export function found(
  date: Temporal.PlainDate | null,
  next: Temporal.PlainDate | null = null,
  said: Ambiguity | null = null,
): Found {
  return date ? { ok: true, day: { date, next, said } } : { ok: false, why: 'no-such-day' }
}

/** A date without a year that is over by no more than this was surely meant: it is asked about, not put off a year. */
const justOverDays = 31

/** A day of a month, by its numbers; without a year the coming one. */
export function onDate(day: number, month: number, year: number | null, said: Ambiguity | null, world: World): Found {
  if (year !== null) return found(dateOf(yearOf(year, world), month, day), null, said)
  const date = nearestYear(month, day, world)
  // 29 February, which the coming year lacks: the day before it, or in a leap year?
  const nearest = month === 2 && day === 29 ? onDayBefore(world) : null
  if (date && nearest && date.year > nearest.year) return { ok: false, options: [nearest, date] }
  return found(date, null, said)
}

export function onNumbers({ first, second, year }: Extract<Piece, { is: 'numbers' }>, world: World): Found {
  const monthFirst = (world.monthFirst && first <= 12) || second > 12
  const isSure = first > 12 || second > 12 || first === second
  const [month, day] = monthFirst ? [first, second] : [second, first]
  return onDate(day, month, year, isSure ? null : monthFirst ? 'month-first' : 'day-first', world)
}

/** The coming 28 February. */
function onDayBefore({ today }: World): Temporal.PlainDate {
  const date = Temporal.PlainDate.from({ year: today.year, month: 2, day: 28 })
  return Temporal.PlainDate.compare(date, today) < 0 ? date.add({ years: 1 }) : date
}

/** The coming one, unless it has only just been. */
function nearestYear(month: number, day: number, { today }: World): Temporal.PlainDate | null {
  const oldest = today.subtract({ days: justOverDays })
  // Nine years reach the next 29 February even over a century's missing one.
  for (let year = oldest.year; year < oldest.year + 9; year++) {
    const date = dateOf(year, month, day)
    if (date && Temporal.PlainDate.compare(date, oldest) >= 0) return date
  }
  return null
}

export function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1) return null
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return day <= first.daysInMonth ? first.with({ day }) : null
}

export function onDayOfMonth(day: number, { today }: World): Found {
  if (day < 1 || day > 31) return found(null)
  const dates: Temporal.PlainDate[] = []
  for (let months = 0; dates.length < 2; months++) {
    const date = dateOf(today.add({ months }).year, today.with({ day: 1 }).add({ months }).month, day)
    // The 31st of a month that has 30 days: its last, or that of the next month?
    if (!date && months === 0) {
      const last = today.with({ day: today.daysInMonth })
      const other = dateOf(last.add({ days: 1 }).year, last.add({ days: 1 }).month, day)
      return other ? { ok: false, options: [last, other] } : found(null)
    }
    if (date && Temporal.PlainDate.compare(date, today) >= 0) dates.push(date)
  }
  return found(dates[0] ?? null, dates[1] ?? null)
}

/** Years below this stand for "next year" and its like until it is known which year it is: -1 is this one. */
export function yearOf(year: number, { today }: World): number {
  return year > 0 ? year : today.year - year - 1
}
