import { postById } from '#db/repositories/posts.ts'
import { approvalsOf } from '#db/repositories/social.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { lookAgain, movePost } from '#src/features/social/handlers/keep.ts'
import { clientTeamOf } from '#src/features/social/queries/client-team.ts'
import { carersOf } from '#src/features/social/carers.ts'
import type { ClockPostCommand, PostCommand } from '#src/features/social/command.ts'
import { dueCommand, spans } from '#src/features/social/look.ts'
import type { Post } from '#src/features/social/post.ts'
import { afterQuiet } from '#src/time/quiet.ts'
import type { Waking } from '#src/bot/timers.ts'

const { compare } = Temporal.Instant

/** More moves than time makes of one post in one look: what is left then is a fault. */
const mostMoves = 5

/** All that time does to a post: it comes due, is reminded of, is told to the backup and a manager, and is missed. */
export async function wakePost({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  const acting = { tx, agency, now, newId, by: null, via: 'clock' as const }
  for (let moves = 0; moves < mostMoves; moves++) {
    const post = await postById(tx, agency.id, wake.subject)
    if (!post) return clearTimer(tx, agency.id, 'post', wake.subject)
    const approvals = await approvalsOf(tx, agency.id, post.client)
    const command = dueCommand(post, approvals, now)
    if (!command) return lookAgain(acting, post, { approvals })
    const later = await whenThere(acting, post, command)
    if (later) return setTimer(tx, agency.id, { ...wake, at: later })
    const moved = await movePost(acting, { id: post.id }, () => command)
    if (!moved.ok) throw new Error(`time cannot ${command.type} post ${post.id}: ${moved.reason.code}`)
  }
  throw new Error(`time makes more of post ${wake.subject} than it can`)
}

type Acts = Pick<Waking, 'tx' | 'agency' | 'now'>

/**
 * A word that a post is not approved waits until the first of those who read it is there, if that leaves them time to do
 * something about it; null: it is said now.
 */
async function whenThere(
  { tx, agency, now }: Acts,
  post: Post,
  command: PostCommand<ClockPostCommand>,
): Promise<Temporal.Instant | null> {
  if (command.type !== 'warn' || command.stage !== 'ahead' || !post.at) return null
  const { assignments, people, members } = await clientTeamOf(tx, agency, post.client)
  const { keeper } = carersOf(post.author, assignments, people, now)
  const readers = post.status === 'approval' ? members : keeper ? [keeper] : []
  const [first] = readers.map((reader) => afterQuiet(now, reader)).toSorted(compare)
  const isLater = first && compare(first, now) > 0 && compare(first, post.at.subtract(spans.leastLeft)) <= 0
  return isLater ? first : null
}
