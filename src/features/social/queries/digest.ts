import { findPosts } from '#db/repositories/posts.ts'
import type { Agency } from '#db/repositories/agencies.ts'
import { accountsOf } from '#db/repositories/social.ts'
import type { Tx } from '#db/connection/connect.ts'
import { is, type Person } from '#src/kernel/person.ts'
import type { SocialDigest } from '#src/features/social/digest.ts'
import type { PostView } from '#src/features/social/view.ts'
import { socialClients } from './client-team.ts'
import { keptBy } from './views.ts'
import { waitingOf } from './week.ts'

/** To a member the week ahead of their clients; to an assistant what they are to post today, and what was missed of it. */
export async function loadSocialDigest(
  tx: Tx,
  agency: Agency,
  person: Person,
  now: Temporal.Instant,
): Promise<SocialDigest> {
  const own = is(person, 'client') ? await posting(tx, agency, person.clients) : []
  const weeks = await Promise.all(own.map((client) => waitingOf({ tx, agency, by: person, now }, client, null)))
  return {
    weeks: weeks.filter((week) => week !== null),
    today: is(person, 'assistant') ? await todayOf(tx, agency, person, now) : [],
  }
}

/** Most clients have no account that is posted to, and cost a digest no more than this. */
async function posting(tx: Tx, agency: Agency, clients: string[]): Promise<string[]> {
  return [...new Set((await accountsOf(tx, agency.id, clients)).map(({ client }) => client))]
}

async function todayOf(tx: Tx, agency: Agency, person: Person, now: Temporal.Instant): Promise<PostView[]> {
  const day = now.toZonedDateTimeISO(person.zone).toPlainDate()
  const clients = (await socialClients({ tx, agency, by: person })).map(({ id }) => id)
  const open = await findPosts(tx, agency.id, {
    ...{ clients, statuses: ['approved', 'due', 'missed', 'draft', 'approval'] },
    from: day.toZonedDateTime(person.zone).toInstant(),
    to: day.add({ days: 1 }).toZonedDateTime(person.zone).toInstant(),
  })
  return keptBy(tx, agency, person, open, now)
}
