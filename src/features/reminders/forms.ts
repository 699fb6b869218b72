import { text, type Form, type FormContext } from '#src/kernel/form.ts'
import type { reminderForms } from './actions.ts'
import { longestReminder } from './reminder.ts'

export type ReminderForm = (typeof reminderForms)[number]

/** What and when; only what; or only when, for what is put off: a reminder by its number, or the newest word about a task by its number. */
export function reminderForm(name: ReminderForm, subject: string, { words, values }: FormContext): Form {
  const { title, submit } = words.forms[name]
  const labels = words.fields
  const time = text('time', labels.remindTime, values, { longest: 100, hint: labels.dueHint })
  const what = text('what', labels.remindWhat, values, { longest: longestReminder, hint: labels.remindWhatHint })
  const fields = name === 'remind' ? [what, time] : name === 'remind-words' ? [what] : [time]
  return { name, subject, title, submit, cancel: labels.close, fields }
}
