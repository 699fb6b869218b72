import { and, asc, eq, inArray } from '#orm/core'
import type { Platform } from '#src/kernel/person.ts'
import type { Tx } from '#db/connection/connect.ts'
import { identities, persons } from '#db/schema/people.ts'

/** On which platforms these people are, and since when they are in the agency: what tells two of one name apart. */
export async function arrivalsOf(
  tx: Tx,
  agency: string,
  ids: string[],
): Promise<Map<string, { platforms: Platform[]; since: Temporal.Instant }>> {
  if (ids.length === 0) return new Map()
  const found = await tx
    .select({ id: persons.id, since: persons.createdAt, platform: identities.platform })
    .from(persons)
    .leftJoin(identities, and(eq(identities.agencyId, persons.agencyId), eq(identities.personId, persons.id)))
    .where(and(eq(persons.agencyId, agency), inArray(persons.id, ids)))
    .orderBy(asc(persons.id), asc(identities.platform))
  const arrivals = new Map<string, { platforms: Platform[]; since: Temporal.Instant }>()
  for (const { id, since, platform } of found) {
    const before = arrivals.get(id)?.platforms ?? []
    arrivals.set(id, { since, platforms: platform && !before.includes(platform) ? [...before, platform] : before })
  }
  return arrivals
}
