import type { ClockPostCommand, PostCommand } from './command.ts'
import { mayGoOut, type Approvals, type Post } from './post.ts'

/** How long before or after something the clock looks again. What people are told of them is made of these. */
export const spans = {
  /** A slot without content, and a post that is not approved, are told of this long before. */
  ahead: Temporal.Duration.from({ hours: 24 }),
  /** A warning waits for its reader's hours, as long as that leaves this much to do something about it. */
  leastLeft: Temporal.Duration.from({ hours: 2 }),
  /** The one who posts is told again. */
  remind: Temporal.Duration.from({ minutes: 15 }),
  /** The backup and a manager are told. */
  escalate: Temporal.Duration.from({ minutes: 60 }),
  missed: Temporal.Duration.from({ hours: 3 }),
  /** A bot that was down tells of a post that much too late; what is later is missed. */
  grace: Temporal.Duration.from({ hours: 6 }),
} as const

type Look = { at: Temporal.Instant; command: PostCommand<ClockPostCommand> }

const { compare } = Temporal.Instant

/** When the clock must look at a post next; null when it never must. */
export function nextLook(post: Post, approvals: Approvals): Temporal.Instant | null {
  const [first] = looksAt(post, approvals).toSorted((a, b) => compare(a.at, b.at))
  return first?.at ?? null
}

/**
 * What is to be done about a post by now; null when nothing is. Of several things that went by while nobody looked, the
 * last one is done for all.
 */
export function dueCommand(
  post: Post,
  approvals: Approvals,
  now: Temporal.Instant,
): PostCommand<ClockPostCommand> | null {
  const over = looksAt(post, approvals).filter(({ at }) => compare(at, now) <= 0)
  return over.at(-1)?.command ?? null
}

/** All that is still to come, in the order in which it does. */
function looksAt(post: Post, approvals: Approvals): Look[] {
  switch (post.status) {
    case 'draft':
    case 'approval':
    case 'approved':
      return mayGoOut(post, approvals) ? beforeItsTime(post) : whileNotApproved(post)
    case 'due':
      return afterItsTime(post)
    case 'missed':
      return post.due?.snoozedUntil ? [{ at: post.due.snoozedUntil, command: { type: 'remind' } }] : []
    case 'idea':
    case 'posted':
    case 'cancelled':
      return []
  }
}

type Waiting = Extract<Post, { status: 'draft' | 'approval' | 'approved' }>

function beforeItsTime({ at }: Waiting): Look[] {
  return [
    { at, command: { type: 'come-due' } },
    { at: at.add(spans.grace), command: { type: 'miss' } },
  ]
}

function whileNotApproved({ at, since, told }: Waiting): Look[] {
  const looks: Look[] = [{ at: at.add(spans.missed), command: { type: 'miss' } }]
  if (told !== 'late') looks.unshift({ at, command: { type: 'warn', stage: 'late' } })
  if (told === 'nothing' && compare(since, at) < 0)
    looks.unshift({ at: aheadOf(at, since), command: { type: 'warn', stage: 'ahead' } })
  return looks
}

/** A day ahead; of what was written later than that, when half of the time is over. */
function aheadOf(at: Temporal.Instant, since: Temporal.Instant): Temporal.Instant {
  const day = at.subtract(spans.ahead)
  if (compare(day, since) > 0) return day
  return since.add({ milliseconds: Math.floor((at.epochMilliseconds - since.epochMilliseconds) / 2) })
}

function afterItsTime({ due }: Extract<Post, { status: 'due' }>): Look[] {
  const { at, reminded, escalated, snoozedUntil } = due
  // Who was told that others step in is not reminded of what went by before that.
  const again = snoozedUntil ?? (reminded || escalated ? null : at.add(spans.remind))
  const looks: Look[] = [
    ...(again ? [{ at: again, command: { type: 'remind' } as const }] : []),
    ...(escalated ? [] : [{ at: at.add(spans.escalate), command: { type: 'escalate' } as const }]),
    { at: at.add(spans.missed), command: { type: 'miss' } },
  ]
  return looks.toSorted((a, b) => compare(a.at, b.at))
}
