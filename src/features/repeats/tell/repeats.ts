import type { Agency } from '#db/repositories/agencies.ts'
import { personById } from '#db/repositories/people.ts'
import { repeatById } from '#db/repositories/repeats.ts'
import { refusedWords, withNames } from '#src/features/requests/refused.ts'
import type { Person } from '#src/kernel/person.ts'
import { newsCard } from '#src/features/repeats/news.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { readerFor } from '#src/words/reader.ts'
import type { Composed } from '#src/bot/outbox/compose.ts'
import { findDirect, findLog, type Found, type Parts } from '#src/features/telling/tell/destinations.ts'

type RepeatLine = Extract<Notification, { kind: 'repeat' }>

/** What became of a repeat: to whoever set it up in a direct message, or to a manager where they cannot be asked. */
export async function composeRepeat(parts: Parts, agency: Agency, line: RepeatLine): Promise<Composed> {
  const { db, now } = parts
  const known = await db.inAgency(agency.id, async (tx) => {
    const stored = await repeatById(tx, agency.id, line.repeat)
    const person = line.person === null ? null : await personById(tx, agency.id, line.person)
    const reason = 'reason' in line.news ? await withNames(tx, agency.id, line.news.reason) : null
    return stored && { repeat: stored.repeat, person, reason }
  })
  if (!known) return { kind: 'nothing', why: 'the repeat is gone' }
  if (line.person !== null && !known.person) return { kind: 'nothing', why: 'the person is gone' }

  const { found, reader } = await findReader(parts, agency, known.person)
  if (found.kind !== 'here') return found
  const readAs = readerFor(reader ?? agency, now(), reader === null)
  const why = known.reason && refusedWords(readAs.language, known.reason)
  return { kind: 'post', to: found.at, card: newsCard(known.repeat, line.news, why, readAs), task: null, topic: null }
}

async function findReader(
  parts: Parts,
  agency: Agency,
  person: Person | null,
): Promise<{ found: Found; reader: Person | null }> {
  if (!person) return findLog(parts, agency)
  return { found: await findDirect(parts, agency, person.id, null), reader: person }
}
