import { at, isKey, isSign, skip, type Tokens } from './pieces.ts'
import { readDuration, readNumber } from './read-number.ts'
import { readPieces, type Mode } from './read-phrase.ts'
import { isClock, partStart, settleClock } from './settle-clock.ts'
import { after, isDay, settleDay } from './settle-day.ts'
import { spanOf } from './settle-period.ts'
import { clockText } from './digits.ts'
import type { RhythmFault } from './reading.ts'
import type { World } from './world.ts'

/** From when, until when, how often in all, and what becomes of one that falls on a day off. */
export type Limit = {
  from?: string
  until?: string
  count?: number
  shift?: 'next-working-day'
  fault?: RhythmFault
  end: number
}

/** More often is for ever. */
const mostTimes = 1_000

export function readLimit(tokens: Tokens, i: number, world: World, mode: Mode): Limit | null {
  return (
    readShift(tokens, i) ??
    readCount(tokens, i) ??
    readFor(tokens, i, world) ??
    readUntil(tokens, i, world, mode) ??
    readFrom(tokens, i, world, mode) ??
    readHindi(tokens, i, world, mode)
  )
}

/** `or the next working day`, `or the next business day if that is a holiday`. */
function readShift(tokens: Tokens, i: number): Limit | null {
  const start = isSign(tokens, i, ',') ? i + 1 : i
  if (!isKey(tokens, start, 'or')) return null
  const next = skip(tokens, start + 1, 'on', 'the')
  const { which } = at(tokens, next).means
  const end = workingDayEnd(tokens, which === undefined ? next : next + 1)
  if (end === null) return null
  if (which === 'next' || which === 'following') return { shift: 'next-working-day', end }
  const isBefore = which === 'last' || isKey(tokens, end, 'before')
  const isAfter = which === undefined && isKey(tokens, end, 'after')
  if (isAfter) return { shift: 'next-working-day', end: end + 1 }
  // Nothing is taken back to the day before: asked about, rather than left out.
  return isBefore ? { fault: 'not-whole', end: which === 'last' ? end : end + 1 } : null
}

function workingDayEnd(tokens: Tokens, i: number): number | null {
  if (isKey(tokens, i, 'working') && at(tokens, i + 1).means.unit === 'day') return i + 2
  return at(tokens, i).means.unit === 'workday' ? i + 1 : null
}

/** `10 times`, `for ten times`, `10x`, `10 बार`. */
function readCount(tokens: Tokens, i: number): Limit | null {
  const start = skip(tokens, isSign(tokens, i, ',') ? i + 1 : i, 'for')
  const bracket = isSign(tokens, start, '(') ? start + 1 : start
  const number = readNumber(tokens, bracket)
  if (!number || !isKey(tokens, number.end, 'times', 'x') || isKey(tokens, number.end + 1, 'a', 'per', 'every'))
    return null
  const isWhole = Number.isInteger(number.value) && number.value >= 1 && number.value <= mostTimes
  const end = bracket > start && isSign(tokens, number.end + 1, ')') ? number.end + 2 : number.end + 1
  return isWhole ? { count: number.value, end } : null
}

/** `for 6 weeks`, `6 हफ़्ते तक`, from the first day on. */
function readFor(tokens: Tokens, i: number, world: World): Limit | null {
  const isFor = isKey(tokens, i, 'for')
  const next = isFor ? skip(tokens, i + 1, 'the') : at(tokens, i).means.which === 'next' ? i + 1 : i
  const start = isFor && at(tokens, next).means.which === 'next' ? next + 1 : next
  const read = readDuration(tokens, start)
  if (!read || read.duration.minutes > 0 || !(isFor || isKey(tokens, read.end, 'tak'))) return null
  const until = after(world.today, read.duration, 1, world)?.subtract({ days: 1 })
  return until ? { until: until.toString(), end: isFor ? read.end : read.end + 1 } : null
}

/** What is named is included: until Friday, until June. */
function readUntil(tokens: Tokens, i: number, world: World, mode: Mode): Limit | null {
  const and = skip(tokens, i, 'and')
  const isUpTo = isKey(tokens, and, 'up') && isKey(tokens, and + 1, 'to')
  if (!isUpTo && !isKey(tokens, and, 'until', 'upto', 'through', 'ends')) return null
  const start = skip(tokens, isUpTo ? and + 2 : and + 1, 'on')
  // Until further notice: it goes on.
  if (at(tokens, start).text === 'further' && at(tokens, start + 1).text === 'notice') return { end: start + 2 }
  const named = readLast(tokens, start, world, mode)
  if (named) return { until: named.date.toString(), end: named.end }
  // "Until Diwali": whatever follows, an end was meant.
  return { fault: 'until-when', end: isKey(tokens, start, 'feast') ? start + 1 : Math.min(start + 1, tokens.length) }
}

function readLast(
  tokens: Tokens,
  i: number,
  world: World,
  mode: Mode,
): { date: Temporal.PlainDate; end: number } | null {
  const read = readPieces(tokens, i, { ...mode, field: false }, 1)
  if (!read || !read.pieces.every(isDay)) return null
  const [first] = read.pieces
  if (read.pieces.length === 1 && first?.is === 'period') return { date: spanOf(first.period, world).to, end: read.end }
  const settled = settleDay(read.pieces.filter(isDay), world)
  return settled?.ok ? { date: settled.day.date, end: read.end } : null
}

function readFrom(tokens: Tokens, i: number, world: World, mode: Mode): Limit | null {
  const isStart = isKey(tokens, i, 'from', 'beginning', 'start') || ['starting', 'as'].includes(at(tokens, i).text)
  if (!isStart) return null
  const start = skip(tokens, i + 1, 'from', 'on', 'of')
  const first = readFirst(tokens, start, world, mode)
  const isRange = first && isKey(tokens, first.end, 'to', 'until', 'through')
  const last = isRange ? readLast(tokens, first.end + 1, world, mode) : null
  return first && last ? { ...first, until: last.date.toString(), end: last.end } : first
}

function readFirst(tokens: Tokens, i: number, world: World, mode: Mode): Limit | null {
  const read = readPieces(tokens, i, { ...mode, field: false }, 1)
  if (!read || !read.pieces.every(isDay)) return null
  const [first] = read.pieces
  if (read.pieces.length === 1 && first?.is === 'period')
    return { from: spanOf(first.period, world).from.toString(), end: read.end }
  const settled = settleDay(read.pieces.filter(isDay), world)
  return settled?.ok ? { from: settled.day.date.toString(), end: read.end } : null
}

/** `15 जून तक`, `16 मार्च से`. Not a weekday: "हर सोमवार शुक्रवार तक" says by when, not until when. */
function readHindi(tokens: Tokens, i: number, world: World, mode: Mode): Limit | null {
  if (isKey(tokens, i, 'feast') && isKey(tokens, i + 1, 'tak')) return { fault: 'until-when', end: i + 2 }
  const isWeekday = at(tokens, i).means.weekday !== undefined
  const isDated =
    at(tokens, i + 1).kind === 'number' || (isSign(tokens, i + 1, ',') && at(tokens, i + 2).kind === 'number')
  if ((isWeekday && !isDated) || at(tokens, i).kind === 'sign') return null
  const named = readLast(tokens, i, world, mode)
  if (named && isKey(tokens, named.end, 'tak')) return { until: named.date.toString(), end: named.end + 1 }
  const first = named ? readFirst(tokens, i, world, mode) : null
  if (!first || !isKey(tokens, first.end, 'se')) return null
  return { ...first, end: skip(tokens, first.end + 1, 'start') }
}

export type Times = { times: string[]; zone: string | null; fault: RhythmFault | null; end: number }

/** More times a day than these are a slip. */
const most = 6

/** `at 9 and 17`, `9am, 1pm and 5pm`, `half past 9`, `in the morning`, `शाम 5 बजे`. What is to be done by then is none of them. */
export function readTimes(tokens: Tokens, i: number, mode: Mode): Times | null {
  const times: string[] = []
  let zone: string | null = null
  let end = i
  for (let next: number | null = i; next !== null && times.length <= most; next = another(tokens, end)) {
    if (isKey(tokens, next, 'by', 'before') || readCount(tokens, next)) break
    const read = readPieces(tokens, next, { ...mode, more: times.length > 0, clocks: true }, 1)
    const clocks = read?.pieces.filter(isClock) ?? []
    const isClean = read?.pieces.every((piece) => isClock(piece) || piece.is === 'zone')
    if (
      !read ||
      !isClean ||
      clocks.length === 0 ||
      isKey(tokens, read.end, 'tak') ||
      (isKey(tokens, read.end, 'se') && isKey(tokens, read.end + 1, 'pehle'))
    )
      break
    const clock = settleClock(clocks)
    if (typeof clock === 'string')
      return { times, zone, fault: clock === 'no-such-time' ? 'no-such-time' : 'not-whole', end: read.end }
    if (clock.kind !== 'part' && clock.kind !== 'at') break
    times.push(clock.kind === 'part' ? clockText(partStart(clock.part), 0) : clockText(clock.hour, clock.minute))
    for (const piece of read.pieces) if (piece.is === 'zone') zone = piece.zone
    end = skip(tokens, read.end, 'ko')
  }
  if (times.length === 0 || times.length > most) return null
  return { times: [...new Set(times)].toSorted(), zone: zone === mode.own ? null : zone, fault: null, end }
}

function another(tokens: Tokens, i: number): number | null {
  const comma = isSign(tokens, i, ',&') ? i + 1 : i
  const end = skip(tokens, skip(tokens, comma, 'and'), 'at')
  return end > i ? end : null
}
