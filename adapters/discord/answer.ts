import { answerDelivery, sayNotUnderstood } from '#adapters/shared/answer.ts'
import { inTime } from '#adapters/shared/in-time.ts'
import type { Core } from '#src/kernel/core.ts'
import { reference } from '#src/kernel/log.ts'
import { times } from './limits.ts'
import { parseInteraction, type Parsed } from './parse.ts'
import { createResponder, type Speaking } from './responder.ts'

export type Answering = Speaking & { core: Core; placeName(guild: string): string }

/** Answers one interaction, whatever becomes of it. Never rejects. */
export async function answerInteraction(answering: Answering, payload: unknown): Promise<void> {
  const { core, log } = answering
  const parsed = parseInteraction(payload, answering.placeName)
  switch (parsed.kind) {
    case 'delivery': {
      const { replyTarget, delivery, source } = parsed
      const asked = { channel: delivery.origin.channel, onMessage: source !== 'none', by: delivery.request.kind }
      return answerDelivery({ core, log, times }, createResponder(answering, replyTarget, asked), parsed)
    }
    case 'suggestion':
      return complete(answering, parsed)
    case 'unsupported':
      return decline(answering, parsed)
  }
}

const nowhere = { channel: '', onMessage: false, by: null }

/** Nobody is told of completions that do not come: what is typed is taken as it is. */
async function complete(
  answering: Answering,
  { replyTarget, ask }: Extract<Parsed, { kind: 'suggestion' }>,
): Promise<void> {
  const { core, log } = answering
  const responder = createResponder(answering, replyTarget, nowhere)
  try {
    const options = await inTime(core.suggest(ask), times.patienceForSuggestions)
    await responder.offer(options ?? [])
  } catch (error) {
    log.error({ ref: reference(), error, command: ask.command, option: ask.option }, 'completions could not be given')
    await responder.offer([]).catch(() => undefined)
  }
}

async function decline(
  answering: Answering,
  { replyTarget, why, suggests }: Extract<Parsed, { kind: 'unsupported' }>,
): Promise<void> {
  const { log } = answering
  log.warn({ interaction: replyTarget?.id, why }, 'an interaction was not understood')
  if (!replyTarget) return
  const responder = createResponder(answering, replyTarget, nowhere)
  if (!suggests) return sayNotUnderstood(answering, responder, replyTarget.language)
  await responder.offer([]).catch((error: unknown) => {
    log.error({ error, interaction: replyTarget.id }, 'completions could not be given')
  })
}
