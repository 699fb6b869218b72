import { at, isKey, isOneOf, isSign, skip, type Hit, type Piece, type Tokens } from './pieces.ts'
import { isBareHour } from './read-bare-hour.ts'
import { readClock } from './read-clock.ts'
import { longest, readDay } from './read-day.ts'
import { readDuration } from './read-number.ts'
import { readZone } from './read-zone.ts'

/** How a text is looked at: a `field` is for a time alone, so more may be one there; `own` is the speaker's zone. */
export type Mode = {
  field: boolean
  own: string
  /** A number behind "at" is an hour; `true`: the second of several needs no "at". */
  more?: boolean
  /** Only a time of day is looked for. */
  clocks?: boolean
  /** Only one day is looked for, without a comma between its parts. */
  days?: boolean
}

/** A phrase: its pieces as they were said; `more` behind "or" or "to". `whole: false`: too much for one moment. */
export type Phrase = { pieces: Piece[]; more: Piece[] | null; joint: 'or' | 'range' | null; end: number }

/** More pieces than these are no one time. */
const mostPieces = 7

/** The phrase that begins exactly here, as far as it goes; `null` where none begins. */
export function readPhrase(tokens: Tokens, i: number, mode: Mode): Phrase | null {
  const between = isKey(tokens, i, 'between') ? i + 1 : i
  const first = readPieces(tokens, between, mode, 0)
  if (!first) return null
  const joint = jointAt(tokens, first.end, between > i)
  const second = joint && readPieces(tokens, joint.end, mode, 0)
  if (joint && second) return { pieces: first.pieces, more: second.pieces, joint: joint.joint, end: second.end }
  return between > i ? null : { pieces: first.pieces, more: null, joint: null, end: first.end }
}

function jointAt(tokens: Tokens, i: number, between: boolean): { joint: 'or' | 'range'; end: number } | null {
  const comma = isSign(tokens, i, ',') && isKey(tokens, i + 1, 'or') ? i + 1 : i
  if (isKey(tokens, comma, 'or')) return { joint: 'or', end: skip(tokens, comma + 1, 'by') }
  if (isSign(tokens, i, '/')) return { joint: 'or', end: i + 1 }
  if (between && isKey(tokens, i, 'and')) return { joint: 'range', end: i + 1 }
  const to = isSign(tokens, i, '-–—') || isKey(tokens, i, 'to', 'until', 'through', 'se')
  return to ? { joint: 'range', end: i + 1 } : null
}

export function readPieces(
  tokens: Tokens,
  i: number,
  mode: Mode,
  depth: number,
): { pieces: Piece[]; end: number } | null {
  const pieces: Piece[] = []
  let end = i
  while (pieces.length < mostPieces) {
    const shifted = pieces.length > 0 ? readShiftBehind(tokens, end, pieces) : null
    if (shifted) {
      pieces.splice(0, pieces.length, shifted.piece)
      end = shifted.end
      continue
    }
    // In a line a phrase begins where its first piece does.
    const isBetween = mode.days && pieces.length > 0 && isSign(tokens, end, ',-–—')
    const from = isBetween
      ? end
      : pieces.length > 0 || mode.field || depth > 0
        ? skipJoint(tokens, end, pieces.length > 0)
        : end
    // "The table for Saturday 8pm by tomorrow": two times, of which the second says by when.
    const both = at(tokens, from).means
    const isOther = both.weekday !== undefined || both.day !== undefined || pieces.some(({ is }) => is === 'clock')
    if (pieces.length > 0 && isKey(tokens, end, 'by') && isOther) break
    if (both.day !== undefined && both.part !== undefined) {
      pieces.push({ is: 'relative', days: both.day }, { is: 'part', part: both.part })
      end = from + 1
      continue
    }
    const hit = readPiece(tokens, from, end, pieces, mode, depth)
    if (!hit || at(tokens, hit.end - 1).kind === 'other') break
    pieces.push(hit.piece)
    end = closed(tokens, hit.end, from)
  }
  return pieces.length > 0 ? { pieces, end } : null
}

function readPiece(
  tokens: Tokens,
  from: number,
  before: number,
  pieces: readonly Piece[],
  mode: Mode,
  depth: number,
): Hit | null {
  const hasClock = pieces.some(({ is }) => is === 'clock' || is === 'midnight')
  const zone = hasClock
    ? (readZone(tokens, before, mode.own, mode.field) ?? readZone(tokens, from, mode.own, mode.field))
    : null
  if (zone) return zone
  if (pieces.length > 0 && from > 0 && at(tokens, from).breaks && !mode.field) return null
  return longest([
    depth === 0 && pieces.length === 0 && !mode.clocks ? readShift(tokens, from, mode) : null,
    readClock(tokens, from, isBareHour(tokens, from, pieces, mode)),
    mode.clocks ? null : readDay(tokens, from),
    readPart(tokens, from),
  ])
}

/** `a week from Tuesday`, `15 minutes before 5pm`, `the day before Friday`, `a week on Monday`. */
function readShift(tokens: Tokens, i: number, mode: Mode): Hit | null {
  const start = skip(tokens, isKey(tokens, i, 'in') ? i + 1 : i, 'the')
  const isDay = start > i && at(tokens, start).means.unit === 'day'
  const duration = isDay ? { minutes: 0, days: 1, months: 0, workdays: 0 } : null
  const read = duration ? { duration, end: start + 1 } : readDuration(tokens, i)
  if (!read) return null
  const isLong = read.duration.days % 7 === 0 && read.duration.days > 0
  const sign = isKey(tokens, read.end, 'before') ? -1 : 1
  const nextDay = at(tokens, read.end).means
  const direct = isLong && (nextDay.day !== undefined || nextDay.weekday !== undefined)
  if (!direct && !isKey(tokens, read.end, 'from', 'after', 'before') && !(isLong && isKey(tokens, read.end, 'on')))
    return null
  const from = direct ? read.end : read.end + 1
  if (isKey(tokens, from, 'now')) return null
  const of = readPieces(tokens, from, mode, 1)
  return of && { piece: { is: 'shift', duration: read.duration, sign, of: of.pieces }, end: of.end }
}

/** `शुक्रवार से 2 दिन पहले`, `सोमवार के एक हफ़्ते बाद`. */
function readShiftBehind(tokens: Tokens, i: number, pieces: Piece[]): Hit | null {
  if (!isKey(tokens, i, 'se', 'ka')) return null
  const read = readDuration(tokens, i + 1)
  if (!read) return null
  const after = isKey(tokens, read.end, 'ka') ? read.end + 1 : read.end
  if (!isKey(tokens, after, 'pehle', 'baad')) return null
  const sign = isKey(tokens, after, 'pehle') ? -1 : 1
  return { piece: { is: 'shift', duration: read.duration, sign, of: [...pieces] }, end: after + 1 }
}

/** `morning`, `lunch time`, `tea-time`, `after lunch`, `by dinner`, `शाम को`. */
function readPart(tokens: Tokens, i: number): Hit | null {
  const time = isKey(tokens, i, 'tea') ? (isSign(tokens, i + 1, '-') ? i + 2 : i + 1) : i
  if (time > i && isKey(tokens, time, 'time')) return { piece: { is: 'part', part: 'tea' }, end: time + 1 }
  if (isKey(tokens, i, 'after') && at(tokens, i + 1).means.part === 'lunch')
    return { piece: { is: 'part', part: 'noon' }, end: skip(tokens, i + 2, 'time') }
  const { part, day, weak } = at(tokens, i).means
  if (part === undefined || day !== undefined || (weak && part !== 'lunch' && !isMealTime(tokens, i))) return null
  return { piece: { is: 'part', part }, end: weak ? skip(tokens, i + 1, 'time') : i + 1 }
}

/** A meal is a time of day behind a word that says so, or with "time" behind it; else it is something to eat. */
export function isMealTime(tokens: Tokens, i: number): boolean {
  const isBound = isKey(tokens, i - 1, 'by', 'before', 'at', 'about', 'until', 'after') && i > 0
  return isBound || isKey(tokens, i + 1, 'time')
}

/** The small words between two pieces. */
const joints: ReadonlySet<string> = new Set([
  'of',
  'on',
  'at',
  'in',
  'the',
  'by',
  'before',
  'about',
  'sharp',
  'ka',
  'ko',
  'mein',
  'latest',
  'courtesy',
])
const mostJoints = 5

function skipJoint(tokens: Tokens, i: number, inside: boolean): number {
  let end = i
  for (let count = 0; count < mostJoints; count++) {
    const isDash = isSign(tokens, end, '-–—') && !at(tokens, end).glued && !at(tokens, end + 1).glued
    const isEarly = isKey(tokens, end, 'early', 'late') && at(tokens, end + 1).means.part !== undefined
    // "Not before Friday" bounds it from the other side.
    const isNoLater = isKey(tokens, end, 'no') && isKey(tokens, end + 1, 'later') && isKey(tokens, end + 2, 'than')
    if (isNoLater) end += 2
    const isSmall = isEarly || isNoLater || (isOneOf(tokens, end, joints) && !begins(tokens, end))
    const isStop = isSign(tokens, end, '.') && isShortName(tokens, end - 1) && !at(tokens, end + 1).breaks
    if (
      isSmall ||
      (inside && (isSign(tokens, end, ',@(') || isDash || isStop)) ||
      (!inside && isSign(tokens, end, '@'))
    )
      end += 1
    else break
  }
  return end
}

/** "Mar.", "Fri.": the full stop behind them ends nothing. */
function isShortName(tokens: Tokens, i: number): boolean {
  const { means, text } = at(tokens, i)
  return (means.month !== undefined || means.weekday !== undefined) && text.length <= 5 && at(tokens, i + 1).glued
}

/** "The day after tomorrow", "in 2 hours", "before": small words with which a piece may begin. */
function begins(tokens: Tokens, i: number): boolean {
  if (isKey(tokens, i, 'the') && at(tokens, i + 1).means.unit === 'day' && isKey(tokens, i + 2, 'before', 'after'))
    return true
  if (isKey(tokens, i, 'the', 'in', 'later')) return readDay(tokens, i) !== null || readClock(tokens, i, false) !== null
  return false
}

/** A bracket that was opened before the piece is closed behind it. */
function closed(tokens: Tokens, end: number, from: number): number {
  return isSign(tokens, from - 1, '(') && isSign(tokens, end, ')') ? end + 1 : end
}
