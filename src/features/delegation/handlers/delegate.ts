import type { RequestContext, Outcome } from '#src/kernel/request-context.ts'
import { doneTo, no } from '#src/kernel/request-context.ts'
import { findClient, findPerson, mentionsAsNames } from '#src/features/people/queries/find.ts'
import { makeWith, type Insistence } from '#src/features/tasks/handlers/make.ts'
import { readRhythm, setUpRepeat } from '#src/features/repeats/handlers/repeat-set-up.ts'
import { actingFor, expectToMake, originOf, type NewTask } from '#src/features/tasks/handlers/tasks.ts'
import { findTemplate } from '#src/features/templates/handlers/templates.ts'
import { clientHere, vocabularyFor } from '#src/features/reading/queries/vocabulary.ts'
import type { Args } from '#src/features/commands.ts'
import { readDelegation, type DelegationText, type SpokenDue } from '#src/features/reading/delegate-text.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { anyonesDuty, is, manages } from '#src/kernel/person.ts'
import { whoMay } from '#src/features/policy.ts'
import { priorityOf } from '#src/features/reading/mark-words.ts'
import type { Heard } from '#src/features/tasks/heard.ts'
import { titleOf } from '#src/features/tasks/title.ts'
import { briefFrom, type Template } from '#src/features/templates/template.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import { whyNotTime } from '#src/time/refused.ts'
import { formatInstant } from '#src/time/words.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { typedValues } from '#src/kernel/form.ts'

/** What is known besides what was typed: the answers to a template's questions, and whether it is to repeat at all. */
type Besides = { answers?: string[]; once?: boolean }

/**
 * `/delegate`: text with marks in it, or the same taken apart into options or a form's fields. An option counts more
 * than a mark in the text, and both more than a template.
 *
 * What cannot be carried out comes back as a draft, with all that was typed in it.
 */
export async function delegate(
  context: RequestContext,
  args: Args<'delegate'>,
  besides: Besides = {},
): Promise<Outcome> {
  const draft: Draft = { form: 'delegate', subject: '', values: typedValues(args) }
  const stop = (reason: Refusal, to: Draft = draft) => no(reason, to)
  const { by, now } = context

  if (args.template !== undefined) await expectToMake(context)
  const { zone, language, hours } = by
  const typed = args.what ?? ''
  const speaker = { now, zone, language, hours, fromTemplate: args.template !== undefined }
  const text = readDelegation(typed, {
    ...speaker,
    ...(await vocabularyFor(context, typed)),
    once: besides.once ?? false,
    dueSaid: args.due !== undefined,
  })
  if ('code' in text) return stop(text)
  const rhythm = readRhythm(context, args.every, text, besides.once ?? false)
  if (rhythm && 'code' in rhythm) return stop(rhythm)
  const read = await readAsks(context, args, text, rhythm !== null)
  if ('code' in read) return stop(read)

  const { template } = read
  if (template && template.questions.length > 0 && !besides.answers) {
    return stop(...questionsFirst(template, draft))
  }
  const brief = template ? briefFrom(template, text.bare, besides.answers ?? []) : text.brief
  const asks = {
    ...read.asks,
    title: template ? '' : titleOf(await mentionsAsNames(context, text.bare)),
    brief: await mentionsAsNames(context, brief),
  }
  if (rhythm) {
    const { due, isUsual } = read
    const line = template ? brief : rhythm.line
    const again = template ? asks : { ...asks, brief: await mentionsAsNames(context, text.bare) }
    const { hints } = await heardIn(context, text, false)
    const checklist = template?.checklist ?? []
    return setUpRepeat(context, again, { ...rhythm, line, due, isUsual, checklist, hints }, draft)
  }
  // Once or every month: asked, and not guessed.
  if (text.someDay && asks.due === null && !besides.once) {
    return stop({ code: 'once-or-monthly', given: text.someDay.phrase, date: text.someDay.date })
  }

  const insists: Insistence = read.isUsual ? 'usual' : 'named'
  const made = await makeWith(actingFor(context), asks, originOf(context), {
    checklist: template?.checklist ?? [],
    insists,
    counts: 'at-commit',
  })
  if (!made.ok) return stop(made.reason)
  const heard = await heardIn(context, text, args.due === undefined)
  const { task } = made
  return doneTo(task, { say: 'moved', what: 'delegated', number: task.number, detail: '', heard })
}

/** A template that asks is answered in its form before anything is made of it. */
function questionsFirst({ name, number, questions }: Template, draft: Draft): [Refusal, Draft] {
  const values = { ...draft.values, template: String(number) }
  return [
    { code: 'template-asks', name, count: questions.length },
    { ...draft, form: 'from-template', values },
  ]
}

/** What is said of the line besides the task that it became, with names for mentions. */
async function heardIn(context: RequestContext, { hints, due }: DelegationText, isFromText: boolean): Promise<Heard> {
  const named = await Promise.all(
    hints.map(async (hint) => ({ ...hint, given: await mentionsAsNames(context, hint.given) })),
  )
  return { hints: named, read: isFromText && due?.read ? { given: due.phrase, how: due.read } : null }
}

type Asks = {
  asks: NewTask
  /** The due time in words, for what repeats. */
  due: string | null
  template: Template | null
  /** Whether the assistant is the template's usual one, and was not named. */
  isUsual: boolean
}

/** Everything that was said, with what it means. */
async function readAsks(
  context: RequestContext,
  args: Args<'delegate'>,
  text: DelegationText,
  repeats: boolean,
): Promise<Asks | Refusal> {
  const { agency, by } = context
  const priority = args.priority === undefined ? text.priority : priorityOf(args.priority)
  if (args.priority !== undefined && !priority) return { code: 'unknown-priority', given: args.priority }
  const duty = args.duty === undefined ? null : dutyNamed(args.duty, agency.duties)
  if (duty && !duty.ok) return duty.reason
  const spoken = args.due === undefined ? text.due : dueIn(args.due, context)
  if (spoken && 'code' in spoken) return spoken
  if (spoken?.past && !repeats) return pastDue(spoken, context)

  if (!manages(by) && !is(by, 'client')) return { code: 'not-yours-to-do', needs: whoMay('delegate') }
  const wanted = args.template ?? text.template
  const clientName = args.client ?? text.client
  const found = wanted === null ? null : await findTemplate(context, wanted, clientName)
  if (found && !found.ok) return found.reason
  const template = found?.found ?? null
  // What was said, then the room's, then the only one that can be meant.
  const here = clientName === null && !template?.client ? await clientHere(context) : null
  const client = await findClient(context, clientName ?? template?.client ?? here?.id ?? null)
  if (!client.ok) return client.reason
  const name = args.assistant ?? text.person
  const named = name === null ? null : await findPerson(context, name)
  if (named && !named.ok) return named.reason

  const usual = spoken === null && template?.due ? dueIn(template.due, context) : null
  if (usual && 'code' in usual) return usual
  const due = spoken ?? usual
  return {
    asks: {
      client: client.found.id,
      title: '',
      brief: text.brief,
      duty: duty?.duty ?? text.duty ?? template?.duty ?? anyonesDuty,
      priority: priority ?? template?.priority ?? 'normal',
      due: due?.past ? null : (due?.at ?? null),
      assistant: named?.found.id ?? template?.assistant ?? null,
    },
    due: due?.said ?? null,
    template,
    isUsual: named === null && template !== null,
  }
}

/** Says that there is none, where one is asked for and the words hold what looks like one. */
const none = /^(?:none|no|nothing|-+|–|n\/a|कोई नहीं|नहीं|koi nahi(?:n)?|nahi)[.!]?$/iu

/** A field for a due time: all of it is understood, or it is asked about. */
function dueIn(phrase: string, { by, now }: RequestContext): SpokenDue | Refusal | null {
  if (none.test(phrase.trim())) return null
  const context = spokenBy(by, now, 'due')
  const reading = readTime(phrase, context)
  return reading.kind === 'understood' || reading.kind === 'past'
    ? { at: reading.at, phrase, said: phrase, past: reading.kind === 'past', read: reading.said }
    : whyNotTime(reading, phrase, context)
}

/** With the date as it was read: "11/12" is another day to another reader. */
function pastDue({ phrase, at }: SpokenDue, { by, now }: RequestContext): Refusal {
  return { code: 'time-past', given: phrase, at, when: formatInstant(at, by.zone, by.language, now) }
}
