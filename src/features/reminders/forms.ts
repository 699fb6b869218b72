import { text, type Form, type FormContext } from '#src/kernel/form.ts'
import { longestReminder } from './reminder.ts'

export const reminderForms = ['remind', 'remind-again', 'snooze'] as const
export type ReminderForm = (typeof reminderForms)[number]

/** What and when; or only when, for what is put off: a reminder by its number, or the newest word about a task by its number. */
export function reminderForm(name: ReminderForm, subject: string, { words, values }: FormContext): Form {
  const { title, submit } = words.forms[name]
  const { fields } = words
  const time = text('time', fields.remindTime, values, { longest: 100, hint: fields.dueHint })
  const what = text('what', fields.remindWhat, values, { longest: longestReminder, hint: fields.remindWhatHint })
  return { name, subject, title, submit, cancel: fields.close, fields: name === 'remind' ? [what, time] : [time] }
}

export function isReminderForm(name: string): name is ReminderForm {
  return reminderForms.some((known) => known === name)
}
