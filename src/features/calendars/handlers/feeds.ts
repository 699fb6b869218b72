import { taskSubject } from '#src/features/tasks/policy.ts'
import { lastChangesOfTasks } from '#db/repositories/last-changes.ts'
import type { Agency } from '#db/repositories/agencies.ts'
import { feedById, feedFor, renewFeed, tasksForFeed } from '#db/repositories/calendars.ts'
import { listClients } from '#db/repositories/clients.ts'
import type { Tx } from '#db/connection/connect.ts'
import { feedCard } from '#src/features/calendars/cards.ts'
import { awayEntries, taskEntries } from '#src/features/calendars/entries.ts'
import type { Entry, Feed, FeedKind } from '#src/features/calendars/feed.ts'
import { feedAddress } from '#src/features/calendars/feed-address.ts'
import type { Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { findClient, isId } from '#src/features/people/queries/find.ts'
import { refusedCard } from '#src/features/requests/refused.ts'
import { ownSocialEntries, socialEntries } from '#src/features/social/queries/social-entries.ts'
import { viewsOf } from '#src/features/tasks/queries/views.ts'

/** What was finished stays in the calendar for that long, so that calendars hear of it. */
const keptFor = Temporal.Duration.from({ hours: 30 * 24 })

/** `/calendar feed`: one's own, or a client's. The address is made when it is told, and kept nowhere. */
export async function subscribe(
  context: RequestContext,
  wanted: FeedKind,
  clientName: string | undefined,
): Promise<Outcome> {
  const { tx, agency, by, newId, now } = context
  if (context.publicUrl === null) return no({ code: 'no-public-address' })
  const kind = wanted === 'person' && clientName !== undefined ? 'client' : wanted
  const client = kind === 'person' ? null : await findClient(context, clientName ?? null)
  if (client && !client.ok) return no(client.reason)
  const of = { person: by.id, kind, client: client?.found.id ?? null }
  const feed = await feedFor(tx, agency.id, of, { id: newId(), now })
  return done({ say: 'feed', feed: feed.id, renewed: false })
}

/** A new address for a feed of one's own. */
export async function renew({ tx, agency, by, publicUrl }: RequestContext, id: string): Promise<Outcome> {
  if (publicUrl === null) return no({ code: 'no-public-address' })
  const feed = isId(id) ? await feedById(tx, agency.id, id) : null
  if (!feed || !mayRead(by, feed)) return no({ code: 'no-such-feed' })
  await renewFeed(tx, agency.id, id)
  return done({ say: 'feed', feed: id, renewed: true })
}

/** The address, as it is now. */
export async function feedReply(
  context: RequestContext,
  { feed: id, renewed }: Extract<Reply, { say: 'feed' }>,
): Promise<Card> {
  const { tx, agency, by, secret, publicUrl, now } = context
  const refused = (reason: Refusal) => refusedCard(by.language, reason, null, '')
  if (publicUrl === null) return refused({ code: 'no-public-address' })
  const feed = await feedById(tx, agency.id, id)
  if (!feed || !mayRead(by, feed)) return refused({ code: 'no-such-feed' })
  const reader = readerFor(by, now)
  const name = await nameOf(tx, agency, feed, reader)
  return feedCard(feed, name, feedAddress(publicUrl, secret, agency.id, feed), renewed, reader)
}

/** A feed is its own person's, for as long as they have a role here, and one about a client for as long as they may see it. */
export function mayRead(person: Person, { person: owner, client }: Feed): boolean {
  if (person.id !== owner) return false
  if (client === null) return person.roles.length > 0
  return may(person, 'see-calendar', { client })
}

export async function nameOf(tx: Tx, agency: Agency, { kind, client }: Feed, { words }: Reader): Promise<string> {
  if (client === null) return words.calendars.mine(agency.name)
  const found = (await listClients(tx, agency.id)).find(({ id }) => id === client)
  return words.calendars[kind === 'social' ? 'social' : 'client'](found?.name ?? agency.name)
}

/** What is in a feed, for whoever it belongs to. */
export async function entriesOf(
  tx: Tx,
  agency: Agency,
  { kind, client, createdAt }: Feed,
  person: Person,
  reader: Reader,
): Promise<Entry[]> {
  const since = reader.now.subtract(keptFor)
  const about = { since, reader }
  const posts =
    client === null
      ? await ownSocialEntries(tx, agency, person, about)
      : await socialEntries(tx, agency, [client], about)
  if (kind === 'social') return posts
  const of = client === null ? { person: person.id } : { client }
  const tasks = (await tasksForFeed(tx, agency.id, of, since)).filter((task) => may(person, 'see', taskSubject(task)))
  const ids = tasks.map(({ id }) => id)
  const due = taskEntries(await viewsOf(tx, agency, tasks), await lastChangesOfTasks(tx, agency.id, ids), reader.words)
  const away = client === null ? awayEntries(person, createdAt, reader.words) : []
  return [...due, ...posts, ...away]
}
