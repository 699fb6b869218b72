import type { Asked, Outcome } from './asked.ts'
import { done, no } from './asked.ts'
import { findClient, findPerson, mentionsAsNames } from './find.ts'
import { makeWith, type Insistence } from './make.ts'
import { readRhythm, setUpRepeat } from './repeat-set-up.ts'
import { actingFor, originOf, type NewTask } from './tasks.ts'
import { findTemplate } from './templates.ts'
import type { Args } from '#src/commands.ts'
import { readDelegation, type DelegationText } from '#src/tasks/delegate-text.ts'
import { dutyNamed } from '#src/people/duty.ts'
import { anyonesDuty, is, manages } from '#src/people/person.ts'
import { whoMay } from '#src/policy.ts'
import { priorities, type Priority } from '#src/tasks/task.ts'
import { briefFrom, type Template } from '#src/templates/template.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import { whyNotTime } from '#src/time/refused.ts'
import { formatInstant } from '#src/time/words.ts'
import type { Refusal } from '#src/refusal.ts'
import type { Draft } from '#src/reply.ts'
import { typedValues } from '#src/ui/form.ts'

/** What is known besides what was typed: the answers to a template's questions, and whether it is to repeat at all. */
type Besides = { answers?: string[]; once?: boolean }

/**
 * `/delegate`: text with marks in it, or the same taken apart into options or a form's fields. An option counts more
 * than a mark in the text, and both more than a template.
 *
 * What cannot be carried out comes back as a draft, with all that was typed in it.
 */
export async function delegate(asked: Asked, args: Args<'delegate'>, besides: Besides = {}): Promise<Outcome> {
  const draft: Draft = { form: 'delegate', subject: '', values: typedValues(args) }
  const stop = (reason: Refusal, to: Draft = draft) => no(reason, to)
  const { by, agency, now } = asked

  const { zone, language, hours } = by
  const speaker = { now, zone, language, hours, duties: agency.duties, fromTemplate: args.template !== undefined }
  const text = readDelegation(args.what ?? '', { ...speaker, once: besides.once ?? false })
  if ('code' in text) return stop(text)
  const rhythm = readRhythm(asked, args.every, text, besides.once ?? false)
  if (rhythm && 'code' in rhythm) return stop(rhythm)
  const read = await readAsks(asked, args, text, rhythm !== null)
  if ('code' in read) return stop(read)

  const { template } = read
  if (template && template.questions.length > 0 && !besides.answers) {
    const asks: Refusal = { code: 'template-asks', name: template.name, count: template.questions.length }
    return stop(asks, {
      ...draft,
      form: 'from-template',
      values: { ...draft.values, template: String(template.number) },
    })
  }
  const brief = template ? briefFrom(template, read.asks.brief, besides.answers ?? []) : read.asks.brief
  const asks = { ...read.asks, brief: await mentionsAsNames(asked, brief) }
  if (rhythm) {
    const { due, isUsual } = read
    const line = template ? brief : rhythm.line
    return setUpRepeat(asked, asks, { ...rhythm, line, due, isUsual, checklist: template?.checklist ?? [] }, draft)
  }
  // Once or every month: asked, and not guessed.
  if (text.someDay && asks.due === null && !besides.once) {
    return stop({ code: 'once-or-monthly', given: text.someDay.phrase, date: text.someDay.date })
  }

  const insists: Insistence = read.isUsual ? 'usual' : 'named'
  const made = await makeWith(actingFor(asked), asks, originOf(asked), {
    checklist: template?.checklist ?? [],
    insists,
  })
  return made.ok ? done({ say: 'moved', what: 'delegated', number: made.task.number, detail: '' }) : stop(made.reason)
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
  asked: Asked,
  args: Args<'delegate'>,
  text: DelegationText,
  repeats: boolean,
): Promise<Asks | Refusal> {
  const { agency, by } = asked
  const priority = args.priority === undefined ? text.priority : priorityNamed(args.priority)
  if (args.priority !== undefined && !priority) return { code: 'unknown-priority', given: args.priority }
  const duty = args.duty === undefined ? null : dutyNamed(args.duty, agency.duties)
  if (duty && !duty.ok) return duty.reason
  const spoken = args.due === undefined ? text.due : dueIn(args.due, asked)
  if (spoken && 'code' in spoken) return spoken
  if (spoken?.past && !repeats) return whyPast(spoken, asked)

  if (!manages(by) && !is(by, 'client')) return { code: 'not-yours-to-do', needs: whoMay('delegate') }
  const wanted = args.template ?? text.template
  const clientName = args.client ?? text.client
  const found = wanted === null ? null : await findTemplate(asked, wanted, clientName)
  if (found && !found.ok) return found.reason
  const template = found?.found ?? null
  const client = await findClient(asked, clientName ?? template?.client ?? null)
  if (!client.ok) return client.reason
  const name = args.assistant ?? text.person
  const named = name === null ? null : await findPerson(asked, name)
  if (named && !named.ok) return named.reason

  const usual = template?.due ? dueIn(template.due, asked) : null
  const due = spoken ?? (usual && 'code' in usual ? null : usual)
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

function priorityNamed(word: string): Priority | null {
  return priorities.find((priority) => priority === word.toLowerCase().replace(/^!/u, '')) ?? null
}

type Due = NonNullable<DelegationText['due']>

function dueIn(phrase: string, { by, now }: Asked): Due | Refusal {
  const context = spokenBy(by, now, 'due')
  const reading = readTime(phrase, context)
  const at = reading.kind === 'understood' || reading.kind === 'past' ? reading.at : null
  if (at) return { at, phrase, said: phrase, past: reading.kind === 'past' }
  return whyNotTime(reading, phrase, context) ?? { code: 'time-not-understood', given: phrase }
}

function whyPast({ phrase, at }: Due, { by, now }: Asked): Refusal {
  return { code: 'time-past', given: phrase, at, when: formatInstant(at, by.zone, by.language, now) }
}
