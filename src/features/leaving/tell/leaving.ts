import type { Agency } from '#db/repositories/agencies.ts'
import { personById } from '#db/repositories/people.ts'
import type { Composed } from '#src/bot/outbox/compose.ts'
import { newsCard } from '#src/features/leaving/cards.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { findLog, type Parts } from '#src/features/telling/tell/destinations.ts'
import { readerFor } from '#src/words/reader.ts'

/** To the log room: who asked for everything, or for the end. */
export async function composeLeaving(
  parts: Parts,
  agency: Agency,
  { news, person, at }: Extract<Notification, { kind: 'leaving' }>,
): Promise<Composed> {
  const who = await parts.db.inAgency(agency.id, (tx) => personById(tx, agency.id, person))
  const { found, reader } = await findLog(parts, agency)
  if (found.kind !== 'here') return found
  const card = newsCard(
    news,
    who?.name ?? '–',
    Temporal.Instant.from(at),
    readerFor(reader ?? agency, parts.now(), !reader),
  )
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}
