import { postById } from '#db/posts.ts'
import { approvalsOf } from '#db/social.ts'
import { clearWake } from '#db/wakes.ts'
import { lookAgain, movePost } from '#src/handle/social/keep.ts'
import { dueCommand } from '#src/social/look.ts'
import type { Waking } from './wakes.ts'

/** More moves than time makes of one post in one look: what is left then is a fault. */
const mostMoves = 5

/** All that time does to a post: it comes due, is reminded of, is told to the backup and a manager, and is missed. */
export async function wakePost({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  const acting = { tx, agency, now, newId, by: null, via: 'clock' as const }
  for (let moves = 0; moves < mostMoves; moves++) {
    const post = await postById(tx, agency.id, wake.subject)
    if (!post) return clearWake(tx, agency.id, 'post', wake.subject)
    const approvals = await approvalsOf(tx, agency.id, post.client)
    const command = dueCommand(post, approvals, now)
    if (!command) return lookAgain(acting, post, { approvals })
    const moved = await movePost(acting, { id: post.id }, () => command)
    if (!moved.ok) throw new Error(`time cannot ${command.type} post ${post.id}: ${moved.reason.code}`)
  }
  throw new Error(`time makes more of post ${wake.subject} than it can`)
}
