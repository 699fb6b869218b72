import { z } from 'zod'
import type { Action } from '#src/kernel/action-id.ts'
import { bulkForms } from './bulk/actions.ts'
import { calendarPresses } from './calendars/actions.ts'
import { delegationForms, delegationPresses } from './delegation/actions.ts'
import { guardPresses } from './guard/actions.ts'
import { digestPresses } from './digests/actions.ts'
import { leavingForms, leavingPresses } from './leaving/actions.ts'
import { peopleForms } from './people/actions.ts'
import { relayForms, relayPresses } from './relay/actions.ts'
import { reminderForms, reminderPresses } from './reminders/actions.ts'
import { repeatForms, repeatPresses } from './repeats/actions.ts'
import { reportPresses } from './reports/actions.ts'
import { settingForms } from './settings/actions.ts'
import { socialForms, socialPresses } from './social/actions.ts'
import { taskForms, taskPresses } from './tasks/actions.ts'
import { templateForms, templatePresses } from './templates/actions.ts'

/** The forms that exist: what a submission names. */
export const formNames = [
  ...taskForms,
  ...bulkForms,
  ...leavingForms,
  ...delegationForms,
  ...peopleForms,
  ...settingForms,
  ...relayForms,
  ...reminderForms,
  ...socialForms,
  ...repeatForms,
  ...templateForms,
] as const
export type FormName = (typeof formNames)[number]

export function formNamed(name: string): FormName | null {
  return formNames.find((known) => known === name) ?? null
}

/** What a button does when it is pressed. */
export const pressNames = [
  /** Opens a form. */
  'open',
  /** Another page of all commands. */
  'help',
  /** The fine print of what was set up. */
  'details',
  ...taskPresses,
  ...delegationPresses,
  ...reminderPresses,
  ...digestPresses,
  ...reportPresses,
  ...relayPresses,
  ...guardPresses,
  ...leavingPresses,
  ...calendarPresses,
  ...socialPresses,
  ...repeatPresses,
  ...templatePresses,
] as const
export type PressName = (typeof pressNames)[number]

const written = z
  .string()
  .max(100)
  .regex(/^sahayak:[a-z-]+:[^:]*:[^:]*$/)
  .transform((id) => id.split(':'))
  .pipe(z.tuple([z.literal('sahayak'), z.enum(pressNames), z.string(), z.string()]))

/** Null when it is not one of ours, or of a version that we no longer know. */
export function readActionId(id: string): Action | null {
  const parsed = written.safeParse(id)
  if (!parsed.success) return null
  const [, press, subject, detail] = parsed.data
  return { press, subject, detail }
}

export function readFormId(id: string): { name: FormName; subject: string } | null {
  const [ours, word, subject] = id.split(':')
  const name = formNamed(word ?? '')
  return ours === 'sahayak-form' && name && subject !== undefined ? { name, subject } : null
}
