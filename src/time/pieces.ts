import type { Part } from './lexicon.ts'
import type { Token } from './tokens.ts'
import type { Weekday } from './weekdays.ts'

/** A stretch of the calendar; `shift` counts from the present one. */
export type Period =
  /** `open`: "the month", which is the next one where its day is over. */
  | { unit: 'week' | 'month' | 'quarter' | 'year' | 'weekend'; shift: number; open?: boolean }
  | { unit: 'named-month'; month: number; year: number | null; shift: number }
  | { unit: 'named-quarter'; quarter: number; year: number | null; shift: number }
  | { unit: 'named-half'; half: number; year: number | null; shift: number }
  | { unit: 'named-year'; year: number }

export type Edge = 'any' | 'start' | 'middle' | 'end'

/** How long: minutes of a clock, days and months of a calendar, or working days. */
export type Duration = { minutes: number; days: number; months: number; workdays: number }

/** The parts of which a phrase of time is made, as they were said; whether there is such a day is asked later. */
export type Piece =
  | { is: 'relative'; days: number }
  | { is: 'weekday'; day: Weekday; which: 'this' | 'next' | 'last' | null; weeks: number; plural: boolean }
  | { is: 'date'; day: number; month: number; year: number | null }
  /** `11/12`: which is the month is not said. */
  | { is: 'numbers'; first: number; second: number; year: number | null }
  | { is: 'day-of-month'; day: number }
  /** The so-manieth of some weekdays, or of the days on which they work, of a month. */
  | { is: 'nth'; nth: number; among: Weekday[] | 'working'; of: Period | null }
  | { is: 'period'; edge: Edge; period: Period; asDeadline: boolean }
  | { is: 'in'; duration: Duration; sign: 1 | -1; strength: 'within' | 'said' | 'loose'; ofTwo?: true }
  | { is: 'shift'; duration: Duration; sign: 1 | -1; of: Piece[] }
  /** A day of another calendar, whose date we do not know. */
  | { is: 'feast' }
  | { is: 'clock'; hour: number; minute: number; half: 'am' | 'pm' | null; form: 'half' | 'shown' | 'bare' | 'spoken' }
  | { is: 'part'; part: Part }
  | { is: 'midnight' }
  /** "This time tomorrow". */
  | { is: 'same-time' }
  | { is: 'day-end' }
  | { is: 'day-start' }
  | { is: 'zone'; zone: string }

/** One piece, and the token behind it. */
export type Hit = { piece: Piece; end: number }

export type Tokens = readonly Token[]

const none: Token = {
  kind: 'other',
  text: '',
  value: Number.NaN,
  start: 0,
  end: 0,
  glued: false,
  breaks: true,
  titled: false,
  capital: false,
  means: {},
}

export function at(tokens: Tokens, i: number): Token {
  // What lies before the first is looked for in another, slower way.
  return (i < 0 ? undefined : tokens[i]) ?? none
}

export function keyAt(tokens: Tokens, i: number): string | undefined {
  return at(tokens, i).means.key
}

/** Written out, not with a list: it is asked a hundred times for each word, and would make as many lists. */
export function isKey(
  tokens: Tokens,
  i: number,
  a: string,
  b?: string,
  c?: string,
  d?: string,
  e?: string,
  f?: string,
  g?: string,
): boolean {
  const key = at(tokens, i).means.key
  if (key === undefined) return false
  return key === a || key === b || key === c || key === d || key === e || key === f || key === g
}

export function isOneOf(tokens: Tokens, i: number, keys: ReadonlySet<string>): boolean {
  const key = at(tokens, i).means.key
  return key !== undefined && keys.has(key)
}

export function isSign(tokens: Tokens, i: number, signs: string): boolean {
  const { kind, text } = at(tokens, i)
  return kind === 'sign' && signs.includes(text)
}

/** Past any of these words, in this order. */
export function skip(tokens: Tokens, i: number, a: string, b?: string, c?: string): number {
  let end = isKey(tokens, i, a) ? i + 1 : i
  if (b !== undefined && isKey(tokens, end, b)) end += 1
  return c !== undefined && isKey(tokens, end, c) ? end + 1 : end
}

/** `s` of "week's", or the apostrophe of "weeks'". */
export function skipPossessive(tokens: Tokens, i: number): number {
  if (!isSign(tokens, i, "'’") || !at(tokens, i).glued) return i
  return at(tokens, i + 1).text === 's' && at(tokens, i + 1).glued ? i + 2 : i + 1
}

/** Behind the `ish` of "4ish", "5pm-ish": about then. */
export function ishEnd(tokens: Tokens, i: number): number {
  const ish = isSign(tokens, i, '-') && at(tokens, i).glued ? i + 1 : i
  return at(tokens, ish).text === 'ish' && at(tokens, ish).glued ? ish + 1 : i
}
