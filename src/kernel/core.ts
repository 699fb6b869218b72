import type { CommandName } from '#src/features/commands.ts'
import type { Checked } from './chat.ts'
import type { Language, Platform } from './person.ts'
import type { Answer, Delivery, Origin } from './request.ts'
import type { Card } from './card.ts'
import type { Option } from './form.ts'
import type { Talking } from './talk.ts'

/** What a platform needs of the core. */
export type Core = {
  /**
   * Carries out what was asked, once, and says what the asker sees. Whatever it answers is committed.
   * Throws only for a fault; then nothing was written, and a second delivery starts clean.
   */
  handle(delivery: Delivery): Promise<Answer>
  /**
   * Writes down that whoever asked is told to wait, before they are told: should this process die over it, its successor tells them what
   * became of it in a direct message.
   */
  promise(delivery: Delivery): Promised
  /**
   * Whether it would have to wait for others that are being carried out. Whoever pressed is then best acknowledged at once, and told
   * when it is their turn.
   */
  isCrowded(delivery: Delivery): boolean
  /** Somebody's own page, as cards one below the other. Reads only. */
  home(origin: Origin): Promise<Card[]>
  /** What people write to each other in the threads of tasks. */
  talk: Talking
  /** What a platform says of someone by itself: their name, their zone, or that they have left. Nothing where nobody knows them. */
  noticed(person: Noticed): Promise<void>
  /** Completions while typing an option: at most 25. Reads only. */
  suggest(ask: Suggestion): Promise<Option[]>
  /** Sentences that a platform says by itself, around an answer that is late or missing. */
  say: {
    workingOnIt(language: Language): Card
    /** `reference` ties what the person saw to the log; `error` is what it failed with. */
    fault(language: Language, reference: string, error: unknown): Card
    notUnderstood(language: Language): Card
  }
}

export type Noticed = { platform: Platform; place: string; user: string; seen: Checked }

export type Promised = {
  /** False: it could not be written down, so nothing may be promised. Never rejects. */
  written: Promise<boolean>
  /** They have their answer. Never rejects. */
  kept(): Promise<void>
}

export type Suggestion = {
  origin: Origin
  command: CommandName
  option: string
  typed: string
  /** What stands in the other options already. */
  others: Record<string, string>
}
