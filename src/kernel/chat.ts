import type { Language, Platform } from './person.ts'
import type { Card, CardFile } from './card.ts'
import type { Relayed, Withdrawn } from './talk.ts'

/** A message on a platform. */
export type MessageRef = { channel: string; id: string }

/** What goes out: words of the bot, or words of a person, as they stand now. */
export type Outgoing = Card | Relayed | Withdrawn

/** Where something is said. `thread`: below that message of the channel, in its thread where the platform has threads. */
export type Where = { place: string; channel: string; thread?: string | undefined }

/** What became of one attempt to tell. */
export type Sent =
  | { outcome: 'sent'; message: MessageRef }
  /**
   * Try again then; `everywhere`: all else on the platform must wait too. `inTurn`: nothing failed, the platform has only asked for patience
   * and said for how long.
   */
  | { outcome: 'later'; at: Temporal.Instant; why: string; everywhere: boolean; inTurn?: boolean }
  /** It cannot be told there any more. */
  | { outcome: 'gone'; why: string }
  /** It may have arrived: look before trying again. `unanswered`: no answer came in time, so it may also arrive still. */
  | { outcome: 'uncertain'; why: string; unanswered?: boolean }

/** Thrown where “not there” and “could not look” must not be the same. `sent`: why it could not be asked, and when it can be. */
export class CannotAsk extends Error {
  override name = 'CannotAsk'
  readonly sent: Exclude<Sent, { outcome: 'sent' }>
  constructor(message: string, sent: Exclude<Sent, { outcome: 'sent' }>, cause: unknown) {
    super(message, { cause })
    this.sent = sent
  }
}

/** The code of an error that says: so long has passed that somebody else may be at it by now; nothing was sent. */
export const tooLate = 'ETOOLATE'

/** A file that a person attached. `barred`: the bot may not read it there; `gone`: it is not there any more. */
export type Fetched =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; why: 'too-big' | 'barred' | 'gone' | 'unreachable' }

/** The bytes of a file that a card names; null where it is not kept any more. */
export type LoadFile = (file: CardFile) => Promise<Uint8Array | null>

export type Profile = { name: string; zone: string | null; language: Language | null; picture: string | null }

/** What a platform says of someone whom we know already. */
export type Checked = Profile | 'left'

/**
 * What the core needs of a platform. A `place` is the platform's own id of a workspace or a server; `mark` is a line's own, in
 * letters and digits, kept with the message so that it can be found again (Slack: `metadata`; Discord: `nonce`).
 *
 * No method throws for what a platform answers; each says what became of it. Nothing is tried twice in here.
 */
export type Chat = {
  platform: Platform
  post(to: Where, said: Outgoing, mark: string): Promise<Sent>
  edit(place: string, message: MessageRef, said: Outgoing): Promise<Sent>
  /** Looks for the message that carries the mark, among those written since. */
  find(to: Where, mark: string, since: Temporal.Instant): Promise<MessageRef | null>
  /** The channel of a direct message with that person; opens it when there is none. Null: they cannot be written to. */
  direct(place: string, user: string): Promise<string | null>
  /**
   * A private thread for one task, seen by those named. Where a platform has no private threads (Slack) the answer is null,
   * and the assistant's side is the direct message. `name` begins with `#42 `, by which a thread that was made just
   * before a crash is found again instead of being made twice; `isFirst`: nobody has tried to make it yet, so it is not looked for.
   */
  thread(
    place: string,
    parent: string,
    name: string,
    members: string[],
    how?: { isFirst: boolean },
  ): Promise<Sent | null>
  /** What the platform knows of someone. Null when it knows nobody by that id. */
  fetchProfile(place: string, user: string): Promise<Profile | null>
  /** The same of someone whom we know: `left` where they are no longer there, null where that cannot be told. */
  check(place: string, user: string): Promise<Checked | null>
  /** Whether the bot can write in that channel. */
  canPost(place: string, channel: string): Promise<boolean>
  /** A file that a person attached (`Attached.source`); no more than `most` bytes of it are ever read. */
  fetch(place: string, source: string, most: number): Promise<Fetched>
}
