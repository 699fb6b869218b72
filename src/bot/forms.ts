import { loadCandidates } from '#db/repositories/people.ts'
import { opening } from '#src/features/commands.ts'
import { clientsFor } from '#src/features/people/queries/find.ts'
import { findDraft } from '#src/features/requests/drafts.ts'
import { byLoad } from '#src/features/routing/route.ts'
import { socialForms } from '#src/features/social/actions.ts'
import { openSocialForm } from '#src/features/social/handlers/forms.ts'
import { repeatForms } from '#src/features/repeats/actions.ts'
import { templateForms } from '#src/features/templates/actions.ts'
import { templatesFor } from '#src/features/templates/handlers/templates.ts'
import { templateIn } from '#src/features/templates/template.ts'
import type { FormName } from '#src/kernel/action-id.ts'
import type { Form, FormContext, Values } from '#src/kernel/form.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import type { Request } from '#src/kernel/request.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { wordsIn } from '#src/words/words.ts'
import { formHandlers, shortcutHandlers } from './features.ts'

/** The form that a request opens: empty, or with what was typed before; or why this person is shown none. */
export async function formFor(asked: Asked, request: Request): Promise<Form | Refusal> {
  const opened = opening(request)
  if (!opened) throw new Error('a request that opens no form was asked for one')
  if (request.kind === 'shortcut') {
    return shortcutHandlers[request.name](asked, request.message, (values) => contextFor(asked, values))
  }
  const { form, subject } = opened
  if (isKept(form)) return keptForm(asked, opened)
  const template = templateIn(subject)
  if (template !== null) return formWith(asked, { form, subject: '', values: { template: String(template) } })
  // A task's number names the task that the form is about, or one thing of it; anything else the draft that comes back.
  const aboutTask = /^\d+(?:\.[a-z]+)?$/u.test(subject)
  const draft = subject === '' || aboutTask ? null : await findDraft(asked.tx, asked.agency.id, subject)
  const ofSocial = socialForms.find((known) => known === form)
  if (ofSocial) return openSocialForm(asked, ofSocial, subject, draft)
  return formWith(asked, draft ?? { form, subject: aboutTask ? subject : '', values: {} })
}

/** Those about one repeat or template, by its number or name. */
const kept: readonly FormName[] = [...repeatForms, ...templateForms, 'from-template']

function isKept(form: FormName): boolean {
  return kept.includes(form)
}

/** Of what repeats and of templates: about one, by its number or name, or a draft that comes back. */
async function keptForm(asked: Asked, { form, subject }: { form: FormName; subject: string }): Promise<Form | Refusal> {
  const draft = await findDraft(asked.tx, asked.agency.id, subject)
  // All that was typed before the questions stays in the draft that asked them.
  if (draft) return formWith(asked, form === 'from-template' ? { ...draft, subject } : draft)
  return formWith(asked, { form, subject, values: {} })
}

export async function formWith(asked: Asked, draft: Draft): Promise<Form | Refusal> {
  return formHandlers[draft.form].draw(asked, draft, () => contextFor(asked, draft.values))
}

/** What a form offers to choose from. */
async function contextFor(asked: Asked, values: Values): Promise<FormContext> {
  const { tx, agency, by } = asked
  const [clients, candidates, templates] = await Promise.all([
    clientsFor(asked),
    loadCandidates(tx, agency.id),
    templatesFor(asked),
  ])
  return {
    words: wordsIn(by.language),
    duties: agency.duties,
    clients: clients.map(({ name }) => ({ value: name, label: name })),
    assistants: candidates.toSorted(byLoad).map(({ id, name }) => ({ value: id, label: name })),
    templates: templates.map(({ number, name }) => ({ value: String(number), label: name })),
    values,
  }
}
