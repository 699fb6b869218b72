import type { AddressFault } from '#src/features/calendars/failure.ts'
import type { Role } from './person.ts'
import type { PostStatus } from '#src/features/social/post.ts'
import type { Status } from '#src/features/tasks/task.ts'
import type { RhythmFault, Unreadable } from '#src/time/reading.ts'
import type { SettingName } from '#src/kernel/setting.ts'

/**
 * Every state of affairs in which we say no. A code and data, never a sentence: `src/ui/i18n` puts each into words, and
 * a code without words does not compile.
 */
export type Refusal =
  // Who may do what (policy.ts)
  | { code: 'stranger' }
  | { code: 'place-unknown' }
  /** Whoever carried it out died over it. `asked`: the command as it was typed; empty where there is none. */
  | { code: 'interrupted'; asked: string }
  | { code: 'not-yours-to-do'; needs: Role[] }
  | { code: 'not-your-client'; client: string }
  | { code: 'not-your-task'; number: number }
  /** Nobody's to decide about any more, or somebody else's. */
  | { code: 'held-gone' }
  // Tasks
  | { code: 'no-such-task'; number: string }
  | { code: 'already-taken'; number: number; assistant: string }
  | { code: 'not-now'; number: number; status: Status; wanted: string }
  | { code: 'hands-full'; inHand: number; capacity: number }
  | { code: 'duty-not-theirs'; assistant: string; duty: string }
  | { code: 'does-not-serve'; assistant: string; client: string }
  | { code: 'assistant-away'; assistant: string; until: string }
  | { code: 'assistant-full'; assistant: string; inHand: number; capacity: number }
  | { code: 'not-an-assistant'; name: string }
  | { code: 'already-theirs'; number: number; assistant: string }
  | { code: 'nothing-to-delegate' }
  | { code: 'brief-too-long'; length: number; limit: number }
  | { code: 'unknown-duty'; given: string; near: string[]; known: string[] }
  | { code: 'unknown-priority'; given: string }
  /** `why`: what is wrong with it, where that is known. */
  | { code: 'time-not-understood'; given: string; why?: Unreadable }
  /** `when`: the moment as it was read, in the asker's words and zone. */
  | { code: 'time-past'; given: string; at: Temporal.Instant; when?: string }
  /** `options`: the moments that it may mean, in the asker's words and zone. */
  | { code: 'time-ambiguous'; given: string; options: string[] }
  /** In a line: a time that was meant, with the word that introduces it. */
  | { code: 'time-unread'; given: string }
  | { code: 'which-time'; given: string; other: string }
  | { code: 'reason-needed' }
  | { code: 'nothing-changed'; number: number }
  | { code: 'note-needed' }
  | { code: 'question-needed' }
  | { code: 'answer-needed' }
  | { code: 'result-needed' }
  | { code: 'link-not-understood'; given: string }
  /** `field`: where it stands, when that is not the form's first. */
  | { code: 'reply-needed'; number: string }
  | { code: 'text-too-long'; length: number; limit: number; field?: string }
  | { code: 'too-many-options'; given: number }
  | { code: 'option-gone' }
  | { code: 'stars-one-to-five' }
  | { code: 'reopen-too-late'; number: number; days: number }
  // Clients, people, places
  | { code: 'which-client'; known: string[] }
  | { code: 'no-client-yet' }
  | { code: 'no-such-client'; given: string; near: string[]; known: string[] }
  | { code: 'client-exists'; name: string }
  | { code: 'no-such-person'; given: string; near: string[] }
  /** `removing`: it was to be taken away. */
  | { code: 'unknown-role'; given: string; removing?: true }
  /** `role`: null for any; `client`: the one that they do not speak for. */
  | { code: 'role-not-held'; name: string; role: Role | null; client: string | null }
  | { code: 'last-owner'; name: string }
  /** The first few, and how many more there are. */
  | { code: 'holds-tasks'; name: string; numbers: number[]; more: number }
  | { code: 'zone-not-understood'; given: string; near: string[] }
  /** `of`: whose setting it was to be. */
  | { code: 'setting-not-understood'; of: 'client' | 'agency'; setting: SettingName; given: string; near: string[] }
  | { code: 'hours-not-understood'; given: string }
  | { code: 'language-not-known'; given: string }
  | { code: 'capacity-not-understood'; given: string }
  | { code: 'days-not-understood'; given: string }
  | { code: 'purpose-not-known'; given: string }
  | { code: 'not-a-room' }
  | { code: 'schedule-not-understood'; given: string }
  | { code: 'nobody-to-assign' }
  // Reminders
  | { code: 'remind-what' }
  | { code: 'remind-when'; given: string }
  | { code: 'remind-once' }
  | { code: 'remind-over'; number: number; status: Status }
  | { code: 'too-many-reminders'; limit: number }
  | { code: 'no-such-reminder' }
  | { code: 'snooze-over'; number: number }
  /** `when`: in the asker's words and zone. */
  | { code: 'snooze-too-late'; number: number; when: string }
  // Calendars
  | { code: 'no-public-address' }
  | { code: 'no-such-feed' }
  | { code: 'calendar-address'; given: string; why: AddressFault }
  | { code: 'calendar-there' }
  | { code: 'too-many-calendars'; most: number }
  | { code: 'no-such-holidays'; given: string }
  // Social media
  | { code: 'no-such-post'; number: string }
  | { code: 'post-not-now'; number: number; status: PostStatus }
  | { code: 'post-changed'; number: number }
  | { code: 'week-changed' }
  | { code: 'post-empty' }
  | { code: 'post-time-needed'; given: string }
  | { code: 'too-many-media'; given: number; limit: number }
  // Files; sizes in bytes
  | { code: 'file-too-big'; name: string; most: number }
  | { code: 'files-too-big'; size: number; most: number }
  /** The bot may not read it where it lies. */
  | { code: 'file-barred'; name: string }
  | { code: 'file-gone'; name: string }
  | { code: 'file-unreachable'; name: string }
  | { code: 'no-such-file'; given: string }
  | { code: 'post-address-wrong'; given: string; network: string; why: WrongAddress; example: string }
  /** It may be right all the same: whoever posted is asked. */
  | { code: 'post-of-another-account'; given: string; network: string; found: string; handle: string }
  | { code: 'network-not-a-name'; given: string }
  | { code: 'handle-not-understood'; given: string }
  | { code: 'account-exists'; account: string }
  | { code: 'no-account-yet' }
  | { code: 'no-such-account'; given: string; known: string[] }
  | { code: 'which-account'; known: string[] }
  | { code: 'slot-not-understood'; given: string }
  | { code: 'slot-gone' }
  | { code: 'approvals-not-known'; given: string }
  | { code: 'period-not-known'; given: string }
  // Leaving
  | { code: 'not-the-name'; given: string; name: string }
  | { code: 'agency-ends-already' }
  | { code: 'agency-does-not-end' }
  | { code: 'no-export-address' }
  // Several tasks in one go
  | { code: 'which-tasks' }
  | { code: 'not-task-numbers'; given: string }
  | { code: 'too-many-tasks'; count: number; limit: number }
  | { code: 'nothing-to-change' }
  | { code: 'cancel-or-change' }
  // Rules of routing
  | { code: 'rule-says-nothing' }
  | { code: 'no-such-rule'; given: string; count: number }
  | { code: 'too-many-rules'; limit: number }
  // Repeats and templates
  | { code: 'rhythm-not-understood'; given: string; why?: RhythmFault }
  | { code: 'rhythm-never'; given: string }
  | { code: 'rhythm-due-fixed'; given: string }
  | { code: 'once-or-monthly'; given: string; date: number }
  | { code: 'no-such-repeat'; given: string }
  | { code: 'repeat-not-on'; number: number }
  | { code: 'repeat-is-on'; number: number }
  | { code: 'repeat-over'; number: number }
  | { code: 'occurrence-gone'; number: number }
  | { code: 'template-asks'; name: string; count: number }
  | { code: 'no-such-template'; given: string; near: string[] }
  | { code: 'template-exists'; name: string }
  | { code: 'too-many-questions'; given: number; limit: number }
  | { code: 'too-many-items'; given: number; limit: number }
  | { code: 'item-gone'; number: number }
  // Targets, reports and digests
  | { code: 'work-time-not-understood'; given: string }
  | { code: 'report-period-not-known'; given: string }
  | { code: 'grouping-not-known'; given: string }
  | { code: 'report-not-understood'; given: string }
  | { code: 'holidays-not-understood'; given: string }
  | { code: 'weekly-not-understood'; given: string }
  | { code: 'no-digest-room' }
  // Codes
  | { code: 'code-unknown' }
  | { code: 'code-expired' }
  | { code: 'code-used' }
  | { code: 'code-other-purpose' }
  | { code: 'already-set-up' }
  | { code: 'place-taken' }
  | { code: 'identity-taken' }
  // Words
  | { code: 'unknown-command'; given: string; near: string[] }
  | { code: 'missing'; option: string; command: string }
  | { code: 'too-many-words'; rest: string; command: string }
  | { code: 'not-understood' }

export type RefusalCode = Refusal['code']

/** Why an address is not that of a post. */
export type WrongAddress = 'no-address' | 'other-network' | 'compose' | 'no-post'
