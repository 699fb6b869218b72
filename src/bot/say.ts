import { outageIn } from '#db/connection/outage.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Person } from '#src/kernel/person.ts'
import { fieldOf } from '#src/kernel/refusal-field.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Reply } from '#src/kernel/reply.ts'
import { helpCard } from '#src/features/help.ts'
import type { Answer, Delivery, Origin } from '#src/kernel/request.ts'
import { wordsIn } from '#src/words/words.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Intent } from './carry-out.ts'
import { keyOf } from '#src/features/requests/drafts.ts'
import { formWith } from './forms.ts'
import { isAsking, refusedCard, refusedWords, withNames } from '#src/features/requests/refused.ts'
import type { Fresh } from '#src/kernel/feature.ts'
import { wordReply } from './answers.ts'

/** A form that cannot be carried out stays open, with the mistake beside its field; everything else is a sentence. */
export async function wordAnswer(
  context: RequestContext,
  delivery: Delivery,
  reply: Reply,
  fresh: Fresh = {},
): Promise<Answer> {
  const { request } = delivery
  const draftKey = keyOf(delivery.id)
  if (reply.say !== 'refused' || !reply.draft || request.kind !== 'form' || isAsking(reply.refusal)) {
    return { kind: 'say', card: await wordReply(context, reply, draftKey, fresh), replace: request.kind === 'press' }
  }
  const { wrong, form: name, values } = reply.draft
  const refusal = await withNames(context.tx, context.agency.id, reply.refusal)
  const form = await formWith(context, { form: name, values, subject: request.subject })
  // What it was about is gone meanwhile: there is nothing left to mend.
  if ('code' in form) return { kind: 'say', card: await wordReply(context, reply, draftKey, {}), replace: false }
  const field = form.fields.find((one) => one.name === (wrong ?? fieldOf(refusal))) ?? form.fields[0]
  const errors = field ? { [field.name]: refusedWords(context.by.language, refusal) } : {}
  return { kind: 'mend', form, draft: draftKey, errors }
}

export function refuseStranger({ language }: Origin, reason: Refusal): Answer {
  return { kind: 'say', card: refusedCard(language ?? 'en', reason, null, ''), replace: false }
}

type Help = { kind: 'command'; name: 'help'; options: Record<string, string> }

export function isHelp(intent: Intent): intent is Help {
  return intent.kind === 'command' && intent.name === 'help'
}

/** Anyone may read the help, also one of whom we know nothing. */
export function helpStranger({ language }: Origin, { options }: Help, usual: Person['language']): Answer {
  return { kind: 'say', card: helpCard(wordsIn(language ?? usual), options.command ?? null, null), replace: false }
}

/** What an adapter says by itself, before or instead of an answer. */
export const spoken: Core['say'] = {
  workingOnIt: (language) => ({ title: wordsIn(language).telling.workingOnIt, tone: 'plain' }),
  fault(language, reference, error) {
    const { fault, faultBody, away, awayBody, uncertain, uncertainBody } = wordsIn(language).telling
    const outage = outageIn(error)
    if (outage?.uncertain) return { title: uncertain, tone: 'attention', body: uncertainBody(reference) }
    if (outage) return { title: away, tone: 'attention', body: awayBody(reference) }
    return { title: fault, tone: 'attention', body: faultBody(reference) }
  },
  notUnderstood(language) {
    const { notUnderstood, notUnderstoodBody } = wordsIn(language).telling
    return { title: notUnderstood, tone: 'attention', body: notUnderstoodBody }
  },
}
