import { z } from 'zod'
import type { Person } from '#src/kernel/person.ts'
import { isWorking, nextWorkingStart, type WorkTime } from '#src/time/hours.ts'
import { wakingTime } from '#src/time/quiet.ts'

/** Days off that someone named themselves, both included. A public holiday is none. */
export type Absence = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** An absence that was looked at; `listed`: the tasks of which a manager was told that nobody could take them over. */
export type Seen = Absence & { listed: string[] }

/** Where and when somebody is away. */
type Whose = Pick<Person, 'away' | 'zone'>

/** Their first moment away: midnight where they live. */
export function beginOf({ from }: Absence, zone: string): Temporal.Instant {
  return from.toZonedDateTime(zone).toInstant()
}

/** The midnight that ends their last day away. */
export function backOf({ to }: Absence, zone: string): Temporal.Instant {
  return to.add({ days: 1 }).toZonedDateTime(zone).toInstant()
}

/**
 * When they work again: the first working hour after it, other days off and holidays passed over; their waking hours, where
 * they have set none. What is to be done before that cannot wait for them, though midnight has passed.
 */
export function worksAgain(absence: Absence, work: WorkTime): Temporal.Instant {
  const back = backOf(absence, work.zone)
  const { zone, hours, away } = wakingTime(work)
  return isWorking(back, zone, hours, away) ? back : (nextWorkingStart(back, zone, hours, away) ?? back)
}

/** Those that are not over, the earliest first. */
export function absencesOf({ away, zone }: Whose, now: Temporal.Instant): Absence[] {
  return away
    .filter((days) => days.holiday === undefined && Temporal.Instant.compare(now, backOf(days, zone)) < 0)
    .map(({ from, to }) => ({ from, to }))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
}

/** The one that lasts now. */
export function absenceAt(whose: Whose, now: Temporal.Instant): Absence | null {
  const [first] = absencesOf(whose, now)
  return first && hasBegun(first, whose.zone, now) ? first : null
}

export function hasBegun(absence: Absence, zone: string, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(beginOf(absence, zone), now) <= 0
}

/**
 * What is to be done about someone's days away: nothing, look again then, or hand over now. `seen` is the same absence as
 * it was when it was looked at before: one that has become no longer is not looked at twice.
 */
export type Plan =
  | { does: 'nothing' }
  | { does: 'wait'; at: Temporal.Instant; seen: Seen | null }
  | { does: 'hand-over'; absence: Absence; back: Temporal.Instant; seen: Seen | null }

export function planAbsence(whose: Whose, before: Seen | null, now: Temporal.Instant): Plan {
  const [absence] = absencesOf(whose, now)
  if (!absence) return { does: 'nothing' }
  const seen = before && overlap(before, absence) ? before : null
  if (!hasBegun(absence, whose.zone, now)) return { does: 'wait', at: beginOf(absence, whose.zone), seen }
  const back = backOf(absence, whose.zone)
  const isDone = seen !== null && Temporal.PlainDate.compare(absence.to, seen.to) <= 0
  return isDone ? { does: 'wait', at: back, seen } : { does: 'hand-over', absence, back, seen }
}

function overlap(a: Absence, b: Absence): boolean {
  return Temporal.PlainDate.compare(a.from, b.to) <= 0 && Temporal.PlainDate.compare(b.from, a.to) <= 0
}

const day = z.string().transform((text) => Temporal.PlainDate.from(text))
const seenNote = z.object({ from: day, to: day, listed: z.array(z.string()) })

/** What a wake remembers; `null` where nothing was done yet. */
export function readSeen(note: unknown): Seen | null {
  return seenNote.safeParse(note).data ?? null
}

export function writeSeen(seen: Seen | null): unknown {
  return seen && { from: seen.from.toString(), to: seen.to.toString(), listed: seen.listed }
}
