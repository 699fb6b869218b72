import { isWorkingDay } from './hours.ts'
import type { Edge, Period, Piece } from './pieces.ts'
import type { Weekday } from './weekdays.ts'
import type { World } from './world.ts'

export type Span = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** The days of a stretch; a month or a quarter that is named is the coming one, the present one included. */
export function spanOf(period: Period, world: World): Span {
  const { today } = world
  switch (period.unit) {
    case 'week':
      return days(monday(world).add({ weeks: period.shift }), { days: 7 })
    case 'weekend':
      return days(monday(world).add({ days: 5 + 7 * period.shift }), { days: 2 })
    case 'month':
      return days(today.with({ day: 1 }).add({ months: period.shift }), { months: 1 })
    case 'quarter':
      return days(quarterOf(today.year, Math.ceil(today.month / 3)).add({ months: 3 * period.shift }), { months: 3 })
    case 'year':
      return days(Temporal.PlainDate.from({ year: today.year + period.shift, month: 1, day: 1 }), { years: 1 })
    case 'named-year':
      return days(Temporal.PlainDate.from({ year: period.year, month: 1, day: 1 }), { years: 1 })
    case 'named-month':
      return coming(
        (year) => Temporal.PlainDate.from({ year, month: period.month, day: 1 }),
        { months: 1 },
        period,
        world,
      )
    case 'named-quarter':
      return coming((year) => quarterOf(year, period.quarter), { months: 3 }, period, world)
    case 'named-half':
      return coming((year) => quarterOf(year, 2 * period.half - 1), { months: 6 }, period, world)
  }
}

function quarterOf(year: number, quarter: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: 3 * quarter - 2, day: 1 })
}

function monday({ today }: World): Temporal.PlainDate {
  return today.add({ days: 1 - today.dayOfWeek })
}

function days(from: Temporal.PlainDate, length: Temporal.DurationLike): Span {
  return { from, to: from.add(length).subtract({ days: 1 }) }
}

function coming(
  begin: (year: number) => Temporal.PlainDate,
  length: Temporal.DurationLike,
  { year, shift }: { year: number | null; shift: number },
  { today }: World,
): Span {
  if (year !== null) return days(begin(year), length)
  const first = days(begin(today.year), length)
  const isOver = Temporal.PlainDate.compare(first.to, today) < 0
  // "Last March" is the one that is over; "next March" the coming one, as "March" is.
  if (shift < 0) return isOver ? first : days(begin(today.year - 1), length)
  return isOver ? days(begin(today.year + 1), length) : first
}

/** The day that an edge of a stretch means: of a week the last on which they work, of a month its last. */
export function edgeOf(edge: Edge, period: Period, world: World): Temporal.PlainDate {
  const span = spanOf(period, world)
  const isWeek = period.unit === 'week'
  if (edge === 'start') return isWeek ? workingFrom(span, world) : span.from
  if (edge === 'middle') return middleOf(span)
  if (world.use === 'reminder' && edge === 'any') return isWeek ? workingFrom(span, world) : span.from
  return isWeek ? (lastWorking(span, world) ?? span.from.add({ days: 4 })) : span.to
}

function middleOf({ from, to }: Span): Temporal.PlainDate {
  const length = from.until(to, { largestUnit: 'days' }).days
  if (length <= 7) return from.add({ days: 2 })
  return from.add({ days: length < 32 ? 14 : Math.round(length / 2) })
}

function workingFrom({ from, to }: Span, { hours, away }: World): Temporal.PlainDate {
  for (let date = from; Temporal.PlainDate.compare(date, to) <= 0; date = date.add({ days: 1 })) {
    if (isWorkingDay(date, hours, away)) return date
  }
  return from
}

export function lastWorking({ from, to }: Span, { hours, away }: World): Temporal.PlainDate | null {
  for (let date = to; Temporal.PlainDate.compare(date, from) >= 0; date = date.subtract({ days: 1 })) {
    if (isWorkingDay(date, hours, away)) return date
  }
  return null
}

/** The so-manieth of such days in a stretch; `null` where there are not so many. */
export function nthOf(
  { nth, among }: Extract<Piece, { is: 'nth' }>,
  span: Span,
  world: World,
): Temporal.PlainDate | null {
  const fits = (date: Temporal.PlainDate) =>
    among === 'working' ? isWorkingDay(date, world.hours, world.away) : among.includes(weekdayIn(date))
  const step = nth < 0 ? -1 : 1
  let left = Math.abs(nth)
  for (let date = nth < 0 ? span.to : span.from; isIn(date, span); date = date.add({ days: step })) {
    if (fits(date)) left -= 1
    if (left === 0) return date
  }
  return null
}

function isIn(date: Temporal.PlainDate, { from, to }: Span): boolean {
  return Temporal.PlainDate.compare(from, date) <= 0 && Temporal.PlainDate.compare(date, to) <= 0
}

function weekdayIn({ dayOfWeek }: Temporal.PlainDate): Weekday {
  const all: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
  return all[dayOfWeek - 1] ?? 1
}
