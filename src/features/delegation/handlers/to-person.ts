import { findPerson } from '#src/features/people/queries/find.ts'
import { taskForm } from '#src/features/tasks/forms.ts'
import type { Form, FormContext, Values } from '#src/kernel/form.ts'
import { is } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'

/** *Delegate to*, from the menu of a person: the form with their name in it, or why they can be given nothing. */
export async function formToPerson(
  context: RequestContext,
  _message: unknown,
  formContext: (values: Values) => Promise<FormContext>,
): Promise<Form | Refusal> {
  const [chosen] = context.people
  if (!chosen) return { code: 'not-understood' }
  const person = await findPerson(context, `<@${chosen.user}>`)
  if (!person.ok) return person.reason
  const { name } = person.found
  if (!is(person.found, 'assistant')) return { code: 'not-an-assistant', name }
  return taskForm('delegate', '', await formContext({ assistant: name }))
}
