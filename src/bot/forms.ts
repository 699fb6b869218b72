import { loadCandidates } from '#db/repositories/people.ts'
import { opening } from '#src/features/commands.ts'
import { clientsFor } from '#src/features/people/queries/find.ts'
import { findDraft } from '#src/features/requests/drafts.ts'
import { byLoad } from '#src/features/routing/route.ts'
import { socialForms } from '#src/features/social/actions.ts'
import { openSocialForm } from '#src/features/social/handlers/forms.ts'
import { repeatForms } from '#src/features/repeats/actions.ts'
import { bulkForms } from '#src/features/bulk/actions.ts'
import { templateForms } from '#src/features/templates/actions.ts'
import { templatesFor } from '#src/features/templates/handlers/templates.ts'
import { templateIn } from '#src/features/templates/template.ts'
import type { FormName } from '#src/kernel/action-id.ts'
import type { Form, FormContext, Values } from '#src/kernel/form.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import type { Request } from '#src/kernel/request.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { wordsIn } from '#src/words/words.ts'
import { formHandlers, shortcutHandlers } from './features.ts'

/** The form that a request opens: empty, or with what was typed before; or why this person is shown none. */
export async function formFor(context: RequestContext, request: Request): Promise<Form | Refusal> {
  const opened = opening(request)
  if (!opened) throw new Error('a request that opens no form was asked for one')
  if (request.kind === 'shortcut') {
    return shortcutHandlers[request.name](context, request.message, (values) => contextFor(context, values))
  }
  const { form, subject } = opened
  if (isKept(form)) return keptForm(context, opened)
  const template = templateIn(subject)
  if (template !== null) return formWith(context, { form, subject: '', values: { template: String(template) } })
  // A task's number names the task that the form is about, or one thing of it; anything else the draft that comes back.
  const aboutTask = /^\d+(?:\.[a-z]+)?$/u.test(subject)
  const draft = subject === '' || aboutTask ? null : await findDraft(context.tx, context.agency.id, subject)
  const ofSocial = socialForms.find((known) => known === form)
  if (ofSocial) return openSocialForm(context, ofSocial, subject, draft)
  return formWith(context, draft ?? { form, subject: aboutTask ? subject : '', values: {} })
}

/** Those about one repeat or template, by its number or name, and the one about several tasks. */
const kept: readonly FormName[] = [...repeatForms, ...templateForms, ...bulkForms, 'from-template']

function isKept(form: FormName): boolean {
  return kept.includes(form)
}

/** Of what repeats and of templates: about one, by its number or name, or a draft that comes back. */
async function keptForm(
  context: RequestContext,
  { form, subject }: { form: FormName; subject: string },
): Promise<Form | Refusal> {
  // All that it may need is asked for at once.
  const formContext = contextFor(context, {})
  formContext.catch(() => {})
  const [draft, fresh] = await Promise.all([
    findDraft(context.tx, context.agency.id, subject),
    formHandlers[form].draw(context, { form, subject, values: {} }, () => formContext),
  ])
  // All that was typed before the questions stays in the draft that asked them.
  return draft ? formWith(context, form === 'from-template' ? { ...draft, subject } : draft) : fresh
}

export async function formWith(context: RequestContext, draft: Draft): Promise<Form | Refusal> {
  return formHandlers[draft.form].draw(context, draft, () => contextFor(context, draft.values))
}

/** What a form offers to choose from. */
async function contextFor(context: RequestContext, values: Values): Promise<FormContext> {
  const { tx, agency, by } = context
  const [clients, candidates, templates] = await Promise.all([
    clientsFor(context),
    loadCandidates(tx, agency.id),
    templatesFor(context),
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
