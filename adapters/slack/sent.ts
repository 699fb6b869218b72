import { z } from 'zod'
import type { Sent } from '#src/kernel/chat.ts'
import { outcomeOf } from './outcome.ts'

const message = z.object({ channel: z.string(), ts: z.string() })

/** What became of a request that posts or changes a message. Never rejects. */
export async function send(call: () => Promise<unknown>, now: () => Temporal.Instant): Promise<Sent> {
  try {
    const sent = message.safeParse(await call())
    if (!sent.success)
      return { outcome: 'uncertain', why: `an answer that is no message: ${z.prettifyError(sent.error)}` }
    return { outcome: 'sent', message: { channel: sent.data.channel, id: sent.data.ts } }
  } catch (error) {
    return outcomeOf(error, now())
  }
}
