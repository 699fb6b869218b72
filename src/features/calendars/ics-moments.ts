import type { Property } from './ics-entries.ts'

/** A day, or a time on it. `time`: HHMMSS, null for a whole day. */
export type Moment = { day: Temporal.PlainDate; time: string | null; isUtc: boolean }

/** The day that it is on some clocks at a moment. */
export type Clock = (at: Temporal.Instant) => Temporal.PlainDate

/** A date is one by its form too: many programs, governments' among them, write it without `VALUE=DATE`. */
export function momentIn({ value }: Property): Moment | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})(Z)?)?$/u.exec(value.trim())
  if (!found) return null
  const [, year, month, date, time, utc] = found
  const day = plainDate(Number(year), Number(month), Number(date))
  return day && { day, time: time ?? null, isUtc: utc !== undefined }
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** The day on which a moment lies for people in the entry's zone, and not in UTC, in which it may be written. */
export function dayOn(clock: Clock, { day, time, isUtc }: Moment): Temporal.PlainDate {
  if (!isUtc || time === null) return day
  const [hours, minutes, seconds] = [time.slice(0, 2), time.slice(2, 4), time.slice(4)].map(Number)
  return clock(day.toZonedDateTime('UTC').add({ hours, minutes, seconds }).toInstant())
}

/**
 * The end of a rule as the day that it is in the entry's zone: beside a zone RFC 5545 (3.3.10) wants it in UTC, and
 * 20260228T183000Z is the first of March in Kolkata.
 */
export function endOn(clock: Clock, rule: string): string {
  return rule.replace(/UNTIL=(\d{8}T\d{6}Z)/iu, (whole, until: string) => {
    const moment = momentIn({ parameters: new Map(), value: until })
    return moment ? `UNTIL=${dayOn(clock, moment).toString().replaceAll('-', '')}` : whole
  })
}
