import { readable } from './digits.ts'
import { type DayReading, readDay } from './phrase-day.ts'
import { type Speaker, type World, worldOf } from './phrase-world.ts'
import { wordEnd } from './weekdays.ts'

/** Days off, both included. */
type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** A year off is the most that is believed; more is a slip of the keyboard. */
const mostDays = 366

const none = new RegExp(`^(?:none|no days|nothing|clear|never|not away|कोई नहीं|कुछ नहीं|नहीं|हटाओ)${wordEnd}[.!।]?$`, 'u')
const filler = new RegExp(`(?:[\\s,;&।.]|(?:and|also|on|from|off|away|और|aur|को|on leave)${wordEnd})*`, 'uy')
const to = new RegExp(
  `\\s*(?:-|–|—|to${wordEnd}|till${wordEnd}|until${wordEnd}|through${wordEnd}|से|se${wordEnd})\\s*`,
  'uy',
)
const tak = new RegExp(`\\s*(?:तक|tak)${wordEnd}`, 'uy')
const week = new RegExp(`(next|this|अगले|इस) (?:week|हफ़्ते|हफ्ते|सप्ताह)${wordEnd}`, 'uy')
/** "12-15 March", "12 से 15 मार्च": the month is said once. */
const shared =
  /(\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:-|–|—|to|से)\s*(?=\d{1,2}(?:st|nd|rd|th)?\s+(?!to )(\p{L}[\p{L}\p{M}]+))/uy

/**
 * Days away in words: `12-15 March`, `tomorrow`, `Friday to Monday, 24 December`, `next week`, `12 से 15 मार्च तक`;
 * `'none'` for no days at all. `null` when any of it is not understood, or is over.
 */
export function readAway(input: string, speaker: Speaker): Days[] | 'none' | null {
  const text = readable(input.normalize('NFC')).trim()
  if (none.test(text)) return 'none'

  const world = worldOf(speaker)
  const all: Days[] = []
  for (let at = skip(filler, text, 0); at < text.length; at = skip(filler, text, at)) {
    const read = readWeek(text, at, world) ?? readSpan(text, at, world)
    if (!read || !isSensible(read.days, world)) return null
    all.push(read.days)
    at = read.end
  }
  return all.length > 0 ? all : null
}

function readWeek(text: string, at: number, { today }: World): { days: Days; end: number } | null {
  week.lastIndex = at
  const found = week.exec(text)
  if (!found) return null

  const weeks = found[1] === 'this' || found[1] === 'इस' ? 0 : 1
  const monday = today.add({ days: 1 - today.dayOfWeek + 7 * weeks })
  const sunday = monday.add({ days: 6 })
  return { days: { from: weeks === 0 ? today : monday, to: sunday }, end: week.lastIndex }
}

function readSpan(text: string, at: number, world: World): { days: Days; end: number } | null {
  const first = readFirst(text, at, world)
  if (!first || first.time) return null

  const between = skip(to, text, first.end)
  const last = between > first.end ? readDay(text, between, world) : null
  if (!last) return { days: { from: first.date, to: first.date }, end: first.end }
  if (last.time) return null
  return { days: { from: first.date, to: notBefore(first.date, last) }, end: skip(tak, text, last.end) }
}

function readFirst(text: string, at: number, world: World): DayReading | null {
  shared.lastIndex = at
  const found = shared.exec(text)
  const written = found && readDay(`${found[1]} ${found[2]}`, 0, world)
  const between = found?.[0].search(/\s*(?:-|–|—|to|से)\s*$/u) ?? 0
  return written ? { ...written, end: at + between } : readDay(text, at, world)
}

/** "Friday to Monday" said on a Sunday: the Monday after that Friday. "12 March to 15" has no such second chance. */
function notBefore(from: Temporal.PlainDate, last: DayReading): Temporal.PlainDate {
  const isBefore = Temporal.PlainDate.compare(last.date, from) < 0
  return isBefore && last.next ? last.next : last.date
}

function isSensible({ from, to: last }: Days, { today }: World): boolean {
  const length = from.until(last, { largestUnit: 'days' }).days
  return length >= 0 && length < mostDays && Temporal.PlainDate.compare(last, today) >= 0
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
