import { at, isKey, isSign, skip, type Tokens } from './pieces.ts'
import { readOrdinal } from './read-date.ts'
import { readWhich } from './read-period.ts'
import type { RhythmHit, RhythmPiece } from './rhythm-pieces.ts'
import { jointAt } from './rhythm-week.ts'
import { workdays } from './weekdays.ts'

/** `last Friday of the month`, `20th of every month`, `महीने के पहले सोमवार`, `हर महीने की 5 तारीख`, `end of every month`, `महीने की आख़िरी तारीख`. */
export function readInMonth(tokens: Tokens, i: number): RhythmHit | null {
  const start = skip(tokens, i, 'the')
  if (isKey(tokens, start, 'end', 'start', 'beginning') && isKey(tokens, start + 1, 'of')) {
    const month = ofMonth(tokens, start + 1)
    const date = isKey(tokens, start, 'end') ? -1 : 1
    return month?.each ? { piece: { is: 'dates', dates: [date], sure: true }, end: month.end } : null
  }
  if (at(tokens, i).means.ordinal === -1 && isKey(tokens, i + 1, 'tarikh'))
    return { piece: { is: 'dates', dates: [-1], sure: false }, end: skip(tokens, i + 2, 'ko') }
  // The month first, as Hindi has it.
  if (at(tokens, i).means.unit === 'month' && isKey(tokens, i + 1, 'ka')) {
    const nth = readNth(tokens, i + 2, false)
    if (nth?.piece.is === 'nth') return { ...nth, piece: { ...nth.piece, sure: true, alone: false } }
    return readDates(tokens, i + 2, true)
  }
  return readNth(tokens, start, false) ?? readDates(tokens, start, false)
}

/** `of the month`, `of every month`; `each`: that says that it repeats, whatever it is. */
function ofMonth(tokens: Tokens, i: number): { end: number; each: boolean } | null {
  if (!isKey(tokens, i, 'of', 'in')) return null
  const each = isKey(tokens, i + 1, 'every')
  const month = isKey(tokens, i + 2, 'calendar') ? i + 3 : i + 2
  const isMonth = at(tokens, month).means.unit === 'month' && (each || isKey(tokens, i + 1, 'the'))
  return isMonth ? { end: month + 1, each } : null
}

export function readNth(tokens: Tokens, i: number, isSure: boolean): RhythmHit | null {
  const nth: number[] = []
  let next = i
  for (;;) {
    const which = readWhich(tokens, next)
    if (which) {
      nth.push(which.nth)
      if (nth.some((one) => one > 5)) return null
      const of = ofMonth(tokens, which.end)
      const among = which.among === 'working' ? [...workdays] : which.among === 'day' ? null : which.among
      if (!among && !of && !isSure && which.nth !== -1) return null
      const end = skip(tokens, of?.end ?? which.end, 'ko')
      const piece: RhythmPiece = among
        ? { is: 'nth', nth, among, sure: isSure || of !== null, alone: of === null }
        : { is: 'dates', dates: nth, sure: isSure || of !== null }
      return { piece, end }
    }
    const last = at(tokens, next).means.ordinal === -1
    const ordinal = last ? { day: -1, end: next + 1, counted: true } : readOrdinal(tokens, next)
    const joint = ordinal?.counted ? jointAt(tokens, ordinal.end) : null
    if (!ordinal || joint === null || nth.length > 4) return null
    nth.push(ordinal.day)
    next = skip(tokens, joint, 'the')
  }
}

/** `1st and 15th`, `20th of every month`, `5 तारीख को`. */
export function readDates(tokens: Tokens, i: number, isSure: boolean): RhythmHit | null {
  const dates: number[] = []
  let [end, counted] = [i, false]
  for (let next: number | null = i; next !== null && dates.length < 6; next = jointAt(tokens, end)) {
    const day = readOrdinal(tokens, skip(tokens, next, 'the'))
    if (!day) break
    dates.push(day.day)
    end = day.end
    counted ||= day.counted
  }
  if (dates.length === 0) return null
  const isDate = isKey(tokens, end, 'tarikh')
  if (!counted && !isDate) return null
  const { unit, weekday, month } = at(tokens, end).means
  if (unit ?? weekday ?? month) return null
  const of = ofMonth(tokens, isDate ? end + 1 : end)
  const isDay = dates.every((date) => date >= 1 && date <= 31)
  const piece: RhythmPiece = isDay
    ? { is: 'dates', dates: [...new Set(dates)].toSorted((a, b) => a - b), sure: isSure || of?.each === true }
    : { is: 'fault', why: 'no-such-day', sure: isSure || of?.each === true }
  return { piece, end: skip(tokens, of?.end ?? (isDate ? end + 1 : end), 'ko') }
}

/** `5 April`, `April 5th`, without a year. */
export function readDate(tokens: Tokens, i: number): RhythmHit | null {
  const start = skip(tokens, i, 'the')
  const day = readOrdinal(tokens, start)
  const monthAt = day ? skip(tokens, day.end, 'of') : -1
  const month = at(tokens, monthAt).means.month
  if (day && month !== undefined)
    return { piece: { is: 'date', month, day: day.day, sure: false }, end: skip(tokens, monthAt + 1, 'ko') }
  const named = at(tokens, i).means.month
  const behind = named === undefined ? null : readOrdinal(tokens, skip(tokens, i + 1, 'on', 'the'))
  const isHour = behind && (at(tokens, behind.end).means.half !== undefined || isSign(tokens, behind.end, ':'))
  return named !== undefined && behind && !isHour
    ? { piece: { is: 'date', month: named, day: behind.day, sure: false }, end: behind.end }
    : null
}
