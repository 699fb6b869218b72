import { expectRepeatNumber } from '#db/repositories/repeats.ts'
import { expectToMake } from '#src/features/tasks/handlers/tasks.ts'
import { templatesFor } from '#src/features/templates/handlers/templates.ts'
import { delegationCommands } from '#src/features/delegation/commands.ts'
import { findDraft } from '#src/features/requests/drafts.ts'
import { answerField } from '#src/features/templates/forms.ts'
import { mostQuestions } from '#src/features/templates/template.ts'
import { textOf, type Values } from '#src/kernel/form.ts'
import { no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { findSomeDay } from '#src/time/rhythm-find.ts'
import { delegate } from './delegate.ts'

/** What was asked about "on the 31st" is answered: the draft is delegated as it was meant. */
export async function meant(
  context: RequestContext,
  how: 'meant-once' | 'meant-monthly',
  key: string,
): Promise<Outcome> {
  await expectToMake(context)
  if (how === 'meant-monthly') expectRepeatNumber(context.tx, context.agency.id)
  const draft = await findDraft(context.tx, context.agency.id, key)
  const args = draft && argsIn(draft.values)
  const what = args?.what ?? ''
  const day = findSomeDay(what)
  if (!args || !day) return no({ code: 'not-understood' })
  const { phrase, at } = day
  if (how === 'meant-once') return delegate(context, { ...args, due: phrase })
  const monthly = /^\p{Script=Latin}/u.test(phrase) ? `${phrase} of every month` : `हर महीने ${phrase}`
  return delegate(context, { ...args, what: `${what.slice(0, at)}${monthly}${what.slice(at + phrase.length)}` })
}

/** A template's questions, answered; all that was typed before is in the draft. */
export async function delegateWithAnswers(context: RequestContext, key: string, values: Values): Promise<Outcome> {
  await expectToMake(context)
  const [draft] = await Promise.all([findDraft(context.tx, context.agency.id, key), templatesFor(context)])
  const args = draft && argsIn(draft.values)
  if (!args) return no({ code: 'not-understood' })
  const answers = Array.from({ length: mostQuestions }, (_, index) => textOf(values[answerField(index)]))
  const outcome = await delegate(context, args, { answers })
  if (outcome.ok || !outcome.draft) return outcome
  return { ...outcome, draft: { ...outcome.draft, form: 'from-template', values: { ...draft.values, ...values } } }
}

function argsIn(values: Values) {
  const known = Object.keys(delegationCommands.delegate.args.shape)
  const typed = Object.entries(values).flatMap(([name, value]) => {
    const text = textOf(value)
    return known.includes(name) && text !== '' ? [[name, text] as const] : []
  })
  return delegationCommands.delegate.args.safeParse(Object.fromEntries(typed)).data ?? null
}
