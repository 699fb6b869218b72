import type { SecretKind } from '#src/features/guard/secrets.ts'
import type { AwaySaid } from '#src/features/people/away-said.ts'
import type { Purpose } from '#src/features/people/client.ts'
import type { Language, ProfileField } from './person.ts'
import type { Removed } from '#src/features/settings/removed.ts'
import type { Refusal } from './refusal.ts'
import type { RepeatSaid } from '#src/features/repeats/repeat.ts'
import type { TemplateSaid } from '#src/features/templates/template.ts'
import type { FormName } from './action-id.ts'
import type { Heard } from '#src/features/tasks/heard.ts'
import type { SocialReply } from '#src/features/social/reply.ts'
import type { TargetPriority } from '#src/features/targets/target.ts'
import type { Values } from './form.ts'
import type { Series } from '#src/features/digests/schedule.ts'

/** What was typed and could not be carried out as it stood: it comes back in the form, ready to mend. */
export type Draft = {
  form: FormName
  subject: string
  values: Values
  /** The field that it failed at, where the reason alone does not say. */
  wrong?: string
}

/** What the asker is answered, as codes and data: kept with the delivery, worded whenever it is asked for. */
export type Reply =
  /** `heard`: of a new one, what was read in one of two ways or left in the text. */
  | { say: 'moved'; what: Moved; number: number; detail: string; heard?: Heard }
  | { say: 'refused'; refusal: Refusal; draft: Draft | null }
  | { say: 'set-up' }
  | { say: 'code'; purpose: 'connect' | 'link' }
  /** `by`: who made the code. */
  | { say: 'connected'; place: string; by: string }
  | { say: 'linked' }
  | { say: 'role'; name: string; role: string; client: string | null }
  | ({ say: 'role-removed' } & Removed)
  | { say: 'client-added'; name: string }
  | { say: 'client-renamed'; before: string; name: string }
  | { say: 'client-archived'; name: string; archived: boolean }
  /** `moved`: whether the zone is another one now; `review`: whether its days were named. */
  | { say: 'client-settings'; client: string; moved: boolean; review: boolean }
  | { say: 'agency-settings'; moved: boolean }
  | { say: 'assignment'; client: string; duty: string | null; primary: string; backups: string[] }
  | { say: 'room'; purpose: Purpose; member: boolean }
  /** `set`: what was said, which is shown as it was understood. */
  | { say: 'profile-saved'; language: Language; set?: ProfileField[]; away?: AwaySaid }
  | { say: 'digest-set' }
  /** `task` is its number; `at` an ISO instant; `read`: how its time was read where it could be read in two ways. */
  | { say: 'reminder-set'; number: number; text: string; task: number | null; at: string; read?: Heard['read'] }
  | { say: 'reminder-cancelled'; text: string; task: number | null }
  | { say: 'reminder-moved'; at: string }
  | { say: 'snoozed'; number: number; at: string }
  | { say: 'feed'; feed: string; renewed: boolean }
  | { say: 'holidays'; changed: 'added' | 'removed' }
  | { say: 'observances'; on: boolean }
  | ({ say: 'social' } & SocialReply)
  | { say: 'repeat'; what: RepeatSaid; repeat: string; heard?: Heard }
  | { say: 'template'; what: TemplateSaid; number: number }
  | { say: 'ticked'; number: number; place: number; done: boolean }
  | { say: 'weekly-set' }
  | { say: 'holidays-set'; rule: 'move' | 'skip' }
  | { say: 'room-digest-set'; room: string; series: Series }
  | { say: 'digest-later'; at: string }
  /** Of several tasks, by number: what was done to which, and why not to others. */
  | {
      say: 'bulk'
      what: 'changed' | 'cancelled'
      done: { number: number; title: string }[]
      not: { number: number; reason: Refusal }[]
    }
  /** To what was said about a task. `waits`: until somebody takes it on; `note`: for assistants and managers. */
  | { say: 'replied'; number: number; text: string; how: 'sent' | 'waits' | 'note' }
  /** `until`: when the address runs out, in seconds. */
  | { say: 'export'; until: number }
  /** `at`: an ISO instant. */
  | { say: 'agency-ends'; at: string }
  | { say: 'agency-kept' }
  | { say: 'rules'; what: 'added' | 'removed' | 'moved'; place: number }
  /** `key`: by what is to be decided about is found. */
  | { say: 'held'; did: 'asked' | 'masked' | 'as-is' | 'drop'; kinds: SecretKind[]; key?: string }
  | { say: 'target-set'; client: string; priority: TargetPriority; respond: number | null; done: number | null }

/** What became of a task, as its doer is told. */
export const movedNames = [
  'delegated',
  'claimed',
  'tookOn',
  'started',
  'asked',
  'answered',
  'submitted',
  'accepted',
  'returned',
  'declined',
  'released',
  'cancelled',
  'reopened',
  'assigned',
  'opened',
  'rated',
  'changed',
  'noted',
  'promised',
] as const
export type Moved = (typeof movedNames)[number]
