import { readRange } from './clock-range.ts'
import { readable } from './digits.ts'
import type { Shift, WeeklyHours } from './hours.ts'
import { everyDay, readDays, type Weekday, wordEnd, workdays } from './weekdays.ts'

type Token = { days: readonly Weekday[] } | { shifts: Shift[] }

const filler = new RegExp(
  `(?:[\\s,;.:|+&।]|and${wordEnd}|और${wordEnd}|aur${wordEnd}|on${wordEnd}|every${wordEnd}(?! ?days?${wordEnd})|हर${wordEnd}(?! दिन)|from${wordEnd}|को${wordEnd})*`,
  'uy',
)
const off = new RegExp(`(?:off|closed|holiday|छुट्टी|बंद|अवकाश)${wordEnd}`, 'uy')

/** What `parseHours` and `parseSchedule` read past: commas, "and", "on". */
export function skipFiller(text: string, at: number): number {
  filler.lastIndex = at
  filler.test(text)
  return filler.lastIndex
}

/** See `parseHours` in `hours.ts`. */
export function readHours(input: string): WeeklyHours | null {
  const tokens = tokensOf(readable(input.normalize('NFC')))
  if (!tokens || tokens.length === 0) return null
  if (!tokens.some((token) => 'days' in token)) tokens.unshift({ days: workdays })
  // "9-18 weekdays": said the other way round, read from the end.
  if (tokens[0] && 'shifts' in tokens[0]) tokens.reverse()

  const hours: WeeklyHours = {}
  let days: readonly Weekday[] = []
  let filled = true
  for (const token of tokens) {
    if ('days' in token) {
      days = filled ? token.days : [...days, ...token.days]
      filled = false
      continue
    }
    for (const day of days) hours[day] = withShifts(hours[day] ?? [], token.shifts)
    filled = true
  }
  if (!filled) return null

  for (const day of everyDay) if (hours[day]?.length === 0) delete hours[day]
  // "Saturday off" says nothing about the other days, and surely not that nobody ever works.
  return Object.keys(hours).length > 0 ? hours : null
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = []
  for (let at = skipFiller(text, 0); at < text.length; at = skipFiller(text, at)) {
    const named = readDays(text, at)
    const range = named ? null : readRange(text, at)
    off.lastIndex = at
    if (named) tokens.push({ days: named.days })
    else if (range) tokens.push({ shifts: [{ from: range.from, to: range.to }] })
    else if (off.test(text)) tokens.push({ shifts: [] })
    else return null
    at = named?.end ?? range?.end ?? off.lastIndex
  }
  return tokens
}

/** A second shift of a day comes beside the first; one that overlaps it, or a day off, takes its place. */
function withShifts(before: Shift[], added: Shift[]): Shift[] {
  const apart =
    added.length > 0 &&
    before.every((a) => added.every((b) => a.to > a.from && (b.from >= a.to || (b.to > b.from && b.to <= a.from))))
  const all = apart ? [...before, ...added] : added
  return all.toSorted((a, b) => a.from.localeCompare(b.from))
}
