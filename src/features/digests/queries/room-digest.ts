import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { countsOf } from '#db/repositories/room-digests.ts'
import { countTasks, findTasks, type Wanted } from '#db/repositories/tasks.ts'
import { lookedUpPerSection, soonHours, type Section, type SectionName } from '#src/features/digests/digest.ts'
import { roomSections, type RoomDigest } from '#src/features/digests/room.ts'
import type { Client } from '#src/features/people/client.ts'
import { viewsOf } from '#src/features/tasks/queries/views.ts'

/** What a room's digest holds at this moment: of the agency's own room, or of a client's. */
export async function findRoomDigest(
  tx: Tx,
  agency: Agency,
  client: Client | null,
  now: Temporal.Instant,
  since: Temporal.Instant,
): Promise<RoomDigest> {
  const sections: Section[] = []
  for (const name of client ? roomSections.client : roomSections.agency) {
    const wanted = { ...(client ? { clients: [client.id] } : {}), ...wantedFor(name, now, since) }
    const count = await countTasks(tx, agency.id, wanted)
    const newestFirst = name === 'finished'
    const found = count > 0 ? await findTasks(tx, agency.id, wanted, { limit: lookedUpPerSection, newestFirst }) : []
    const views = await viewsOf(
      tx,
      agency,
      found.map(({ task }) => task),
    )
    sections.push({ name, count, views })
  }
  return { sections, counts: await countsOf(tx, agency.id, client?.id ?? null, now, since) }
}

function wantedFor(name: SectionName, now: Temporal.Instant, since: Temporal.Instant): Wanted {
  switch (name) {
    case 'late':
      return { late: now }
    case 'waiting':
      return { statuses: ['waiting', 'in-review'] }
    case 'due':
      return {
        statuses: ['assigned', 'open', 'claimed', 'in-progress'],
        dueFrom: now,
        dueBy: now.add({ hours: soonHours }),
      }
    case 'finished':
      return { doneSince: since }
    default:
      return { statuses: ['open'] }
  }
}
