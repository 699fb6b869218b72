import { cityOf } from './zone.ts'
import { hindiCities } from './zone-names.ts'

export type Locale = 'en' | 'hi'

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>

// Making a formatter costs a hundred times what using it does. They are fed local time as if it were UTC,
// so that one per language serves every zone.
const formatters: Record<Locale, { day: Intl.DateTimeFormat; time: Intl.DateTimeFormat }> = {
  en: formattersFor('en-US'),
  hi: formattersFor('hi-IN-u-nu-latn'),
}

const near: Record<Locale, Record<-1 | 0 | 1, string>> = {
  en: { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' },
  hi: { '-1': 'कल', 0: 'आज', 1: 'कल' },
}

/** `tomorrow Fri 6 Mar, 5:00 pm (Kolkata)`; the year only when it is not this one. */
export function formatInstant(at: Temporal.Instant, zone: string, locale: Locale, now: Temporal.Instant): string {
  return `${formatDay(at, zone, locale, now)}, ${formatTime(at, zone, locale)} (${formatZone(zone, locale)})`
}

/**
 * `today`, `tomorrow Fri 6 Mar`, `Fri 6 Mar 2027`.
 *
 * The date stands beside "tomorrow" since Hindi has one word, कल, for it and for yesterday, and since a
 * message may be read a day late.
 */
export function formatDay(at: Temporal.Instant, zone: string, locale: Locale, now: Temporal.Instant): string {
  const local = at.toZonedDateTimeISO(zone).toPlainDateTime()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const distance = today.until(local.toPlainDate(), { largestUnit: 'days' }).days
  if (distance === 0) return near[locale][0]

  const date = `${dateOf(local, locale)}${local.year === today.year ? '' : ` ${local.year}`}`
  if (distance === 1 || distance === -1) return `${near[locale][distance]} ${date}`
  return date
}

/** `Fri 6 Mar`, also when that is today. */
export function formatDate(at: Temporal.Instant, zone: string, locale: Locale): string {
  return dateOf(at.toZonedDateTimeISO(zone).toPlainDateTime(), locale)
}

/** `Fri 6 Mar`, a day of the calendar; the year where it is not the one that is asked about. */
export function formatCalendarDay(day: Temporal.PlainDate, locale: Locale, year = day.year): string {
  return `${dateOf(day.toPlainDateTime(), locale)}${day.year === year ? '' : ` ${day.year}`}`
}

function dateOf(local: Temporal.PlainDateTime, locale: Locale): string {
  const { weekday, day, month } = partsOf(formatters[locale].day, local)
  return `${weekday} ${day} ${month}`
}

/** `5:00 pm`, `शाम 5:00`. */
export function formatTime(at: Temporal.Instant, zone: string, locale: Locale): string {
  const local = at.toZonedDateTimeISO(zone).toPlainDateTime()
  const { hour, minute, dayPeriod } = partsOf(formatters[locale].time, local)
  if (locale === 'hi') return `${dayPeriod} ${hour}:${minute}`
  return `${hour}:${minute} ${dayPeriod?.toLowerCase()}`
}

/** The city a zone is named for, as people say it: `New York`, `कोलकाता`. */
export function formatZone(zone: string, locale: Locale): string {
  return (locale === 'hi' ? hindiCities[zone] : undefined) ?? cityOf(zone)
}

/** `2 h 15 min`, `3 days`, `2 घंटे 15 मिनट`: the two largest units, rounded to minutes; `less than a minute`. A day is 24 hours; the sign is dropped. */
export function formatDuration(ms: number, locale: Locale): string {
  // Where days are said, minutes are not, and the hours are rounded instead.
  const minutes = Math.round(Math.abs(ms) / 60_000)
  const rounded = minutes < 24 * 60 ? minutes : Math.round(minutes / 60) * 60
  const units = [
    [Math.floor(rounded / 1440), dayWord],
    [Math.floor(rounded / 60) % 24, hourWord],
    [rounded % 60, minuteWord],
  ] as const

  const said = units.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word(count, locale)}`)
  return said.length > 0 ? said.join(' ') : locale === 'hi' ? 'एक मिनट से कम' : 'less than a minute'
}

function dayWord(count: number, locale: Locale): string {
  if (locale === 'hi') return 'दिन'
  return count === 1 ? 'day' : 'days'
}

function hourWord(count: number, locale: Locale): string {
  if (locale === 'hi') return count === 1 ? 'घंटा' : 'घंटे'
  return 'h'
}

function minuteWord(_count: number, locale: Locale): string {
  return locale === 'hi' ? 'मिनट' : 'min'
}

function formattersFor(tag: string) {
  const hindi = tag.startsWith('hi')
  return {
    day: new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
    time: new Intl.DateTimeFormat(tag, {
      hour: 'numeric',
      minute: '2-digit',
      hour12: true,
      timeZone: 'UTC',
      ...(hindi ? { dayPeriod: 'short' as const } : {}),
    }),
  }
}

/** What a formatter made of a minute: it takes a while, and many ask for the same one. */
const said = new WeakMap<Intl.DateTimeFormat, Map<number, Parts>>()
const mostSaid = 2_000

function partsOf(formatter: Intl.DateTimeFormat, local: Temporal.PlainDateTime): Parts {
  const asUtc = local.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toZonedDateTime('UTC').epochMilliseconds
  const before = said.get(formatter) ?? new Map<number, Parts>()
  said.set(formatter, before)
  const known = before.get(asUtc)
  if (known) return known
  const parts: Parts = {}
  for (const { type, value } of formatter.formatToParts(asUtc)) parts[type] = value
  if (before.size >= mostSaid) before.clear()
  before.set(asUtc, parts)
  return parts
}
