import { loadCandidates } from '#db/people.ts'
import { opensForm } from '#src/commands.ts'
import { assignmentForm, profileForm } from '#src/people/forms.ts'
import { isReminderForm, reminderForm } from '#src/reminders/forms.ts'
import type { Draft } from '#src/reply.ts'
import type { Refusal } from '#src/refusal.ts'
import type { Request } from '#src/request.ts'
import { byLoad } from '#src/routing/route.ts'
import { isSocialForm } from '#src/social/forms.ts'
import { taskForm } from '#src/tasks/forms.ts'
import type { Form, FormContext } from '#src/ui/form.ts'
import { wordsIn } from '#src/ui/i18n/words.ts'
import type { Asked } from './asked.ts'
import { findDraft } from './drafts.ts'
import { clientsFor } from './find.ts'
import { openFromMessage, openSocialForm, socialFormWith } from './social/forms.ts'

/** The form that a request opens: empty, or with what was typed before; or why this person is shown none. */
export async function formFor(asked: Asked, request: Request): Promise<Form | Refusal> {
  const form = opensForm(request)
  if (!form) throw new Error('a request that opens no form was asked for one')
  if (request.kind === 'shortcut') return openFromMessage(asked, request.message)
  const subject = request.kind === 'press' ? request.action.subject : ''
  // A task's number names the task that the form is about; anything else the draft that comes back.
  const draft = subject === '' || /^\d+$/u.test(subject) ? null : await findDraft(asked.tx, asked.agency.id, subject)
  if (isSocialForm(form)) return openSocialForm(asked, form, subject, draft)
  return formWith(asked, draft ?? { form, subject: /^\d+$/u.test(subject) ? subject : '', values: {} })
}

export async function formWith(asked: Asked, { form, subject, values }: Draft): Promise<Form> {
  if (isSocialForm(form)) return socialFormWith(asked, { form, subject, values })
  const { tx, agency, by } = asked
  const [clients, candidates] = await Promise.all([clientsFor(asked), loadCandidates(tx, agency.id)])
  const context: FormContext = {
    words: wordsIn(by.language),
    duties: agency.duties,
    clients: clients.map(({ name }) => ({ value: name, label: name })),
    assistants: candidates.toSorted(byLoad).map(({ id, name }) => ({ value: id, label: name })),
    values,
  }
  if (form === 'profile') return profileForm(subject, by, context)
  if (form === 'assignment') return assignmentForm(subject, context)
  if (isReminderForm(form)) return reminderForm(form, subject, context)
  return taskForm(form, subject, context)
}
