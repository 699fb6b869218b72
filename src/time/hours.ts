import { readHours } from './hours-text.ts'
import { everyDay, weekdayOf, type Weekday } from './weekdays.ts'

/** `HH:MM` of the person's own clock. A `to` that is not after `from` is on the next day. */
export type Shift = { from: string; to: string }

/** A day that is not there is a day off. */
export type WeeklyHours = { [day in Weekday]?: Shift[] }

/** When someone works; a `Person` is one. `hours: null` means at any hour, `{}` means never. */
export type WorkTime = {
  zone: string
  hours: WeeklyHours | null
  /** Days off, both included. A shift that begins on one is off to its end, past midnight too. */
  away: readonly { from: Temporal.PlainDate; to: Temporal.PlainDate }[]
}

type Span = { start: number; end: number }

/** How far we look for the next working day, so that someone away for ever is told apart from a long holiday. */
const horizonDays = 1_100

export function isWorking(
  at: Temporal.Instant,
  zone: string,
  hours: WeeklyHours | null,
  away: WorkTime['away'] = [],
): boolean {
  const span = spansFrom(at, { zone, hours, away }).next()
  return !span.done && span.value.start === at.epochMilliseconds
}

/** `at` itself when they are working; `null` when they never will be. */
export function nextWorkingStart(
  at: Temporal.Instant,
  zone: string,
  hours: WeeklyHours | null,
  away: WorkTime['away'] = [],
): Temporal.Instant | null {
  const span = spansFrom(at, { zone, hours, away }).next()
  return span.done ? null : Temporal.Instant.fromEpochMilliseconds(span.value.start)
}

/**
 * The moment by which that much of their working time has passed; `null` when it never will.
 *
 * `duration` is in milliseconds, or a Temporal.Duration of hours and smaller. Time that ends with a shift is
 * the end of that shift, not the start of the next.
 */
export function addWorkingTime(
  from: Temporal.Instant,
  duration: number | Temporal.Duration,
  work: WorkTime,
): Temporal.Instant | null {
  let left = typeof duration === 'number' ? duration : duration.total('milliseconds')
  if (left <= 0) return from

  for (const span of spansFrom(from, work)) {
    if (span.end - span.start >= left) return Temporal.Instant.fromEpochMilliseconds(Math.round(span.start + left))
    left -= span.end - span.start
  }
  return null
}

/** Milliseconds of their working time from `a` to `b`; 0 when `b` is not after `a`. */
export function workingTimeBetween(a: Temporal.Instant, b: Temporal.Instant, work: WorkTime): number {
  const until = b.epochMilliseconds
  if (until <= a.epochMilliseconds) return 0
  if (work.hours === null && work.away.length === 0) return until - a.epochMilliseconds

  let total = 0
  for (const span of spansFrom(a, work)) {
    if (span.start >= until) break
    total += Math.min(span.end, until) - span.start
  }
  return total
}

/** When their last working time before `to` ends, at the latest at `to`; `null` when they do not work between the two. */
export function workingUntil(from: Temporal.Instant, to: Temporal.Instant, work: WorkTime): Temporal.Instant | null {
  let end: number | null = null
  for (const span of spansFrom(from, work)) {
    if (span.start >= to.epochMilliseconds) break
    end = Math.min(span.end, to.epochMilliseconds)
  }
  return end === null ? null : Temporal.Instant.fromEpochMilliseconds(end)
}

/**
 * Weekly hours from words: `Mon-Fri 9:00-18:00, Sat 10-14`, `weekdays 9am-6pm`, `सोम से शुक्र 9-6, रविवार छुट्टी`.
 * Hours without a day are for Monday to Friday. `null` when any of it is not understood.
 */
export function parseHours(input: string): WeeklyHours | null {
  return readHours(input)
}

/** `Mon–Fri 09:00–18:00, Sat 10:00–14:00`, with the reader's names for Monday to Sunday; `''` for no hours at all. */
export function formatHours(hours: WeeklyHours, dayNames: readonly string[]): string {
  return runsOf(hours)
    .map(({ first, last, shifts }) => `${spanName(first, last, dayNames)} ${shifts}`)
    .join(', ')
}

/** `every day`, `Mon–Fri`, `Mon, Wed`: in the reader's words. */
export function formatDays(days: readonly number[], dayNames: readonly string[], everyDayWord: string): string {
  if (everyDay.every((day) => days.includes(day))) return everyDayWord

  // As hours that are all the same: what is said of days there holds here.
  const alike: WeeklyHours = {}
  for (const day of everyDay) if (days.includes(day)) alike[day] = [{ from: '00:00', to: '00:00' }]
  return runsOf(alike)
    .map(({ first, last }) =>
      last === first + 1
        ? `${spanName(first, first, dayNames)}, ${spanName(last, last, dayNames)}`
        : spanName(first, last, dayNames),
    )
    .join(', ')
}

/** Whether a shift of theirs begins on that day. */
export function isWorkingDay(
  date: Temporal.PlainDate,
  hours: WeeklyHours | null,
  away: WorkTime['away'] = [],
): boolean {
  if (isAway(date, away)) return false
  return hours === null || (hours[weekdayOf(date)] ?? []).length > 0
}

/** When their last shift of that day ends, on their clock; `null` on a day off. */
export function dayEnd(date: Temporal.PlainDate, hours: WeeklyHours | null): Temporal.PlainDateTime | null {
  const ends = (hours?.[weekdayOf(date)] ?? []).map((shift) => shiftEnd(date, shift))
  return ends.toSorted((a, b) => Temporal.PlainDateTime.compare(a, b)).at(-1) ?? null
}

/** Days in a row with the same shifts. */
function runsOf(hours: WeeklyHours): { first: Weekday; last: Weekday; shifts: string }[] {
  const runs: { first: Weekday; last: Weekday; shifts: string }[] = []
  for (const day of everyDay) {
    const shifts = (hours[day] ?? []).map(({ from, to }) => `${from}–${to === '00:00' ? '24:00' : to}`).join(', ')
    const run = runs.at(-1)
    if (run && run.shifts === shifts) run.last = day
    else runs.push({ first: day, last: day, shifts })
  }
  return runs.filter(({ shifts }) => shifts !== '')
}

function spanName(first: Weekday, last: Weekday, dayNames: readonly string[]): string {
  const name = (day: Weekday) => dayNames[day - 1] ?? String(day)
  return first === last ? name(first) : `${name(first)}–${name(last)}`
}

/** Working time from `at` on, in order, never overlapping. Ends only when there is no more within the horizon. */
function* spansFrom(at: Temporal.Instant, work: WorkTime): Generator<Span, undefined> {
  if (work.hours !== null && everyDay.every((day) => (work.hours?.[day] ?? []).length === 0)) return

  let reached = at.epochMilliseconds
  // A shift of the day before may still be running.
  let date = at.toZonedDateTimeISO(work.zone).toPlainDate().subtract({ days: 1 })
  for (let empty = 0; empty < horizonDays; empty++) {
    for (const span of spansOn(date, work)) {
      const start = Math.max(span.start, reached)
      if (start >= span.end) continue
      yield { start, end: span.end }
      reached = span.end
      empty = 0
    }
    date = date.add({ days: 1 })
  }
}

function spansOn(date: Temporal.PlainDate, { zone, hours, away }: WorkTime): Span[] {
  if (isAway(date, away)) return []
  if (hours === null) {
    const midnight = date.toZonedDateTime(zone)
    return [{ start: midnight.epochMilliseconds, end: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds }]
  }

  const shifts = hours[weekdayOf(date)] ?? []
  const spans = shifts.map((shift) => ({
    start: date.toZonedDateTime({ timeZone: zone, plainTime: shift.from }).epochMilliseconds,
    end: shiftEnd(date, shift).toZonedDateTime(zone).epochMilliseconds,
  }))
  return spans.toSorted((a, b) => a.start - b.start)
}

function shiftEnd(date: Temporal.PlainDate, { from, to }: Shift): Temporal.PlainDateTime {
  return (to > from ? date : date.add({ days: 1 })).toPlainDateTime(to)
}

function isAway(date: Temporal.PlainDate, away: WorkTime['away']): boolean {
  return away.some(({ from, to }) => {
    return Temporal.PlainDate.compare(from, date) <= 0 && Temporal.PlainDate.compare(date, to) <= 0
  })
}
