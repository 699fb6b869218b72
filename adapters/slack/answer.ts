import type { WebClient } from '@slack/web-api'
import { opensForm } from '#src/features/commands.ts'
import type { Core, Promised } from '#src/kernel/core.ts'
import { reference, type Log } from '#src/kernel/log.ts'
import type { Language } from '#src/kernel/person.ts'
import type { Answer } from '#src/kernel/request.ts'
import type { Card } from '#src/kernel/card.ts'
import { formCard, mendCard } from '#src/words/form-card.ts'
import { times } from './limits.ts'
import { parsePayload, type Here, type Parsed, type Source } from './parse.ts'
import type { Share } from './share.ts'
import { createVoice, type Acknowledge, type Voice } from './voice.ts'

export type Answering = { client: WebClient; share: Share; core: Core; log: Log; here(): Here }

/** Slack says nothing of a person's language with what they ask; only the core knows it, once it has answered. */
const unknownLanguage: Language = 'en'

/** Answers one payload, whatever becomes of it. Never rejects. */
export async function answerPayload(answering: Answering, payload: unknown, acknowledge: Acknowledge): Promise<void> {
  const { log } = answering
  const parsed = parsePayload(payload, answering.here())
  try {
    switch (parsed.kind) {
      case 'delivery':
        return await answerDelivery(answering, parsed, acknowledge)
      case 'unsupported':
        return await decline(answering, parsed, acknowledge)
      case 'nothing':
        return await acknowledge.done()
    }
  } catch (error) {
    log.error({ error, payload: parsed.kind }, 'a person could not be answered')
  }
}

type Delivered = Extract<Parsed, { kind: 'delivery' }>

/** `fault`: nothing was carried out, and the card says so. */
type Said = Answer | { kind: 'fault'; card: Card }

async function answerDelivery(answering: Answering, delivered: Delivered, acknowledge: Acknowledge): Promise<void> {
  const { ticket, delivery, source } = delivered
  const voice = createVoice(answering, acknowledge, ticket, source)
  // Of hundreds who press at once those who wait are not shown that they do: their answer comes before long.
  const isQueued =
    delivery.request.kind === 'press' && !opensForm(delivery.request) && answering.core.isCrowded(delivery)
  const handling = carryOut(answering, delivered)
  const patience = opensForm(delivery.request) ? times.patienceForForm : times.patience
  const early = await inTime(handling, isQueued ? 0 : patience)
  const promised = early ? null : answering.core.promise(delivery)
  // A form closes as it is acknowledged, and with it goes all that was typed: that is written down before, or carried out.
  const isForm = delivery.request.kind === 'form'
  if (promised && (!isForm || (await isWrittenFirst(promised, handling)))) {
    // Said only once it is written down: whoever hears it is told what became of it, even if this process dies.
    const written = isQueued ? false : ((await inTime(promised.written, times.patienceForPromise)) ?? false)
    // What they pressed on is their own message, and may be replaced: nothing of waiting should stay behind.
    const quiet = isQueued || source === 'own' || source === 'mend'
    await voice.putOff(quiet || !written ? null : answering.core.say.workingOnIt(unknownLanguage))
  }
  const said = early ?? (await handling)
  await tell(answering, voice, said, { ...delivered, mayOpen: early !== null })
  await promised?.kept()
}

/** Whether it is written down before it is carried out; it may be neither for as long as the database is away. */
async function isWrittenFirst({ written }: Promised, handling: Promise<Said>): Promise<boolean> {
  const done = handling.then(() => false)
  return (await Promise.race([written, done])) || done
}

/** The one boundary: a fault is logged under a reference, and the person is told that reference. */
async function carryOut({ core, log }: Answering, { delivery }: Delivered): Promise<Said> {
  try {
    return await core.handle(delivery)
  } catch (error) {
    const ref = reference()
    log.error(
      { ref, error, delivery: delivery.id, request: delivery.request.kind },
      'a request could not be carried out',
    )
    return { kind: 'fault', card: core.say.fault(delivery.origin.language ?? unknownLanguage, ref, error) }
  }
}

type Telling = Delivered & {
  /** What a form is opened with is dead by the time that an answer is late. */
  mayOpen: boolean
}

/** What was carried out stays so, whether or not it can be shown: what Slack refuses is said again as its title alone. */
async function tell(
  { log }: Answering,
  voice: Voice,
  said: Said,
  { delivery, source, mayOpen }: Telling,
): Promise<void> {
  const card = cardOf(said)
  const replace = replaces(said, source)
  try {
    if (said.kind === 'form' && mayOpen) return await voice.open(said.form)
    if (said.kind === 'mend' && (await voice.mend(said.errors))) return
    // Nothing was carried out: the form stays open with all that was typed, to be sent again.
    if (said.kind === 'fault' && (await voice.mend({ '': sentenceOf(said.card) }))) return
    await voice.say(card, { replace })
  } catch (error) {
    log.error({ error, delivery: delivery.id, answer: said.kind }, 'an answer could not be shown')
    const bare = said.kind === 'form' ? card : { title: card.title, tone: card.tone }
    await voice.say(bare, { replace })
  }
}

function cardOf(answer: Said): Card {
  switch (answer.kind) {
    case 'say':
    case 'fault':
      return answer.card
    case 'form':
      return formCard(answer.form)
    case 'mend':
      return mendCard(answer, unknownLanguage)
  }
}

function sentenceOf({ title, body }: Card): string {
  return [title, body].filter(Boolean).join(': ')
}

/** What others see too is never replaced by what one person is told; a card that asked to mend a form gives way once it was sent. */
function replaces(answer: Said, source: Source): boolean {
  switch (source) {
    case 'none':
    case 'shared':
      return false
    case 'own':
      return answer.kind === 'say' && answer.replace
    case 'mend':
      return answer.kind === 'say' || answer.kind === 'mend'
  }
}

async function decline(
  answering: Answering,
  { ticket, why }: Extract<Parsed, { kind: 'unsupported' }>,
  acknowledge: Acknowledge,
): Promise<void> {
  const { core, log } = answering
  log.warn({ user: ticket.user, why }, 'a payload was not understood')
  // Nobody is named who could be told.
  if (ticket.user === '' && ticket.url === null) return acknowledge.done()
  const voice = createVoice(answering, acknowledge, ticket, 'none')
  const card = core.say.notUnderstood(unknownLanguage)
  if (await voice.mend({ '': sentenceOf(card) })) return
  await voice.say(card, { replace: false })
}

/** What comes within that many milliseconds, else null. */
export async function inTime<T>(coming: Promise<T>, ms: number): Promise<T | null> {
  const late = Promise.withResolvers<null>()
  const limit = setTimeout(late.resolve, ms, null)
  try {
    return await Promise.race([coming, late.promise])
  } finally {
    clearTimeout(limit)
  }
}
