import { findPosts } from '#db/posts.ts'
import { is } from '#src/people/person.ts'
import type { Upcoming } from '#src/reminders/later-card.ts'
import { accountLabel } from '#src/social/view.ts'
import type { Reader } from '#src/ui/reader.ts'
import { circleOf, socialClients } from './circle.ts'
import type { Question } from './show.ts'
import { postViews } from './views.ts'

/** Of each client that many are looked at; fewer are shown. */
const most = 12

/** The posts that whoever asks is to be reminded to post, as things stand. */
export async function nextPosts({ tx, agency, by, now }: Question, reader: Reader): Promise<Upcoming[]> {
  if (!is(by, 'assistant')) return []
  const clients = (await socialClients({ tx, agency, by })).map(({ id }) => id)
  const planned = await findPosts(tx, agency.id, { clients, statuses: ['approved'], from: now }, most)
  const upcoming: Upcoming[] = []
  for (const [client, posts] of Map.groupBy(planned, (post) => post.client)) {
    const circle = await circleOf(tx, agency, client)
    for (const { view } of await postViews(tx, agency, circle, posts, now)) {
      if (view.keeper !== by.id || !view.post.at) continue
      const what = reader.words.social.due.title(view.post.number, accountLabel(view.account, reader))
      upcoming.push({ at: view.post.at, what, task: null, otherZone: circle.zone, ifNothing: true })
    }
  }
  return upcoming
}
