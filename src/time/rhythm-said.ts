import { at, isOneOf, isSign, skip, type Tokens } from './pieces.ts'
import type { Mode } from './read-phrase.ts'
import type { RhythmAmbiguity, RhythmFault } from './reading.ts'
import { readLimit, readTimes, type Limit } from './rhythm-limits.ts'
import { readDays, type RhythmPiece } from './rhythm-pieces.ts'
import type { Days, Rhythm } from './rhythm.ts'
import { everyDay, weekdayOf, type Weekday } from './weekdays.ts'
import type { World } from './world.ts'

/** What was said of a rhythm, up to a token. */
export type Said = {
  pieces: RhythmPiece[]
  times: string[] | null
  zone: string | null
  limits: Omit<Limit, 'end' | 'fault'>
  fault: RhythmFault | null
  end: number
}

/** More parts than these make no rhythm. */
const mostParts = 10
/** When a repeated thing comes on a day of which nothing else is known. */
const usualTime = '09:00'

/** All that is said of a rhythm from exactly here on, in any order; `null` where nothing is. */
export function readSaid(tokens: Tokens, i: number, world: World, mode: Mode): Said | null {
  const said: Said = { pieces: [], times: null, zone: null, limits: {}, fault: null, end: i }
  for (let count = 0; count < mostParts; count++) {
    const end = readPart(tokens, said, world, mode)
    if (end === null || end <= said.end) break
    said.end = end
  }
  return said.pieces.length > 0 ? said : null
}

/** One more part, put into what was said; where it ends. */
function readPart(tokens: Tokens, said: Said, world: World, mode: Mode): number | null {
  if (at(tokens, said.end).breaks && said.end > 0 && said.pieces.length > 0 && !mode.field) return null
  const limit = said.pieces.length > 0 ? readLimit(tokens, skipComma(tokens, said.end), world, mode) : null
  if (limit) {
    const { end, fault, ...more } = limit
    if (Object.keys(more).some((key) => key in said.limits)) return null
    said.fault ??= fault ?? null
    Object.assign(said.limits, more)
    return end
  }
  const from = skipJoint(tokens, said.end)
  const days = readDays(tokens, from)
  if (days) {
    said.pieces.push(days.piece)
    return Math.max(days.end, from)
  }
  const times = said.times === null ? readTimes(tokens, from, mode) : null
  if (!times) return null
  said.times = times.times
  said.zone = times.zone
  said.fault ??= times.fault
  return times.end
}

function skipComma(tokens: Tokens, i: number): number {
  return isSign(tokens, i, ',') ? i + 1 : i
}

const joints: ReadonlySet<string> = new Set('on at the in of ka mein ko repeat about'.split(' '))

/** The small words between two parts. */
function skipJoint(tokens: Tokens, i: number): number {
  let end = i
  for (let count = 0; count < 4; count++) {
    if (isOneOf(tokens, end, joints) || isSign(tokens, end, '@') || (end > 0 && isSign(tokens, end, ','))) end += 1
    else break
  }
  return end
}

/** Whether what was said says by itself that something repeats. */
export function isSure({ pieces }: Said): boolean {
  return pieces.some(({ sure }) => sure)
}

export type Settled = { ok: true; rhythm: Rhythm; said: RhythmAmbiguity | null } | { ok: false; why: RhythmFault }

/** The rhythm that all of it says together. What was left unsaid goes by the day on which it is typed, and by when they begin to work. */
export function settleRhythm(said: Said, world: World): Settled {
  const faulty = said.pieces.find((piece) => piece.is === 'fault')
  if (faulty) return { ok: false, why: faulty.why }
  if (said.fault) return { ok: false, why: said.fault }
  const days = daysOf(said.pieces, world)
  if (!days) return { ok: false, why: 'not-whole' }
  const { shift, from, until, count } = said.limits
  // A day of the week is a working day or is not: only a date can fall on one that is not.
  if (shift && (days.days.unit === 'day' || days.days.unit === 'week')) return { ok: false, why: 'not-whole' }
  const times = said.times ?? [startOf(days.days, world)]
  const later = isOver(times, said.zone, world) ? days.later : null
  const rhythm: Rhythm = {
    every: days.every,
    days: days.days,
    times,
    zone: said.zone,
    from: from ?? days.from ?? later ?? null,
    until: until ?? null,
    count: count ?? null,
    ...(shift && { shift }),
  }
  return { ok: true, rhythm, said: days.said }
}

/** Whether none of them is still to come today. */
function isOver(times: readonly string[], zone: string | null, { now, zone: own }: World): boolean {
  const local = now.toZonedDateTimeISO(zone ?? own).toPlainTime()
  return times.every((time) => Temporal.PlainTime.compare(time, local) <= 0)
}

/** `later`: where it begins if today's time is over. */
type Found = { every: number; days: Days; from?: string; said: RhythmAmbiguity | null; later?: string | null }

function daysOf(pieces: readonly RhythmPiece[], world: World): Found | null {
  const steps = pieces.filter((piece) => piece.is === 'step')
  const weeks = pieces.filter((piece) => piece.is === 'week')
  const excepts = pieces.filter((piece) => piece.is === 'except').flatMap(({ on }) => on)
  const rest = pieces.filter(({ is }) => is !== 'step' && is !== 'week' && is !== 'except')
  const [step] = steps
  if (steps.length > 1 || rest.length > 1 || (weeks.length > 0 && rest.length > 0)) return null
  const [other] = rest
  if (other) return excepts.length > 0 ? null : inCalendar(other, step ?? null, world)
  return inWeek(step ?? null, weeks, excepts, world)
}

type Step = Extract<RhythmPiece, { is: 'step' }>
type Week = Extract<RhythmPiece, { is: 'week' }>

function inWeek(step: Step | null, weeks: Week[], excepts: Weekday[], world: World): Found | null {
  const named = everyDay.filter((day) => weeks.some(({ on }) => on.includes(day)))
  const every = Math.max(1, ...weeks.map((week) => week.every), step?.unit === 'week' ? step.every : 1)
  if (step && step.unit !== 'week' && (step.unit !== 'day' || step.every > 1) && named.length > 0) return null
  const all = named.length > 0 ? named : step?.unit === 'day' && step.every === 1 ? [...everyDay] : []
  if (excepts.length > 0 && all.length === 0) return null
  const on = all.filter((day) => !excepts.includes(day))
  if (all.length > 0 && on.length === 0) return null
  if (named.length > 0 || excepts.length > 0) {
    const isSaid = weeks.some((week) => week.sure) || step !== null
    const said = weeks.some(({ second }) => second) ? 'each-second' : isSaid ? null : 'plural'
    return { every, days: { unit: 'week', on }, said }
  }
  return step && { every: step.every, days: plain(step.unit, world), said: null, later: laterOf(step, world) }
}

/** "Quarterly" counts from today, or where today's time is over from a quarter later: not from a month later. */
function laterOf({ unit, every }: Step, { today }: World): string | null {
  if (unit === 'day' || every === 1) return null
  return today.add({ [`${unit}s`]: every }).toString()
}

function plain(unit: Step['unit'], { today }: World): Days {
  if (unit === 'day') return { unit }
  if (unit === 'week') return { unit, on: [weekdayOf(today)] }
  if (unit === 'month') return { unit, on: { dates: [today.day] } }
  return { unit, month: today.month, on: { dates: [today.day] } }
}

function inCalendar(piece: RhythmPiece, step: Step | null, world: World): Found | null {
  const every = step?.every ?? 1
  if (step && step.unit !== 'month' && step.unit !== 'year') return null
  switch (piece.is) {
    case 'dates':
      if (step?.unit === 'year') return null
      return { every, days: { unit: 'month', on: { dates: piece.dates } }, said: null }
    case 'nth': {
      if (step?.unit === 'year') return null
      const said = piece.alone && !step && piece.nth.every((nth) => nth > 0) ? 'of-the-month' : null
      return { every, days: { unit: 'month', on: { nth: piece.nth, among: piece.among } }, said }
    }
    case 'date':
      return step?.unit === 'month'
        ? fromDate(piece, every, world)
        : { every, days: { unit: 'year', month: piece.month, on: { dates: [piece.day] } }, said: null }
    case 'month':
      return { every, days: { unit: 'year', month: piece.month, on: { dates: [1] } }, said: null }
    default:
      return null
  }
}

/** "Every 6 months on 30 September": counted from there, so also on 30 March. */
function fromDate({ month, day }: Extract<RhythmPiece, { is: 'date' }>, every: number, { today }: World): Found | null {
  const first = Temporal.PlainDate.from({ year: today.year - 1, month, day: 1 })
  const length = (date: Temporal.PlainDate) => date.with({ day: Math.min(day, date.daysInMonth) })
  let begin = first
  for (let tried = 0; Temporal.PlainDate.compare(length(begin), today) <= 0 && tried < 60; tried++)
    begin = begin.add({ months: every })
  return { every, days: { unit: 'month', on: { dates: [day] } }, from: length(begin).toString(), said: null }
}

/** The earliest at which they begin to work on such a day. */
function startOf(days: Days, { hours }: World): string {
  const on = days.unit === 'week' ? days.on : everyDay
  const shifts = on.flatMap((day) => hours[day] ?? [])
  return shifts.map(({ from }) => from).toSorted()[0] ?? usualTime
}

/** The words with which a rhythm may be introduced: `on`, `repeat`. */
export function skipLead(tokens: Tokens, i: number): number {
  return skip(tokens, i, 'repeat', 'on', 'the')
}
