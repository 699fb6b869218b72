import type { Priority } from '#src/kernel/priority.ts'

/** What each command carries, besides who gives it and when. */
type Carried = {
  delegate: {
    id: string
    number: number
    client: string
    /** Empty: made of the brief's first sentence. */
    title: string
    brief: string
    /** `null`: none was named. */
    duty: string | null
    priority: Priority | null
    due: Temporal.Instant | null
    /** Who was named, by id. */
    assistant: string | null
  }
  /** `promise`: by when it will be done; `null` for the due time, or for no promise yet. */
  claim: { promise: Temporal.Instant | null }
  /** The assistant takes on what was offered; the client accepts what was handed in. */
  accept: object
  decline: { reason: string }
  start: object
  ask: { text: string; options: string[] }
  /** `option`: which of the question's answers, counted from 0. */
  answer: { text: string; option?: number }
  submit: { text: string; links: string[] }
  return: { reason: string }
  release: { reason: string }
  /** `assistant`: an id; `null` for the pool. */
  assign: { assistant: string | null }
  /** `reason` may be empty. */
  cancel: { reason: string }
  reopen: { reason: string }
  rate: { stars: number }
  /** What is left out stays as it is. `due`: null for none any more; `wish`: another assistant, by id, or in words. */
  change: { brief?: string; due?: Temporal.Instant | null; priority?: Priority; duty?: string; wish?: string }
  'add-note': { text: string }
  /** By when its assistant will have it done. */
  promise: { promise: Temporal.Instant }
  /** No acceptance within the response time. */
  'pass-on': object
  /** No start within the lease. The clock nudges when it runs out and lapses it later. */
  lapse: object
  /** No word within the review time. */
  'accept-by-silence': object
  /** Its assistant is away before it is to be done. */
  'hand-over': object
}

export type TaskCommandType = keyof Carried

export type TaskCommand<Type extends TaskCommandType = TaskCommandType> = {
  [T in Type]: { type: T } & Carried[T]
}[Type]

/** What only time does: nobody may press these. */
export const clockCommandTypes = ['pass-on', 'lapse', 'accept-by-silence', 'hand-over'] as const
export type ClockCommandType = (typeof clockCommandTypes)[number]

export const personCommandTypes = [
  'claim',
  'accept',
  'decline',
  'start',
  'ask',
  'answer',
  'submit',
  'return',
  'release',
  'assign',
  'cancel',
  'reopen',
  'rate',
  'change',
  'add-note',
  'promise',
] as const
export type PersonCommandType = (typeof personCommandTypes)[number]
