import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { namesOf } from '#db/repositories/people.ts'
import { accountsOf } from '#db/repositories/social.ts'
import type { Person } from '#src/kernel/person.ts'
import type { PostContext } from '#src/features/social/decide.ts'
import type { Post } from '#src/features/social/post.ts'
import { peopleInPost, type PostView } from '#src/features/social/view.ts'
import { clientTeamOf, contextIn, type ClientTeam } from './client-team.ts'

/** What a dash stands for: someone who is no longer in the agency. */
const nobody = '–'

/** Posts of one client with all that their cards need. */
export async function postViews(
  tx: Tx,
  agency: Agency,
  circle: ClientTeam,
  posts: Post[],
  now: Temporal.Instant,
  more: string[] = [],
): Promise<{ view: PostView; context: PostContext }[]> {
  if (posts.length === 0) return []
  const accounts = await accountsOf(tx, agency.id, [circle.client.id])
  const contexts = posts.map((post) => {
    const account = accounts.find(({ id }) => id === post.account)
    if (!account) throw new Error(`account ${post.account} is gone`)
    return contextIn(circle, { account, author: post.author, via: 'clock', now })
  })
  const keepers = contexts.flatMap(({ keeper, backup }) => [keeper, backup].filter((id) => id !== null))
  const names = await namesOf(tx, agency.id, [
    ...new Set([...posts.flatMap(peopleInPost), ...keepers, ...more.filter(Boolean)]),
  ])
  const { client, zone, approvals } = circle
  return posts.flatMap((post, index) => {
    const context = contexts[index]
    if (!context) return []
    const view: PostView = {
      ...{
        agency: agency.id,
        post,
        client: client.name,
        zone,
        approvals,
        account: context.account,
        keeper: context.keeper,
      },
      nameOf: (id) => names.get(id) ?? nobody,
    }
    return [{ view, context }]
  })
}

export async function postView(tx: Tx, agency: Agency, post: Post, now: Temporal.Instant, more: string[] = []) {
  const circle = await clientTeamOf(tx, agency, post.client)
  const [found] = await postViews(tx, agency, circle, [post], now, more)
  if (!found) throw new Error('a view of nothing was asked for')
  return { ...found, circle }
}

/** Those of these posts, of whatever clients, that this person is the one to post. */
export async function keptBy(
  tx: Tx,
  agency: Agency,
  { id }: Pick<Person, 'id'>,
  posts: Post[],
  now: Temporal.Instant,
): Promise<PostView[]> {
  const kept: PostView[] = []
  for (const [client, theirs] of Map.groupBy(posts, (post) => post.client)) {
    const found = await postViews(tx, agency, await clientTeamOf(tx, agency, client), theirs, now)
    kept.push(...found.map(({ view }) => view).filter(({ keeper }) => keeper === id))
  }
  return kept
}
