import { findPosts } from '#db/repositories/posts.ts'
import { is } from '#src/kernel/person.ts'
import type { Upcoming } from '#src/features/reminders/later-card.ts'
import { accountLabel } from '#src/features/social/view.ts'
import type { Reader } from '#src/words/reader.ts'
import { socialClients } from './client-team.ts'
import type { Question } from './show.ts'
import { keptBy } from './views.ts'

/** That many are looked at, the next first. */
const most = 12

/** The posts that whoever asks is to be reminded to post, as things stand. */
export async function nextPosts({ tx, agency, by, now }: Question, reader: Reader): Promise<Upcoming[]> {
  if (!is(by, 'assistant')) return []
  const clients = (await socialClients({ tx, agency, by })).map(({ id }) => id)
  const planned = await findPosts(tx, agency.id, { clients, statuses: ['approved'], from: now }, most)
  return (await keptBy(tx, agency, by, planned, now)).flatMap(({ post, account, zone }): Upcoming[] => {
    if (!post.at) return []
    const what = reader.words.social.due.title(post.number, accountLabel(account, reader))
    return [{ at: post.at, what, task: null, otherZone: zone, ifNothing: true }]
  })
}
