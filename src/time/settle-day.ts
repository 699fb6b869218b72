import { isWorkingDay } from './hours.ts'
import type { Duration, Period, Piece } from './pieces.ts'
import type { Ambiguity, Unreadable } from './reading.ts'
import { edgeOf, nthOf, spanOf } from './settle-period.ts'
import type { World } from './world.ts'

/** The day that was meant. */
export type Day = {
  date: Temporal.PlainDate
  /** The one that was meant if this one turns out to be over: "Friday" said on a Friday evening. `null`: it stays. */
  next: Temporal.PlainDate | null
  said: Ambiguity | null
}
type Found = { ok: true; day: Day } | { ok: false; why: Unreadable } | { ok: false; options: Temporal.PlainDate[] }

type DayPiece = Extract<
  Piece,
  { is: 'relative' | 'weekday' | 'date' | 'numbers' | 'day-of-month' | 'nth' | 'period' | 'in' | 'shift' | 'feast' }
>

/** A date without a year that is over by no more than this was surely meant: it is asked about, not put off a year. */
const justOverDays = 31

const dayKinds = new Set(['relative', 'weekday', 'date', 'numbers', 'day-of-month', 'nth', 'period', 'in', 'feast'])

export function isDay(piece: Piece): piece is DayPiece {
  return dayKinds.has(piece.is)
}

/** The one day that these say together; they must agree. `null` where none is said. */
export function settleDay(pieces: readonly DayPiece[], world: World): Found | null {
  const said = merged(pieces)
  if (!said) return { ok: false, why: 'not-whole' }
  const [first, second] = said
  if (!first) return null
  if (!second) return single(first, world)
  const weekday = said.find(({ is }) => is === 'weekday')
  const other = said.find((piece) => piece !== weekday)
  if (said.length > 2 || weekday?.is !== 'weekday' || !other || other.is === 'weekday')
    return { ok: false, why: 'not-whole' }
  return agreed(weekday, other, world)
}

/** A stretch beside a day says of which: "Friday next week", "the 5th of next month", "5 March next year". */
function merged(pieces: readonly DayPiece[]): DayPiece[] | null {
  const stretch = pieces.find((piece) => piece.is === 'period' && piece.edge === 'any')
  if (stretch?.is !== 'period' || pieces.length === 1) return [...pieces]
  const others = pieces.filter((piece) => piece !== stretch)
  let used = false
  const changed = others.map((piece) => {
    const within = used ? null : withIn(piece, stretch.period)
    if (within) used = true
    return within ?? piece
  })
  return used ? changed : null
}

function withIn(piece: DayPiece, period: Period): DayPiece | null {
  if (piece.is === 'weekday' && piece.which === null && period.unit === 'week') {
    return { is: 'nth', nth: 1, among: [piece.day], of: period }
  }
  if (piece.is === 'day-of-month' && (period.unit === 'month' || period.unit === 'named-month')) {
    return { is: 'nth', nth: piece.day, among: [1, 2, 3, 4, 5, 6, 7], of: period }
  }
  if (period.unit !== 'year' && period.unit !== 'named-year') return null
  const year = 'year' in period ? period.year : -period.shift - 1
  if ((piece.is === 'date' || piece.is === 'numbers') && piece.year === null) {
    return { ...piece, year }
  }
  if (piece.is === 'period' && (piece.period.unit === 'named-month' || piece.period.unit === 'named-quarter')) {
    return { ...piece, period: { ...piece.period, year } }
  }
  return null
}

/** Years below this stand for "next year" and its like until it is known which year it is: -1 is this one. */
function yearOf(year: number, { today }: World): number {
  return year > 0 ? year : today.year - year - 1
}

function single(piece: DayPiece, world: World): Found {
  switch (piece.is) {
    case 'relative':
      return found(world.today.add({ days: piece.days }))
    case 'weekday':
      return onWeekday(piece, world)
    case 'date':
      return onDate(piece.day, piece.month, piece.year, null, world)
    case 'numbers':
      return onNumbers(piece, world)
    case 'day-of-month':
      return onDayOfMonth(piece.day, world)
    case 'nth':
      return onNth(piece, world)
    case 'period':
      return onPeriod(piece, world)
    case 'in':
      return found(after(world.today, piece.duration, piece.sign, world))
    case 'shift':
    case 'feast':
      return { ok: false, why: 'not-whole' }
  }
}

function found(
  date: Temporal.PlainDate | null,
  next: Temporal.PlainDate | null = null,
  said: Ambiguity | null = null,
): Found {
  return date ? { ok: true, day: { date, next, said } } : { ok: false, why: 'no-such-day' }
}

function onWeekday({ day, which, weeks }: Extract<Piece, { is: 'weekday' }>, { today }: World): Found {
  const coming = today.add({ days: (day - today.dayOfWeek + 7) % 7 })
  if (which === 'last') return found(today.subtract({ days: ((today.dayOfWeek - day + 6) % 7) + 1 }))
  // Weeks begin on Monday: "next Friday" is the Friday after the coming Sunday.
  const ofNext = today.add({ days: day - today.dayOfWeek + 7 })
  if (which === 'next') {
    const isTwo = Temporal.PlainDate.compare(coming, ofNext) < 0 && !coming.equals(today)
    return found(ofNext.add({ weeks: weeks }), null, isTwo && weeks === 0 ? 'next-week' : null)
  }
  const date = coming.add({ weeks })
  return found(date, date.add({ weeks: 1 }), coming.equals(today) && weeks === 0 ? 'today' : null)
}

function onDate(day: number, month: number, year: number | null, said: Ambiguity | null, world: World): Found {
  if (year !== null) return found(dateOf(yearOf(year, world), month, day), null, said)
  const date = nearestYear(month, day, world)
  // 29 February, which the coming year lacks: the day before it, or in a leap year?
  const nearest = month === 2 && day === 29 ? onDayBefore(world) : null
  if (date && nearest && date.year > nearest.year) return { ok: false, options: [nearest, date] }
  return found(date, null, said)
}

function onNumbers({ first, second, year }: Extract<Piece, { is: 'numbers' }>, world: World): Found {
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

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1) return null
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return day <= first.daysInMonth ? first.with({ day }) : null
}

function onDayOfMonth(day: number, { today }: World): Found {
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

function onNth(piece: Extract<Piece, { is: 'nth' }>, world: World): Found {
  const period: Period = dated(piece.of ?? { unit: 'month', shift: 0 }, world)
  const date = nthOf(piece, spanOf(period, world), world)
  const isOver = date && Temporal.PlainDate.compare(date, world.today) < 0
  // The first Monday of this month is over: of a month that is named it is next year's.
  if (isOver && period.unit === 'named-month' && period.year === null) {
    const year = spanOf(period, world).from.year + 1
    return found(nthOf(piece, spanOf({ ...period, year }, world), world))
  }
  const isNext = 'open' in period && period.open && (isOver || date?.equals(world.today))
  const next = isNext ? nthOf(piece, spanOf({ ...period, shift: period.shift + 1 }, world), world) : null
  if (isOver && next) return found(next)
  if (next) return found(date, next)
  return found(date)
}

function onPeriod(piece: Extract<Piece, { is: 'period' }>, world: World): Found {
  const { edge } = piece
  const period = dated(piece.period, world)
  const date = edgeOf(edge, period, world)
  // "By March" may mean before it begins, or while it lasts.
  if (edge === 'any' && period.unit === 'named-month' && world.use !== 'reminder') {
    const { from, to } = spanOf(period, world)
    const options = [from.subtract({ days: 1 }), to]
    return { ok: false, options: options.filter((one) => Temporal.PlainDate.compare(one, world.today) >= 0) }
  }
  // At the end of the week somebody works on, the next one is meant.
  const isThisWeek = (period.unit === 'week' || period.unit === 'weekend') && period.shift === 0
  const next = isThisWeek ? edgeOf(edge, { ...period, shift: 1 }, world) : laterMonth(piece, period, world)
  const said = edge === 'any' ? saidOf(period, world) : null
  const isOver = Temporal.PlainDate.compare(date, world.today) < 0
  return isOver && next ? found(next, null, said) : found(date, next, said)
}

/** "By next week" may mean before it begins, or while it lasts; "by this week" cannot. */
function saidOf(period: Period, { use }: World): Ambiguity | null {
  if (period.unit === 'weekend' && period.shift === 1) return 'next-week'
  const isPresent = period.unit !== 'weekend' && 'shift' in period && period.shift === 0 && !('year' in period)
  return isPresent || use === 'reminder' ? null : 'its-end'
}

/** The middle of a month that is half over: of one that is named, next year's; of "the month", the next one's. */
function laterMonth(
  { edge }: Extract<Piece, { is: 'period' }>,
  period: Period,
  world: World,
): Temporal.PlainDate | null {
  if (edge !== 'middle' && edge !== 'start') return null
  if (period.unit !== 'named-month' || period.year !== null) return null
  return edgeOf(edge, { ...period, year: spanOf(period, world).from.year + 1 }, world)
}

function dated(period: Period, world: World): Period {
  if (!('year' in period) || period.year === null || period.year > 0) return period
  return { ...period, year: yearOf(period.year, world) }
}

/** So much later, or earlier, than a day; `null` when nobody can say. */
export function after(
  date: Temporal.PlainDate,
  { days, months, workdays }: Duration,
  sign: 1 | -1,
  world: World,
): Temporal.PlainDate | null {
  const moved = date.add({ months: sign * months, days: sign * days })
  let [at, left] = [moved, workdays]
  // As many days off as this in a row, and nobody can say what was meant.
  for (let tried = 0; left > 0 && tried < 1_000; tried++) {
    at = at.add({ days: sign })
    if (isWorkingDay(at, world.hours, world.away)) left -= 1
  }
  return left > 0 ? null : at
}

/** A weekday beside a date: where the two do not agree it is asked which was meant. */
function agreed(weekday: Extract<Piece, { is: 'weekday' }>, other: DayPiece, world: World): Found {
  const day = single(other, world)
  if (!day.ok) return day
  const { date } = day.day
  if (date.dayOfWeek === weekday.day) return { ok: true, day: { ...day.day, next: null } }
  const later = laterThatAgrees(weekday.day, other, date, world)
  if (later) return found(later)
  const own = onWeekday(weekday, world)
  return { ok: false, options: own.ok ? [date, own.day.date] : [date] }
}

/** "Friday the 13th": the first 13th that is a Friday. "Monday 1 March", which is over this year: next year's is a Monday. */
function laterThatAgrees(
  weekday: number,
  other: DayPiece,
  date: Temporal.PlainDate,
  { today }: World,
): Temporal.PlainDate | null {
  const isOver = Temporal.PlainDate.compare(date, today) < 0
  if ((other.is === 'date' || other.is === 'numbers') && other.year === null && isOver) {
    const next = dateOf(date.year + 1, date.month, date.day)
    return next?.dayOfWeek === weekday ? next : null
  }
  return null
}
