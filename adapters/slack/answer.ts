import { answerDelivery, sayNotUnderstood } from '#adapters/shared/answer.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import { times } from './limits.ts'
import { parsePayload, type Here, type Parsed } from './parse.ts'
import { createResponder, type Acknowledge, type Speaking } from './responder.ts'

export type Answering = Speaking & { core: Core; log: Log; here(): Here }

/** Answers one payload, whatever becomes of it. Never rejects. */
export async function answerPayload(answering: Answering, payload: unknown, acknowledge: Acknowledge): Promise<void> {
  const { core, log } = answering
  const parsed = parsePayload(payload, answering.here())
  try {
    switch (parsed.kind) {
      case 'delivery': {
        const responder = createResponder(answering, acknowledge, parsed.replyTarget, parsed.source)
        return await answerDelivery({ core, log, times }, responder, parsed)
      }
      case 'unsupported':
        return await decline(answering, parsed, acknowledge)
      case 'nothing':
        return await acknowledge.done()
    }
  } catch (error) {
    log.error({ error, payload: parsed.kind }, 'a person could not be answered')
  }
}

async function decline(
  answering: Answering,
  { replyTarget, why }: Extract<Parsed, { kind: 'unsupported' }>,
  acknowledge: Acknowledge,
): Promise<void> {
  answering.log.warn({ user: replyTarget.user, why }, 'a payload was not understood')
  // Nobody is named who could be told.
  if (replyTarget.user === '' && replyTarget.url === null) return acknowledge.done()
  await sayNotUnderstood(answering, createResponder(answering, acknowledge, replyTarget, 'none'), null)
}
