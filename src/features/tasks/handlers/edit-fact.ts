import { taskSubject } from '#src/features/tasks/policy.ts'
import { checklistsOf } from '#db/repositories/checklists.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { clientNamed, clientsFor } from '#src/features/people/queries/find.ts'
import { factIn, factWords, isForAnother } from '#src/features/tasks/facts.ts'
import { factForm } from '#src/features/tasks/forms.ts'
import { notNow, whyNot } from '#src/features/tasks/next.ts'
import { answerView } from '#src/features/tasks/queries/views.ts'
import { plain } from '#src/kernel/card.ts'
import type { FormHandlers } from '#src/kernel/feature.ts'
import { textOf, type Values } from '#src/kernel/form.ts'
import { may } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'
import { drawEdit, editFromForm } from './edit.ts'
import { makeWith } from './make.ts'
import { move, submitForm } from './moves.ts'
import { actingFor, originOf } from './tasks.ts'

/** One thing that was understood, as it is now; only for one who may change it. */
export const drawFact: FormHandlers['draw'] = async (context, draft, facts) => {
  const { tx, agency, by, now } = context
  const { number, fact } = factIn(draft.subject)
  if (fact === null) return drawEdit(context, { ...draft, subject: number }, facts)
  const [stored, formContext] = await Promise.all([
    /^\d{1,9}$/u.test(number) ? taskByNumber(tx, agency.id, Number(number)) : null,
    facts(),
  ])
  if (!stored) return { code: 'no-such-task', number }
  const { task } = stored
  const refusal = whyNot('change', task, by, now) ?? whyNotClient(fact, task, by)
  if (refusal) return refusal
  const reader = readerFor(by, now)
  const view = await answerView(tx, agency, task, now)
  const is = plain(factWords(fact, view, { hints: [], read: null }, reader))
  return factForm(task, fact, formContext, { is, assigns: may(by, 'assign', taskSubject(task)) })
}

/** Just that is changed, and all else stays as it is. */
export async function editFact(context: RequestContext, subject: string, values: Values): Promise<Outcome> {
  const { number, fact } = factIn(subject)
  if (fact === null) return editFromForm(context, number, values)
  const outcome = await edited(context, number, fact, values)
  return outcome.ok ? outcome : { ...outcome, draft: { form: 'edit-fact', subject, values } }
}

function edited(context: RequestContext, number: string, fact: string, values: Values): Promise<Outcome> {
  // Who may give it to somebody chose them; everybody else wrote what they wish.
  if (fact === 'assistant' && values['assistant'] !== undefined) return submitForm(context, 'assign', number, values)
  if (fact === 'client') return forClient(context, number, textOf(values['client']))
  return editFromForm(context, number, values)
}

/**
 * It was another client's: cancelled for the one, and made anew for the other, in one. A task never changes its client, since
 * whoever serves the one may have read of it already, and must not go on reading.
 */
async function forClient(context: RequestContext, number: string, name: string): Promise<Outcome> {
  const { tx, agency, by, now } = context
  const stored = /^\d{1,9}$/u.test(number) ? await taskByNumber(tx, agency.id, Number(number)) : null
  if (!stored) return no({ code: 'no-such-task', number })
  const { task } = stored
  const refusal = whyNot('change', task, by, now) ?? whyNotClient('client', task, by)
  if (refusal) return no(refusal)
  const found = clientNamed(name, await clientsFor(context))
  if (!found.ok) return no(found.reason)
  const { id: client } = found.found
  if (client === task.client) return no({ code: 'nothing-changed', number: task.number })

  const reason = readerFor(by, now).words.tasks.understood.otherClient(found.found.name)
  const cancelled = await move(
    context,
    number,
    (before) => whyNotClient('client', before, by) ?? { type: 'cancel', reason },
  )
  if (!cancelled.ok) return cancelled
  const items = (await checklistsOf(tx, agency.id, [task.id])).get(task.id) ?? []
  const { title, brief, duty, priority, due } = task
  const assistant = task.routed.by === 'named' ? task.assistant : null
  const made = await makeWith(
    actingFor(context),
    { client, title, brief, duty, priority, due, assistant },
    originOf(context),
    { checklist: items.map(({ text }) => text), insists: 'usual' },
  )
  if (!made.ok) return no(made.reason)
  return { ok: true, task: made.task, reply: { say: 'moved', what: 'delegated', number: made.task.number, detail: '' } }
}

function whyNotClient(fact: string, task: Parameters<typeof notNow>[0], by: RequestContext['by']): Refusal | null {
  return fact === 'client' && !isForAnother(task, by) ? notNow(task, 'change') : null
}
