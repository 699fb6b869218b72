import type { Platform } from '#src/kernel/person.ts'
import type { Priority } from '#src/kernel/priority.ts'
import type { NudgeStep } from '#src/features/tasks/kept.ts'
import type { Risk } from '#src/features/tasks/risk.ts'
import { socialMergeKey, socialRecipient, type SocialLine } from './social-lines.ts'
import type { RepeatNews } from '#src/features/repeats/repeat.ts'
import type { LeavingNews } from '#src/features/leaving/cards.ts'
import type { LeftBehind } from '#src/features/relay/files.ts'
import type { Part } from '#src/features/relay/said.ts'
import type { Found, Week } from '#src/features/digests/digest.ts'
import type { Series } from '#src/features/digests/schedule.ts'

/**
 * What is to be told to one recipient, as codes and data. Words are made when it is sent, from the state as it is then.
 *
 * A `card` line says: bring this card up to date. If the card is a message already it is edited, else it is posted.
 */
export type Notification =
  | { kind: 'card'; task: string; for: 'requester' }
  | { kind: 'card'; task: string; for: 'board'; room: string }
  /** In a direct message: take it on or not. */
  | { kind: 'card'; task: string; for: 'offer'; person: string }
  /** Where the assistant works on it: a private thread, or the direct message. */
  | { kind: 'card'; task: string; for: 'assistant'; person: string }
  | { kind: 'notice'; task: string; person: string; notice: Notice }
  /** To whoever manages, in the one message that gathers what they should look at. */
  | { kind: 'alert'; task: string; notice: Notice }
  /** What managers should look at may have changed: their message is brought up to date, or a new one is due. */
  | { kind: 'managers' }
  /**
   * A word from the clock about a task that was at that version, to one person or (`null`), gathered with others, to whoever manages;
   * once the task has moved on, its message is closed. `told`, `outcome` (when what it warns of happens) and `late` (when it should have
   * come, had we been there) are ISO instants.
   */
  | {
      kind: 'nudge'
      task: string
      person: string | null
      step: NudgeStep
      version: number
      told: string
      outcome: string | null
      why: Risk | null
      late: string | null
    }
  /** What someone asked to be reminded of. `at`: for when, an ISO instant; `late`: we were not there then. */
  | { kind: 'reminder'; reminder: string; person: string; at: string; late: boolean }
  /**
   * `since`: what was finished after it is news, an ISO instant. `found`: what was in it at its time; without it, that is
   * found when it is sent.
   */
  | { kind: 'digest'; person: string; slot: string; since: string; found?: Found }
  /** A shared calendar of holidays cannot be read; `person`: it is theirs alone. `first`: what came of its first reading. */
  | { kind: 'holidays'; calendar: string; person: string | null; first?: true }
  | { kind: 'social'; social: SocialLine }
  /** What became of a repeat: to whoever set it up, or to the log room or a manager where `person` is null. */
  | { kind: 'repeat'; repeat: string; person: string | null; news: RepeatNews }
  /**
   * Someone is away, to whoever manages: tasks, by id, that nobody could take over, and offers that went to the pool. The days
   * are ISO dates.
   */
  | { kind: 'away'; assistant: string; from: string; to: string; left: string[]; opened: string[] }
  /** The seven days before the day of `since`. */
  | { kind: 'week'; person: string; slot: string; since: string; week?: Week }
  | { kind: 'room-digest'; room: string; series: Series; slot: string; since: string }
  /**
   * What became of something over which a process died: its `delivery` has the answer. `over`: while it copied the files of a form
   * (also where it is left out), or when they had been told to wait.
   */
  | { kind: 'answered'; person: string; delivery: string; platform: Platform; over?: 'files' | 'promise' }
  /**
   * What somebody wrote about the task, as it stands: to whoever asked for it (`requester`), or to an assistant, by their id. What
   * came over already is changed or taken back. `part`: what is too long for one message is several, and its files are another one; without it, the first.
   */
  | { kind: 'relayed'; task: string; said: string; to: string; part?: Part }
  /** To whoever wrote it: these of its files did not get across, or where none is named, the message itself. */
  | { kind: 'not-carried'; task: string; said: string; files: Pick<LeftBehind, 'name' | 'why'>[] }
  /** To whoever wrote it, below it: what was held back, and what becomes of it. */
  | { kind: 'held'; task: string; said: string }
  /** To the log room: an owner asked for everything of the agency, or for its end, or stopped that. `at`: when it was asked, or when the end is. */
  | { kind: 'leaving'; news: LeavingNews; person: string; at: string }
  /** To managers, once: nothing can be written in these rooms any more. */
  | { kind: 'room-closed'; rooms: string[] }
  /** `why` is one of ours (`untellable`), or what the platform said. */
  | { kind: 'undelivered'; task: string | null; person: string | null; why: string; attempts: number }

/** Why something cannot be told, where it is not the platform that says so. */
export const untellable = [
  ...(['tried-for-a-day', 'cannot-be-written-to', 'no-account-here', 'no-manager', 'has-left'] as const),
  'channel-archived',
] as const
export type Untellable = (typeof untellable)[number]

/**
 * What happened, as far as the one who is told must know. `event` is the event's place in the task's history, `by`
 * whoever did it; null is the clock.
 */
export type Notice = { event: number; by: string | null } & (
  | { about: 'question' }
  | { about: 'review' }
  | { about: 'answered'; answer: string }
  | { about: 'returned'; reason: string }
  | { about: 'accepted'; bySilence: boolean }
  | { about: 'cancelled'; reason: string }
  | { about: 'reopened'; reason: string }
  | { about: 'rated'; stars: number }
  | { about: 'reassigned' }
  /** `asks`: whoever has promised is asked about another time. */
  | { about: 'changed'; was: Said; is: Said; asks: boolean }
  | { about: 'note'; text: string }
  /** To whoever manages: the client would rather have somebody else. */
  | { about: 'wish'; wish: string }
  /** `promise`: an ISO instant. */
  | { about: 'promised'; promise: string }
  /** Who has it is away, it cannot wait, and nobody could take it over: to its client. */
  | { about: 'nobody-free'; assistant: string }
  | { about: 'declined'; assistant: string; reason: string }
  | { about: 'no-answer'; assistant: string }
  | { about: 'released'; assistant: string; reason: string }
  | { about: 'lapsed'; assistant: string }
  /** They are away. */
  | { about: 'handed-over'; assistant: string }
)

/** What of a task was changed. `due`: an ISO instant. */
export type Said = { title?: string; brief?: string; due?: string | null; priority?: Priority; duty?: string }

/** Lines of one recipient are told in the order in which they were written. */
export function recipientOf(line: Notification): string {
  switch (line.kind) {
    case 'card':
      if (line.for === 'requester') return `requester:${line.task}`
      return line.for === 'board' ? `room:${line.room}:${line.task}` : `person:${line.person}:${line.task}`
    case 'notice':
      return `person:${line.person}:${line.task}`
    case 'alert':
    case 'managers':
      return 'managers'
    case 'nudge':
      return line.person === null ? 'managers' : `person:${line.person}:${line.task}`
    case 'reminder':
      return `reminder:${line.person}`
    case 'digest':
    case 'week':
      return `digest:${line.person}`
    case 'holidays':
      return `holidays:${line.calendar}`
    case 'social':
      return socialRecipient(line.social)
    case 'repeat':
      return `repeat:${line.repeat}`
    case 'away':
      return `away:${line.assistant}`
    case 'room-digest':
      return `room-digest:${line.room}`
    case 'answered':
      return `answered:${line.person}`
    case 'relayed':
      return `talk:${line.task}:${line.to}`
    case 'not-carried':
    case 'held':
      return `talk:${line.task}:writer`
    case 'leaving':
    case 'room-closed':
    case 'undelivered':
      return 'log'
  }
}

/** Lines with the same key say the same thing, the later ones better; null: each is said. */
export function mergeKeyOf(line: Notification): string | null {
  if (line.kind === 'social') return socialMergeKey(line.social)
  if (isForManagers(line)) return 'managers'
  if (line.kind === 'card') return `${recipientOf(line)}:${line.for}`
  if (line.kind === 'relayed') return `${recipientOf(line)}:${line.said}${line.part ? `:${line.part}` : ''}`
  if (line.kind === 'held') return `${recipientOf(line)}:held:${line.said}`
  if (line.kind === 'not-carried') return `${recipientOf(line)}:${line.said}`
  if (line.kind === 'nudge') return `${recipientOf(line)}:${nudgeTopic(line)}`
  return line.kind === 'notice' ? `${recipientOf(line)}:${line.notice.event}` : null
}

/** What is gathered for managers: each such line makes their message say all that is so by now. */
export function isForManagers(line: Notification): boolean {
  return line.kind === 'alert' || line.kind === 'managers' || (line.kind === 'nudge' && line.person === null)
}

/** One word from the clock is one message, however often its line is written. */
export function nudgeTopic({ person, step, version, told }: Extract<Notification, { kind: 'nudge' }>): string {
  return `nudge:${person}:${version}:${step}:${told}`
}

/** A line as the outbox takes it. */
export type Entry = { id: string; recipient: string; line: Notification; mergeKey: string | null }

export function entryOf(line: Notification, newId: () => string): Entry {
  return { id: newId(), recipient: recipientOf(line), line, mergeKey: mergeKeyOf(line) }
}
