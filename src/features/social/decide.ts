import { postSubject } from '#src/features/social/policy.ts'
import { mostBytesTogether } from '#src/features/files/file.ts'
import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import type { Person } from '#src/kernel/person.ts'
import { may, whoMay, type PolicyAction } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Via } from '#src/features/tasks/task.ts'
import { clockPostCommands, type ClockPostCommand, type PersonPostCommand, type PostCommand } from './command.ts'
import { dueCommand } from './look.ts'
import { exampleOf, type Account } from './network.ts'
import { judgeAddress } from './post-address.ts'
import {
  isKept,
  keptOf,
  longestPost,
  mayGoOut,
  mostMedia,
  type Approvals,
  type Content,
  type Post,
  type PostEvent,
  type PostStatus,
} from './post.ts'

/** What a decision needs to know besides the post and who asks. */
export type PostContext = {
  via: Via
  approvals: Approvals
  /** The account that it is for. */
  account: Account
  /** Who serves the client, by id. */
  serving: string[]
  /** Who posts it now, and who stands in; null where nobody is there. */
  keeper: string | null
  backup: string | null
}

type Step = { action: PolicyAction; from: readonly PostStatus[] }

/** Every move that a person can make: what `decide` allows and what a card offers are both read from here. */
const steps: { [Type in PersonPostCommand]: Step } = {
  confirm: { action: 'confirm-post', from: ['approved', 'due', 'missed'] },
  approve: { action: 'approve-post', from: ['draft', 'approval'] },
  return: { action: 'approve-post', from: ['draft', 'approval', 'approved', 'due'] },
  ask: { action: 'draft-post', from: ['draft'] },
  edit: { action: 'draft-post', from: ['idea', 'draft', 'approval', 'approved', 'due', 'missed'] },
  move: { action: 'draft-post', from: ['idea', 'draft', 'approval', 'approved', 'due', 'missed'] },
  snooze: { action: 'confirm-post', from: ['due', 'missed'] },
  cancel: { action: 'draft-post', from: ['idea', 'draft', 'approval', 'approved', 'due', 'missed'] },
  heed: { action: 'manage-social', from: ['idea', 'draft', 'approval', 'approved', 'due', 'missed'] },
}

/** Why this person may not give that command now; null when they may. */
export function whyNotPost(type: PersonPostCommand, post: Post, by: Person, context: PostContext): Refusal | null {
  const { action, from } = steps[type]
  const subject = postSubject(post.client, context.serving)
  // Who may not see it hears the same in every status, so that nothing of it shows.
  if (!may(by, 'see-post', subject)) return { code: 'no-such-post', number: String(post.number) }
  if (!may(by, action, subject)) return { code: 'not-yours-to-do', needs: whoMay(action) }
  if (!from.includes(post.status)) return notNow(post)
  if (type === 'confirm' && post.status === 'missed' && context.approvals === 'required' && !post.approval)
    return notNow(post)
  return null
}

function notNow({ number, status }: Post): Refusal {
  return { code: 'post-not-now', number, status }
}

/**
 * What comes of a command on a post as it stands: events, or the reason why not. A decision for every status and every
 * command, never a throw. `post` is null before it is drafted; `by` is null for the clock.
 */
export function decide(
  post: Post | null,
  command: PostCommand,
  by: Person | null,
  now: Temporal.Instant,
  context: PostContext,
): Decision<PostEvent> {
  const stamp = { by: by?.id ?? null, via: context.via, at: now }
  if (command.type === 'draft') return post ? refuse(notNow(post)) : draft(command, by, stamp, context)
  if (!post) return refuse({ code: 'no-such-post', number: '' })
  if (isOfClock(command))
    return by ? refuse({ code: 'not-yours-to-do', needs: [] }) : elapse(post, command, stamp, context)
  if (!by) return refuse({ code: 'not-yours-to-do', needs: [] })

  const refusal = whyNotPost(command.type, post, by, context)
  return refusal ? refuse(refusal) : apply(post, command, stamp, context)
}

type Stamp = Pick<PostEvent, 'by' | 'via' | 'at'>

function draft(
  { id, number, account, content, planned }: PostCommand<'draft'>,
  by: Person | null,
  stamp: Stamp,
  context: PostContext,
): Decision<PostEvent> {
  const { client } = context.account
  if (!by || !may(by, 'draft-post', postSubject(client, context.serving))) {
    return refuse({ code: 'not-yours-to-do', needs: whoMay('draft-post') })
  }
  const wrong = whyNotContent(content) ?? whyNotTime(planned, '', stamp.at)
  if (wrong) return refuse(wrong)
  const drafted: PostEvent = { ...stamp, type: 'post-drafted', post: id, number, client, account, content, planned }
  return accept(drafted, ...(planned === null ? [] : ifNotNeeded(stamp, context)))
}

/** Where the client asks for no approval, what has a time is approved as it is. */
function ifNotNeeded(stamp: Stamp, { approvals }: PostContext): PostEvent[] {
  return approvals === 'off' ? [{ ...stamp, type: 'approval-not-needed' }] : []
}

function whyNotContent({ text, link, media }: Content): Refusal | null {
  if (text.trim() === '') return { code: 'post-empty' }
  if (text.length > longestPost) return { code: 'text-too-long', length: text.length, limit: longestPost }
  if (media.length > mostMedia) return { code: 'too-many-media', given: media.length, limit: mostMedia }
  const addresses = [...(link === null ? [] : [link]), ...media.flatMap((one) => (isKept(one) ? [] : one.url))]
  const bad = addresses.find((url) => !isHttps(url))
  if (bad !== undefined) return { code: 'link-not-understood', given: bad }
  const size = keptOf({ media }).reduce((sum, one) => sum + one.size, 0)
  return size > mostBytesTogether ? { code: 'files-too-big', size, most: mostBytesTogether } : null
}

function isHttps(url: string): boolean {
  return URL.parse(url)?.protocol === 'https:'
}

function whyNotTime(planned: Temporal.Instant | null, said: string, now: Temporal.Instant): Refusal | null {
  if (planned === null || Temporal.Instant.compare(planned, now) > 0) return null
  return { code: 'time-past', given: said, at: planned }
}

function apply(
  post: Post,
  command: Exclude<PostCommand, { type: 'draft' | ClockPostCommand }>,
  stamp: Stamp,
  context: PostContext,
): Decision<PostEvent> {
  switch (command.type) {
    case 'edit': {
      const wrong = whyNotContent(command.content)
      if (wrong) return refuse(wrong)
      // Nothing was changed: nothing is taken back.
      if (command.content.hash === post.content.hash) return accept()
      const edited: PostEvent = { ...stamp, type: 'post-edited', content: command.content }
      return accept(edited, ...(post.status === 'idea' ? [] : ifNotNeeded(stamp, context)))
    }
    case 'move': {
      const wrong = whyNotTime(command.planned, command.said, stamp.at)
      if (wrong) return refuse(wrong)
      const moved: PostEvent = { ...stamp, type: 'post-moved', planned: command.planned }
      return accept(moved, ...(post.approval ? [] : ifNotNeeded(stamp, context)))
    }
    case 'ask':
      return accept({ ...stamp, type: 'approval-asked' })
    case 'approve':
      if (command.hash !== post.content.hash) return refuse({ code: 'post-changed', number: post.number })
      return accept({ ...stamp, type: 'approval-given', hash: command.hash })
    case 'return':
      if (command.comment.trim() === '') return refuse({ code: 'reason-needed' })
      return accept({ ...stamp, type: 'post-returned', comment: command.comment.trim() })
    case 'snooze':
      if (!post.due) return refuse(notNow(post))
      return accept({ ...stamp, type: 'post-snoozed', until: command.until })
    case 'confirm': {
      const { account } = context
      const judged = judgeAddress(command.url, account)
      if (judged.kind === 'post' || (judged.kind === 'other-account' && command.insists)) {
        return accept({ ...stamp, type: 'post-confirmed', url: command.url })
      }
      const about = { given: command.url, network: account.network }
      return judged.kind === 'other-account'
        ? refuse({ code: 'post-of-another-account', ...about, found: judged.account, handle: account.handle })
        : refuse({ code: 'post-address-wrong', ...about, why: judged.kind, example: exampleOf(account) })
    }
    case 'cancel':
      return accept({ ...stamp, type: 'post-cancelled', reason: command.reason.trim() })
    case 'heed':
      return accept(...heed(post, stamp, context))
  }
}

/** The client asks for approvals otherwise than when this was written. */
function heed(post: Post, stamp: Stamp, { approvals }: PostContext): PostEvent[] {
  const unapproved = post.status === 'draft' || post.status === 'approval'
  if (approvals === 'off' && unapproved && post.comment === null) return [{ ...stamp, type: 'approval-not-needed' }]
  const unseen = (post.status === 'approved' || post.status === 'due') && !post.approval?.by
  return approvals === 'required' && unseen ? [{ ...stamp, type: 'approval-needed-again' }] : []
}

/** The clock does what is due by then, and nothing that was overtaken. */
function elapse(
  post: Post,
  command: PostCommand<ClockPostCommand>,
  stamp: Stamp,
  { approvals, keeper, backup }: PostContext,
): Decision<PostEvent> {
  if (dueCommand(post, approvals, stamp.at)?.type !== command.type) return refuse(notNow(post))
  switch (command.type) {
    case 'warn':
      return accept({ ...stamp, type: 'approval-missing', stage: command.stage })
    case 'come-due':
      return mayGoOut(post, approvals) ? accept({ ...stamp, type: 'post-came-due', keeper }) : refuse(notNow(post))
    case 'remind':
      return accept({ ...stamp, type: 'post-reminded' })
    case 'escalate':
      return accept({ ...stamp, type: 'post-escalated', backup })
    case 'miss':
      return accept({ ...stamp, type: 'post-missed' })
  }
}

function isOfClock(command: PostCommand): command is PostCommand<ClockPostCommand> {
  return clockPostCommands.some((type) => type === command.type)
}

/** Just what this person may do with it now, in the order in which a card shows it. Nobody sends back to themselves. */
export function postMovesOf(post: Post, by: Person, context: PostContext): PersonPostCommand[] {
  const moves = (['confirm', 'approve', 'return', 'ask', 'edit', 'move', 'snooze', 'cancel'] as const).filter(
    (move) => whyNotPost(move, post, by, context) === null && !(move === 'return' && post.author === by.id),
  )
  return moves
}
