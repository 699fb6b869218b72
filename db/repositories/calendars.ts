import { and, eq, isNull, or, sql } from '#orm/core'
import type { Feed, FeedKind } from '#src/features/calendars/feed.ts'
import { readRow } from '#src/features/tasks/row.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { feeds } from '#db/schema/calendars.ts'
import { tasks } from '#db/schema/tasks.ts'

const columns = {
  id: feeds.id,
  kind: feeds.kind,
  person: feeds.personId,
  client: feeds.clientId,
  version: feeds.version,
  createdAt: feeds.createdAt,
}

const known = createMemory<Feed | null>()

/** The feed of that kind that this person has, made when they had none. */
export async function feedFor(
  tx: Tx,
  agency: string,
  { person, kind, client }: { person: string; kind: FeedKind; client: string | null },
  { id, now }: { id: string; now: Temporal.Instant },
): Promise<Feed> {
  const row = { agencyId: agency, id, kind, personId: person, clientId: client, version: 1, createdAt: now }
  await tx.insert(feeds).values(row).onConflictDoNothing()
  const [found] = await tx
    .select(columns)
    .from(feeds)
    .where(
      and(
        eq(feeds.agencyId, agency),
        eq(feeds.personId, person),
        eq(feeds.kind, kind),
        client === null ? isNull(feeds.clientId) : eq(feeds.clientId, client),
      ),
    )
  if (!found) throw new Error('a feed that was made is not there')
  known.keep(tx, found.id, found)
  return found
}

export function feedById(tx: Tx, agency: string, id: string): Promise<Feed | null> {
  return known.recall(tx, id, async () => {
    const [row] = await tx
      .select(columns)
      .from(feeds)
      .where(and(eq(feeds.agencyId, agency), eq(feeds.id, id)))
    return row ?? null
  })
}

/** A new address: the one of before is known to nobody any more. */
export async function renewFeed(tx: Tx, agency: string, id: string): Promise<void> {
  await tx
    .update(feeds)
    .set({ version: sql`${feeds.version} + 1` })
    .where(and(eq(feeds.agencyId, agency), eq(feeds.id, id)))
  const before = await known.known(tx, id)
  if (before) known.keep(tx, id, { ...before, version: before.version + 1 })
}

/** At most this many tasks are entries of one feed: calendars choke on more. */
const mostEntries = 2_000

/** Tasks with a due or promised time, of a person or a client: unfinished, or finished since. The soonest first. */
export async function tasksForFeed(
  tx: Tx,
  agency: string,
  of: { person: string } | { client: string },
  since: Temporal.Instant,
): Promise<Task[]> {
  const theirs =
    'client' in of
      ? [eq(tasks.clientId, of.client)]
      : [eq(tasks.assistantId, of.person), eq(tasks.requesterId, of.person)]
  // Spelled out, so that each part finds the partial index made for it.
  const open = sql`${tasks.status} not in ('done', 'cancelled')`
  const lately = sql`${tasks.status} in ('done', 'cancelled') and ${tasks.since} >= ${since.toString()}::timestamptz`
  const found = await tx
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.agencyId, agency),
        or(...theirs.flatMap((whose) => [and(whose, open), and(whose, lately)])),
        sql`coalesce(${tasks.promise}, ${tasks.due}) is not null`,
      ),
    )
    .orderBy(sql`coalesce(${tasks.promise}, ${tasks.due})`)
    .limit(mostEntries)
  return found.map(readRow)
}
