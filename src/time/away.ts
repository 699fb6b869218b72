import { readable } from './digits.ts'
import { at, isKey, isOneOf, isSign, skip, type Piece, type Tokens } from './pieces.ts'
import { readOrdinal } from './read-date.ts'
import { readDuration } from './read-number.ts'
import { readPieces, type Mode } from './read-phrase.ts'
import type { TimeContext } from './reading.ts'
import { isDay, settleDay } from './settle-day.ts'
import { spanOf } from './settle-period.ts'
import { tokensOf } from './tokens.ts'
import { wordEnd } from './weekdays.ts'
import { worldOf, type World } from './world.ts'

/** Days off, both included. */
type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** A year off is the most that is believed; more is a slip of the keyboard. */
const mostDays = 366

/** A field for days is short; nothing that is longer is one. */
const longestField = 1_000

const none = new RegExp(`^(?:none|no days|nothing|clear|never|not away|कोई नहीं|कुछ नहीं|नहीं|हटाओ)${wordEnd}[.!।]?$`, 'u')
const filler: ReadonlySet<string> = new Set('and on from ko tak'.split(' '))

/**
 * Days away in words: `12-15 March`, `tomorrow`, `Friday to Monday, 24 December`, `next week`, `12 से 15 मार्च तक`;
 * `'none'` for no days at all. `null` when any of it is not understood, or is over.
 */
export function readAway(input: string, context: TimeContext): Days[] | 'none' | null {
  const typed = input.normalize('NFC').trim()
  if (typed.length > longestField) return null
  if (none.test(readable(typed))) return 'none'

  const world = worldOf(context)
  const tokens = tokensOf(typed)
  const all: Days[] = []
  for (let i = skipFiller(tokens, 0); i < tokens.length; i = skipFiller(tokens, i)) {
    const read = readSpan(tokens, i, world)
    if (!read || !isSensible(read.days, world)) return null
    // "From tomorrow": until when?
    if (isKey(tokens, i - 1, 'from') && !read.ranged) return null
    all.push(read.days)
    i = read.end
  }
  return all.length > 0 ? all : null
}

function skipFiller(tokens: Tokens, i: number): number {
  let end = i
  while (isSign(tokens, end, ',;&।.') || isOneOf(tokens, end, filler) || ['off', 'away'].includes(at(tokens, end).text))
    end += 1
  return end
}

/** `ranged`: from one day to another, both named. */
type Read = { days: Days; end: number; ranged?: true }

function readSpan(tokens: Tokens, i: number, world: World): Read | null {
  const first = readLength(tokens, i, world) ?? readShared(tokens, i, world) ?? readOne(tokens, i, world)
  const to = first && (isSign(tokens, first.end, '-–—') || isKey(tokens, first.end, 'to', 'until', 'through', 'se'))
  if (!first || !to) return first
  const last = readSameMonth(tokens, first, world) ?? readOne(tokens, first.end + 1, world)
  if (!last) return null
  return { days: { from: first.days.from, to: notBefore(first.days.from, last) }, end: last.end, ranged: true }
}

/** "Two weeks from Monday", "for 3 days from the 9th": so many days, with the one that is named. */
function readLength(tokens: Tokens, i: number, world: World): (Read & { next: null }) | null {
  const length = readDuration(tokens, skip(tokens, i, 'for'))
  if (!length || !isKey(tokens, length.end, 'from', 'on')) return null
  const { days, minutes, months, workdays } = length.duration
  const first = readOne(tokens, length.end + 1, world)
  if (!first || days < 1 || minutes + months + workdays > 0) return null
  const { from } = first.days
  return { days: { from, to: from.add({ days: days - 1 }) }, end: first.end, next: null }
}

/** One day, or a stretch that has a name: `next week`. */
function readOne(tokens: Tokens, i: number, world: World): (Read & { next: Temporal.PlainDate | null }) | null {
  const mode: Mode = { field: false, own: world.zone, days: true }
  const read = readPieces(tokens, i, mode, 1)
  const pieces = read?.pieces.filter(isDay) ?? []
  const [only] = pieces
  // "Two weeks": how long, and not when.
  const isLength = pieces.some(({ is }) => is === 'in')
  if (!read || isLength || pieces.length !== read.pieces.length) return null
  if (pieces.length === 1 && only?.is === 'period' && only.edge === 'any') {
    const { from, to } = spanOf(only.period, world)
    const begin = Temporal.PlainDate.compare(from, world.today) < 0 ? world.today : from
    return { days: { from: begin, to }, end: read.end, next: null }
  }
  return dayOf(pieces, world, read.end)
}

function dayOf(pieces: Parameters<typeof settleDay>[0], world: World, end: number) {
  const settled = settleDay(pieces, world)
  if (!settled?.ok) return null
  const { date, next } = settled.day
  return { days: { from: date, to: date }, end, next }
}

/** "12-15 March", "12 से 15 मार्च": the month is said once. */
function readShared(tokens: Tokens, i: number, world: World): Read | null {
  const day = readOrdinal(tokens, skip(tokens, i, 'the'))
  if (!day) return null
  const joint = day.end
  if (!isSign(tokens, joint, '-–—') && !isKey(tokens, joint, 'to', 'until', 'through', 'se')) return null
  const last = readPieces(tokens, joint + 1, { field: false, own: world.zone, days: true }, 1)
  const date = last?.pieces.find((piece: Piece) => piece.is === 'date')
  return date?.is === 'date' ? dayOf([{ ...date, day: day.day }], world, joint) : null
}

/** "March 12-15", "12 March to the 15th": of the same month, unless another is named behind it. */
function readSameMonth(tokens: Tokens, { days: { from }, end }: Read, world: World) {
  const day = readOrdinal(tokens, skip(tokens, end + 1, 'the'))
  const { kind, means } = at(tokens, end - 1)
  const isDate = kind === 'number' || means.month !== undefined || means.key === 'th'
  if (!day || !isDate || day.day <= from.day) return null
  const behind = skip(tokens, day.end, 'of')
  if (at(tokens, behind).means.month !== undefined || isSign(tokens, day.end, '/.-')) return null
  const { month, year } = from
  return dayOf([{ is: 'date', day: day.day, month, year }], world, day.end)
}

/** "Friday to Monday" said on a Sunday: the Monday after that Friday. "12 March to 15" has no such second chance. */
function notBefore(from: Temporal.PlainDate, last: Read & { next: Temporal.PlainDate | null }): Temporal.PlainDate {
  const { to } = last.days
  return Temporal.PlainDate.compare(to, from) < 0 && last.next ? last.next : to
}

function isSensible({ from, to }: Days, { today }: World): boolean {
  const length = from.until(to, { largestUnit: 'days' }).days
  return length >= 0 && length < mostDays && Temporal.PlainDate.compare(to, today) >= 0
}
