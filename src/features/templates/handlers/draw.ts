import { mayChange } from '#src/features/templates/cards.ts'
import { questionsForm, templateForm, templateMoreForm } from '#src/features/templates/forms.ts'
import type { Form } from '#src/kernel/form.ts'
import type { ReadContext } from '#src/kernel/feature.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { findTemplate, templateOfTask } from './templates.ts'

/** A task as the template that it would be. */
export async function drawOfTask(
  context: RequestContext,
  { subject }: Draft,
  facts: ReadContext,
): Promise<Form | Refusal> {
  const found = await templateOfTask(context, subject)
  return found.ok ? templateForm('save-template', subject, found.found, await facts()) : found.reason
}

/** The questions of the template that was named; all else that was typed stays in the draft. */
export async function drawQuestions(
  context: RequestContext,
  { subject, values }: Draft,
  facts: ReadContext,
): Promise<Form | Refusal> {
  const named = values['template']
  const found = await findTemplate(context, typeof named === 'string' ? named : '')
  return found.ok ? questionsForm(subject, found.found, await facts()) : found.reason
}

/** Filled with what is there, so only for those who may change it. `more`: the second half of it. */
export async function drawTemplate(
  context: RequestContext,
  { subject }: Draft,
  facts: ReadContext,
  more: boolean,
): Promise<Form | Refusal> {
  const found = await findTemplate(context, subject)
  if (!found.ok) return found.reason
  const template = found.found
  if (!mayChange(context.by, template)) {
    const action = template.client === null ? 'manage-agency-templates' : 'save-template'
    return { code: 'not-yours-to-do', needs: whoMay(action) }
  }
  if (more) return templateMoreForm(template, may(context.by, 'manage-agency-templates'), await facts())
  return templateForm('template', String(template.number), template, await facts())
}
