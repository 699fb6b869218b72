import { monthNamed, monthPattern } from './months.ts'
import { readAbsoluteDate } from './phrase-chrono.ts'
import { readDay } from './phrase-day.ts'
import { counted, numberPattern, type World } from './phrase-world.ts'
import { match, stepOf, sticky, unit } from './rhythm-words.ts'
import { dayPattern, wordEnd } from './weekdays.ts'

/** From when and until when, or how often: whatever part of it is said at one place. */
export type Span = { from?: string; until?: string; count?: number; end: number }

/** More often is for ever. */
const mostTimes = 1_000

const pattern = {
  until:
    /,? ?(?:and )?(?:until|till|til|up to|upto|through|ending|ends)(?: on)? (?:the )?(?:end of (?!the |this |next |week|month|year))?/uy,
  from: /,? ?(?:from|starting from|starting on|starting|beginning|as of)(?: on)? /uy,
  times: sticky(`,? ?(?:for )?(${numberPattern}) (?:times|occurrences|बार|baar)|,? ?\\(?(\\d{1,3})x\\)?`),
  duration: sticky(`,? ?for (?:the next )?(${numberPattern}) ${unit}`),
  durationHindi: sticky(` (?:अगले )?(${numberPattern}) ${unit} तक`),
  month: sticky(`(${monthPattern})(?:,? (\\d{4}))?`),
  year: sticky('(20\\d{2})'),
  tak: sticky(' (?:तक|tak)'),
  se: sticky(' (?:से शुरू|से|se)'),
  next: sticky('next (week|month|year)'),
  /** The day of the week beside a date says nothing new. */
  behind: new RegExp(`,? (?:(?:${dayPattern})${wordEnd},? )?(?=\\S)`, 'uy'),
}

export function readSpan(text: string, at: number, world: World): Span | null {
  return readCount(text, at) ?? readDuration(text, at, world) ?? readUntil(text, at, world) ?? readFrom(text, at, world)
}

function readCount(text: string, at: number): Span | null {
  const found = match(text, at, pattern.times)
  const count = counted(found?.groups[0] ?? found?.groups[1])
  return found && Number.isInteger(count) && count >= 1 && count <= mostTimes ? { count, end: found.end } : null
}

/** `for 6 weeks`, from the first day on. */
function readDuration(text: string, at: number, { today }: World): Span | null {
  const found = match(text, at, pattern.duration) ?? match(text, at, pattern.durationHindi)
  const step = found && stepOf('1', found.groups[1])
  const count = counted(found?.groups[0])
  if (!found || !step || !Number.isInteger(count)) return null
  const until = today.add({ [`${step.unit}s`]: step.every * count }).subtract({ days: 1 })
  return { until: until.toString(), end: found.end }
}

/** What is named is included: until Friday, until June. */
function readUntil(text: string, at: number, world: World): Span | null {
  const said = match(text, at, pattern.until)
  const named = said && readEnd(text, said.end, world)
  if (named) return { until: named.date.toString(), end: named.end }

  const begins = match(text, at, pattern.behind)
  const inHindi = begins && readCalendarEnd(text, begins.end, world)
  const tak = inHindi && match(text, inHindi.end, pattern.tak)
  return inHindi && tak ? { until: inHindi.date.toString(), end: tak.end } : null
}

type Named = { date: Temporal.PlainDate; end: number }

function readEnd(text: string, at: number, world: World): Named | null {
  const calendar = readCalendarEnd(text, at, world)
  if (calendar) return calendar
  const day = readDay(text, at, world)
  return day && !day.time ? { date: day.date, end: day.end } : null
}

/** A date, or the end of a month or a year. Not a weekday: "हर सोमवार शुक्रवार तक" says by when, not until when. */
function readCalendarEnd(text: string, at: number, world: World): Named | null {
  const date = readAbsoluteDate(text, at, world)
  if (date && !date.time) return { date: date.date, end: date.end }
  const month = match(text, at, pattern.month)
  if (month) {
    const number = monthNamed(month.groups[0] ?? '') ?? 1
    const year = Number(month.groups[1] ?? world.today.year + (number < world.today.month ? 1 : 0))
    const first = Temporal.PlainDate.from({ year, month: number, day: 1 })
    return { date: first.with({ day: first.daysInMonth }), end: month.end }
  }
  const year = match(text, at, pattern.year)
  return year && { date: new Temporal.PlainDate(Number(year.groups[0]), 12, 31), end: year.end }
}

function readFrom(text: string, at: number, world: World): Span | null {
  const said = match(text, at, pattern.from)
  const next = said && match(text, said.end, pattern.next)
  if (next) return { from: beginOf(next.groups[0], world).toString(), end: next.end }
  const day = said && readDay(text, said.end, world)
  if (day && !day.time) return { from: day.date.toString(), end: day.end }

  const begins = match(text, at, pattern.behind)
  const inHindi = begins && readAbsoluteDate(text, begins.end, world)
  const se = inHindi && !inHindi.time && match(text, inHindi.end, pattern.se)
  return inHindi && se ? { from: inHindi.date.toString(), end: se.end } : null
}

function beginOf(what: string | undefined, { today }: World): Temporal.PlainDate {
  if (what === 'week') return today.add({ days: 8 - today.dayOfWeek })
  return what === 'month' ? today.with({ day: 1 }).add({ months: 1 }) : new Temporal.PlainDate(today.year + 1, 1, 1)
}
