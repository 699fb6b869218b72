import type { Piece } from './pieces.ts'
import type { Phrase } from './read-phrase.ts'
import type { Ambiguity, TimeReading, Unreadable } from './reading.ts'
import { isClock, momentOf, partEnd, settleClock, type Clock } from './settle-clock.ts'
import type { Day } from './settle-date.ts'
import { after, isDay, settleDay } from './settle-day.ts'
import { lastWorking, spanOf } from './settle-period.ts'
import { worldIn, type World } from './world.ts'

/** What a phrase means, before it is given back with its text. */
export type Settled = Exclude<TimeReading, { kind: 'unreadable' }> | { kind: 'unreadable'; why: Unreadable }

/** The moment that a phrase means; `before`: it is to be before the day that it names. */
export function settlePhrase({ pieces, more, joint }: Phrase, before: boolean, world: World): Settled {
  const first = more ? filled(pieces, more, joint) : pieces
  const own = settle(first, before, world)
  if (!more) return ofTwo(own, pieces, world)
  const other = settle(filled(more, pieces, null), before, world)
  if (own.kind === 'unreadable') return own
  if (other.kind === 'unreadable' || own.kind === 'ambiguous' || other.kind === 'ambiguous')
    return other.kind === 'unreadable' ? other : own
  // "10 to 11am", said at half past ten: the end of it is what counts.
  if (joint === 'range' && world.use === 'due') return { ...other, said: 'later-of-two' }
  const [earlier, later] = Temporal.Instant.compare(own.at, other.at) <= 0 ? [own, other] : [other, own]
  // Of something that is due, the later one binds; when it is to be said or to begin, somebody must choose.
  if (world.use === 'due') return { ...later, said: 'later-of-two' }
  return later.kind === 'past' ? later : { kind: 'ambiguous', options: [earlier.at, later.at], zone: later.zone }
}

/** "In 2-3 days": what is due is so by the later; when it is to be said somebody must choose. */
function ofTwo(own: Settled, pieces: readonly Piece[], { use }: World): Settled {
  if (own.kind !== 'understood' || !pieces.some((piece) => piece.is === 'in' && piece.ofTwo)) return own
  return use === 'due' ? { ...own, said: 'later-of-two' } : unreadable('not-whole')
}

/** "5pm or 6pm Friday", "3 to 5pm": what is said once holds for both. */
function filled(pieces: readonly Piece[], other: readonly Piece[], joint: Phrase['joint']): Piece[] {
  const all = [...pieces]
  if (!all.some(isDay)) all.push(...other.filter(isDay))
  if (!all.some(isClock)) all.push(...other.filter(isClock))
  if (!all.some(({ is }) => is === 'zone')) all.push(...other.filter(({ is }) => is === 'zone'))
  const until = joint === 'range' ? other.find(({ is }) => is === 'clock') : undefined
  return all.map((piece) => {
    const isOpen = piece.is === 'clock' && piece.half === null && piece.form === 'bare' && until?.is === 'clock'
    return isOpen && until.half !== null && piece.hour < until.hour
      ? { ...piece, half: until.half, form: 'half' }
      : piece
  })
}

function settle(pieces: readonly Piece[], before: boolean, home: World): Settled {
  const zones = pieces.filter((piece) => piece.is === 'zone')
  const [named] = zones
  if (zones.length > 1) return unreadable('not-whole')
  const world = named && named.zone !== home.zone ? worldIn(home, named.zone) : home
  const near = world.today.equals(home.today) ? undefined : pieces.find((piece) => piece.is === 'relative')
  return near?.is === 'relative'
    ? onOwnDay(home.today.add({ days: near.days }), pieces, before, world, home)
    : settleIn(pieces, before, world)
}

/** "Tomorrow 8am GMT", where it is another day already than in London: of the two days the one that is the speaker's tomorrow. */
function onOwnDay(
  day: Temporal.PlainDate,
  pieces: readonly Piece[],
  before: boolean,
  there: World,
  home: World,
): Settled {
  const own = settleIn(pieces, before, { ...there, today: home.today })
  const all = [own, settleIn(pieces, before, there)].filter(({ kind }) => kind === 'understood')
  const isOwn = (one: Settled) => 'at' in one && one.at.toZonedDateTimeISO(home.zone).toPlainDate().equals(day)
  return all.find(isOwn) ?? all[0] ?? own
}

/** The pieces, but for the zone, by the clocks of one world. */
function settleIn(pieces: readonly Piece[], before: boolean, world: World): Settled {
  const shift = pieces.find((piece) => piece.is === 'shift')
  if (shift?.is === 'shift') return shifted(shift, pieces, world)
  const lengths = pieces.filter((piece) => piece.is === 'in')
  const [length] = lengths
  if (length?.is === 'in' && length.duration.minutes > 0) return delayed(length, pieces, world)

  const clock = settleClock(pieces.filter(isClock))
  if (clock === 'not-whole' || clock === 'no-such-time') return unreadable(clock)
  const isSame = clock !== 'none' && clock.kind === 'same-time'
  const day = settleDay(
    pieces.filter(isDay).map((piece) => (isSame ? sameDay(piece) : piece)),
    world,
  )
  if (day && !day.ok)
    return 'why' in day ? unreadable(day.why) : chosen(day.options, clock === 'none' ? null : clock, world)
  if (clock === 'none')
    return day ? onDay(day.day, before ? beforehand(pieces) : null, world) : unreadable('not-a-time')
  return onClock(day?.day ?? null, clock, world)
}

/** "This time next week": a week from today. */
function sameDay<T extends Piece>(piece: T): T | Extract<Piece, { is: 'relative' }> {
  const isWeek = piece.is === 'period' && piece.edge === 'any' && piece.period.unit === 'week'
  return isWeek && piece.period.unit === 'week' ? { is: 'relative', days: 7 * piece.period.shift } : piece
}

function unreadable(why: Unreadable): Settled {
  return { kind: 'unreadable', why }
}

function understood(at: Temporal.Instant, exact: boolean, said: Ambiguity | null, { now, zone }: World): Settled {
  return { kind: Temporal.Instant.compare(at, now) <= 0 ? 'past' : 'understood', at, zone, said, exact }
}

/** Days that do not agree, each with the time that was said. */
function chosen(options: Temporal.PlainDate[], clock: Clock | null, world: World): Settled {
  const all = options
    .map((date) => momentOf(date, clock, world).at)
    .filter((at) => Temporal.Instant.compare(at, world.now) > 0)
  const sorted = all.toSorted((a, b) => Temporal.Instant.compare(a, b))
  const [only] = sorted
  if (only && sorted.length === 1) return understood(only, clock !== null, null, world)
  return sorted.length > 0 ? { kind: 'ambiguous', options: sorted, zone: world.zone } : unreadable('no-such-day')
}

function delayed({ duration, sign }: Extract<Piece, { is: 'in' }>, pieces: readonly Piece[], world: World): Settled {
  if (pieces.length > 1) return unreadable('not-whole')
  const days = duration.days + duration.months + duration.workdays > 0
  const local = world.now.toZonedDateTimeISO(world.zone)
  const date = days ? after(local.toPlainDate(), duration, sign, world) : local.toPlainDate()
  if (!date) return unreadable('no-such-day')
  const start = days
    ? date.toZonedDateTime({ timeZone: world.zone, plainTime: local.toPlainTime() }).toInstant()
    : world.now
  return understood(start.add({ seconds: sign * duration.minutes * 60 }), true, null, world)
}

/** "15 minutes before 5pm", "a week from Tuesday". */
function shifted(
  { duration, sign, of }: Extract<Piece, { is: 'shift' }>,
  pieces: readonly Piece[],
  world: World,
): Settled {
  const beside = pieces.filter((piece) => piece.is !== 'shift' && piece.is !== 'zone')
  // "A week from Tuesday at 5pm": the time may stand outside.
  const base = settle([...of, ...beside], false, { ...world, now: world.now })
  if (base.kind !== 'understood' && base.kind !== 'past') return base
  const local = base.at.toZonedDateTimeISO(world.zone)
  const date = after(local.toPlainDate(), duration, sign, world)
  if (!date) return unreadable('no-such-day')
  if (!base.exact && duration.minutes > 0) return unreadable('not-whole')
  const whole = base.exact
    ? date.toZonedDateTime({ timeZone: world.zone, plainTime: local.toPlainTime() }).toInstant()
    : momentOf(date, null, world).at
  // Due "by midnight" is a minute before it; an hour before midnight is counted from midnight.
  const missing = [...of, ...beside].some(({ is }) => is === 'midnight') ? 60 : 0
  return understood(whole.add({ seconds: sign * duration.minutes * 60 + missing }), base.exact, base.said, world)
}

/** What "before" counts back from: the day itself, or the first day of the stretch. */
function beforehand(pieces: readonly Piece[]): (date: Temporal.PlainDate, world: World) => Temporal.PlainDate {
  const stretch = pieces.find((piece) => piece.is === 'period')
  if (stretch?.is !== 'period') return (date) => date.subtract({ days: 1 })
  if (stretch.edge !== 'any') return (date) => date
  return (_, world) => {
    const day = spanOf(stretch.period, world).from.subtract({ days: 1 })
    const isWeek = stretch.period.unit === 'week' || stretch.period.unit === 'weekend'
    return (isWeek ? lastWorking({ from: day.subtract({ days: 6 }), to: day }, world) : null) ?? day
  }
}

type Beforehand = ReturnType<typeof beforehand> | null

function onDay({ date, next, ...day }: Day, before: Beforehand, world: World): Settled {
  // "Before next week" can be read in one way alone.
  const said = before && day.said === 'its-end' ? null : day.said
  if (world.use === 'moment') return unreadable('no-time-of-day')
  const dayBefore = (day: Temporal.PlainDate) => (before ? before(day, world) : day)
  const at = momentOf(dayBefore(date), null, world).at
  if (Temporal.Instant.compare(at, world.now) > 0) return understood(at, false, said, world)
  // Their morning is over, but not the day.
  const end = momentOf(dayBefore(date), null, { ...world, use: 'due' }).at
  if (Temporal.Instant.compare(end, world.now) > 0) return understood(end, false, said, world)
  if (next) return understood(momentOf(dayBefore(next), null, world).at, false, null, world)
  return understood(end, false, said, world)
}

function onClock(day: Day | null, clock: Clock, world: World): Settled {
  const exact = clock.kind !== 'day-end'
  const date = day?.date ?? world.today
  const first = momentOf(date, clock, world)
  const isOver = (at: Temporal.Instant) => Temporal.Instant.compare(at, world.now) <= 0
  if (!isOver(first.at)) return understood(first.at, exact, first.said ?? day?.said ?? halfOf(clock), world)

  // Within a part of the day its end is meant: "tonight", said at half past ten.
  if (clock.kind === 'part' && date.equals(world.today) && (day || clock.part !== 'morning')) {
    const end = partEnd(date, clock.part, world)
    if (!isOver(end)) return understood(end, exact, day?.said ?? null, world)
  }
  const later = laterToday(day, clock, world)
  if (later) return later
  const next = day ? day.next : clock.kind === 'day-end' ? null : world.today.add({ days: 1 })
  if (!next) return understood(first.at, exact, day?.said ?? null, world)
  const then = momentOf(next, clock, world)
  return understood(then.at, exact, then.said ?? halfOf(clock), world)
}

function halfOf(clock: Clock): Ambiguity | null {
  return clock.kind === 'at' && clock.other !== null ? 'half-of-day' : null
}

/** Hours at which nobody means to be met. */
const latest = 21

/** "By 9", said at ten in the morning: this evening, or tomorrow? "Today at 9" can only be this evening. */
function laterToday(day: Day | null, clock: Clock, world: World): Settled | null {
  if (clock.kind !== 'at' || clock.other === null || clock.other < clock.hour || clock.other > latest) return null
  const isToday = day === null || (day.date.equals(world.today) && day.next === null)
  if (!isToday) return null
  const evening = momentOf(world.today, { ...clock, hour: clock.other, other: null }, world).at
  if (Temporal.Instant.compare(evening, world.now) <= 0) return null
  if (day) return understood(evening, true, 'half-of-day', world)
  const morning = momentOf(world.today.add({ days: 1 }), clock, world).at
  return { kind: 'ambiguous', options: [evening, morning], zone: world.zone }
}
