import { daysOfRule, readRule } from './holiday-rule.ts'
import { firstOf, readIcs, textOfProperty, type IcsEntry, type IcsZone } from './ics-entries.ts'
import { dayOn, endOn, momentIn, type Clock, type Moment } from './ics-moments.ts'
import { clockOf } from './ics-zones.ts'

/** A day on which nobody is expected to work, and what it is called. `observance`: a day that is kept, and worked on. */
export type Holiday = { day: Temporal.PlainDate; name: string; observance: boolean }

/** More than this in a shared calendar is not a list of holidays. */
const mostDays = 2_000
/** One entry of a calendar lasts no longer than this many days; more is a mistake, or a way to keep us busy. */
export const longestHoliday = 31
const longestName = 80

export const passedReasons = ['date', 'rule', 'calendar', 'line', 'working-day'] as const
/**
 * Why an entry was passed over: its date or its rule makes no sense, its rule counts in another calendar's years, a line of it
 * cannot be read, or it is a day on which people work.
 */
export type PassedReason = (typeof passedReasons)[number]
export type Passed = { name: string; why: PassedReason }

/** `cut`: names of entries that last longer than a month, of which the first month counts. */
export type Remarks = { passed: Passed[]; cut: string[] }

export type ReadHolidays =
  | ({ ok: true; holidays: Holiday[] } & Remarks)
  | { ok: false; why: 'not-a-calendar' | 'too-many' }

/**
 * The whole days that a shared calendar (iCalendar, RFC 5545) names, from the one day to the other, both included;
 * what repeats is spelled out. Times of the day are no holidays and are left out, and so is what was cancelled. What cannot be
 * read is passed over by itself, and named.
 */
export function readHolidays(text: string, from: Temporal.PlainDate, to: Temporal.PlainDate): ReadHolidays {
  const ics = readIcs(text)
  if (!ics) return { ok: false, why: 'not-a-calendar' }
  const { entries, zones } = ics
  const replaced = new Set(entries.flatMap((entry) => replacedBy(entry, zones)))
  const found = new Map<string, Holiday>()
  const remarks: Remarks = { passed: [], cut: [] }
  for (const entry of entries) {
    const read = readEntry(entry, zones)
    if (read === null) continue
    if ('why' in read) {
      remarks.passed.push(read)
      continue
    }
    if (read.length > longestHoliday) remarks.cut.push(read.name)
    const starts = startsOf(read, from.subtract({ days: longestHoliday }), to)
    if (!starts) {
      remarks.passed.push({ name: read.name, why: 'rule' })
      continue
    }
    for (const day of daysOf(read, starts, replaced, { from, to })) {
      found.set(`${day.toString()} ${read.name}`, { day, name: read.name, observance: read.observance })
      if (found.size > mostDays) return { ok: false, why: 'too-many' }
    }
  }
  const holidays = [...found.values()].toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day))
  return { ok: true, holidays, ...remarks }
}

type Read = {
  uid: string
  name: string
  first: Temporal.PlainDate
  length: number
  rules: string[]
  added: Temporal.PlainDate[]
  without: ReadonlySet<string>
  isSingle: boolean
  observance: boolean
}

/** Null: it is about no whole day, or was cancelled. */
function readEntry(entry: IcsEntry, zones: ReadonlyMap<string, IcsZone>): Read | Passed | null {
  const name = nameOf(entry)
  const pass = (why: PassedReason): Passed => ({ name, why })
  if (firstOf(entry, 'STATUS')?.value.toUpperCase() === 'CANCELLED') return null
  const start = firstOf(entry, 'DTSTART')
  // What stands for one day of another entry may leave its own day out.
  if (!start && firstOf(entry, 'RECURRENCE-ID')) return null
  if (!start) return pass(entry.broken.includes('DTSTART') ? 'line' : 'date')
  const begins = momentIn(start)
  if (!begins) return pass('date')
  const length = lengthOf(entry, begins)
  if (length === null) return null
  if (length === 'wrong') return pass('date')
  // https://developer.apple.com/documentation/… names no such property; Apple's own holiday calendars carry it.
  if (firstOf(entry, 'X-APPLE-SPECIAL-DAY')?.value.toUpperCase() === 'ALTERNATE-WORKDAY') return pass('working-day')
  const clock = clockOf(start, zones)
  const rules = rulesOf(entry, clock)
  if (typeof rules === 'string') return pass(rules)
  return {
    uid: firstOf(entry, 'UID')?.value ?? '',
    ...{ name, first: begins.day, length, rules },
    added: daysIn(entry, 'RDATE', clock),
    without: new Set(daysIn(entry, 'EXDATE', clock).map(String)),
    isSingle: firstOf(entry, 'RECURRENCE-ID') !== null,
    observance: isObservance(entry),
  }
}

function rulesOf(entry: IcsEntry, clock: Clock): string[] | PassedReason {
  if (entry.broken.includes('RRULE')) return 'line'
  // RFC 5545 has no such thing any more, and without it there would be days too many.
  if (entry.properties.has('EXRULE')) return 'rule'
  const rules: string[] = []
  for (const { value } of entry.properties.get('RRULE') ?? []) {
    const rule = readRule(value)
    if (rule === null) return /RSCALE=(?!GREGORIAN)/iu.test(value) ? 'calendar' : 'rule'
    rules.push(endOn(clock, rule))
  }
  return rules
}

function daysIn(entry: IcsEntry, name: string, clock: Clock): Temporal.PlainDate[] {
  return (entry.properties.get(name) ?? []).flatMap(({ parameters, value }) =>
    value.split(',').flatMap((one) => {
      const moment = momentIn({ parameters, value: one.split('/')[0] ?? '' })
      return moment ? [dayOn(clock, moment)] : []
    }),
  )
}

/**
 * How many whole days an entry lasts; null when it is not about whole days. Some programs write a whole day from midnight
 * to midnight, or to a minute before it, wherever its reader is. In UTC it may be any time of theirs.
 */
function lengthOf(entry: IcsEntry, start: Moment): number | 'wrong' | null {
  const end = firstOf(entry, 'DTEND')
  const ends = end && momentIn(end)
  if (end && !ends) return 'wrong'
  if (start.time === null) {
    if (ends) return Math.max(1, start.day.until(ends.day).days + (isLastMinute(ends) ? 1 : 0))
    return durationOf(entry) ?? 1
  }
  if (start.time !== '000000' || start.isUtc) return null
  // Some say that it is a day and write a midnight.
  if (!ends)
    return (
      durationOf(entry) ?? (firstOf(entry, 'DTSTART')?.parameters.get('VALUE')?.toUpperCase() === 'DATE' ? 1 : null)
    )
  if (ends.isUtc) return null
  const days = start.day.until(ends.day).days
  const length = ends.time === '000000' || ends.time === null ? days : isLastMinute(ends) ? days + 1 : 0
  return length > 0 ? length : null
}

function isLastMinute({ time }: Moment): boolean {
  return time === '235900' || time === '235959'
}

function durationOf(entry: IcsEntry): number | null {
  const found = /^\+?P(?:(\d{1,3})W|(\d{1,4})D)(?:T0[HMS])?$/u.exec(firstOf(entry, 'DURATION')?.value.trim() ?? '')
  if (!found) return null
  return Math.max(1, found[1] === undefined ? Number(found[2]) : Number(found[1]) * 7)
}

/** As Google's and timeanddate's calendars of holidays call days on which people work. */
const observed = /^\s*(?:(?:[a-z-]+ )?observance|(?:optional|restricted) holiday|season)\b/iu

/**
 * Such calendars say in each entry's description what kind of day it is. Google's say it in their own language, and below it, of
 * observances alone, how Google Calendar hides them.
 */
function isObservance(entry: IcsEntry): boolean {
  const [kind = '', ...more] = textOfProperty(firstOf(entry, 'DESCRIPTION')).trim().split('\n')
  const categories = (firstOf(entry, 'CATEGORIES')?.value ?? '').split(',')
  if (observed.test(kind) || categories.some((category) => observed.test(category))) return true
  return !/^public holiday\b/iu.test(kind) && more.some((line) => /\bGoogle\b/u.test(line))
}

function nameOf(entry: IcsEntry): string {
  const said = textOfProperty(firstOf(entry, 'SUMMARY'))
  const name = said.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
  return [...name].slice(0, longestName).join('').trim() || '–'
}

/** The one day of a repeating entry that this entry stands for instead: moved, renamed or cancelled. */
function replacedBy(entry: IcsEntry, zones: ReadonlyMap<string, IcsZone>): string[] {
  const uid = firstOf(entry, 'UID')?.value ?? ''
  const start = firstOf(entry, 'DTSTART') ?? firstOf(entry, 'RECURRENCE-ID')
  return start ? daysIn(entry, 'RECURRENCE-ID', clockOf(start, zones)).map((day) => `${uid} ${day.toString()}`) : []
}

function* daysOf(
  read: Read,
  starts: readonly Temporal.PlainDate[],
  replaced: ReadonlySet<string>,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Generator<Temporal.PlainDate> {
  const length = Math.min(longestHoliday, read.length)
  for (const first of starts) {
    if (read.without.has(first.toString())) continue
    if (!read.isSingle && replaced.has(`${read.uid} ${first.toString()}`)) continue
    for (let index = 0; index < length; index++) {
      const day = first.add({ days: index })
      if (Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0) yield day
    }
  }
}

/** A rule brings the first day itself; days that are listed come besides. Null: a rule of it cannot be computed. */
function startsOf(
  { first, rules, added, isSingle }: Read,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Temporal.PlainDate[] | null {
  if (isSingle) return [first]
  const starts = [...(rules.length === 0 ? [first] : []), ...added]
  for (const rule of rules) {
    const days = daysOfRule(rule, first, from, to)
    if (days === null) return null
    starts.push(...days)
  }
  return starts
}
