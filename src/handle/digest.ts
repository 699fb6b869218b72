import type { Agency } from '#db/agencies.ts'
import type { Tx } from '#db/connect.ts'
import { digestOf } from '#db/digests.ts'
import { loadCandidates } from '#db/people.ts'
import { countTasks, findTasks, responseTimes, type Wanted } from '#db/tasks.ts'
import { sectionsFor, shownPerSection, type Digest, type Section, type SectionName } from '#src/digests/digest.ts'
import { manages, type Person } from '#src/people/person.ts'
import { poolOf, sightOf } from './sight.ts'
import { loadSocialDigest } from './social/digest.ts'
import { viewsOf } from './views.ts'

/** How far ahead "due soon" looks. */
const soon = Temporal.Duration.from({ hours: 48 })

/** What one person's digest holds at this moment. Reads only. */
export async function loadDigest(
  tx: Tx,
  agency: Agency,
  person: Person,
  now: Temporal.Instant,
  since: Temporal.Instant,
): Promise<Digest> {
  const sections: Section[] = []
  for (const name of sectionsFor(person)) {
    // What stands under one heading already is not said again under the next.
    const except = sections.flatMap(({ views }) => views.map(({ task }) => task.id))
    const wanted = { ...wantedFor(name, person, now, since), except }
    const count = await countTasks(tx, agency.id, wanted)
    if (count === 0) continue
    const found = await findTasks(tx, agency.id, wanted, { limit: shownPerSection })
    sections.push({
      name,
      count,
      views: await viewsOf(
        tx,
        agency,
        found.map(({ task }) => task),
      ),
    })
  }
  const social = await loadSocialDigest(tx, agency, person, now)
  if (!manages(person)) return { sections, load: [], response: null, social }

  const assistants = await loadCandidates(tx, agency.id)
  return {
    sections,
    load: assistants.map(({ name, inHand, capacity }) => ({ name, inHand, capacity })),
    response: await answeredWithin(tx, agency, now),
    social,
  }
}

async function answeredWithin(tx: Tx, agency: Agency, now: Temporal.Instant): Promise<Digest['response']> {
  const found = await responseTimes(tx, agency.id, now.subtract({ hours: 7 * 24 }))
  return found && { ...found, target: agency.responseHours }
}

/** What was finished since the digest before is news; when there was none, since a day ago. */
export async function digestBefore(
  tx: Tx,
  agency: Agency,
  person: Person,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const before = await digestOf(tx, agency.id, person.id)
  return before?.lastAt ?? now.subtract({ hours: 24 })
}

function wantedFor(name: SectionName, person: Person, now: Temporal.Instant, since: Temporal.Instant): Wanted {
  const { id: assistant, clients } = person
  // A manager reads of every client; a client of their own.
  const mine: Wanted = manages(person) ? {} : { clients }
  const held: Wanted = { assistant }
  switch (name) {
    case 'waitsForYou':
      return { requester: person.id, statuses: ['waiting', 'in-review'] }
    case 'offered':
      return { ...held, statuses: ['assigned'] }
    case 'late':
      return { ...sightOf(person), late: now }
    case 'today':
      return { ...held, statuses: ['claimed', 'in-progress'] }
    case 'due':
      return { ...mine, unfinished: true, dueBy: now.add(soon), dueFrom: now }
    case 'waiting':
      return { ...held, statuses: ['waiting', 'in-review'] }
    case 'unclaimed':
      return { statuses: ['open'] }
    case 'pool':
      return poolOf(person)
    case 'finished':
      return { ...mine, doneSince: since }
  }
}
