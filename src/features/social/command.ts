import type { Content } from './post.ts'

/** What each command carries, besides who gives it and when. */
type Carried = {
  draft: { id: string; number: number; account: string; content: Content; planned: Temporal.Instant | null }
  edit: { content: Content }
  move: { planned: Temporal.Instant; said: string }
  /** For the client's approval. */
  ask: object
  /** `hash`: of the content that was before them. */
  approve: { hash: string }
  return: { comment: string }
  snooze: { until: Temporal.Instant }
  /** It is posted, and stands at that address. */
  confirm: { url: string }
  /** `reason` may be empty. */
  cancel: { reason: string }
  /** The client asks for approvals otherwise than before. */
  heed: object
  /** It is not approved, and its time comes near or has come. */
  warn: { stage: 'ahead' | 'late' }
  'come-due': object
  remind: object
  escalate: object
  miss: object
}

export type PostCommandType = keyof Carried

export type PostCommand<Type extends PostCommandType = PostCommandType> = {
  [T in Type]: { type: T } & Carried[T]
}[Type]

/** What only time does: nobody may press these. */
export const clockPostCommands = ['warn', 'come-due', 'remind', 'escalate', 'miss'] as const
export type ClockPostCommand = (typeof clockPostCommands)[number]

export type PersonPostCommand = Exclude<PostCommandType, ClockPostCommand | 'draft'>
