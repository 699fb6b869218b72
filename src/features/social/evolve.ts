import type { Due, Post, PostEvent, PostEventType } from './post.ts'

/** A post after one more event. Throws only for a history that cannot be: a fault, never a person's doing. */
export function evolve(post: Post | null, event: PostEvent): Post {
  if (event.type === 'post-drafted') {
    if (post) throw impossible(post, event)
    return drafted(event)
  }
  if (!post) throw impossible(post, event)
  const after = moved(post, event)
  return { ...after, since: after.status === post.status ? post.since : event.at, version: post.version + 1 }
}

/** The post that a whole history makes. */
export function replay(events: readonly PostEvent[]): Post {
  const [first, ...rest] = events
  if (!first) throw new Error('a post without a history')
  return rest.reduce<Post>(evolve, evolve(null, first))
}

const nothing = { approval: null, due: null, posted: null } as const

function drafted({ post: id, ...event }: Extract<PostEvent, { type: 'post-drafted' }>): Post {
  const { number, client, account, content, planned, at } = event
  const facts = {
    ...{ id, number, client, account, content, author: event.by ?? '' },
    ...({ comment: null, told: 'nothing', createdAt: at, since: at, version: 1 } as const),
  }
  return planned === null
    ? { ...facts, ...nothing, status: 'idea', at: null }
    : { ...facts, ...nothing, status: 'draft', at: planned }
}

type Moving = Exclude<PostEvent, { type: 'post-drafted' }>

function moved(post: Post, event: Moving): Post {
  switch (event.type) {
    case 'post-edited':
      return edited(post, event)
    case 'post-moved':
      return placed(post, event)
    case 'approval-asked': {
      const draft = planned(post, event, ['draft'])
      return { ...draft, ...nothing, status: 'approval', comment: null }
    }
    case 'approval-given': {
      if (event.hash !== post.content.hash) throw impossible(post, event)
      return approved(post, event, event.by)
    }
    case 'approval-not-needed':
      return approved(post, event, null)
    case 'approval-needed-again':
      return { ...planned(post, event, ['approved', 'due']), ...nothing, status: 'draft', told: 'nothing' }
    case 'post-returned': {
      const comment = { by: event.by ?? '', text: event.comment, at: event.at }
      return { ...planned(post, event, ['draft', 'approval', 'approved', 'due']), ...nothing, status: 'draft', comment }
    }
    case 'approval-missing':
      return { ...planned(post, event, ['draft', 'approval', 'approved']), told: event.stage }
    case 'post-came-due': {
      const { approval, version } = post
      const { at, keeper } = event
      const due: Due = {
        ...{ at, cycle: version + 1, keeper, backup: null, again: null },
        ...{ reminded: false, escalated: false, snoozedUntil: null },
      }
      return { ...planned(post, event, ['draft', 'approval', 'approved']), approval, due, posted: null, status: 'due' }
    }
    case 'post-reminded':
    case 'post-escalated':
    case 'post-snoozed':
      return pressed(post, event)
    case 'post-missed': {
      const { approval } = post
      const before = planned(post, event, ['draft', 'approval', 'approved', 'due'])
      return { ...before, status: 'missed', approval, due: post.due && awakened(post.due, event.at), posted: null }
    }
    case 'post-confirmed': {
      const { approval, due } = post
      const posted = { url: event.url, at: event.at, by: event.by ?? '' }
      return { ...planned(post, event, ['approved', 'due', 'missed']), status: 'posted', approval, due, posted }
    }
    case 'post-cancelled':
      if (post.status === 'posted' || post.status === 'cancelled') throw impossible(post, event)
      return { ...post, ...nothing, status: 'cancelled' }
  }
}

/** Other words are another post: what was approved of the old ones goes, and so does what was said against them. */
function edited(post: Post, event: Extract<Moving, { type: 'post-edited' }>): Post {
  const { content } = event
  if (post.status === 'idea') return { ...post, content, comment: null }
  if (post.status === 'missed') return { ...post, content, approval: null, comment: null }
  return {
    ...planned(post, event, ['draft', 'approval', 'approved', 'due']),
    ...nothing,
    status: 'draft',
    content,
    comment: null,
  }
}

/** To another time: what was approved of its words stays so. */
function placed(post: Post, event: Extract<Moving, { type: 'post-moved' }>): Post {
  if (post.status === 'posted' || post.status === 'cancelled') throw impossible(post, event)
  const facts = { ...post, at: event.planned, told: 'nothing', due: null, posted: null } as const
  if (post.approval) return { ...facts, approval: post.approval, status: 'approved' }
  return { ...facts, approval: null, status: post.status === 'approval' ? 'approval' : 'draft' }
}

function approved(post: Post, event: Moving, by: string | null): Post {
  const approval = { by, at: event.at }
  const { due } = post
  if (post.status === 'missed') return { ...post, approval, comment: null }
  if (post.status === 'due' && due) return { ...post, approval, comment: null }
  const before = planned(post, event, ['draft', 'approval', 'approved'])
  return { ...before, status: 'approved', approval, due: null, posted: null, comment: null }
}

function pressed(
  post: Post,
  event: Extract<Moving, { type: 'post-reminded' | 'post-escalated' | 'post-snoozed' }>,
): Post {
  if ((post.status !== 'due' && post.status !== 'missed') || !post.due) throw impossible(post, event)
  const { due } = post
  switch (event.type) {
    case 'post-reminded':
      return { ...post, due: { ...due, reminded: true, snoozedUntil: null, again: post.version + 1 } }
    case 'post-escalated':
      return { ...post, due: { ...due, escalated: true, backup: event.backup } }
    case 'post-snoozed':
      return { ...post, due: { ...due, snoozedUntil: event.until } }
  }
}

/** What was put off until after it was missed is still to come; what lies behind is over. */
function awakened(due: Due, now: Temporal.Instant): Due {
  const { snoozedUntil } = due
  const later = snoozedUntil !== null && Temporal.Instant.compare(snoozedUntil, now) > 0
  return { ...due, snoozedUntil: later ? snoozedUntil : null }
}

type Planned = Extract<Post, { status: 'draft' | 'approval' | 'approved' | 'due' | 'missed' }>

function planned<Status extends Planned['status']>(
  post: Post,
  event: Moving,
  from: readonly Status[],
): Extract<Post, { status: Status }> {
  if (!isOneOf(post, from)) throw impossible(post, event)
  return post
}

function isOneOf<Status extends Planned['status']>(
  post: Post,
  from: readonly Status[],
): post is Extract<Post, { status: Status }> {
  return from.some((status) => status === post.status)
}

function impossible(post: Post | null, { type }: { type: PostEventType }): Error {
  return new Error(
    post ? `${type} cannot follow on post ${post.id}, which is ${post.status}` : `${type} begins no post`,
  )
}
