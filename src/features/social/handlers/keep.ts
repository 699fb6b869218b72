import { listRooms } from '#db/repositories/agencies.ts'
import { holdFiles } from '#db/repositories/files.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { appendPostEvents, insertPost, lockPost, nextPostNumber, savePost } from '#db/repositories/posts.ts'
import { accountById } from '#db/repositories/social.ts'
import { clearWake, setWake } from '#db/repositories/wakes.ts'
import { heldLines } from '#src/features/telling/queries/held.ts'
import type { Acting } from '#src/features/tasks/handlers/tasks.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { PostCommand } from '#src/features/social/command.ts'
import { decide, type PostContext } from '#src/features/social/decide.ts'
import { evolve } from '#src/features/social/evolve.ts'
import type { SocialLine } from '#src/features/telling/social-lines.ts'
import { nextLook } from '#src/features/social/look.ts'
import type { Account } from '#src/features/social/network.ts'
import { keptOf, type Content, type Post, type PostEvent } from '#src/features/social/post.ts'
import { tellOfPost } from '#src/features/social/tell.ts'
import type { Line } from '#src/features/telling/line.ts'
import { circleOf, contextIn, type Circle } from '#src/features/social/queries/circle.ts'

export type PostMoving = { ok: true; post: Post; changed: boolean } | { ok: false; reason: Refusal }

/** Writes a new post: decided, kept, and told to all concerned, or none of it. */
export async function makePost(
  acting: Acting,
  { account, content, planned }: { account: Account; content: Content; planned: Temporal.Instant | null },
): Promise<PostMoving> {
  const { tx, agency, by, via, now, newId } = acting
  const circle = await circleOf(tx, agency, account.client)
  const context = contextIn(circle, { account, author: by?.id ?? null, via, now })
  const number = await nextPostNumber(tx, agency.id)
  const command: PostCommand = { type: 'draft', id: newId(), number, account: account.id, content, planned }
  const decision = decide(null, command, by, now, context)
  if (!decision.ok) return decision

  const post = decision.events.reduce<Post | null>(evolve, null)
  if (!post) throw new Error('a post was accepted that nothing made')
  await insertPost(tx, agency.id, post)
  await keep(acting, null, post, decision.events, { circle, context })
  return { ok: true, post, changed: true }
}

type Which = { number: number } | { id: string }
type Read = (post: Post, context: PostContext) => PostCommand | Refusal

/** One move of one post. The row is locked first, so that of two in the same second the second decides on what the first left. */
export async function movePost(acting: Acting, which: Which, read: Read): Promise<PostMoving> {
  const { tx, agency, by, via, now } = acting
  const before = await lockPost(tx, agency.id, which)
  if (!before)
    return { ok: false, reason: { code: 'no-such-post', number: 'number' in which ? String(which.number) : '' } }

  const circle = await circleOf(tx, agency, before.client)
  const account = await accountById(tx, agency.id, before.account)
  if (!account) throw new Error(`account ${before.account} is gone`)
  const context = contextIn(circle, { account, author: before.author, via, now })
  const command = read(before, context)
  if ('code' in command) return { ok: false, reason: command }
  const decision = decide(before, command, by, now, context)
  if (!decision.ok) return decision
  if (decision.events.length === 0) return { ok: true, post: before, changed: false }

  const after = decision.events.reduce<Post>(evolve, before)
  await savePost(tx, agency.id, after)
  await keep(acting, before, after, decision.events, { circle, context })
  return { ok: true, post: after, changed: true }
}

/** The history, a line for each one to be told, and when the clock looks again. */
async function keep(
  acting: Acting,
  before: Post | null,
  after: Post,
  events: PostEvent[],
  { circle, context }: { circle: Circle; context: PostContext },
): Promise<void> {
  const { tx, agency } = acting
  await appendPostEvents(tx, agency.id, after.id, after.version - events.length + 1, events)
  if (before?.content.hash !== after.content.hash) {
    await holdFiles(
      tx,
      agency.id,
      after.id,
      keptOf(after.content).map(({ file }) => file),
    )
  }
  const rooms = await socialRooms(acting, after.client)
  const members = circle.members.map(({ id }) => id)
  await addSocialLines(acting, tellOfPost(before, after, events, { members, rooms, keeper: context.keeper }))
  await lookAgain(acting, after, circle)
}

/** Set by every move, so that the clock always knows when to look, and never does at what is over. */
export async function lookAgain(
  { tx, agency, now }: Pick<Acting, 'tx' | 'agency' | 'now'>,
  post: Post,
  { approvals }: Pick<Circle, 'approvals'>,
): Promise<void> {
  const at = nextLook(post, approvals)
  if (!at) return clearWake(tx, agency.id, 'post', post.id)
  // Never in the past: what the clock leaves standing it must not find again in the same second.
  const next = Temporal.Instant.compare(at, now) > 0 ? at : now.add({ milliseconds: 1 })
  await setWake(tx, agency.id, { kind: 'post', subject: post.id, at: next, note: null })
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
  const lines = social.map((each): Line => ({ kind: 'social', social: each }))
  await addLines(tx, agency.id, await heldLines(acting, lines), now)
}
