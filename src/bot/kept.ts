import { commands } from '#src/features/commands.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Action, FormName } from '#src/kernel/action-id.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { answerField } from '#src/features/templates/forms.ts'
import { mostQuestions } from '#src/features/templates/template.ts'
import { findSomeDay } from '#src/time/rhythm-find.ts'
import { no, type Asked, type Outcome } from '#src/kernel/request-context.ts'
import { tick } from '#src/features/tasks/handlers/checklist.ts'
import { delegate } from '#src/features/delegation/handlers/delegate.ts'
import { findDraft } from '#src/features/requests/drafts.ts'
import { showRepeat, showRepeats } from '#src/features/repeats/queries/repeat-views.ts'
import {
  editRepeat,
  endRepeat,
  justOnce,
  pauseRepeat,
  resumeRepeat,
  skipNext,
} from '#src/features/repeats/handlers/repeats.ts'
import { showTemplate, showTemplates } from '#src/features/templates/queries/template-views.ts'
import { editTemplate, removeOne, restoreOne, saveTaskIn } from '#src/features/templates/handlers/templates.ts'

/** A press about what repeats, a template or a checklist; `null` when it is about something else. */
export async function pressKept(
  asked: Asked,
  { press, subject, detail }: Action,
): Promise<Outcome | { card: Card } | null> {
  const page = /^[1-9]\d{0,5}$/u.test(subject) ? Number(subject) : 1
  switch (press) {
    case 'repeat-show':
      return { card: await showRepeat(asked, subject) }
    case 'repeat-page':
      return { card: await showRepeats(asked, detail || null, page) }
    case 'repeat-pause':
      return pauseRepeat(asked, subject)
    case 'repeat-resume':
      return resumeRepeat(asked, subject)
    case 'repeat-skip':
      return skipNext(asked, subject, detail)
    case 'repeat-end':
      return endRepeat(asked, subject)
    case 'repeat-once':
      return justOnce(asked, subject)
    case 'meant-once':
    case 'meant-monthly':
      return meant(asked, press, subject)
    case 'tick':
    case 'untick':
      return tick(asked, subject, detail, press === 'tick')
    case 'template-show':
      return { card: await showTemplate(asked, subject) }
    case 'template-page':
      return { card: await showTemplates(asked, detail || null, page) }
    case 'template-remove':
      return removeOne(asked, subject)
    case 'template-restore':
      return restoreOne(asked, subject)
    default:
      return null
  }
}

/** A form about what repeats or a template; `null` when it is another. */
export async function submitKept(
  asked: Asked,
  form: FormName,
  subject: string,
  values: Values,
): Promise<Outcome | null> {
  switch (form) {
    case 'repeat':
      return editRepeat(asked, subject, values)
    case 'save-template':
      return saveTaskIn(asked, subject, values)
    case 'template':
    case 'template-more':
      return editTemplate(asked, form, subject, values)
    case 'from-template':
      return delegateWithAnswers(asked, subject, values)
    default:
      return null
  }
}

/** What was asked about "on the 31st" is answered: the draft is delegated as it was meant. */
async function meant(asked: Asked, how: 'meant-once' | 'meant-monthly', key: string): Promise<Outcome> {
  const draft = await findDraft(asked.tx, asked.agency.id, key)
  const args = draft && argsIn(draft.values)
  const what = args?.what ?? ''
  const day = findSomeDay(what)
  if (!args || !day) return no({ code: 'not-understood' })
  const { phrase, at } = day
  if (how === 'meant-once') return delegate(asked, { ...args, due: phrase })
  const monthly = /^\p{Script=Latin}/u.test(phrase) ? `${phrase} of every month` : `हर महीने ${phrase}`
  return delegate(asked, { ...args, what: `${what.slice(0, at)}${monthly}${what.slice(at + phrase.length)}` })
}

/** A template's questions, answered; all that was typed before is in the draft. */
async function delegateWithAnswers(asked: Asked, key: string, values: Values): Promise<Outcome> {
  const draft = await findDraft(asked.tx, asked.agency.id, key)
  const args = draft && argsIn(draft.values)
  if (!args) return no({ code: 'not-understood' })
  const answers = Array.from({ length: mostQuestions }, (_, index) => textOf(values[answerField(index)]))
  const outcome = await delegate(asked, args, { answers })
  if (outcome.ok || !outcome.draft) return outcome
  return { ...outcome, draft: { ...outcome.draft, form: 'from-template', values: { ...draft.values, ...values } } }
}

function argsIn(values: Values) {
  const known = Object.keys(commands.delegate.args.shape)
  const typed = Object.entries(values).flatMap(([name, value]) => {
    const text = textOf(value)
    return known.includes(name) && text !== '' ? [[name, text] as const] : []
  })
  return commands.delegate.args.safeParse(Object.fromEntries(typed)).data ?? null
}
