import { dayEnd } from './hours.ts'
import { type DayReading, readDay } from './phrase-day.ts'
import { inPart, partHour, readTime, settle, type TimeReading } from './phrase-time.ts'
import { counted, numberPattern, type World } from './phrase-world.ts'
import { wordEnd } from './weekdays.ts'
import { parseZone } from './zone.ts'
import { abbreviations } from './zone-names.ts'

/** A moment that stands in a text. */
export type Reading = {
  start: number
  end: number
  at: Temporal.Instant
  zone: string
  kind: 'exact' | 'day'
  strength: 'clear' | 'named' | 'loose'
  /** A word for a deadline by itself: `eod`, `within 2 days`. */
  deadline: boolean
  /** A part of the day without a day, which after "by" may be no time at all: "travel by night". */
  vague: boolean
  /** The day, when it was all that was said: what "before Friday" counts back from. */
  dayOnly: Temporal.PlainDate | null
}

/** A text as people typed it, and as we read it; the same length. */
export type Text = { typed: string; readable: string }

type Said = { day: DayReading | null; time: TimeReading | null; end: number }

const between = /,? (?:(?:by|before|on|of|around|about|को|की|के|ko|ki) )?|, ?/uy
const unit = 'hours?|hrs?|h|minutes?|mins?|m|घंटों|घंटे|घंटा|घण्टे|ghante|ghanta|मिनटों|मिनट|minat'
const amount = `(${numberPattern}) ?(${unit})${wordEnd}`
const delay = new RegExp(
  `(in|within|in the next|after)? ?${amount}(?:,? ?(?:and )?${amount})?( from now| hence| later| में| मे| mein| me| बाद| के (?:अंदर|भीतर|अन्दर|बाद))?${wordEnd}`,
  'uy',
)
/** Zone names that are also words are zones only in capitals. */
const alsoWords = /^(?:et|ct|mt|pt|wet|est)$/

/** The longest moment that begins exactly at `start`. */
export function readMoment(text: Text, start: number, world: World): Reading | null {
  const later = readDelay(text.readable, start, world)
  if (later) return later

  const said = readSaid(text.readable, start, world)
  if (!said) return null

  const named = said.time?.at !== 'dayEnd' && (said.time ?? said.day?.time) ? readZone(text, said.end) : null
  if (!named || named.zone === world.zone) return { ...settleMoment(said, start, world), end: named?.end ?? said.end }

  // Today and tomorrow are those of the zone that was named.
  const there = { ...world, zone: named.zone, today: world.now.toZonedDateTimeISO(named.zone).toPlainDate() }
  return { ...settleMoment(readSaid(text.readable, start, there) ?? said, start, there), end: named.end }
}

function readDelay(text: string, start: number, { now, zone }: World): Reading | null {
  delay.lastIndex = start
  const found = delay.exec(text)
  if (!found) return null

  const [, before, count, size = '', secondCount, secondSize = '', behind] = found
  // "a m", "do h": no times.
  if (/^[hm]$/.test(size) && !/^\d/.test(count ?? '')) return null

  const minutes = counted(count) * minutesIn(size) + (secondCount ? counted(secondCount) * minutesIn(secondSize) : 0)
  if (!Number.isFinite(minutes)) return null
  return {
    start,
    end: delay.lastIndex,
    at: now.add({ seconds: Math.round(minutes * 60) }),
    zone,
    kind: 'exact',
    strength: before || behind ? 'clear' : 'loose',
    deadline: before === 'within',
    vague: false,
    dayOnly: null,
  }
}

function minutesIn(size: string): number {
  return /^(?:m|मि)/.test(size) ? 1 : 60
}

/** A day, a time, or both in either order. */
function readSaid(text: string, start: number, world: World): Said | null {
  const day = readDay(text, start, world)
  if (day) {
    const time = day.time ? null : readTime(text, skipBetween(text, day.end))
    return { day, time, end: time?.end ?? day.end }
  }

  const time = readTime(text, start)
  if (!time) return null
  const then = readDay(text, skipBetween(text, time.end), world)
  return then && then.strength !== 'loose' && !then.time
    ? { day: then, time, end: then.end }
    : { day: null, time, end: time.end }
}

function skipBetween(text: string, at: number): number {
  between.lastIndex = at
  // Without a space between them the two are one word, which is neither.
  return between.test(text) ? between.lastIndex : text.length
}

export function readZone({ typed, readable }: Text, at: number): { zone: string; end: number } | null {
  const short = /^ ?\(?([a-z]{2,4})\)?(?![\p{L}\p{M}\p{N}])/u.exec(readable.slice(at))
  const word = short?.[1] ?? ''
  const known = abbreviations[word]
  const inCapitals = typed.slice(at, at + (short?.[0].length ?? 0)).includes(word.toUpperCase())
  if (short && known && (inCapitals || !alsoWords.test(word))) return { zone: known[0], end: at + short[0].length }

  const long = /^ \(?([a-z_]+\/[a-z_/]+|[a-z]+(?: [a-z]+)?(?= time))(?: time)?\)?(?![\p{L}\p{M}\p{N}])/u.exec(
    readable.slice(at),
  )
  const parsed = long ? parseZone(long[1] ?? '') : null
  return long && parsed?.ok ? { zone: parsed.zone, end: at + long[0].length } : null
}

function settleMoment(said: Said, start: number, world: World): Reading {
  const { day, time } = said
  const named = day?.date ?? world.today
  const first = momentOn(named, said, world)
  const over = Temporal.Instant.compare(first, world.now) <= 0
  const next = day ? day.next : time && time.at !== 'dayEnd' ? world.today.add({ days: 1 }) : null

  const date = over && next ? next : named
  const isTime = Boolean(time && time.at !== 'dayEnd') || Boolean(day?.time) || Boolean(day?.part)
  return {
    start,
    end: said.end,
    at: momentOn(date, said, world),
    zone: world.zone,
    kind: isTime ? 'exact' : 'day',
    strength: strengthOf(said),
    deadline: Boolean(day?.deadline) || time?.at === 'dayEnd',
    vague: day === null && time?.strength === 'part',
    dayOnly: day && !isTime && !day.deadline && time === null ? date : null,
  }
}

/** "Before Friday" is over when Thursday is; before a time of day or the end of a week is by it. */
export function readBefore(reading: Reading, world: World): Reading {
  if (!reading.dayOnly) return reading
  const end = endOf(reading.dayOnly.subtract({ days: 1 }), world)
  return { ...reading, at: end.toZonedDateTime(world.zone, { disambiguation: 'compatible' }).toInstant() }
}

function strengthOf({ day, time }: Said): Reading['strength'] {
  if (day) return time && day.strength === 'named' ? 'clear' : day.strength
  if (time?.strength === 'clear') return 'clear'
  return time?.strength === 'bare' ? 'loose' : 'named'
}

function momentOn(date: Temporal.PlainDate, { day, time }: Said, world: World): Temporal.Instant {
  const exact = clockOf(day, time)
  if (!exact) return endOf(date, world).toZonedDateTime(world.zone, { disambiguation: 'compatible' }).toInstant()

  const local = date.add({ days: exact.daysLater }).toPlainDateTime({ hour: exact.hour, minute: exact.minute })
  if (exact.offset !== null) return local.toZonedDateTime('UTC').toInstant().subtract({ minutes: exact.offset })
  return local.toZonedDateTime(world.zone, { disambiguation: 'compatible' }).toInstant()
}

function clockOf(day: DayReading | null, time: TimeReading | null) {
  if (day?.time) {
    const { hour, minute, settled, offset } = day.time
    return { hour: settled ? hour : settle(hour, String(hour)), minute, daysLater: 0, offset }
  }
  if (time?.at === 'dayEnd') return null
  if (time) return { ...(day?.part ? inPart(time.at, day.part) : time.at), offset: null }
  return day?.part ? { hour: partHour(day.part), minute: 0, daysLater: 0, offset: null } : null
}

/** When that person's day ends, on their clock. */
function endOf(date: Temporal.PlainDate, world: World): Temporal.PlainDateTime {
  return dayEnd(date, world.hours) ?? date.toPlainDateTime(world.dayEnd)
}
