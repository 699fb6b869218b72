import type { News, SocialLine } from '#src/features/telling/social-lines.ts'
import { spans } from './look.ts'
import type { Due, Post, PostEvent } from './post.ts'

/** Who could be told, besides those that the post names. */
export type SocialAudience = {
  /** Members of the client, who may approve. */
  members: string[]
  /** The social rooms. */
  rooms: string[]
  /** Who would post it as things stand. */
  keeper: string | null
}

/**
 * Who is told of what just happened to a post. A new message is for the one whose move it has become; messages that
 * stand already are brought up to date. Nobody is told of what they did themselves.
 */
export function tellOfPost(
  before: Post | null,
  after: Post,
  events: PostEvent[],
  audience: SocialAudience,
): SocialLine[] {
  const lines = events.flatMap((event, index) =>
    newsOf(after, event, after.version - events.length + index + 1, audience),
  )
  return [...lines, ...upToDate(before, after, audience)]
}

function newsOf(after: Post, event: PostEvent, seq: number, { members, keeper }: SocialAudience): SocialLine[] {
  const { id: post, author } = after
  const tell = (people: (string | null)[], news: News): SocialLine[] =>
    [...new Set(people)]
      .filter((person) => person === null || person !== event.by)
      .map((person) => ({ about: 'news', post, person, event: seq, news }))
  const by = event.by ?? ''
  const approve = (): SocialLine[] =>
    members.map((person) => ({ about: 'to-approve', post, person, hash: after.content.hash }))
  const posts = keeper ?? author

  switch (event.type) {
    case 'approval-asked':
      // What is still a day away is read in the digest.
      return after.at && Temporal.Instant.compare(after.at.subtract(spans.ahead), event.at) <= 0 ? approve() : []
    case 'approval-missing':
      return [
        ...(after.status === 'approval' ? approve() : []),
        ...(after.status !== 'approval' || event.stage === 'late'
          ? tell([posts], { what: 'unapproved', stage: event.stage })
          : []),
      ]
    case 'approval-given':
      return tell([author], { what: 'approved', by })
    case 'post-returned':
      return tell([author, posts], { what: 'returned', by, text: event.comment })
    case 'post-moved':
      return tell([author, posts, ...(after.approval?.by ? [after.approval.by] : [])], { what: 'moved', by })
    case 'post-cancelled':
      return tell([author, posts], { what: 'cancelled', by, text: event.reason })
    case 'post-missed':
      return tell([null, posts, ...members], { what: 'missed' })
    case 'post-drafted':
    case 'post-edited':
    case 'post-came-due':
    case 'approval-not-needed':
    case 'approval-needed-again':
    case 'post-reminded':
    case 'post-escalated':
    case 'post-snoozed':
    case 'post-confirmed':
      return []
  }
}

/** Every message about it that asks for something, or says what is so no longer. */
function upToDate(before: Post | null, after: Post, { members, rooms }: SocialAudience): SocialLine[] {
  const due = after.due ?? before?.due ?? null
  const asked =
    before?.status === 'approval' && (after.status !== 'approval' || after.content.hash !== before.content.hash)
  return [
    ...(due ? dueLines(after.id, due, rooms) : []),
    ...(asked
      ? members.map((person): SocialLine => ({
          about: 'to-approve',
          post: after.id,
          person,
          hash: before.content.hash,
        }))
      : []),
  ]
}

function dueLines(post: string, { cycle, keeper, backup, again, escalated }: Due, rooms: string[]): SocialLine[] {
  return [
    { about: 'due', post, person: keeper, cycle },
    ...(again === null ? [] : [{ about: 'again' as const, post, person: keeper, cycle, event: again }]),
    ...(escalated && backup !== null ? [{ about: 'due' as const, post, person: backup, cycle }] : []),
    ...(escalated ? [{ about: 'overdue' as const, post, cycle }] : []),
    ...rooms.map((room) => ({ about: 'room' as const, post, room, cycle })),
  ]
}
