import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { lastChangesOfPosts } from '#db/repositories/last-changes.ts'
import { findPosts } from '#db/repositories/posts.ts'
import { accountsOf } from '#db/repositories/social.ts'
import type { Entry } from '#src/features/calendars/feed.ts'
import { manages, type Person } from '#src/kernel/person.ts'
import { postEntries } from '#src/features/social/entries.ts'
import type { Reader } from '#src/words/reader.ts'
import { socialClients } from './client-team.ts'

type About = { since: Temporal.Instant; reader: Reader }

/** Everything of these clients that is to be posted, or was since. */
export async function socialEntries(
  tx: Tx,
  agency: Agency,
  clients: string[],
  { since, reader }: About,
): Promise<Entry[]> {
  if (clients.length === 0) return []
  const [posts, accounts] = await Promise.all([
    findPosts(tx, agency.id, { clients, from: since }),
    accountsOf(tx, agency.id, clients),
  ])
  const changed = await lastChangesOfPosts(
    tx,
    agency.id,
    posts.map(({ id }) => id),
  )
  return postEntries(posts, accounts, changed, reader.words)
}

/** The posts that somebody has to do with. Who manages sees those of all clients, and subscribes to them one by one. */
export async function ownSocialEntries(tx: Tx, agency: Agency, by: Person, about: About): Promise<Entry[]> {
  if (manages(by)) return []
  const clients = await socialClients({ tx, agency, by })
  return socialEntries(
    tx,
    agency,
    clients.map(({ id }) => id),
    about,
  )
}
