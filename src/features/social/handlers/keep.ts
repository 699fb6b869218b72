import { listRooms } from '#db/repositories/agencies.ts'
import { holdFiles } from '#db/repositories/files.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { appendPostEvents, insertPost, lockPost, savePost } from '#db/repositories/posts.ts'
import { accountById } from '#db/repositories/social.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { heldLines } from '#src/features/telling/queries/held.ts'
import { create, transact, type Acting, type Aggregate, type Change, type Moving } from '#src/kernel/aggregate.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { PostCommand } from '#src/features/social/command.ts'
import { decide, type PostContext } from '#src/features/social/decide.ts'
import { evolve } from '#src/features/social/evolve.ts'
import type { SocialLine } from '#src/features/telling/social-lines.ts'
import { nextLook } from '#src/features/social/look.ts'
import type { Account } from '#src/features/social/network.ts'
import { keptOf, type Content, type Post, type PostEvent } from '#src/features/social/post.ts'
import { tellOfPost } from '#src/features/social/tell.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { clientTeamOf, contextIn, type ClientTeam } from '#src/features/social/queries/client-team.ts'

export type PostMoving = { ok: true; post: Post; changed: boolean } | { ok: false; reason: Refusal }

type Which = { number: number } | { id: string }
type Found = { circle: ClientTeam; account: Account }
type Changed = Change<Post, PostEvent, Found, PostContext>

/** Posts, as the engine moves them. */
const posts: Aggregate<Which, Post, PostCommand, PostEvent, Found, PostContext> = {
  async find({ tx, agency }, which) {
    const state = await lockPost(tx, agency.id, which)
    if (!state) return null
    const account = await accountById(tx, agency.id, state.account)
    if (!account) throw new Error(`account ${state.account} is gone`)
    return { state, found: { account, circle: await clientTeamOf(tx, agency, state.client) } }
  },
  missing: (which) => ({ code: 'no-such-post', number: 'number' in which ? String(which.number) : '' }),
  context: ({ via, now }, { author }, { circle, account }) => contextIn(circle, { account, author, via, now }),
  decide,
  evolve,
  insert: ({ tx, agency }, post) => insertPost(tx, agency.id, post),
  save: ({ tx, agency }, post) => savePost(tx, agency.id, post),
  record,
  notify,
  look: (acting, { after, found }) => lookAgain(acting, after, found.circle),
}

function postOf(moved: Moving<Post>): PostMoving {
  return moved.ok ? { ok: true, post: moved.state, changed: moved.changed } : moved
}

/** Stands for a number that is counted where the post is written. */
const toBeCounted = 0

/** Writes a new post: decided, kept, and told to all concerned, or none of it. Its number is 0 until the commit. */
export async function makePost(
  acting: Acting,
  { account, content, planned }: { account: Account; content: Content; planned: Temporal.Instant | null },
): Promise<PostMoving> {
  const { tx, agency, by, via, now, newId } = acting
  const circle = await clientTeamOf(tx, agency, account.client)
  const facts = contextIn(circle, { account, author: by?.id ?? null, via, now })
  const id = newId()
  const command: PostCommand = { type: 'draft', id, number: toBeCounted, account: account.id, content, planned }
  return postOf(await create(posts, acting, command, { found: { account, circle }, context: facts }))
}

/** One move of one post. */
export async function movePost(
  acting: Acting,
  which: Which,
  read: (post: Post, facts: PostContext) => PostCommand | Refusal,
): Promise<PostMoving> {
  return postOf(await transact(posts, acting, which, read))
}

async function record({ tx, agency }: Acting, { before, after, events }: Changed): Promise<void> {
  await appendPostEvents(tx, agency.id, after.id, after.version - events.length + 1, events)
  if (before?.content.hash === after.content.hash) return
  const files = keptOf(after.content).map(({ file }) => file)
  await holdFiles(tx, agency.id, after.id, files)
}

async function notify(acting: Acting, { before, after, events, found, context: facts }: Changed): Promise<void> {
  const rooms = await socialRooms(acting, after.client)
  const members = found.circle.members.map(({ id }) => id)
  await addSocialLines(acting, tellOfPost(before, after, events, { members, rooms, keeper: facts.keeper }))
}

/** Set by every move, so that the clock always knows when to look, and never does at what is over. */
export async function lookAgain(
  { tx, agency, now }: Pick<Acting, 'tx' | 'agency' | 'now'>,
  post: Post,
  { approvals }: Pick<ClientTeam, 'approvals'>,
): Promise<void> {
  const at = nextLook(post, approvals)
  if (!at) return clearTimer(tx, agency.id, 'post', post.id)
  // Never in the past: what the clock leaves standing it must not find again in the same second.
  const next = Temporal.Instant.compare(at, now) > 0 ? at : now.add({ milliseconds: 1 })
  await setTimer(tx, agency.id, { kind: 'post', subject: post.id, at: next, note: null })
}

/** Social rooms that are for this client, or for all. */
export async function socialRooms({ tx, agency }: Pick<Acting, 'tx' | 'agency'>, client: string): Promise<string[]> {
  const rooms = await listRooms(tx, agency.id)
  return rooms
    .filter(({ purpose, clientId }) => purpose === 'social' && (clientId === null || clientId === client))
    .map(({ id }) => id)
}

export async function addSocialLines(
  acting: Pick<Acting, 'tx' | 'agency' | 'now' | 'newId'>,
  social: SocialLine[],
): Promise<void> {
  const { tx, agency, now } = acting
  const lines = social.map((each): Notification => ({ kind: 'social', social: each }))
  await addLines(tx, agency.id, await heldLines(acting, lines), now)
}
