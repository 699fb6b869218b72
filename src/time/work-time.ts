import { readable } from './digits.ts'
import type { Locale } from './words.ts'

/** Working time is said in hours and minutes alone: a day of it would be taken for one of the calendar. */
const minutesIn = { minute: 1, hour: 60, day: 8 * 60 } as const

const part =
  /(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:(?<minute>minutes?|mins?|m|मिनट|minat)|(?<hour>hours?|hrs?|h|घंटों|घंटे|घंटा|घण्टे|घण्टा|ghante|ghanta)|(?<day>days?|d|दिनों|दिन|din))(?![\p{L}\p{M}])[\s,]*(?:and\s+|और\s+)?/uy

/** Two thousand hours are a year of work. */
const mostMinutes = 2_000 * 60

/**
 * Minutes of working time from words: `90m`, `1h 30m`, `2 hours`, `2 घंटे 15 मिनट`. A day is eight
 * hours. Null when any of it is not understood, or when it is nothing or more than a year.
 */
export function readWorkTime(input: string): number | null {
  const text = readable(input.normalize('NFC')).trim()
  let minutes = 0
  let at = 0
  while (at < text.length) {
    part.lastIndex = at
    const found = part.exec(text)
    if (!found) return null
    const unit = found.groups?.['minute'] ? 'minute' : found.groups?.['hour'] ? 'hour' : 'day'
    minutes += Number((found[1] ?? '').replace(',', '.')) * minutesIn[unit]
    at = part.lastIndex
  }
  const whole = Math.round(minutes)
  return whole >= 1 && whole <= mostMinutes ? whole : null
}

/** `45 min`, `1 h 30 min`, `40 h`, `2 घंटे 15 मिनट`; rounded to minutes. */
export function formatWorkTime(ms: number, locale: Locale): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return locale === 'hi' ? 'एक मिनट से कम' : 'less than a minute'
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const hourWord = locale === 'hi' ? (hours === 1 ? 'घंटा' : 'घंटे') : 'h'
  const minuteWord = locale === 'hi' ? 'मिनट' : 'min'
  return [hours > 0 ? `${hours} ${hourWord}` : '', rest > 0 ? `${rest} ${minuteWord}` : ''].filter(Boolean).join(' ')
}
