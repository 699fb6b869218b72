import { peopleById } from '#db/repositories/people.ts'
import type { Person } from '#src/kernel/person.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Rhythm } from '#src/time/rhythm.ts'
import { knowsWorkingDays, type DaysOff } from '#src/time/working-days.ts'

/**
 * What a rhythm that knows working days has to know: the holidays of whoever set it up, and all days off of the assistant who
 * is to do it. Whoever set it up may be away: the work is not theirs. Nothing is asked for any other rhythm.
 */
export async function daysOffFor(
  { tx, agency }: Pick<RequestContext, 'tx' | 'agency'>,
  rhythm: Rhythm,
  owner: Person | null,
  assistant: string | null,
): Promise<DaysOff> {
  if (!knowsWorkingDays(rhythm)) return []
  const [doer] = assistant === null ? [] : await peopleById(tx, agency.id, [assistant])
  return daysOffOf(rhythm, owner, doer ?? null)
}

/** The same, of people whom one has read. */
export function daysOffOf(rhythm: Rhythm, owner: Person | null, assistant: Person | null): DaysOff {
  if (!knowsWorkingDays(rhythm)) return []
  return [...(owner?.away ?? []).filter(({ holiday }) => holiday !== undefined), ...(assistant?.away ?? [])]
}
