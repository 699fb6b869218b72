import { isWorkingDay } from './hours.ts'
import type { Duration, Period, Piece } from './pieces.ts'
import type { Ambiguity } from './reading.ts'
import { dateOf, found, onDate, onDayOfMonth, onNumbers, yearOf, type Found } from './settle-date.ts'
import { edgeOf, nthOf, spanOf } from './settle-period.ts'
import type { World } from './world.ts'

type DayPiece = Extract<
  Piece,
  { is: 'relative' | 'weekday' | 'date' | 'numbers' | 'day-of-month' | 'nth' | 'period' | 'in' | 'shift' | 'feast' }
>

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
  if (piece.is === 'period' && 'year' in piece.period && piece.period.unit !== 'named-year') {
    return { ...piece, period: { ...piece.period, year } }
  }
  return null
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
