import { opensForm } from '#src/features/commands.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Core, Promised } from '#src/kernel/core.ts'
import { reference, type Log } from '#src/kernel/log.ts'
import type { Language } from '#src/kernel/person.ts'
import type { Answer, Delivery } from '#src/kernel/request.ts'
import { formCard, mendCard } from '#src/words/form-card.ts'
import { inTime } from './in-time.ts'
import type { Responder, Source } from './responder.ts'

export type Answering = { core: Core; log: Log; times: Times }

/** How long a platform waits for a first answer, as we keep within it; milliseconds. */
export type Times = {
  /** What is late by then is put off, and finished later. */
  patience: number
  /** A form can only be the first answer, so it is waited for as long as there is any hope of opening it. */
  patienceForForm: number
  /** For writing down that somebody waits: with either of the others it keeps within the platform's limit. */
  patienceForPromise: number
}

type Delivered = { delivery: Delivery; source: Source }

/** `fault`: nothing was carried out, and the card says so. */
type Said = Answer | { kind: 'fault'; card: Card }

/** For whoever's platform says nothing of their language: only the core knows it, once it has answered. */
const unknownLanguage: Language = 'en'

/**
 * The one answering loop: carries out what somebody asked, and says what became of it, in time or late, whatever happens. Never
 * rejects.
 */
export async function answerDelivery(answering: Answering, responder: Responder, delivered: Delivered): Promise<void> {
  const { core, times } = answering
  const { delivery } = delivered
  const isForm = opensForm(delivery.request)
  // Of hundreds who press at once those who wait are not shown that they do: their answer comes before long.
  const isQueued = delivery.request.kind === 'press' && !isForm && core.isCrowded(delivery)
  const handling = carryOut(answering, delivery)
  const early = await inTime(handling, isQueued ? 0 : isForm ? times.patienceForForm : times.patience)
  if (early) return tell(answering, responder, early, { ...delivered, isLate: false })

  const promised = core.promise(delivery)
  // A form closes as it is acknowledged, and with it goes all that was typed: that is written down before, or carried out.
  if (delivery.request.kind !== 'form' || (await isWrittenFirst(promised, handling))) {
    // Said only once it is written down: whoever hears it is told what became of it, even if this process dies.
    const written = isQueued ? false : await inTime(promised.written, times.patienceForPromise)
    await putOff(answering, responder, delivered, { isQueued, written: written ?? false })
  }
  await tell(answering, responder, await handling, { ...delivered, isLate: true })
  await promised.kept()
}

/** Whether it is written down before it is carried out; it may be neither for as long as the database is away. */
async function isWrittenFirst({ written }: Promised, handling: Promise<Said>): Promise<boolean> {
  const done = handling.then(() => false)
  return (await Promise.race([written, done])) || done
}

/** The one boundary: a fault is logged under a reference, and the person is told that reference. */
async function carryOut({ core, log }: Answering, delivery: Delivery): Promise<Said> {
  try {
    return await core.handle(delivery)
  } catch (error) {
    const ref = reference()
    log.error(
      { ref, error, delivery: delivery.id, request: delivery.request.kind },
      'a request could not be carried out',
    )
    return { kind: 'fault', card: core.say.fault(languageOf(delivery), ref, error) }
  }
}

/** Whatever becomes of this, the answer itself is still to come. */
async function putOff(
  { core, log }: Answering,
  responder: Responder,
  { delivery, source }: Delivered,
  { isQueued, written }: { isQueued: boolean; written: boolean },
): Promise<void> {
  // What they pressed on is their own message, and may be replaced: nothing of waiting should stay behind.
  const quiet = isQueued || source === 'own' || source === 'mend'
  const words = quiet || !written ? null : core.say.workingOnIt(languageOf(delivery))
  await responder.defer({ quiet, words }).catch((error: unknown) => {
    log.warn({ error, delivery: delivery.id }, 'an answer could not be put off')
  })
}

/** `isLate`: no form can be opened any more. */
type Telling = Delivered & { isLate: boolean }

/** What was carried out stays so, whether or not it can be shown: what a platform refuses is said again as its title alone. */
async function tell(
  { log }: Answering,
  responder: Responder,
  said: Said,
  { delivery, source, isLate }: Telling,
): Promise<void> {
  const card = cardOf(said, languageOf(delivery))
  const replace = replaces(said, source)
  try {
    if (said.kind === 'form' && !isLate && (await responder.open(said.form))) return
    if (said.kind === 'mend' && (await responder.mend(said.errors))) return
    // Nothing was carried out: the form stays open with all that was typed, to be sent again.
    if (said.kind === 'fault' && (await responder.mend({ '': sentenceOf(said.card) }))) return
    await responder.say(card, { replace })
  } catch (error) {
    log.error({ error, delivery: delivery.id, answer: said.kind }, 'an answer could not be shown')
    const bare = said.kind === 'form' ? card : { title: card.title, tone: card.tone }
    await responder.say(bare, { replace }).catch((again: unknown) => {
      log.error({ error: again, delivery: delivery.id }, 'a person could not be answered')
    })
  }
}

function languageOf({ origin }: Delivery): Language {
  return origin.language ?? unknownLanguage
}

function cardOf(answer: Said, language: Language): Card {
  switch (answer.kind) {
    case 'say':
    case 'fault':
      return answer.card
    case 'form':
      return formCard(answer.form)
    case 'mend':
      return mendCard(answer, language)
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
      return answer.kind !== 'fault'
  }
}

/** To whoever sent something that nobody of us understands. Never rejects. */
export async function sayNotUnderstood(
  { core, log }: Pick<Answering, 'core' | 'log'>,
  responder: Pick<Responder, 'mend' | 'say'>,
  language: Language | null,
): Promise<void> {
  const card = core.say.notUnderstood(language ?? unknownLanguage)
  try {
    if (await responder.mend({ '': sentenceOf(card) })) return
    await responder.say(card, { replace: false })
  } catch (error) {
    log.error({ error }, 'a person could not be told that they were not understood')
  }
}
