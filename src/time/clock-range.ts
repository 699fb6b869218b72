import { clockText } from './digits.ts'
import type { Part } from './lexicon.ts'
import { at, isKey, isSign, skip, type Tokens } from './pieces.ts'
import { readClock } from './read-clock.ts'

type HalfOfDay = 'am' | 'pm' | null
type Clock = { hour: number; minute: number; half: HalfOfDay; bare: boolean; end: number }

/** A time of day of hours or of a schedule, as `HH:MM`: `9:00`, `half past nine`, `शाम 5 बजे`; a bare hour is of a clock of 24 hours. */
export function readTimeOfDay(tokens: Tokens, i: number): { time: string; end: number } | null {
  const read = readOne(tokens, i)
  return read && { time: clockText(hourOf(read), read.minute), end: read.end }
}

/**
 * From one time of day to another: `9:00-18:00`, `nine to five`, `noon to 8pm`, `सुबह 9 से शाम 6 बजे तक`.
 *
 * What people leave out is filled in as they mean it: `9-6` and `9am-6` end in the evening, `1-6pm` begins after noon, and
 * so does `1-5` after another that ends at noon (`after`).
 */
export function readRange(tokens: Tokens, i: number, after?: string): { from: string; to: string; end: number } | null {
  const from = readOne(tokens, i)
  const joined = from && (isSign(tokens, from.end, '-–—') || isKey(tokens, from.end, 'to', 'until', 'through', 'se'))
  const to = joined ? readOne(tokens, from.end + 1) : null
  if (!from || !to) return null

  if (from.half === null && to.half !== null && from.hour <= 12) {
    from.half = from.hour % 12 < to.hour % 12 ? to.half : 'am'
  }
  if (from.half === null && from.bare && after !== undefined && after >= clockText(hourOf(from), from.minute)) {
    if (from.hour < 8) from.half = 'pm'
    if (from.half === 'pm' && to.half === null && to.bare && to.hour <= 12) to.half = 'pm'
  }
  const start = hourOf(from) * 60 + from.minute
  if (to.half === null && to.bare && to.hour < 12 && to.hour * 60 + to.minute <= start && start < 12 * 60)
    to.half = 'pm'
  return {
    from: clockText(hourOf(from), from.minute),
    to: clockText(hourOf(to), to.minute),
    end: skip(tokens, to.end, 'tak'),
  }
}

/** With the part of the day before it or behind it. */
function readOne(tokens: Tokens, i: number): Clock | null {
  const { part, day } = at(tokens, i).means
  if (part === undefined || day !== undefined) {
    const read = readBare(tokens, i)
    const behind = read && skip(tokens, read.end, 'in', 'the')
    const after = behind === null ? undefined : at(tokens, behind).means.part
    if (!read || behind === null || after === undefined || read.half !== null) return read
    // "सुबह 9 शाम 6": the part of the next one, unless this one has none before it.
    const isNext = readBare(tokens, behind + 1) !== null
    return isNext ? read : halved({ ...read, end: behind + 1 }, after)
  }
  const start = skip(tokens, i + 1, 'ka', 'ko')
  const read = readBare(tokens, start)
  return read && halved(read, part)
}

function halved(read: Clock, part: Part): Clock | null {
  const half = read.half ?? halfOfPart(part, read.hour)
  return half !== null && read.hour === 0 ? null : { ...read, half }
}

/** The same, of a field in which a number is always an hour. */
function readBare(tokens: Tokens, i: number): Clock | null {
  const { kind, value, text, means } = at(tokens, i)
  const next = at(tokens, i + 1)
  // "Nine to five" is from nine to five, and no nine minutes before five; a quarter to five is.
  const isJoined = isKey(tokens, i + 1, 'to', 'until', 'se')
  if (isJoined && means.unit === undefined && means.key !== 'half') {
    const hour = kind === 'number' && text.length <= 2 ? value : means.number
    if (hour !== undefined && Number.isInteger(hour)) return clockOf(hour, 0, null, { bare: true, end: i + 1 })
  }
  // "साढ़े नौ", without the word that says that it is an hour.
  const fraction = { sava: 15, saadhe: 30, paune: 45 }[means.key ?? '']
  const whole = next.kind === 'number' ? next.value : (next.means.number ?? Number.NaN)
  if (fraction !== undefined && Number.isInteger(whole) && whole > 1) {
    const hour = fraction === 45 ? whole - 1 : whole
    return clockOf(hour, fraction, null, { bare: true, end: skip(tokens, i + 2, 'baje') })
  }
  if (kind === 'number' && text.length === 4 && (!next.glued || isSign(tokens, i + 1, '-–—'))) {
    return clockOf(Math.floor(value / 100), value % 100, null, { bare: !text.startsWith('0'), end: i + 1 })
  }
  if (kind === 'number' && text.length <= 2 && next.glued && next.means.key === 'h') {
    const minutes = at(tokens, i + 2)
    const has = minutes.glued && minutes.kind === 'number' && minutes.text.length === 2
    return clockOf(value, has ? minutes.value : 0, null, { bare: false, end: has ? i + 3 : i + 2 })
  }
  const hit = readClock(tokens, i, true)
  // "9-5ish" are no hours.
  if (hit && at(tokens, hit.end - 1).text === 'ish') return null
  if (hit?.piece.is === 'midnight') return clockOf(24, 0, null, { bare: false, end: hit.end })
  if (hit?.piece.is !== 'clock') return null
  const { hour, minute, half, form } = hit.piece
  const isNoon = at(tokens, i).means.clock !== undefined
  const said = isNoon ? 'pm' : form === 'half' ? half : null
  // `05:30` is meant as it stands.
  return clockOf(hour, minute, said, { bare: !text.startsWith('0'), end: hit.end })
}

function clockOf(
  hour: number,
  minute: number,
  half: HalfOfDay,
  { bare, end }: { bare: boolean; end: number },
): Clock | null {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null
  if (half !== null && (hour > 12 || hour === 0)) return null
  return { hour, minute, half, bare, end }
}

/** Which half of the day a part of it puts an hour into: nine at night is in the evening, two at night before dawn. */
function halfOfPart(part: Part, hour: number): HalfOfDay {
  if (hour > 12 || hour === 0) return null
  if (part === 'morning') return 'am'
  if (part === 'night') return hour >= 6 && hour < 12 ? 'pm' : 'am'
  if (part === 'noon' || part === 'lunch') return hour === 11 ? 'am' : 'pm'
  return 'pm'
}

function hourOf({ hour, half }: Clock): number {
  if (half === null) return hour % 24
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}
