import type { Decision } from '#src/kernel/decision.ts'
import type { PostCommand } from '#src/features/social/command.ts'
import { decide, type PostContext } from '#src/features/social/decide.ts'
import { evolve } from '#src/features/social/evolve.ts'
import type { Account } from '#src/features/social/network.ts'
import type { Content, Post, PostEvent } from '#src/features/social/post.ts'
import type { PostView } from '#src/features/social/view.ts'
import type { Person } from '#src/kernel/person.ts'
import { asha, at, carol, now } from '#test/tasks/cast.ts'

export const instagram: Account = { id: 'account-1', client: 'acme', network: 'instagram', handle: 'acme' }

/** Any other text, link or media is another content, with another hash. */
export function aContent(text = 'The looms have come', changes: Partial<Content> = {}): Content {
  const content = { text, link: null, media: [], ...changes }
  return { hash: JSON.stringify([content.text, content.link, content.media]), ...content }
}

export function aPostContext(changes: Partial<PostContext> = {}): PostContext {
  return {
    ...{ via: 'slack', approvals: 'required', account: instagram, serving: ['asha', 'jun'] },
    ...{ keeper: 'asha', backup: 'jun' },
    ...changes,
  }
}

/** Friday, 6 March 2026, nine in the morning in Kolkata; `now` is the Monday before. */
export const friday = at('2026-03-06T09:00')

export function drafting(changes: Partial<PostCommand<'draft'>> = {}): PostCommand<'draft'> {
  return {
    type: 'draft',
    id: 'post-7',
    number: 7,
    account: instagram.id,
    content: aContent(),
    planned: friday,
    ...changes,
  }
}

type Step = [by: Person | null, command: PostCommand, at?: Temporal.Instant]

/** What became of a post by these steps, each of which must be granted. */
export function play(steps: Step[], context = aPostContext()): { post: Post; events: PostEvent[] } {
  const events: PostEvent[] = []
  let post: Post | null = null
  for (const [by, command, moment = now] of steps) {
    const decision: Decision<PostEvent> = decide(post, command, by, moment, context)
    if (!decision.ok) throw new Error(`${command.type}: ${JSON.stringify(decision.reason)}`)
    events.push(...decision.events)
    post = decision.events.reduce<Post | null>(evolve, post)
  }
  if (!post) throw new Error('nothing was done')
  return { post, events }
}

const drafted: Step = [asha, drafting()]
const asked: Step = [asha, { type: 'ask' }]
const approve: Step = [carol, { type: 'approve', hash: aContent().hash }]
const due: Step = [null, { type: 'come-due' }, friday]

const stories: { [Status in Post['status']]: Step[] } = {
  idea: [[asha, drafting({ planned: null })]],
  draft: [drafted],
  approval: [drafted, asked],
  approved: [drafted, asked, approve],
  due: [drafted, asked, approve, due],
  posted: [drafted, asked, approve, due, [asha, { type: 'confirm', url: 'https://www.instagram.com/p/abc/' }, friday]],
  missed: [drafted, asked, approve, due, [null, { type: 'miss' }, friday.add({ hours: 3 })]],
  cancelled: [drafted, [carol, { type: 'cancel', reason: '' }]],
}

export function postIn(status: Post['status']): Post {
  return play(stories[status]).post
}

export function viewOfPost(post: Post, changes: Partial<PostView> = {}): PostView {
  return {
    ...{
      agency: 'banyan',
      post,
      account: instagram,
      client: 'Acme Textiles',
      zone: 'Asia/Kolkata',
      approvals: 'required',
      keeper: 'asha',
    },
    nameOf: (id) => id.charAt(0).toUpperCase() + id.slice(1),
    ...changes,
  }
}
