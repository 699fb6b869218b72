import { at, isKey, isSign, skip, type Hit, type Tokens } from './pieces.ts'

/** A date of the calendar: `12 March 2027`, `March 12th`, `2026-03-12`, `12/3`, `the 15th`, `15 तारीख`. */
export function readDate(tokens: Tokens, i: number): Hit | null {
  return (
    readIso(tokens, i) ??
    readNumbers(tokens, i) ??
    readDayMonth(tokens, i) ??
    readMonthDay(tokens, i) ??
    readDayOfMonth(tokens, i)
  )
}

function number(tokens: Tokens, i: number, digits: readonly number[]): number | null {
  const { kind, text, value } = at(tokens, i)
  return kind === 'number' && digits.includes(text.length) ? value : null
}

const oneOrTwo = [1, 2] as const
const glued = (tokens: Tokens, from: number, to: number) => {
  for (let i = from; i <= to; i++) if (!at(tokens, i).glued) return false
  return true
}

/** `2026-03-12`, `2026/03/12`, with the `T` that joins a time to it. */
function readIso(tokens: Tokens, i: number): Hit | null {
  const year = number(tokens, i, [4])
  const [month, day] = [number(tokens, i + 2, oneOrTwo), number(tokens, i + 4, oneOrTwo)]
  if (
    year === null ||
    month === null ||
    day === null ||
    !isSign(tokens, i + 1, '-/.') ||
    !glued(tokens, i + 1, i + 4)
  ) {
    return null
  }
  const joined = at(tokens, i + 5).text === 't' && glued(tokens, i + 5, i + 6) && at(tokens, i + 6).kind === 'number'
  return at(tokens, i + 3).text === at(tokens, i + 1).text
    ? { piece: { is: 'date', day, month, year }, end: joined ? i + 6 : i + 5 }
    : null
}

/** `12/3`, `12/3/26`, `12.3.2026`, `12-3-2026`: which is the month goes by who writes. */
function readNumbers(tokens: Tokens, i: number): Hit | null {
  const [first, second] = [number(tokens, i, oneOrTwo), number(tokens, i + 2, oneOrTwo)]
  if (first === null || second === null || !isSign(tokens, i + 1, '/.-') || !glued(tokens, i + 1, i + 2)) return null
  const sign = at(tokens, i + 1).text
  const third = isSign(tokens, i + 3, sign) && glued(tokens, i + 3, i + 4) ? number(tokens, i + 4, [2, 4]) : null
  if (third === null) {
    const dotted = sign === '.' ? dottedEnd(tokens, i, first, second) : null
    if (dotted !== null) return { piece: { is: 'date', day: first, month: second, year: null }, end: dotted }
    // "24/7" is always, "1/2 hour" a part.
    const isDate =
      sign === '/' && first >= 1 && first <= 31 && second >= 1 && second <= 31 && !at(tokens, i + 3).means.unit
    const further = isSign(tokens, i + 3, '/.-') && at(tokens, i + 3).glued && at(tokens, i + 4).kind === 'number'
    if (!isDate || further || (first === 24 && second === 7)) return null
    return { piece: { is: 'numbers', first, second, year: null }, end: i + 3 }
  }
  return { piece: { is: 'numbers', first, second, year: third < 100 ? 2000 + third : third }, end: i + 5 }
}

/**
 * `by 28.3.`, `1.4. 14:00`: a day and a month, as they are written where the day comes first, with their full stops; behind a word
 * that introduces a time, since so many other things are written like them. The last stop may end the sentence as well.
 */
function dottedEnd(tokens: Tokens, i: number, day: number, month: number): number | null {
  const isDate = day >= 1 && day <= 31 && month >= 1 && month <= 12
  const isIntroduced = isKey(tokens, i - 1, 'by', 'before', 'due', 'deadline', 'until', 'latest', 'on') || i === 0
  if (!isDate || !isIntroduced) return null
  const next = at(tokens, i + 3)
  // Of no stop behind it: a number of hours, unless there are not so many.
  if (next.text === '' || next.breaks || (next.kind === 'sign' && next.text !== '.' && ',;!?)'.includes(next.text)))
    return day > 24 && !isKey(tokens, i - 1, 'on') ? i + 3 : null
  if (next.text !== '.' || !next.glued) return null
  const behind = at(tokens, i + 4)
  if (behind.glued && behind.kind !== 'sign') return null
  const isLast = behind.text === '' || behind.breaks
  // "Divide it by 2.5." is no date; "28.3." and "02.05." are hardly anything else.
  const isSure = day > 12 || (at(tokens, i).text.length === 2 && at(tokens, i + 2).text.length === 2) || i === 0
  if (!isLast && (behind.kind === 'number' || isKey(tokens, i + 4, 'at'))) return i + 4
  return !isLast || isSure ? i + 3 : null
}

/** A day of a month as it is counted: `12`, `12th`, `twelfth`, `twenty-first`. */
export function readOrdinal(tokens: Tokens, i: number): { day: number; end: number; counted: boolean } | null {
  const { kind, value, means } = at(tokens, i)
  if (kind === 'number') {
    if (at(tokens, i).text.length > 2 || !Number.isInteger(value)) return null
    const counted = isKey(tokens, i + 1, 'th') && (at(tokens, i + 1).glued || at(tokens, i + 1).text !== 'second')
    return { day: value, end: counted ? i + 2 : i + 1, counted }
  }
  if ((means.number === 20 || means.number === 30) && !means.part) {
    const j = isSign(tokens, i + 1, '-') ? i + 2 : i + 1
    const ones = at(tokens, j).means.ordinal
    return ones !== undefined && ones > 0 && ones < 10 ? { day: means.number + ones, end: j + 1, counted: true } : null
  }
  if (means.ordinal !== undefined && means.ordinal > 0) return { day: means.ordinal, end: i + 1, counted: true }
  return null
}

/** `12 March`, `the 5th of March 2027`, `12-Mar-2026`, `एक मार्च`. */
function readDayMonth(tokens: Tokens, i: number): Hit | null {
  const start = skip(tokens, i, 'the')
  const spoken = at(tokens, start).means.number
  const day =
    readOrdinal(tokens, start) ??
    (spoken !== undefined && Number.isInteger(spoken) && spoken <= 31 && !isKey(tokens, start, 'a')
      ? { day: spoken, end: start + 1 }
      : null)
  if (!day) return null
  const dash = isSign(tokens, day.end, '-/.') && at(tokens, day.end).glued
  const month = dash ? day.end + 1 : skip(tokens, day.end, 'of')
  const named = at(tokens, month).means.month
  if (named === undefined) return null
  const year = readYear(tokens, stopped(tokens, month + 1), dash)
  return { piece: { is: 'date', day: day.day, month: named, year: year?.year ?? null }, end: year?.end ?? month + 1 }
}

/** `March 12`, `March the 12th, 2027`, `Mar. 12th`. */
function readMonthDay(tokens: Tokens, i: number): Hit | null {
  const named = at(tokens, i).means.month
  if (named === undefined) return null
  let start = stopped(tokens, i + 1)
  if (isSign(tokens, start, '-/') && at(tokens, start).glued) start += 1
  const day = readOrdinal(tokens, skip(tokens, start, 'the'))
  if (!day || at(tokens, day.end).means.half || isSign(tokens, day.end, ':') || isKey(tokens, day.end, 'baje'))
    return null
  const comma = isSign(tokens, day.end, ',-') ? day.end + 1 : day.end
  const year = readYear(tokens, comma, false)
  return { piece: { is: 'date', day: day.day, month: named, year: year?.year ?? null }, end: year?.end ?? day.end }
}

/** "Mar." and "Fri." have a full stop that ends nothing. */
export function stopped(tokens: Tokens, i: number): number {
  const { text, glued: close } = at(tokens, i)
  const next = at(tokens, i + 1)
  return text === '.' && close && at(tokens, i - 1).text.length <= 4 && !next.breaks && next.kind !== 'other'
    ? i + 1
    : i
}

/** `2027`, `'27`; in `12-Mar-26` two digits are a year too. */
export function readYear(tokens: Tokens, i: number, dash: boolean): { year: number; end: number } | null {
  const comma = isSign(tokens, i, ',') && number(tokens, i + 1, [4]) !== null ? i + 1 : i
  const start = dash && isSign(tokens, comma, '-/.') ? comma + 1 : comma
  const written = number(tokens, start, [4])
  const isTime = isSign(tokens, start + 1, ':') || at(tokens, start + 1).means.unit === 'hour'
  if (written !== null && written >= 1900 && written < 2200 && !isTime) return { year: written, end: start + 1 }
  const bare = number(tokens, start, [2])
  const isLast = at(tokens, start + 1).text === '' || isSign(tokens, start + 1, ',;)')
  // "7 Apr 26": no hour is as late.
  if (bare !== null && bare > 24 && start === i && isLast) return { year: 2000 + bare, end: start + 1 }
  const short =
    start > comma ? number(tokens, start, [2]) : isSign(tokens, start, "'’") ? number(tokens, start + 1, [2]) : null
  return short === null ? null : { year: 2000 + short, end: start > comma ? start + 1 : start + 2 }
}

/** `the 15th`, `15th`, `the fifteenth`, `15 तारीख`. */
function readDayOfMonth(tokens: Tokens, i: number): Hit | null {
  const start = skip(tokens, i, 'the')
  const day = readOrdinal(tokens, start)
  if (!day) {
    const spoken = at(tokens, i).means.number
    const isDay = spoken !== undefined && Number.isInteger(spoken) && isKey(tokens, i + 1, 'tarikh')
    return isDay ? { piece: { is: 'day-of-month', day: spoken }, end: i + 2 } : null
  }
  if (isKey(tokens, day.end, 'tarikh')) return { piece: { is: 'day-of-month', day: day.day }, end: day.end + 1 }
  const written = at(tokens, start).kind === 'number'
  const isDay =
    day.counted && (written || start > i) && !at(tokens, day.end).means.unit && !at(tokens, day.end).means.weekday
  return isDay ? { piece: { is: 'day-of-month', day: day.day }, end: day.end } : null
}
