import { readRange, readTimeOfDay } from './clock-range.ts'
import type { Shift, WeeklyHours } from './hours.ts'
import { at, isKey, isOneOf, isSign, type Tokens } from './pieces.ts'
import { readDays } from './rhythm-pieces.ts'
import { tokensOf } from './tokens.ts'
import { everyDay, type Weekday, workdays } from './weekdays.ts'

/** A field for hours or times is short; nothing that is longer is one. */
const longestField = 500

/** Days of the week; `less`: but for those, of whatever else was named. */
export type DaysNamed = { days: readonly Weekday[]; less: readonly Weekday[]; end: number }

type Part = DaysNamed | { shifts: Shift[]; end: number }

const filler: ReadonlySet<string> = new Set('and on from ko at ka'.split(' '))
const off: ReadonlySet<string> = new Set('off closed holiday छुट्टी छुट्टि बंद अवकाश chhutti chutti band'.split(' '))

/** The words of a field for hours or for times; `null` for what is too long to be one. */
export function weekTokens(input: string): Tokens | null {
  const typed = input.normalize('NFC').trim()
  return typed.length > longestField ? null : tokensOf(typed)
}

/** Past commas, "and", "on": what stands between days and times. */
export function skipFiller(tokens: Tokens, i: number): number {
  let end = i
  while (isSign(tokens, end, ',;:.|+&।@') || isOneOf(tokens, end, filler)) end += 1
  return end
}

/** The days of the week that begin exactly here: `Mon-Fri`, `weekdays`, `every day except Sunday`, `सोम से शुक्र`. */
export function readDaysNamed(tokens: Tokens, i: number): DaysNamed | null {
  const hit = readDays(tokens, i)
  if (!hit) return null
  const { piece, end } = hit
  if (piece.is === 'except') return { days: [], less: piece.on, end }
  if (piece.is === 'step') return piece.unit === 'day' && piece.every === 1 ? { days: everyDay, less: [], end } : null
  return piece.is === 'week' && piece.every === 1 ? { days: piece.on, less: [], end } : null
}

/** See `parseHours` in `hours.ts`. */
export function readHours(input: string): WeeklyHours | null {
  const parts = partsOf(input)
  if (!parts || parts.length === 0) return null
  const [first, last] = [parts[0], parts.at(-1)]
  // "9-18 weekdays": said the other way round, read from the end. "9-18, Saturday off": the first are those of working days.
  if (first && 'shifts' in first && last && 'days' in last) parts.reverse()
  else if (first && 'shifts' in first) parts.unshift({ days: workdays, less: [], end: 0 })

  const hours: WeeklyHours = {}
  let days: readonly Weekday[] = []
  let less: readonly Weekday[] = []
  let filled = true
  for (const part of parts) {
    if ('days' in part) {
      days = filled ? part.days : [...days, ...part.days]
      less = filled ? part.less : [...less, ...part.less]
      filled = false
      continue
    }
    // "Except Sunday, 9-5": of every day.
    const named = days.length === 0 && less.length > 0 ? everyDay : days
    for (const day of named) if (!less.includes(day)) hours[day] = withShifts(hours[day] ?? [], part.shifts)
    filled = true
  }
  if (!filled) return null

  for (const day of everyDay) if (hours[day]?.length === 0) delete hours[day]
  // "Saturday off" says nothing about the other days, and surely not that nobody ever works.
  return Object.keys(hours).length > 0 ? hours : null
}

function partsOf(input: string): Part[] | null {
  const tokens = weekTokens(input)
  const parts: Part[] = []
  for (let i = skipFiller(tokens ?? [], 0); tokens && i < tokens.length; i = skipFiller(tokens, i)) {
    const before = parts.at(-1)
    const after = before && 'shifts' in before ? before.shifts.at(-1)?.to : undefined
    const part = readDaysNamed(tokens, i) ?? readShift(tokens, i, after)
    if (!part) return null
    parts.push(part)
    i = part.end
  }
  return tokens && parts
}

/** `after`: when the shift before it on the same days ends. */
function readShift(tokens: Tokens, i: number, after?: string): Part | null {
  // "9-5, lunch 12-1": no hours of work, but a break in them.
  if (at(tokens, i).means.part === 'lunch') return null
  const range = readRange(tokens, i, after)
  if (range) return { shifts: [{ from: range.from, to: range.to }], end: range.end }
  return off.has(at(tokens, i).text) ? { shifts: [], end: i + 1 } : null
}

/** A second shift of a day comes beside the first; one that overlaps it, or a day off, takes its place. */
function withShifts(before: Shift[], added: Shift[]): Shift[] {
  const apart =
    added.length > 0 &&
    before.every((a) => added.every((b) => a.to > a.from && (b.from >= a.to || (b.to > b.from && b.to <= a.from))))
  const all = apart ? [...before, ...added] : added
  return all.toSorted((a, b) => a.from.localeCompare(b.from))
}

/** See `parseSchedule` in `recurrence.ts`. */
export function readSchedule(input: string): { times: string[]; days: number[] } | null {
  const tokens = weekTokens(input)
  if (!tokens) return null
  const times = new Set<string>()
  const days = new Set<number>()
  const less = new Set<number>()
  for (let i = skipFiller(tokens, 0); i < tokens.length; i = skipFiller(tokens, i)) {
    const named = readDaysNamed(tokens, i)
    const clock = named ? null : readTimeOfDay(tokens, i)
    if (!named && !clock) return null
    for (const day of named?.days ?? []) days.add(day)
    for (const day of named?.less ?? []) less.add(day)
    if (clock) times.add(clock.time)
    i = named?.end ?? clock?.end ?? tokens.length
    if (isKey(tokens, i, 'tak')) return null
  }
  const on = (days.size === 0 ? [...everyDay] : [...days]).filter((day) => !less.has(day))
  if (times.size === 0 || on.length === 0) return null
  return {
    times: [...times].toSorted((a, b) => a.localeCompare(b)),
    days: on.toSorted((a, b) => a - b),
  }
}
