import type { Assignment } from '#src/features/people/client.ts'
import { is, type Person } from '#src/kernel/person.ts'

export const socialDuty = 'social-media'

/** Who serves a client for its posts, first to last: as assigned for that duty, or where nobody is, for all. */
export function serving(assignments: readonly Assignment[]): string[] {
  const own = assignments.filter(({ duty }) => duty === socialDuty)
  const all = assignments.filter(({ duty }) => duty === null)
  return [...new Set((own.length > 0 ? own : all).flatMap(({ primary, backups }) => [primary, ...backups]))]
}

/**
 * Who posts, and who stands in: whoever wrote it while they serve the client, then the others in their order. Those who
 * are away today, where they live, are passed over.
 */
export function carersOf(
  author: string | null,
  assignments: readonly Assignment[],
  people: readonly Person[],
  now: Temporal.Instant,
): { keeper: Person | null; backup: Person | null } {
  const served = serving(assignments)
  const first = author !== null && served.includes(author) ? [author] : []
  const there = [...new Set([...first, ...served])].flatMap(
    (id) => people.find((person) => person.id === id && is(person, 'assistant') && !isAway(person, now)) ?? [],
  )
  return { keeper: there[0] ?? null, backup: there[1] ?? null }
}

function isAway({ away, zone }: Person, now: Temporal.Instant): boolean {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const { compare } = Temporal.PlainDate
  return away.some(({ from, to }) => compare(from, today) <= 0 && compare(today, to) <= 0)
}
