import type { Person } from '#src/kernel/person.ts'
import { languages } from '#src/kernel/person.ts'
import { formatHours } from '#src/time/hours.ts'
import { choice, text, type Form, type FormContext } from '#src/kernel/form.ts'

export function profileForm(subject: string, person: Person, formContext: FormContext): Form {
  const { words } = formContext
  const { fields, forms, languageNames, dayNames } = words
  const before = {
    zone: person.zone,
    language: person.language,
    hours: person.hours ? formatHours(person.hours, dayNames) : '',
    duties: person.duties.join(', '),
    capacity: String(person.capacity),
  }
  const values = { ...before, ...formContext.values }
  return {
    name: 'profile',
    subject,
    title: forms.profile.title,
    submit: forms.profile.submit,
    cancel: fields.close,
    fields: [
      text('zone', fields.zone, values, { longest: 60 }),
      choice(
        'language',
        fields.language,
        languages.map((code) => ({ value: code, label: languageNames[code] })),
        values,
        { required: true },
      ),
      text('hours', fields.hours, values, { longest: 200, hint: fields.hoursHint, required: false }),
      text('duties', fields.duties, values, { longest: 300, hint: fields.dutiesHint, required: false }),
      text('capacity', fields.capacity, values, { longest: 2 }),
    ],
  }
}

export function assignmentForm(subject: string, formContext: FormContext): Form {
  const { words, values, clients, assistants, duties } = formContext
  const { fields, forms } = words
  const duty = [{ value: '*', label: fields.allDuties }, ...duties.map((name) => ({ value: name, label: name }))]
  return {
    name: 'assignment',
    subject,
    title: forms.assignment.title,
    submit: forms.assignment.submit,
    cancel: fields.close,
    fields: [
      choice('client', fields.client, clients, values, { required: true }),
      choice('duty', fields.duty, duty, values, { required: true }),
      choice('primary', fields.primary, assistants, values, { required: true }),
      text('backups', fields.backups, values, { longest: 300, hint: fields.backupsHint, required: false }),
    ],
  }
}
