import {
  at,
  isKey,
  isSign,
  keyAt,
  skip,
  skipPossessive,
  type Edge,
  type Hit,
  type Period,
  type Tokens,
} from './pieces.ts'
import { readOrdinal, readYear } from './read-date.ts'
import type { Weekday } from './weekdays.ts'

const shifts = { this: 0, next: 1, last: -1, following: 1 } as const

/** A stretch, or an edge of one: `next week`, `end of Q1`, `mid-March`, `eom`, `month end`, `महीने के अंत`. */
export function readPeriodDay(tokens: Tokens, i: number): Hit | null {
  return readNth(tokens, i) ?? readEdged(tokens, i) ?? readBareEdge(tokens, i) ?? readPlain(tokens, i)
}

type Named = { period: Period; end: number }

/** `the month`, `next week`, `this quarter`, `the week after next`, `January 2027`, `Q1`, `2027`, `अगले महीने`. */
export function readPeriod(tokens: Tokens, i: number): Named | null {
  const start = skip(tokens, i, 'the')
  const coming = isKey(tokens, start, 'aane') && isKey(tokens, start + 1, 'wale') ? start + 2 : null
  const which = at(tokens, start).means.which
  const said = coming ?? (which === undefined ? start : start + 1)
  const again = which === 'this' && isKey(tokens, said, 'coming') ? said + 1 : said
  const shift = coming !== null ? 1 : which === undefined ? 0 : shifts[which]
  const isOpen = which === undefined && coming === null
  return readUnit(tokens, again, { shift, open: isOpen }, !isOpen || start > i) ?? readNamed(tokens, again, shift)
}

function readUnit(
  tokens: Tokens,
  i: number,
  { shift, open }: { shift: number; open: boolean },
  said: boolean,
): Named | null {
  const { unit } = at(tokens, i).means
  const calendar = isKey(tokens, i, 'calendar', 'working') ? i + 1 : i
  const size = calendar > i ? at(tokens, calendar).means.unit : unit
  const isWeekend = isKey(tokens, i, 'weekend')
  const after = isKey(tokens, calendar + 1, 'after') && at(tokens, calendar + 2).means.which === 'next'
  if (!(said || after) || !(size === 'week' || size === 'month' || size === 'quarter' || size === 'year' || isWeekend))
    return null
  const period: Period = {
    unit: isWeekend ? 'weekend' : size === 'week' || size === 'month' || size === 'quarter' ? size : 'year',
    shift: after ? 2 : shift,
    open: open && !after,
  }
  return { period, end: after ? calendar + 3 : skipPossessive(tokens, calendar + 1) }
}

function readNamed(tokens: Tokens, i: number, shift: number): Named | null {
  const { means, text, kind, value } = at(tokens, i)
  if (means.month !== undefined) {
    const year = readYear(tokens, skip(tokens, i + 1, 'of'), false)
    const period: Period = { unit: 'named-month', month: means.month, year: year?.year ?? null, shift }
    return { period, end: year?.end ?? i + 1 }
  }
  const isHalf = means.key === 'h' && at(tokens, i).titled
  if (isHalf || means.key === 'q') {
    const { glued, value: nth } = at(tokens, i + 1)
    if (!glued || !Number.isInteger(nth) || nth < 1 || nth > (isHalf ? 2 : 4)) return null
    const read = readYear(tokens, skip(tokens, i + 2, 'of'), false)
    const year = read?.year ?? null
    const period: Period = isHalf
      ? { unit: 'named-half', half: nth, year, shift }
      : { unit: 'named-quarter', quarter: nth, year, shift }
    return { period, end: read?.end ?? i + 2 }
  }
  const ordinal = readOrdinal(tokens, i)
  if (ordinal?.counted && at(tokens, ordinal.end).means.unit === 'quarter' && ordinal.day <= 4) {
    return { period: { unit: 'named-quarter', quarter: ordinal.day, year: null, shift }, end: ordinal.end + 1 }
  }
  const isYear = kind === 'number' && text.length === 4 && value >= 2000 && value < 2200
  return isYear ? { period: { unit: 'named-year', year: value }, end: i + 1 } : null
}

const edges: Readonly<Record<string, Edge>> = {
  end: 'end',
  ends: 'end',
  close: 'end',
  ant: 'end',
  start: 'start',
  beginning: 'start',
  top: 'start',
  middle: 'middle',
  mid: 'middle',
}

function edgeAt(tokens: Tokens, i: number): Edge | null {
  return edges[keyAt(tokens, i) ?? ''] ?? null
}

/** `the end of the month`, `end of Q1`, `mid-March`, `middle of next week`, `महीने के अंत`, `month end`. */
function readEdged(tokens: Tokens, i: number): Hit | null {
  const start = skip(tokens, i, 'the')
  const edge = edgeAt(tokens, start)
  if (edge) {
    const isMid = isKey(tokens, start, 'mid')
    const joint = isSign(tokens, start + 1, '-') ? start + 2 : isKey(tokens, start + 1, 'of') ? start + 2 : null
    if (joint === null && !(isMid || (edge === 'end' && at(tokens, start + 1).means.month !== undefined))) return null
    const of = readPeriod(tokens, joint ?? start + 1) ?? bareUnit(tokens, joint ?? start + 1)
    return of && edged(edge, of)
  }
  const stretch = readPeriod(tokens, i) ?? bareUnit(tokens, i)
  if (!stretch) return null
  const dashed = isSign(tokens, stretch.end, '-') && at(tokens, stretch.end).glued ? stretch.end + 1 : stretch.end
  const behind = isKey(tokens, dashed, 'ka') ? dashed + 1 : dashed
  const after = edgeAt(tokens, behind)
  if (!after || (behind === dashed && !isKey(tokens, behind, 'end', 'start'))) return null
  return edged(after, { ...stretch, end: skip(tokens, behind + 1, 'mein') })
}

/** `month` alone, where an edge stands beside it. */
function bareUnit(tokens: Tokens, i: number): Named | null {
  return readUnit(tokens, i, { shift: 0, open: true }, true)
}

function edged(edge: Edge, { period, end }: Named): Hit {
  return { piece: { is: 'period', edge, period, asDeadline: edge === 'end' }, end }
}

/** `eow`, `eom`, `eoy`. */
function readBareEdge(tokens: Tokens, i: number): Hit | null {
  if (!isKey(tokens, i, 'periodEnd')) return null
  const units = { w: 'week', m: 'month', q: 'quarter', y: 'year' } as const
  const last = at(tokens, i).text.at(-1)
  const unit = last === 'w' ? units.w : last === 'm' ? units.m : last === 'q' ? units.q : units.y
  return edged('end', { period: { unit, shift: 0 }, end: i + 1 })
}

/** A stretch by itself; a month or a year that is only named says a day with something beside it. */
function readPlain(tokens: Tokens, i: number): Hit | null {
  const later = isKey(tokens, i, 'later', 'over') ? i + 1 : i
  const read = readPeriod(tokens, later)
  if (!read) return isKey(tokens, i, 'weekend') ? weekend(i + 1) : null
  const mein = isKey(tokens, read.end, 'mein') && !/[a-z]/u.test(at(tokens, read.end).text) ? read.end + 1 : read.end
  const piece = { is: 'period', edge: later > i ? 'end' : 'any', period: read.period, asDeadline: false } as const
  return { piece, end: mein }
}

function weekend(end: number): Hit {
  return { piece: { is: 'period', edge: 'any', period: { unit: 'weekend', shift: 0 }, asDeadline: false }, end }
}

/** `last Friday of January`, `first working day of next month`, `last day of the month`, `महीने का आख़िरी शुक्रवार`. */
function readNth(tokens: Tokens, i: number): Hit | null {
  const ahead = readPeriod(tokens, i) ?? bareUnit(tokens, i)
  if (ahead && isKey(tokens, ahead.end, 'ka')) {
    const which = readWhich(tokens, ahead.end + 1) ?? readCounted(tokens, ahead.end + 1)
    return which && nthOf(which, ahead.period, which.end)
  }
  const which = readWhich(tokens, skip(tokens, i, 'the'))
  if (!which) return null
  const of = isKey(tokens, which.end, 'of', 'in') ? which.end + 1 : which.end
  const period = readPeriod(tokens, of) ?? (of > which.end ? bareUnit(tokens, of) : null)
  return period && nthOf(which, period.period, period.end)
}

type Which = { nth: number; among: Weekday[] | 'working' | 'day'; end: number }

export function readWhich(tokens: Tokens, i: number): Which | null {
  const last = at(tokens, i).means.ordinal === -1
  const ordinal = last ? { day: -1, end: i + 1, counted: true } : readOrdinal(tokens, i)
  if (!ordinal?.counted || ordinal.day > 31) return null
  const { weekday, unit } = at(tokens, ordinal.end).means
  if (weekday !== undefined) return { nth: ordinal.day, among: [weekday], end: ordinal.end + 1 }
  if (unit === 'workday') return { nth: ordinal.day, among: 'working', end: ordinal.end + 1 }
  if (isKey(tokens, ordinal.end, 'working') && at(tokens, ordinal.end + 1).means.unit === 'day') {
    return { nth: ordinal.day, among: 'working', end: ordinal.end + 2 }
  }
  return unit === 'day' ? { nth: ordinal.day, among: 'day', end: ordinal.end + 1 } : null
}

/** `पहली तारीख`, and in "इस महीने की 20 तक" the number alone. */
function readCounted(tokens: Tokens, i: number): Which | null {
  const day = readOrdinal(tokens, i)
  if (!day) return null
  const isDate = isKey(tokens, day.end, 'tarikh')
  const isEnd = at(tokens, day.end).text === '' || isKey(tokens, day.end, 'tak', 'ko', 'se')
  return isDate || isEnd ? { nth: day.day, among: 'day', end: isDate ? day.end + 1 : day.end } : null
}

function nthOf({ nth, among }: Which, of: Period, end: number): Hit {
  const every: Weekday[] = [1, 2, 3, 4, 5, 6, 7]
  return { piece: { is: 'nth', nth, among: among === 'day' ? every : among, of }, end }
}
