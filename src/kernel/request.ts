import type { CommandName } from '#src/features/commands.ts'
import type { Language, Platform } from './person.ts'
import type { ShortcutName } from '#src/features/shortcuts.ts'
import type { Action, FormName } from './action-id.ts'
import type { Card } from './card.ts'
import type { Form, Values } from './form.ts'

/** Someone on a platform, as the platform knows them. */
export type Handle = { platform: Platform; user: string; name: string }

/** Where a request came from, and from whom. */
export type Origin = {
  platform: Platform
  /** Slack's team id, Discord's guild id; for a Discord direct message the empty string. */
  place: string
  placeName: string
  channel: string
  /** `direct` is a message between the person and the bot alone. */
  channelKind: 'room' | 'direct'
  user: string
  userName: string
  /** What the platform says of the person's language; `null` when it says nothing. */
  language: Language | null
}

/** What a person asked for, in the platform's own shape no longer. */
export type Request =
  /** A slash command with its words as one line: Slack. Mentions come as `<@U123|name>`. */
  | { kind: 'words'; command: string; text: string }
  /** A slash command with its options taken apart: Discord. */
  | { kind: 'options'; command: CommandName; options: Record<string, string>; people: Handle[] }
  | { kind: 'press'; action: Action }
  /** Asked for from the menu of a message. */
  | { kind: 'shortcut'; name: ShortcutName; message: Quoted; people: Handle[] }
  | { kind: 'form'; name: FormName; subject: string; values: Values; people: Handle[]; files: Attached[] }

/** What stood in a message from whose menu something was asked for, what hung on it, and its address where that is known. */
export type Quoted = { text: string; files: Attached[]; link: string | null }

/**
 * A file that a person attached, as their platform names it. `type` is a MIME type; `size` in bytes; `source` is by what the
 * platform's `Chat.fetch` finds it (Slack: the file's id; Discord: its address, which dies within a day).
 */
export type Attached = { name: string; type: string; size: number; source: string }

export type Delivery = {
  /** The platform's own id of this delivery: the same one twice is one. */
  id: string
  origin: Origin
  request: Request
}

/** What the person who asked gets, within the platform's three seconds. */
export type Answer =
  /** Only to the asker. `replace`: in place of the ephemeral message that was pressed on. */
  | { kind: 'say'; card: Card; replace: boolean }
  | { kind: 'form'; form: Form }
  /**
   * The form stays open with all that was typed; each message stands beside its field. A platform that cannot keep it
   * open shows the messages, with a button that opens it again: `open`, with `draft` as its subject.
   */
  | { kind: 'mend'; form: Form; draft: string; errors: Record<string, string> }
