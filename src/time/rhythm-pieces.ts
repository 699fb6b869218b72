import { at, isKey, isSign, skip, type Tokens } from './pieces.ts'
import { readOrdinal } from './read-date.ts'
import { readNumber, readUnit } from './read-number.ts'
import { readDate, readDates, readInMonth, readNth } from './rhythm-month.ts'
import { readNamed } from './rhythm-week.ts'
import type { RhythmFault } from './reading.ts'
import { type Weekday, workdays } from './weekdays.ts'

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
    // "Every 2.5 days": asked about, rather than left out.
    return step && !isWhole && step.piece.is !== 'fault' ? fault('not-whole', step.end) : step
  }
  const few = isKey(tokens, start, 'few') ? readStep(tokens, start + 1, 1) : null
  if (few) return fault('not-whole', few.end)
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
  const isHalfMore =
    isKey(tokens, unit.end, 'and') && isKey(tokens, unit.end + 1, 'a') && isKey(tokens, unit.end + 2, 'half')
  if (isHalfMore) return fault('not-whole', unit.end + 3)
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

/** `once a week`, `twice a month`, `twice yearly`, `3 times a day`, `हफ़्ते में दो बार`: but for the first they do not say when. */
function readOften(tokens: Tokens, i: number): RhythmHit | null {
  const counted = at(tokens, i).kind === 'number' || at(tokens, i).means.number !== undefined
  const times = isKey(tokens, i, 'once', 'twice', 'thrice')
    ? i + 1
    : counted && isKey(tokens, i + 1, 'times')
      ? i + 2
      : null
  if (times === null) return readOftenHindi(tokens, i)
  const { adverb } = at(tokens, times).means
  if (adverb) {
    const step = { is: 'step', unit: adverb[0], every: adverb[1], sure: true } as const
    return isKey(tokens, i, 'once') ? { piece: step, end: times + 1 } : fault('which-days', times + 1)
  }
  if (!isKey(tokens, times, 'a', 'per', 'every')) return null
  const unit = readUnit(tokens, times + 1, false)
  if (!unit) return null
  if (isKey(tokens, i, 'once')) return stepOf(unit.unit, 1, unit.end)
  return { piece: { is: 'fault', why: unit.unit === 'hour' ? 'too-often' : 'which-days', sure: true }, end: unit.end }
}

/** `हफ़्ते में दो बार`, `mahine mein ek baar`. */
function readOftenHindi(tokens: Tokens, i: number): RhythmHit | null {
  const unit = at(tokens, i).means.hindi ? readUnit(tokens, i, false) : null
  const number = unit && isKey(tokens, unit.end, 'mein') ? readNumber(tokens, unit.end + 1) : null
  if (!unit || !number || !isKey(tokens, number.end, 'times')) return null
  if (number.value === 1) return stepOf(unit.unit, 1, number.end + 1)
  return fault(unit.unit === 'hour' ? 'too-often' : 'which-days', number.end + 1)
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

/** `except Sunday`, `but not Sundays`, `but Sunday`, `apart from Sunday`, `रविवार छोड़कर`, `रविवार को छोड़कर`. */
function readExcept(tokens: Tokens, i: number): RhythmHit | null {
  const start = exceptEnd(tokens, i)
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

function exceptEnd(tokens: Tokens, i: number): number | null {
  if (isKey(tokens, i, 'except')) return skip(tokens, i + 1, 'for')
  if (isKey(tokens, i, 'but')) return skip(tokens, i + 1, 'no')
  const isOther = isKey(tokens, i, 'other') && isKey(tokens, i + 1, 'than')
  return isOther || (isKey(tokens, i, 'apart') && isKey(tokens, i + 1, 'from')) ? i + 2 : null
}

/** `Monday to Friday`, `Mon, Wed and Fri`, `weekdays`, `the weekend`, `सोमवार और गुरुवार को`. */
function readWeek(tokens: Tokens, i: number, every: number, isSure: boolean): RhythmHit | null {
  const days = readNamed(tokens, i)
  if (!days) return null
  const piece = { is: 'week', on: days.on, every, sure: isSure || days.plural } as const
  return { piece, end: skip(tokens, days.end, 'ko') }
}
