import type { Person } from '#src/kernel/person.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import type { Slot } from '#src/time/recurrence.ts'

/** The due time of one occurrence: its words, read as if they had been said when it was to be made. */
export function dueAt(phrase: string, slot: Slot, owner: Person): Temporal.Instant | null {
  const read = readAt(phrase, slot, owner)
  return read?.kind === 'understood' ? read.at : null
}

function readAt(phrase: string, { at }: Slot, owner: Person) {
  const read = readTime(phrase, spokenBy(owner, at, 'due'))
  return read.kind === 'understood' || read.kind === 'past' ? read : null
}

/** What is made late is due as much later, where its time would be over by then. */
export function dueWhenLate(
  due: Temporal.Instant | null,
  { at }: Slot,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (due === null || Temporal.Instant.compare(due, now) > 0) return due
  return due.add(at.until(now))
}

export type DueFault = 'not-understood' | 'fixed'

/**
 * Why it is no due time for something that repeats; `null` when it is one. One day of the calendar is none: of many
 * occurrences it is the same, or is over before them.
 */
export function whyNotDue(phrase: string, slots: Slot[], owner: Person): DueFault | null {
  const read = slots.map((slot) => readAt(phrase, slot, owner))
  const [first] = read
  if (!first) return 'not-understood'
  const isFixed = read.length > 1 && read.every((other) => other?.at.equals(first.at))
  return isFixed || read.some((other) => other?.kind === 'past') ? 'fixed' : null
}
