import type { AwaySaid } from './people/away-said.ts'
import type { Purpose } from './people/client.ts'
import type { Language } from './people/person.ts'
import type { Removed } from './people/removed.ts'
import type { Refusal } from './refusal.ts'
import type { RepeatSaid } from './repeats/repeat.ts'
import type { TemplateSaid } from './templates/template.ts'
import type { FormName } from './ui/action-id.ts'
import type { Heard } from './tasks/heard.ts'
import type { SocialReply } from './social/reply.ts'
import type { TargetPriority } from './targets/target.ts'
import type { Values } from './ui/form.ts'
import type { Series } from './digests/schedule.ts'

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
  /** `moved`: whether the zone is another one now; `review`: whether its days were named. */
  | { say: 'client-settings'; client: string; moved: boolean; review: boolean }
  | { say: 'agency-settings'; moved: boolean }
  | { say: 'assignment'; client: string; duty: string | null; primary: string; backups: string[] }
  | { say: 'room'; purpose: Purpose; member: boolean }
  | { say: 'profile-saved'; language: Language; away?: AwaySaid }
  | { say: 'digest-set' }
  /** `task` is its number; `at` an ISO instant. */
  | { say: 'reminder-set'; number: number; text: string; task: number | null; at: string }
  | { say: 'reminder-cancelled'; text: string; task: number | null }
  | { say: 'reminder-moved'; at: string }
  | { say: 'snoozed'; number: number; at: string }
  | { say: 'feed'; feed: string; renewed: boolean }
  | { say: 'holidays'; changed: 'added' | 'removed' }
  | ({ say: 'social' } & SocialReply)
  | { say: 'repeat'; what: RepeatSaid; repeat: string }
  | { say: 'template'; what: TemplateSaid; number: number }
  | { say: 'ticked'; number: number; place: number; done: boolean }
  | { say: 'weekly-set' }
  | { say: 'holidays-set'; rule: 'move' | 'skip' }
  | { say: 'room-digest-set'; room: string; series: Series }
  | { say: 'digest-later'; at: string }
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
] as const
export type Moved = (typeof movedNames)[number]
