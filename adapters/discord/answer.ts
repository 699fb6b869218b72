import { opensForm } from '#src/features/commands.ts'
import type { Core, Promised } from '#src/kernel/core.ts'
import { reference, type Log } from '#src/kernel/log.ts'
import type { Language } from '#src/kernel/person.ts'
import type { Answer } from '#src/kernel/request.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Api } from './api.ts'
import { times } from './limits.ts'
import { parseInteraction, type Parsed } from './parse.ts'
import type { Draw } from './picture.ts'
import { formCard, mendCard } from './render.ts'
import type { Source } from './source.ts'
import { createVoice, type Voice } from './voice.ts'

export type Answering = {
  api: Api
  application: string
  draw: Draw
  core: Core
  log: Log
  placeName(guild: string): string
}

/** Answers one interaction, whatever becomes of it. Never rejects. */
export async function answerInteraction(answering: Answering, payload: unknown): Promise<void> {
  const parsed = parseInteraction(payload, answering.placeName)
  switch (parsed.kind) {
    case 'delivery':
      return answerDelivery(answering, parsed)
    case 'suggestion':
      return complete(answering, parsed)
    case 'unsupported':
      return decline(answering, parsed)
  }
}

type Delivered = Extract<Parsed, { kind: 'delivery' }>

/** `fault`: nothing was carried out, and the card says so. */
type Said = Answer | { kind: 'fault'; card: Card }

async function answerDelivery(answering: Answering, delivered: Delivered): Promise<void> {
  const { ticket, delivery, source } = delivered
  const voice = createVoice(answering, ticket, { channel: delivery.origin.channel, onMessage: source !== 'none' })
  const handling = carryOut(answering, delivered)
  // A form can only be the first answer, so it is waited for a little longer.
  const early = await inTime(handling, opensForm(delivery.request) ? times.patienceForForm : times.patience)
  const promised = early ? null : answering.core.promise(delivery)
  // A form closes as it is acknowledged, and with it goes all that was typed: that is written down before, or carried out.
  const isForm = delivery.request.kind === 'form'
  if (promised && (!isForm || (await isWrittenFirst(promised, handling)))) {
    // Discord shows somebody who waits that we are at it: it is written down before that, if there is time.
    await inTime(promised.written, times.patienceForPromise)
    const own = source === 'own' || source === 'mend'
    await voice
      .putOff({ own })
      .catch((error: unknown) => answering.log.warn({ error, delivery: delivery.id }, 'an answer could not be put off'))
  }
  const said = early ?? (await handling)
  await tell(answering, voice, said, { ...delivered, mayOpen: early !== null && delivery.request.kind !== 'form' })
  await promised?.kept()
}

/** Whether it is written down before it is carried out; it may be neither for as long as the database is away. */
async function isWrittenFirst({ written }: Promised, handling: Promise<Said>): Promise<boolean> {
  const done = handling.then(() => false)
  return (await Promise.race([written, done])) || done
}

/** The one boundary: a fault is logged under a reference, and the person is told that reference. */
async function carryOut({ core, log }: Answering, { ticket, delivery }: Delivered): Promise<Said> {
  try {
    return await core.handle(delivery)
  } catch (error) {
    const ref = reference()
    log.error(
      { ref, error, delivery: delivery.id, request: delivery.request.kind },
      'a request could not be carried out',
    )
    return { kind: 'fault', card: core.say.fault(ticket.language, ref, error) }
  }
}

type Telling = Delivered & {
  /** Discord opens no form from a form, and none once an answer was put off. */
  mayOpen: boolean
}

/** What was carried out stays so, whether or not it can be shown: what Discord refuses is said again as its title alone. */
async function tell(
  { log }: Answering,
  voice: Voice,
  said: Said,
  { ticket, delivery, source, mayOpen }: Telling,
): Promise<void> {
  const card = cardOf(said, ticket.language)
  const replace = replaces(said, source)
  try {
    if (said.kind === 'form' && mayOpen) return await voice.open(said.form)
    await voice.say(card, { replace })
  } catch (error) {
    log.error({ error, delivery: delivery.id, answer: said.kind }, 'an answer could not be shown')
    const bare = said.kind === 'form' ? card : { title: card.title, tone: card.tone }
    await voice.say(bare, { replace }).catch((again: unknown) => {
      log.error({ error: again, delivery: delivery.id }, 'a person could not be answered')
    })
  }
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

const nowhere = { channel: '', onMessage: false }

/** Nobody is told of completions that do not come: what is typed is taken as it is. */
async function complete(answering: Answering, { ticket, ask }: Extract<Parsed, { kind: 'suggestion' }>): Promise<void> {
  const { core, log } = answering
  const voice = createVoice(answering, ticket, nowhere)
  try {
    const options = await inTime(core.suggest(ask), times.patienceForSuggestions)
    await voice.offer(options ?? [])
  } catch (error) {
    log.error({ ref: reference(), error, command: ask.command, option: ask.option }, 'completions could not be given')
    await voice.offer([]).catch(() => undefined)
  }
}

async function decline(
  answering: Answering,
  { ticket, why, suggests }: Extract<Parsed, { kind: 'unsupported' }>,
): Promise<void> {
  const { core, log } = answering
  log.warn({ interaction: ticket?.id, why }, 'an interaction was not understood')
  if (!ticket) return
  const voice = createVoice(answering, ticket, nowhere)
  const saying = suggests ? voice.offer([]) : voice.say(core.say.notUnderstood(ticket.language), { replace: false })
  await saying.catch((error: unknown) =>
    log.error({ error, interaction: ticket.id }, 'a person could not be told that they were not understood'),
  )
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
