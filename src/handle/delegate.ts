import type { Asked, Outcome } from './asked.ts'
import { done, no } from './asked.ts'
import { findClient, findPerson, mentionsAsNames } from './find.ts'
import { actingFor, makeTask, originOf } from './tasks.ts'
import type { Args } from '#src/commands.ts'
import { readDelegation } from '#src/tasks/delegate-text.ts'
import { dutyNamed } from '#src/people/duty.ts'
import { anyonesDuty, is, manages } from '#src/people/person.ts'
import { whoMay } from '#src/policy.ts'
import { priorities, type Priority } from '#src/tasks/task.ts'
import { understandTime } from '#src/time/phrase.ts'
import type { Refusal } from '#src/refusal.ts'
import type { Draft } from '#src/reply.ts'
import { typedValues } from '#src/ui/form.ts'

/**
 * `/delegate`: text with marks in it, or the same taken apart into options or a form's fields. An option counts more
 * than a mark in the text.
 *
 * What cannot be carried out comes back as a draft, with all that was typed in it.
 */
export async function delegate(asked: Asked, args: Args<'delegate'>): Promise<Outcome> {
  const draft: Draft = { form: 'delegate', subject: '', values: typedValues(args) }
  const stop = (reason: Refusal) => no(reason, draft)
  const { agency, by, now } = asked

  const text = readDelegation(args.what ?? '', {
    now,
    zone: by.zone,
    language: by.language,
    hours: by.hours,
    duties: agency.duties,
  })
  if ('code' in text) return stop(text)
  const priority = args.priority === undefined ? text.priority : priorityNamed(args.priority)
  if (args.priority !== undefined && !priority) return stop({ code: 'unknown-priority', given: args.priority })
  const duty = args.duty === undefined ? null : dutyNamed(args.duty, agency.duties)
  if (duty && !duty.ok) return stop(duty.reason)
  const due = args.due === undefined ? text.due : dueIn(args.due, asked)
  if (args.due !== undefined && !due) return stop({ code: 'time-not-understood', given: args.due })
  if (due?.past) return stop({ code: 'time-past', given: due.phrase, at: due.at })

  if (!manages(by) && !is(by, 'client')) return stop({ code: 'not-yours-to-do', needs: whoMay('delegate') })
  const client = await findClient(asked, args.client ?? text.client)
  if (!client.ok) return stop(client.reason)
  const name = args.assistant ?? text.person
  const named = name === null ? null : await findPerson(asked, name)
  if (named && !named.ok) return stop(named.reason)

  const asks = {
    client: client.found.id,
    title: '',
    brief: await mentionsAsNames(asked, text.brief),
    duty: duty?.duty ?? text.duty ?? anyonesDuty,
    priority: priority ?? 'normal',
    due: due?.at ?? null,
    assistant: named?.found.id ?? null,
  }
  const made = await makeTask(actingFor(asked), asks, originOf(asked))
  return made.ok ? done({ say: 'moved', what: 'delegated', number: made.task.number, detail: '' }) : stop(made.reason)
}

function priorityNamed(word: string): Priority | null {
  return priorities.find((priority) => priority === word.toLowerCase().replace(/^!/u, '')) ?? null
}

function dueIn(phrase: string, { by, now }: Asked): { at: Temporal.Instant; phrase: string; past: boolean } | null {
  const understood = understandTime(phrase, { now, zone: by.zone, locale: by.language, hours: by.hours })
  return understood && { at: understood.at, phrase, past: understood.past }
}
