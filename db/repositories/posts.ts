import { and, asc, eq, gte, inArray, isNull, lt, or, sql } from '#orm/core'
import { readPost, readPostEvent, writePost } from '#src/features/social/row.ts'
import type { Post, PostEvent, PostStatus } from '#src/features/social/post.ts'
import type { Tx } from '#db/connection/connect.ts'
import { postEvents, postNumbers, posts } from '#db/schema/social.ts'

/** Counts on a row of the agency's own: numbers are unique per agency and grow, without gaps being promised. */
export async function nextPostNumber(tx: Tx, agency: string): Promise<number> {
  const [row] = await tx
    .insert(postNumbers)
    .values({ agencyId: agency, last: 1 })
    .onConflictDoUpdate({ target: postNumbers.agencyId, set: { last: sql`${postNumbers.last} + 1` } })
    .returning({ number: postNumbers.last })
  if (!row) throw new Error(`agency ${agency} is gone`)
  return row.number
}

export async function insertPost(tx: Tx, agency: string, post: Post): Promise<void> {
  await tx.insert(posts).values({ agencyId: agency, ...writePost(post) })
}

/** Reads a post and keeps others from deciding on it until this transaction ends. */
export async function lockPost(
  tx: Tx,
  agency: string,
  which: { number: number } | { id: string },
): Promise<Post | null> {
  const [row] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.agencyId, agency), 'id' in which ? eq(posts.id, which.id) : eq(posts.number, which.number)))
    .for('update')
  return row ? readPost(row) : null
}

export async function postByNumber(tx: Tx, agency: string, number: number): Promise<Post | null> {
  const [row] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.agencyId, agency), eq(posts.number, number)))
  return row ? readPost(row) : null
}

export async function postById(tx: Tx, agency: string, id: string): Promise<Post | null> {
  const [row] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.agencyId, agency), eq(posts.id, id)))
  return row ? readPost(row) : null
}

/** Throws when someone else has moved it as far: whoever decides locks it first, and one that forgot is not to win silently. */
export async function savePost(tx: Tx, agency: string, post: Post): Promise<void> {
  const saved = await tx
    .update(posts)
    .set(writePost(post))
    .where(and(eq(posts.agencyId, agency), eq(posts.id, post.id), lt(posts.version, post.version)))
    .returning({ id: posts.id })
  if (saved.length === 0) throw new Error(`post ${post.id} is gone, or at version ${post.version} already`)
}

/** `first` is the place of the first of these in the post's history. */
export async function appendPostEvents(
  tx: Tx,
  agency: string,
  post: string,
  first: number,
  events: PostEvent[],
): Promise<void> {
  if (events.length === 0) return
  await tx.insert(postEvents).values(
    events.map(({ type, by, via, at, ...data }, index) => ({
      ...{ agencyId: agency, postId: post, seq: first + index, type, by, via, at, data },
    })),
  )
}

/** What happened to a post, oldest first. */
export async function postHistory(tx: Tx, agency: string, post: string): Promise<PostEvent[]> {
  const found = await tx
    .select()
    .from(postEvents)
    .where(and(eq(postEvents.agencyId, agency), eq(postEvents.postId, post)))
    .orderBy(asc(postEvents.seq))
  return found.map(readPostEvent)
}

/** Which posts are wanted; what is left out does not narrow. */
export type WantedPosts = {
  clients?: string[]
  account?: string
  statuses?: PostStatus[]
  /** With a time from then on. */
  from?: Temporal.Instant
  /** With a time before then. */
  to?: Temporal.Instant
  at?: Temporal.Instant
  /** Those whose number begins so. */
  number?: string
}

/** By their time, those without one last. */
export async function findPosts(tx: Tx, agency: string, wanted: WantedPosts, limit = 500): Promise<Post[]> {
  const found = await tx
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.agencyId, agency),
        wanted.clients ? inArray(posts.clientId, wanted.clients) : undefined,
        wanted.account ? eq(posts.accountId, wanted.account) : undefined,
        wanted.statuses ? inArray(posts.status, wanted.statuses) : undefined,
        wanted.from ? gte(posts.at, wanted.from) : undefined,
        wanted.to ? lt(posts.at, wanted.to) : undefined,
        wanted.at ? eq(posts.at, wanted.at) : undefined,
        wanted.number ? sql`${posts.number}::text like ${`${wanted.number}%`}` : undefined,
      ),
    )
    .orderBy(sql`${posts.at} asc nulls last`, asc(posts.number))
    .limit(limit)
  return found.map(readPost)
}

/** Ideas: without a time. */
export async function findIdeas(tx: Tx, agency: string, client: string, limit: number): Promise<Post[]> {
  const found = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.agencyId, agency), eq(posts.clientId, client), eq(posts.status, 'idea'), isNull(posts.at)))
    .orderBy(asc(posts.number))
    .limit(limit)
  return found.map(readPost)
}

/** Those of these agencies that have a post of which a digest might speak: one that waits, or is planned for these days. */
export async function agenciesWithPosts(tx: Tx, agencies: string[], now: Temporal.Instant): Promise<Set<string>> {
  const days = (count: number) => now.add({ hours: 24 * count })
  const found = await tx
    .selectDistinct({ agency: posts.agencyId })
    .from(posts)
    .where(
      and(
        inArray(posts.agencyId, agencies),
        or(eq(posts.status, 'approval'), and(gte(posts.at, days(-2)), lt(posts.at, days(9)))),
      ),
    )
  return new Set(found.map(({ agency }) => agency))
}
