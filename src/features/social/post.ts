import type { Via } from '#src/features/tasks/task.ts'

export const postStatuses = ['idea', 'draft', 'approval', 'approved', 'due', 'posted', 'missed', 'cancelled'] as const
export type PostStatus = (typeof postStatuses)[number]

/** Whether a client's posts need the client's word before they go out. */
export const approvalModes = ['required', 'optional', 'off'] as const
export type Approvals = (typeof approvalModes)[number]

/** Nothing goes out in a client's name that the client has not seen, until the client says otherwise. */
export const usualApprovals: Approvals = 'required'

/** Characters of a text: what a page of ours can hold and a person can read. Few networks take as much. */
export const longestPost = 20_000
export const mostMedia = 10
export const longestLink = 500

/** A picture, a film or a document: at an address, or copied and kept with us. */
export type Media = LinkedMedia | KeptMedia
export type LinkedMedia = { name: string; url: string }
/** `file` is its id, `type` a MIME type, `size` in bytes, `sha` the SHA-256 of the bytes in base64url. */
export type KeptMedia = { name: string; file: string; type: string; size: number; sha: string }

/** `hash` is of all the rest: what an approval is tied to. */
export type Content = { text: string; link: string | null; media: Media[]; hash: string }

export function isKept(media: Media): media is KeptMedia {
  return 'file' in media
}

export function keptOf({ media }: Pick<Content, 'media'>): KeptMedia[] {
  return media.filter(isKept)
}

/** What goes into the network's own box: the text, and the link below it. */
export function textToPost({ text, link }: Pick<Content, 'text' | 'link'>): string {
  return [text, link ?? ''].filter(Boolean).join('\n\n')
}

/** `by` is null where the client asks for no approval. */
export type Approval = { by: string | null; at: Temporal.Instant }

export type Comment = { by: string; text: string; at: Temporal.Instant }

/** Which warnings were given that it is not approved: a day ahead, and at its time. */
export type Told = 'nothing' | 'ahead' | 'late'

export type Due = {
  /** When it was told. */
  at: Temporal.Instant
  /** The place in the history at which it came due: a post that is moved comes due again, with messages of its own. */
  cycle: number
  /** Who was told to post it, and who was asked to stand in; null: nobody was there, so a manager was told. */
  keeper: string | null
  backup: string | null
  /** The place in the history of the newest reminder. */
  again: number | null
  /** The one who posts was told again. */
  reminded: boolean
  /** The backup and a manager were told. */
  escalated: boolean
  /** Until when the one who posts wants no more of it. */
  snoozedUntil: Temporal.Instant | null
}

export type Posted = { url: string; at: Temporal.Instant; by: string }

type Facts = {
  id: string
  /** What people say aloud: `P7`, counted per agency. */
  number: number
  client: string
  account: string
  author: string
  content: Content
  /** What somebody of the client wants changed, until it is. */
  comment: Comment | null
  told: Told
  createdAt: Temporal.Instant
  /** Since when it has its status. */
  since: Temporal.Instant
  /** How many events made it: the next event's place in the history. */
  version: number
}

type At = Temporal.Instant

/** One piece of content for an account. What a status lacks cannot be reached. */
export type Post = Facts &
  (
    | { status: 'idea'; at: null; approval: null; due: null; posted: null }
    | { status: 'draft'; at: At; approval: null; due: null; posted: null }
    | { status: 'approval'; at: At; approval: null; due: null; posted: null }
    | { status: 'approved'; at: At; approval: Approval; due: null; posted: null }
    | { status: 'due'; at: At; approval: Approval | null; due: Due; posted: null }
    | { status: 'missed'; at: At; approval: Approval | null; due: Due | null; posted: null }
    | { status: 'posted'; at: At; approval: Approval | null; due: Due | null; posted: Posted }
    | { status: 'cancelled'; at: At | null; approval: null; due: null; posted: null }
  )

type By = { by: string | null; via: Via; at: Temporal.Instant }

/** What happened to a post, in the order in which it did. Appended, never changed. */
export type PostEvent = By &
  (
    | {
        type: 'post-drafted'
        post: string
        number: number
        client: string
        account: string
        content: Content
        /** Null: an idea, without a time. */
        planned: At | null
      }
    /** Whatever was approved of it is approved no longer. */
    | { type: 'post-edited'; content: Content }
    | { type: 'post-moved'; planned: At }
    | { type: 'approval-asked' }
    | { type: 'approval-given'; hash: string }
    /** The client asks for none. */
    | { type: 'approval-not-needed' }
    /** The client asks for one again. */
    | { type: 'approval-needed-again' }
    | { type: 'post-returned'; comment: string }
    | { type: 'approval-missing'; stage: 'ahead' | 'late' }
    | { type: 'post-came-due'; keeper: string | null }
    | { type: 'post-reminded' }
    | { type: 'post-escalated'; backup: string | null }
    | { type: 'post-snoozed'; until: At }
    | { type: 'post-missed' }
    | { type: 'post-confirmed'; url: string }
    | { type: 'post-cancelled'; reason: string }
  )

export type PostEventType = PostEvent['type']

export function isFinished({ status }: Post): boolean {
  return status === 'posted' || status === 'cancelled'
}

/** Whether it may go out as it stands. */
export function mayGoOut(post: Post, approvals: Approvals): boolean {
  if (post.at === null || post.content.text === '') return false
  if (approvals === 'required') return Boolean(post.approval?.by)
  // What was sent back waits until it is mended, also where nobody had to approve it.
  return post.comment === null
}
