import { and, asc, eq, gte, inArray, isNull, lt, or, sql, type SQL } from '#orm/core'
import { keptEvents } from '#src/kernel/kept-events.ts'
import { readPost, readPostEvent, writePost } from '#src/features/social/row.ts'
import type { Post, PostEvent, PostStatus } from '#src/features/social/post.ts'
import { isNumber } from './numbers.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { countNumber, write } from './life.ts'
import { postEvents, posts } from '#db/schema/social.ts'

const known = createMemory<Post | null>()
const locked = createMemory<true>()

/** As they are known: by id, and by the number that they have in their agency. */
const keyOf = (agency: string, number: number) => `${agency}:${number}`

function keep(tx: Tx, agency: string, post: Post): void {
  known.keep(tx, post.id, post)
  known.keep(tx, keyOf(agency, post.number), post)
}

/** Its number is given where it is written, and until then it is 0: see `numberCounted`. */
export async function insertPost(tx: Tx, agency: string, post: Post): Promise<void> {
  write(tx, agency, 'postMade', post.id, { ...writePost(post), number: post.number === 0 ? null : post.number })
  keep(tx, agency, post)
  if (post.number === 0) countNumber(tx, agency, 'post', (number) => keep(tx, agency, { ...post, number }))
}

/** Reads a post and keeps others from deciding on it until this transaction ends. */
export async function lockPost(
  tx: Tx,
  agency: string,
  which: { number: number } | { id: string },
): Promise<Post | null> {
  const key = 'id' in which ? which.id : keyOf(agency, which.number)
  const ours = await known.known(tx, key)
  if (ours && locked.known(tx, ours.id)) return ours
  const [row] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.agencyId, agency), 'id' in which ? eq(posts.id, which.id) : eq(posts.number, which.number)))
    .for('update')
  return row ? keepLocked(tx, agency, readPost(row)) : null
}

function keepLocked(tx: Tx, agency: string, post: Post): Post {
  keep(tx, agency, post)
  locked.keep(tx, post.id, true)
  return post
}

/** The same of several at once, in the order of their numbers, so that two who lock the same do not wait in a circle. */
export async function lockPosts(tx: Tx, agency: string, wanted: WantedPosts, limit: number): Promise<Post[]> {
  const found = await tx
    .select()
    .from(posts)
    .where(narrow(agency, wanted))
    .orderBy(asc(posts.number))
    .limit(limit)
    .for('update')
  return found.map((row) => keepLocked(tx, agency, readPost(row))).toSorted(inOrder)
}

function inOrder(a: Post, b: Post): number {
  if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null) || a.number - b.number
  return Temporal.Instant.compare(a.at, b.at) || a.number - b.number
}

export async function postByNumber(tx: Tx, agency: string, number: number): Promise<Post | null> {
  if (!isNumber(number)) return null
  return known.recall(tx, keyOf(agency, number), () => onePost(tx, agency, eq(posts.number, number)))
}

export async function postById(tx: Tx, agency: string, id: string): Promise<Post | null> {
  return known.recall(tx, id, () => onePost(tx, agency, eq(posts.id, id)))
}

async function onePost(tx: Tx, agency: string, which: SQL): Promise<Post | null> {
  const [row] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.agencyId, agency), which))
  return row ? readPost(row) : null
}

/** Fails, at the latest with the commit, when someone else has moved it as far: whoever decides locks it first. */
export async function savePost(tx: Tx, agency: string, post: Post): Promise<void> {
  write(tx, agency, 'postMoved', post.id, writePost(post))
  keepLocked(tx, agency, post)
}

/** `first` is the place of the first of these in the post's history. */
export async function appendPostEvents(
  tx: Tx,
  agency: string,
  post: string,
  first: number,
  events: PostEvent[],
): Promise<void> {
  events.forEach(({ type, by, via, at, ...data }, index) => {
    const seq = first + index
    write(tx, agency, 'postEvents', `${post}:${seq}`, {
      ...{ post, seq, type, by, via, at },
      data: keptEvents.post.write(data),
    })
  })
}

/** What happened to a post, oldest first; by its number, so that it can be asked for with the post itself. */
export function postHistory(tx: Tx, agency: string, number: number): Promise<PostEvent[]> {
  if (!isNumber(number)) return Promise.resolve([])
  return histories.recall(tx, keyOf(agency, number), async () => {
    const { type, by, via, at, data } = postEvents
    const found = await tx
      .select({ type, by, via, at, data })
      .from(postEvents)
      .innerJoin(posts, and(eq(posts.agencyId, postEvents.agencyId), eq(posts.id, postEvents.postId)))
      .where(and(eq(posts.agencyId, agency), eq(posts.number, number)))
      .orderBy(asc(postEvents.seq))
    return found.map((row) => readPostEvent({ ...row, data: keptEvents.post.read(row.data) }))
  })
}

const histories = createMemory<PostEvent[]>()

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

function narrow(agency: string, wanted: WantedPosts): SQL | undefined {
  return and(
    eq(posts.agencyId, agency),
    wanted.clients ? inArray(posts.clientId, wanted.clients) : undefined,
    wanted.account ? eq(posts.accountId, wanted.account) : undefined,
    wanted.statuses ? inArray(posts.status, wanted.statuses) : undefined,
    wanted.from ? gte(posts.at, wanted.from) : undefined,
    wanted.to ? lt(posts.at, wanted.to) : undefined,
    wanted.at ? eq(posts.at, wanted.at) : undefined,
    wanted.number ? sql`${posts.number}::text like ${`${wanted.number}%`}` : undefined,
  )
}

/** By their time, those without one last. */
export async function findPosts(tx: Tx, agency: string, wanted: WantedPosts, limit = 500): Promise<Post[]> {
  const found = await tx
    .select()
    .from(posts)
    .where(narrow(agency, wanted))
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
