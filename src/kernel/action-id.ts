import { z } from 'zod'

/** The forms that exist: what a submission names. */
export const formNames = [
  'delegate',
  'ask',
  'answer',
  'submit',
  'return',
  'decline',
  'release',
  'cancel',
  'reopen',
  'assign',
  'profile',
  'assignment',
  'remind',
  'remind-again',
  'snooze',
  'social-account',
  'social-slot',
  'social-draft',
  'social-edit',
  'social-move',
  'social-comment',
  'social-cancel',
  'social-posted',
  'repeat',
  'save-template',
  'template',
  'template-more',
  'from-template',
] as const
export type FormName = (typeof formNames)[number]

export function formNamed(name: string): FormName | null {
  return formNames.find((known) => known === name) ?? null
}

/** What a button does when it is pressed. */
export const pressNames = [
  'claim',
  'accept',
  'start',
  /** A tap on one of a question's options. */
  'choose',
  'rate',
  /** The card of one task, for whoever asks. */
  'show',
  /** The whole brief. */
  'brief',
  /** The next or previous page of `/tasks`. */
  'page',
  /** A new address for a feed; the old one is known to nobody any more. */
  'renew-feed',
  /** Takes a shared calendar of holidays away. */
  'remove-holidays',
  /** Another page, stretch of time or grouping of a report. */
  'report',
  /** All of one section of a digest. */
  'section',
  /** A digest once more, later that day. */
  'digest-later',
  /** Opens a form. */
  'open',
  /** The clock's word about a task again, later: its number, and `version.choice`. */
  'snooze',
  /** One's own reminder again, by its number. */
  'again',
  'unremind',
  // Posts, by their number.
  'post',
  /** Of the words with this hash. */
  'post-approve',
  'post-ask',
  /** One page of what is to be copied. */
  'post-text',
  'post-files',
  'post-snooze',
  /** All of a client's week, as it was shown. */
  'week-approve',
  'calendar',
  'calendar-picture',
  'slot-end',
  'slot-snooze',
  /** About one repeat, by its number. `skip` names the occurrence, so that an old card skips no other one. */
  'repeat-show',
  'repeat-pause',
  'repeat-resume',
  'repeat-skip',
  'repeat-end',
  /** It was not to repeat: it is ended, and delegated once. */
  'repeat-once',
  'repeat-page',
  /** Two answers to "once, or every month?", with the draft of what was typed. */
  'meant-once',
  'meant-monthly',
  /** One item of a task's checklist. */
  'tick',
  'untick',
  'template-show',
  'template-remove',
  'template-restore',
  'template-page',
] as const
export type PressName = (typeof pressNames)[number]

/**
 * A button's meaning, small enough for both platforms: Discord's custom id holds 100 characters, Slack's action id 255
 * and must be unique in its message.
 *
 * Written as `sahayak:press:subject:detail`, each part free of colons.
 */
export type Action = { press: PressName; subject: string; detail: string }

const written = z
  .string()
  .max(100)
  .regex(/^sahayak:[a-z-]+:[^:]*:[^:]*$/)
  .transform((id) => id.split(':'))
  .pipe(z.tuple([z.literal('sahayak'), z.enum(pressNames), z.string(), z.string()]))

export function writeActionId({ press, subject, detail }: Action): string {
  return `sahayak:${press}:${subject}:${detail}`
}

/** Null when it is not one of ours, or of a version that we no longer know. */
export function readActionId(id: string): Action | null {
  const parsed = written.safeParse(id)
  if (!parsed.success) return null
  const [, press, subject, detail] = parsed.data
  return { press, subject, detail }
}

/** A form's own id on its platform: `sahayak-form:name:subject`. */
export function writeFormId(name: FormName, subject: string): string {
  return `sahayak-form:${name}:${subject}`
}

export function readFormId(id: string): { name: FormName; subject: string } | null {
  const [ours, word, subject] = id.split(':')
  const name = formNamed(word ?? '')
  return ours === 'sahayak-form' && name && subject !== undefined ? { name, subject } : null
}
