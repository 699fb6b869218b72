import { at, isKey, isSign, skip, type Tokens } from './pieces.ts'
import { readOrdinal } from './read-date.ts'
import { readNumber, readUnit } from './read-number.ts'
import { readWhich } from './read-period.ts'
import type { RhythmFault } from './reading.ts'
import { everyDay, type Weekday, workdays } from './weekdays.ts'

/** The parts of which a rhythm is made, as they were said. `sure`: by itself it says that something repeats. */
export type RhythmPiece =
  | { is: 'step'; unit: 'day' | 'week' | 'month' | 'year'; every: number; sure: true }
  /** `second`: said by a word that also counts the days of a month. */
  | { is: 'week'; on: Weekday[]; every: number; sure: boolean; second?: boolean }
  | { is: 'dates'; dates: number[]; sure: boolean }
  | { is: 'nth'; nth: number[]; among: Weekday[]; sure: boolean; alone: boolean }
  | { is: 'date'; month: number; day: number; sure: boolean }
  | { is: 'month'; month: number; sure: true }
  | { is: 'except'; on: Weekday[]; sure: false }
  | { is: 'fault'; why: RhythmFault; sure: boolean }

export type RhythmHit = { piece: RhythmPiece; end: number }

/** The days of a rhythm, or a part of them, that begin exactly here. */
export function readDays(tokens: Tokens, i: number): RhythmHit | null {
  if (isKey(tokens, i, 'every') || (isKey(tokens, i, 'once') && isKey(tokens, i + 1, 'every'))) {
    return readEvery(tokens, isKey(tokens, i, 'once') ? i + 2 : i + 1)
  }
  return (
    readAlternate(tokens, i) ??
    readOften(tokens, i) ??
    readAdverb(tokens, i) ??
    readExcept(tokens, i) ??
    readInMonth(tokens, i) ??
    readDate(tokens, i) ??
    readWeek(tokens, i, 1, false)
  )
}

/** What stands behind "every": `2 weeks`, `other Monday`, `2nd and 4th Saturday`, `15th`, `5 April`, `weekday`. */
function readEvery(tokens: Tokens, i: number): RhythmHit | null {
  const start = at(tokens, i).text === 'single' ? i + 1 : i
  // "हर रविवार छोड़कर रोज़": every day but Sunday.
  const except = readExcept(tokens, start)
  if (except) return except
  if (isKey(tokens, start, 'other', 'alternate')) return readStep(tokens, start + 1, 2)
  if (isKey(tokens, start, 'dusre')) {
    const step = readStep(tokens, start + 1, 2)
    return step?.piece.is === 'week' ? { ...step, piece: { ...step.piece, second: true } } : step
  }
  const nth = readNth(tokens, start, true)
  if (nth) return nth
  const date = readDate(tokens, start)
  if (date) return { ...date, piece: sure(date.piece) }
  const dates = readDates(tokens, start, true)
  if (dates) return dates
  const ordinal = readOrdinal(tokens, start)
  if (ordinal?.counted && readStep(tokens, ordinal.end, ordinal.day)) return readStep(tokens, ordinal.end, ordinal.day)
  const number = readNumber(tokens, start)
  if (number && !at(tokens, start).means.weekday) {
    const isWhole = Number.isInteger(number.value) && number.value >= 1
    const step = readStep(tokens, number.end, number.value)
    return step && (isWhole || step.piece.is === 'fault') ? step : null
  }
  return readStep(tokens, start, 1)
}

function sure(piece: RhythmPiece): RhythmPiece {
  return piece.is === 'date' ? { ...piece, sure: true } : piece
}

/** A unit of the calendar, or days of the week, each so-manieth of them. */
function readStep(tokens: Tokens, i: number, every: number): RhythmHit | null {
  const { month, part } = at(tokens, i).means
  const week = readWeek(tokens, i, every, true)
  if (week) return week
  if (month !== undefined && every === 1) return { piece: { is: 'month', month, sure: true }, end: i + 1 }
  // "Every morning": the part is read next, as a time.
  if (part !== undefined && every === 1) return { piece: { is: 'step', unit: 'day', every, sure: true }, end: i }
  const unit = readUnit(tokens, i, true)
  if (!unit) return null
  const end = isKey(tokens, unit.end, 'mein', 'baad', 'ko') ? unit.end + 1 : unit.end
  return stepOf(unit.unit, every, end)
}

function stepOf(unit: NonNullable<ReturnType<typeof readUnit>>['unit'], every: number, end: number): RhythmHit | null {
  if (unit === 'minute' || unit === 'hour') return { piece: { is: 'fault', why: 'too-often', sure: true }, end }
  const step = (of: 'day' | 'week' | 'month' | 'year', times: number): RhythmHit => ({
    piece: { is: 'step', unit: of, every: every * times, sure: true },
    end,
  })
  switch (unit) {
    case 'day':
    case 'week':
    case 'month':
    case 'year':
      return step(unit, 1)
    case 'fortnight':
      return step('week', 2)
    case 'quarter':
      return step('month', 3)
    case 'workday':
      return every === 1 ? { piece: { is: 'week', on: [...workdays], every, sure: true }, end } : null
  }
}

/** `alternate Saturdays`, `alternate days`. */
function readAlternate(tokens: Tokens, i: number): RhythmHit | null {
  return isKey(tokens, i, 'alternate') ? readStep(tokens, i + 1, 2) : null
}

/** `once a week`, `twice a month`, `3 times a day`: the last two do not say when. */
function readOften(tokens: Tokens, i: number): RhythmHit | null {
  const counted = at(tokens, i).kind === 'number' || at(tokens, i).means.number !== undefined
  const times = isKey(tokens, i, 'once', 'twice', 'thrice')
    ? i + 1
    : counted && isKey(tokens, i + 1, 'times')
      ? i + 2
      : null
  if (times === null || !isKey(tokens, times, 'a', 'per', 'every')) return null
  const unit = readUnit(tokens, times + 1, false)
  if (!unit) return null
  if (isKey(tokens, i, 'once')) return stepOf(unit.unit, 1, unit.end)
  return { piece: { is: 'fault', why: unit.unit === 'hour' ? 'too-often' : 'which-days', sure: true }, end: unit.end }
}

/** `daily`, `half-yearly`, `semi-monthly`, `रोज़`; `biweekly` means two things. */
function readAdverb(tokens: Tokens, i: number): RhythmHit | null {
  const { adverb, key } = at(tokens, i).means
  const prefix = key === 'half' || key === 'semi' || key === 'bi' ? key : null
  const behind = prefix ? (isSign(tokens, i + 1, '-') ? i + 2 : i + 1) : i
  const after = at(tokens, behind).means.adverb
  if (prefix && (after || at(tokens, behind).text === 'annually' || at(tokens, behind).text === 'annual')) {
    return prefixed(prefix, after?.[0] ?? 'year', behind + 1)
  }
  if (key === 'two-meanings' || key === 'biweekly') return fault('two-meanings', i + 1)
  if (key === 'hourly') return fault('too-often', i + 1)
  if (key === 'semimonthly') return { piece: { is: 'dates', dates: [1, 15], sure: true }, end: i + 1 }
  if (!adverb) return null
  return { piece: { is: 'step', unit: adverb[0], every: adverb[1], sure: true }, end: i + 1 }
}

function prefixed(prefix: string, unit: 'day' | 'week' | 'month' | 'year', end: number): RhythmHit | null {
  if (prefix === 'bi' || (prefix === 'semi' && unit === 'week')) return fault('two-meanings', end)
  if (unit === 'year') return { piece: { is: 'step', unit: 'month', every: 6, sure: true }, end }
  return unit === 'month' ? { piece: { is: 'dates', dates: [1, 15], sure: true }, end } : null
}

function fault(why: RhythmFault, end: number): RhythmHit {
  return { piece: { is: 'fault', why, sure: true }, end }
}

/** `except Sunday`, `but not Sundays`, `रविवार छोड़कर`, `रविवार को छोड़कर`. */
function readExcept(tokens: Tokens, i: number): RhythmHit | null {
  const but = isKey(tokens, i, 'but') && isKey(tokens, i + 1, 'no') ? i + 2 : null
  const start = isKey(tokens, i, 'except') ? skip(tokens, i + 1, 'for') : but
  if (start !== null) {
    const days = readNamed(tokens, skip(tokens, start, 'on', 'every'))
    return days && { piece: { is: 'except', on: days.on, sure: false }, end: days.end }
  }
  const days = readNamed(tokens, i)
  const end = days && skip(tokens, days.end, 'ko')
  return days && end !== null && isKey(tokens, end, 'chhodkar')
    ? { piece: { is: 'except', on: days.on, sure: false }, end: end + 1 }
    : null
}

/** `Monday to Friday`, `Mon, Wed and Fri`, `weekdays`, `the weekend`, `सोमवार और गुरुवार को`. */
function readWeek(tokens: Tokens, i: number, every: number, isSure: boolean): RhythmHit | null {
  const days = readNamed(tokens, i)
  if (!days) return null
  const piece = { is: 'week', on: days.on, every, sure: isSure || days.plural } as const
  return { piece, end: skip(tokens, days.end, 'ko') }
}

type Named = { on: Weekday[]; end: number; plural: boolean }

function readNamed(tokens: Tokens, i: number): Named | null {
  const on = new Set<Weekday>()
  let [end, plural] = [i, false]
  for (let next: number | null = i; next !== null && on.size <= 7; next = jointAt(tokens, end)) {
    const read = readOne(tokens, next)
    if (!read) break
    for (const day of read.on) on.add(day)
    end = read.end
    plural ||= read.plural
  }
  return on.size > 0 ? { on: everyDay.filter((day) => on.has(day)), end, plural } : null
}

function jointAt(tokens: Tokens, i: number): number | null {
  const comma = isSign(tokens, i, ',/&') ? i + 1 : i
  const and = skip(tokens, comma, 'and')
  return and > i ? skip(tokens, and, 'every', 'on') : null
}

function readOne(tokens: Tokens, i: number): Named | null {
  const { weekday, plural, unit, key } = at(tokens, i).means
  if (unit === 'workday') return { on: [...workdays], end: i + 1, plural: at(tokens, i).text.endsWith('s') }
  if (key === 'working' && at(tokens, i + 1).means.unit === 'day') {
    return { on: [...workdays], end: i + 2, plural: at(tokens, i + 1).text.endsWith('s') }
  }
  if (key === 'weekend') return { on: [6, 7], end: i + 1, plural: at(tokens, i).text.endsWith('s') }
  if (weekday === undefined) return null
  const from = isSign(tokens, i + 1, '.') && at(tokens, i + 1).glued && at(tokens, i).text.length <= 4 ? i + 2 : i + 1
  const to = isSign(tokens, from, '-–—') || isKey(tokens, from, 'to', 'through', 'se', 'until') ? from + 1 : null
  const last = to === null ? undefined : at(tokens, to).means.weekday
  if (to === null || last === undefined) return { on: [weekday], end: i + 1, plural: plural === true }
  return {
    on: between(weekday, last),
    end: skip(tokens, to + 1, 'tak'),
    plural: plural === true || at(tokens, to).means.plural === true,
  }
}

/** Both included; Friday to Monday goes over the weekend. */
function between(from: Weekday, to: Weekday): Weekday[] {
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, k) => everyDay[(from - 1 + k) % 7] ?? from)
}

/** `last Friday of the month`, `20th of every month`, `महीने के पहले सोमवार`, `हर महीने की 5 तारीख`, `end of every month`. */
function readInMonth(tokens: Tokens, i: number): RhythmHit | null {
  const start = skip(tokens, i, 'the')
  if (isKey(tokens, start, 'end') && isKey(tokens, start + 1, 'of')) {
    const month = ofMonth(tokens, start + 1)
    return month?.each ? { piece: { is: 'dates', dates: [-1], sure: true }, end: month.end } : null
  }
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

function readNth(tokens: Tokens, i: number, isSure: boolean): RhythmHit | null {
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
function readDates(tokens: Tokens, i: number, isSure: boolean): RhythmHit | null {
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
function readDate(tokens: Tokens, i: number): RhythmHit | null {
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
