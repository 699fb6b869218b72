import { Chrono, en, type ParsedComponents, type ParsedResult } from 'chrono-node'
import { hindiMonths } from './months.ts'
import type { DayReading } from './phrase-day.ts'
import type { World } from './phrase-world.ts'
import { wordEnd } from './weekdays.ts'

const dayFirst = new Chrono(en.configuration.createCasualConfiguration(true))
const monthFirst = new Chrono(en.configuration.createCasualConfiguration(false))

/** Chrono reads a text as a whole; it is asked only where a date can begin, and shown only as much as one can be long. */
const begins =
  /(?:the |on )?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|yest))/uy
const longestDate = 48

const inHindi: readonly (readonly [RegExp, string])[] = hindiMonths.map(
  (words, i) => [new RegExp(`^(\\d{1,2}) (?:${words})${wordEnd}(?: (\\d{4})(?!\\d))?`, 'u'), String(i + 1)] as const,
)

/** A date without a year that is over by no more than this was surely meant: it is asked about, not put off a year. */
const justOverDays = 31

/** A date of the calendar exactly at `at`, perhaps with a time: `12 March 5pm`, `2026-03-12`, `12/3`, `12 मार्च`. */
export function readAbsoluteDate(text: string, at: number, world: World): DayReading | null {
  begins.lastIndex = at
  if (!begins.test(text)) return null

  const ahead = text.slice(at, at + longestDate)
  return readHindiDate(ahead, at, world) ?? readEnglishDate(ahead, at, world)
}

function readHindiDate(ahead: string, at: number, world: World): DayReading | null {
  for (const [pattern, month] of inHindi) {
    const found = pattern.exec(ahead)
    if (!found) continue

    const day = Number(found[1])
    const year = found[2] ? Number(found[2]) : null
    const date = year ? dateOf(year, Number(month), day) : nearestYear(Number(month), day, world)
    return date && { ...plain, date, end: at + found[0].length }
  }
  return null
}

function readEnglishDate(ahead: string, at: number, world: World): DayReading | null {
  const found = parse(ahead, world)
  if (!found || !found.start.isCertain('day') || !found.start.isCertain('month')) return null

  const { start } = found
  const year = start.isCertain('year') ? start.get('year') : null
  const [month, day] = [start.get('month') ?? 0, start.get('day') ?? 0]
  const date = year === null ? nearestYear(month, day, world) : dateOf(year, month, day)
  if (!date) return null

  // "10 March 10 boxes": those two digits were no year.
  const short = /\s\d{2}$/.exec(found.text)
  if (short && year !== null && year < world.today.year && !start.isCertain('hour')) {
    return readEnglishDate(ahead.slice(0, short.index), at, world)
  }

  // The zone's name is left to us: chrono takes EST as five hours behind in summer too.
  const zoneName = start.isCertain('hour')
    ? /(?<=\d) \(?(?!am|pm)[a-z]{2,5}\)?$|(?<=[ap]m) \(?[a-z]{2,5}\)?$/.exec(found.text)
    : null
  const over = /^yest|ago$/.test(found.text)
  return {
    ...plain,
    ...(over ? { strength: 'loose' as const } : {}),
    date,
    time: timeOf(start, found.text, zoneName === null),
    end: at + found.text.length - (zoneName?.[0].length ?? 0),
  }
}

const plain = { next: null, strength: 'clear' as const, deadline: false, time: null, part: null }

function parse(ahead: string, world: World): ParsedResult | null {
  const { now, zone } = world
  const offset = now.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
  const reference = { instant: new Date(now.epochMilliseconds), timezone: offset }
  const read = (order: Chrono) => order.parse(ahead, reference, { forwardDate: true })[0]
  // "March 12" says which is the month, wherever one lives; the order of days first alone takes the 12 for a year.
  const found = read(world.monthFirst ? monthFirst : dayFirst)
  const first = found?.start.isCertain('day') === false ? read(monthFirst) : found
  if (!first || first.index !== 0) return null
  // "1700 hrs" is a time of day, and delays in hours are read before we are asked.
  if (first.tags().has('result/relativeDateAndTime')) return null
  if (!first.end) return first

  // "12 March 5pm to 7pm", "12 March - 3 people": the first of the two, and the rest is not ours.
  const cut = first.text.search(/\s*(?:-|–|to|until|till|through)\s*(?=[^-–]*$)/)
  return cut > 0 ? parse(ahead.slice(0, cut), world) : null
}

function timeOf(start: ParsedComponents, text: string, mayHaveOffset: boolean): DayReading['time'] {
  if (!start.isCertain('hour')) return null
  const hour = start.get('hour') ?? 0
  const settled = start.isCertain('meridiem') || hour > 12 || hour === 0 || /\D0\d:\d\d/.test(text)
  const offset = mayHaveOffset && start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null
  return { hour, minute: start.get('minute') ?? 0, settled, offset }
}

/** The coming one, unless it has only just been. */
function nearestYear(month: number, day: number, { today }: World): Temporal.PlainDate | null {
  const oldest = today.subtract({ days: justOverDays })
  // Nine years reach the next 29 February even over a century's missing one.
  for (let year = oldest.year; year < oldest.year + 9; year++) {
    const date = dateOf(year, month, day)
    if (date && Temporal.PlainDate.compare(date, oldest) >= 0) return date
  }
  return null
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}
