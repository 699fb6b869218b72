import type { CardFile } from './card.ts'
import type { Platform } from './person.ts'

/**
 * What was there besides words. `url`: where whoever may see it there finds it; null where it is nowhere to be opened by itself. `copy`: by which
 * it is copied (see `Attached`), where it can be.
 */
export type Besides =
  | { kind: 'file'; name: string; url: string | null; copy?: { source: string; type: string; size: number } }
  | { kind: 'sticker'; name: string }
  | { kind: 'poll'; question: string }
  | { kind: 'voice' }
  | { kind: 'forwarded'; text: string }

/** Where people talk: a channel, and where it is a thread below one of its messages, that message. */
export type TalkPlace = {
  platform: Platform
  /** Slack's team id, Discord's guild id; for a Discord direct message the empty string. */
  place: string
  channel: string
  /** Slack: the first message of the thread. Discord: the message that this one replies to; its threads are channels. */
  thread: string | null
}

/** A message of a person, as it stands on their platform now: it was written, or changed since. */
export type Written = TalkPlace & {
  what: 'written'
  /** The platform's own id of the message. */
  id: string
  by: { user: string; name: string; picture: string | null }
  /** Without markup, mentions as names. */
  text: string
  besides: Besides[]
  at: Temporal.Instant
  editedAt: Temporal.Instant | null
}

/** A message that is no more. Who wrote it the platforms do not say. */
export type TakenBack = TalkPlace & { what: 'taken-back'; id: string }

/** What happened to a message. Heard twice, or in two ways, it is one. */
export type Talk = Written | TakenBack

/** A conversation that goes on. Whatever was written there after `since` may not have been heard yet. */
export type Conversation = TalkPlace & { since: Temporal.Instant }

/** What stands in a conversation: messages from that moment on, by their ids. */
export type Stretch = { from: Temporal.Instant; ids: string[] }

export type Talking = {
  /** Keeps what was written, and has it told on the other side. Whatever it answers is committed. Throws only for a fault. */
  hear(talk: Talk): Promise<void>
  /** Whether what was written there is about a task, and heard as such. */
  isAbout(written: Written): Promise<boolean>
  /** Where people may have talked while nobody listened. */
  conversations(platform: Platform): Promise<Conversation[]>
  /** Of what was heard there since that moment, what does not stand there any more was taken back. */
  compare(where: TalkPlace, stretch: Stretch): Promise<void>
}

/** Words of a person, as they are said where they did not write them. */
export type Relayed = {
  /** What it is about, in a few words: the name of a thread that is opened for it. */
  about: string
  writer: { name: string; picture: string | null }
  text: string
  /** Sentences of ours about what is not words, in the reader's language. */
  notes: { text: string; url: string | null }[]
  /** A message of its own that shows these; its words are another one. */
  files?: CardFile[]
}

/** What was said is taken back. */
export type Withdrawn = { withdrawn: true }
