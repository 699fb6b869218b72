import { dayEnd } from './hours.ts'
import type { Part } from './lexicon.ts'
import type { Piece } from './pieces.ts'
import { morningOf } from './quiet.ts'
import type { Ambiguity } from './reading.ts'
import type { World } from './world.ts'

/** A time of day, before it is known of which day. */
export type Clock =
  | {
      kind: 'at'
      hour: number
      minute: number
      daysLater: number
      /** The same on the other half of the day, where no half was said. */ other: number | null
    }
  | { kind: 'part'; part: Part }
  | { kind: 'day-end' }
  | { kind: 'day-start' }
  /** As late as it is now. */
  | { kind: 'same-time' }

type ClockPiece = Extract<Piece, { is: 'clock' | 'part' | 'midnight' | 'same-time' | 'day-end' | 'day-start' }>

const clockKinds = new Set(['clock', 'part', 'midnight', 'same-time', 'day-end', 'day-start'])

export function isClock(piece: Piece): piece is ClockPiece {
  return clockKinds.has(piece.is)
}

/** When a part of the day begins, where nothing more is said, and when it is over. */
const parts: Readonly<Record<Part, readonly [number, string]>> = {
  morning: [9, '12:00'],
  breakfast: [8, '09:00'],
  noon: [14, '16:00'],
  lunch: [13, '14:00'],
  afternoon: [14, '18:00'],
  tea: [17, '18:00'],
  evening: [18, '21:00'],
  dinner: [19, '20:00'],
  night: [21, '23:59'],
  bedtime: [22, '23:59'],
}

/** The hour at which a part of the day begins. */
export function partStart(part: Part): number {
  return parts[part][0]
}

/** The one time of day that these say together. `'none'`: no time is said; `'no-such-time'`, `'not-whole'`: they say none. */
export function settleClock(pieces: readonly ClockPiece[]): Clock | 'none' | 'no-such-time' | 'not-whole' {
  const clocks = pieces.filter((piece) => piece.is === 'clock')
  const said = pieces.filter((piece) => piece.is === 'part')
  const rest = pieces.filter((piece) => piece.is !== 'clock' && piece.is !== 'part')
  const [clock] = clocks
  const [first] = said
  if (clocks.length > 1 || said.length > 1 || rest.length > 1) return 'not-whole'
  const [other] = rest
  if (clock) return other && other.is !== 'day-end' ? 'not-whole' : withPart(clock, first?.part)
  if (other?.is === 'midnight')
    return first && first.part !== 'night'
      ? 'not-whole'
      : { kind: 'at', hour: 23, minute: 59, daysLater: 0, other: null }
  if (other?.is === 'same-time') return first ? 'not-whole' : { kind: 'same-time' }
  if (other?.is === 'day-end') return first ? 'not-whole' : { kind: 'day-end' }
  if (other?.is === 'day-start') return first && first.part !== 'morning' ? 'not-whole' : { kind: 'day-start' }
  return first ? { kind: 'part', part: first.part } : 'none'
}

function withPart(
  piece: Extract<Piece, { is: 'clock' }>,
  part: Part | undefined,
): Clock | 'no-such-time' | 'not-whole' {
  const { hour, minute, half } = piece
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return 'no-such-time'
  if (piece.form === 'half' && (hour > 12 || hour === 0)) return 'no-such-time'
  if (hour === 24) return { kind: 'at', hour: 0, minute, daysLater: 1, other: null }
  const byPart = half && piece.form === 'half' ? half : halfIn(part, hour)
  if (part !== undefined && byPart === null && !(hour === 0 || hour > 12)) return 'not-whole'
  if (byPart !== null) {
    if (half && piece.form === 'half' && part !== undefined && !suits(part, hour, half)) return 'not-whole'
    const read = (hour % 12) + (byPart === 'pm' ? 12 : 0)
    // What is said of the night after midnight is of the next day: रात 2 बजे, 1 at night.
    return { kind: 'at', hour: read, minute, daysLater: part === 'night' && read < 6 ? 1 : 0, other: null }
  }
  if (half) return { kind: 'at', hour, minute, daysLater: 0, other: null }
  const settled = settle(hour)
  // "9:00" is how a clock of 24 hours shows it; "5:30" is still the afternoon's.
  const isOpen = hour >= 1 && hour <= 11 && (settled > 12 || piece.form !== 'shown')
  const other = isOpen ? (settled + 12) % 24 : null
  return { kind: 'at', hour: settled, minute, daysLater: 0, other }
}

/** An hour without a half of the day is taken from 8 in the morning on. */
function settle(hour: number): number {
  return hour >= 1 && hour <= 7 ? hour + 12 : hour
}

/** Which half of the day a part of it puts an hour into: रात 9 is in the evening, रात 2 before dawn. */
function halfIn(part: Part | undefined, hour: number): 'am' | 'pm' | null {
  if (!part || hour > 12 || hour === 0) return null
  if (part === 'morning' || part === 'breakfast') return hour === 12 ? null : 'am'
  if (part === 'night') return hour >= 6 && hour < 12 ? 'pm' : 'am'
  if (part === 'noon' || part === 'lunch') return hour === 11 ? 'am' : 'pm'
  return hour === 12 && part === 'evening' ? null : 'pm'
}

function suits(part: Part, hour: number, half: 'am' | 'pm'): boolean {
  if (part === 'morning' || part === 'breakfast') return half === 'am'
  if (part === 'night') return half === 'pm' || hour === 12 || hour < 6
  return half === 'pm' || (part === 'noon' && hour === 11)
}

/** The moment of a time of day on one day, on that world's clock; `null`: at the day's end or morning, as it is used. */
export function momentOf(
  date: Temporal.PlainDate,
  clock: Clock | null,
  world: World,
): { at: Temporal.Instant; said: Ambiguity | null } {
  if (clock === null) return plain(world.use === 'reminder' ? startOf(date, world) : endOf(date, world))
  if (clock.kind === 'day-end') return plain(endOf(date, world))
  if (clock.kind === 'day-start') return plain(startOf(date, world))
  if (clock.kind === 'same-time')
    return local(date.toPlainDateTime(world.now.toZonedDateTimeISO(world.zone).toPlainTime()), world)
  if (clock.kind === 'part') return local(date.toPlainDateTime({ hour: parts[clock.part][0] }), world)
  const { hour, minute, daysLater } = clock
  return local(date.add({ days: daysLater }).toPlainDateTime({ hour, minute }), world)
}

function plain(at: Temporal.Instant): { at: Temporal.Instant; said: null } {
  return { at, said: null }
}

/** A time that the clock jumps over comes as much later as the jump is long; one that it shows twice is the first. */
function local(time: Temporal.PlainDateTime, { zone }: World): { at: Temporal.Instant; said: Ambiguity | null } {
  const first = time.toZonedDateTime(zone, { disambiguation: 'compatible' })
  const isMoved = !first.toPlainDateTime().equals(time)
  const isTwice = !isMoved && !time.toZonedDateTime(zone, { disambiguation: 'later' }).equals(first)
  return { at: first.toInstant(), said: isMoved ? 'moved-forward' : isTwice ? 'first-of-two' : null }
}

/** When that person's day ends, on their clock. */
export function endOf(date: Temporal.PlainDate, { hours, dayEnd: usual, zone }: World): Temporal.Instant {
  const end = dayEnd(date, hours) ?? date.toPlainDateTime(usual)
  return end.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant()
}

export function startOf(date: Temporal.PlainDate, { hours, zone }: World): Temporal.Instant {
  return morningOf(date, { zone, hours })
}

/** When a part of that day is over. */
export function partEnd(date: Temporal.PlainDate, part: Part, world: World): Temporal.Instant {
  return local(date.toPlainDateTime(parts[part][1]), world).at
}
