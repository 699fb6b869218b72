import { loadCandidates } from '#db/repositories/people.ts'
import { opening } from '#src/features/commands.ts'
import { assignmentForm, profileForm } from '#src/features/people/forms.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { isReminderForm, reminderForm } from '#src/features/reminders/forms.ts'
import { repeatForm } from '#src/features/repeats/forms.ts'
import type { Draft } from '#src/kernel/reply.ts'
import type { Request } from '#src/kernel/request.ts'
import { byLoad } from '#src/features/routing/route.ts'
import { isSocialForm } from '#src/features/social/forms.ts'
import { taskForm } from '#src/features/tasks/forms.ts'
import { mayChange } from '#src/features/templates/cards.ts'
import { questionsForm, templateForm, templateMoreForm } from '#src/features/templates/forms.ts'
import { templateIn } from '#src/features/templates/template.ts'
import { may, whoMay } from '#src/kernel/policy.ts'
import type { FormName } from '#src/kernel/action-id.ts'
import type { Form, FormContext } from '#src/kernel/form.ts'
import { wordsIn } from '#src/words/words.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { findDraft } from '#src/features/requests/drafts.ts'
import { clientsFor } from '#src/features/people/queries/find.ts'
import { findRepeat } from '#src/features/repeats/queries/repeat-views.ts'
import { openFromMessage, openSocialForm, socialFormWith } from '#src/features/social/handlers/forms.ts'
import { findTemplate, templateOfTask, templatesFor } from '#src/features/templates/handlers/templates.ts'

/** The form that a request opens: empty, or with what was typed before; or why this person is shown none. */
export async function formFor(asked: Asked, request: Request): Promise<Form | Refusal> {
  const opened = opening(request)
  if (!opened) throw new Error('a request that opens no form was asked for one')
  if (request.kind === 'shortcut') return openFromMessage(asked, request.message)
  const { form, subject } = opened
  if (isKept(form)) return keptForm(asked, opened)
  const template = templateIn(subject)
  if (template !== null) return formWith(asked, { form, subject: '', values: { template: String(template) } })
  // A task's number names the task that the form is about; anything else the draft that comes back.
  const draft = subject === '' || /^\d+$/u.test(subject) ? null : await findDraft(asked.tx, asked.agency.id, subject)
  if (isSocialForm(form)) return openSocialForm(asked, form, subject, draft)
  return formWith(asked, draft ?? { form, subject: /^\d+$/u.test(subject) ? subject : '', values: {} })
}

/** Of what repeats and of templates: about one, by its number or name, or a draft that comes back. */
async function keptForm(asked: Asked, { form, subject }: { form: FormName; subject: string }): Promise<Form | Refusal> {
  const draft = await findDraft(asked.tx, asked.agency.id, subject)
  // All that was typed before the questions stays in the draft that asked them.
  if (draft) return formWith(asked, form === 'from-template' ? { ...draft, subject } : draft)
  return formWith(asked, { form, subject, values: {} })
}

export async function formWith(asked: Asked, draft: Draft): Promise<Form | Refusal> {
  const { form, subject, values } = draft
  if (isSocialForm(form)) return socialFormWith(asked, { form, subject, values })
  const { tx, agency, by } = asked
  const [clients, candidates, templates] = await Promise.all([
    clientsFor(asked),
    loadCandidates(tx, agency.id),
    templatesFor(asked),
  ])
  const context: FormContext = {
    words: wordsIn(by.language),
    duties: agency.duties,
    clients: clients.map(({ name }) => ({ value: name, label: name })),
    assistants: candidates.toSorted(byLoad).map(({ id, name }) => ({ value: id, label: name })),
    templates: templates.map(({ number, name }) => ({ value: String(number), label: name })),
    values,
  }
  if (isKept(form)) return drawKept(asked, draft, context)
  if (form === 'profile') return profileForm(subject, by, context)
  if (form === 'assignment') return assignmentForm(subject, context)
  if (isReminderForm(form)) return reminderForm(form, subject, context)
  return taskForm(form, subject, context)
}

const kept = ['repeat', 'save-template', 'template', 'template-more', 'from-template'] as const satisfies FormName[]
type Kept = (typeof kept)[number]

function isKept(form: FormName): form is Kept {
  return kept.some((known) => known === form)
}

/** Filled with what is there, so only for those who may change it. */
async function drawKept(asked: Asked, { form, subject, values }: Draft, context: FormContext): Promise<Form | Refusal> {
  if (form === 'repeat') {
    const found = await findRepeat(asked, subject)
    return found.ok ? repeatForm(found.found.repeat, context) : found.reason
  }
  if (form === 'save-template') {
    const found = await templateOfTask(asked, subject)
    return found.ok ? templateForm(form, subject, found.found, context) : found.reason
  }
  const named = form === 'from-template' ? values['template'] : subject
  const found = await findTemplate(asked, typeof named === 'string' ? named : '')
  if (!found.ok) return found.reason
  const template = found.found
  if (form === 'from-template') return questionsForm(subject, template, context)
  if (!mayChange(asked.by, template)) {
    const action = template.client === null ? 'manage-agency-templates' : 'save-template'
    return { code: 'not-yours-to-do', needs: whoMay(action) }
  }
  if (form === 'template') return templateForm(form, String(template.number), template, context)
  return templateMoreForm(template, may(asked.by, 'manage-agency-templates'), context)
}
