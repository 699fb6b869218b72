import { z } from 'zod'
import { readOpened } from './modal.ts'

/** By what someone can be answered. */
export type ReplyTarget = {
  /** Opens one form, within three seconds; null where there is nothing that could. */
  trigger: string | null
  /** Takes five answers within half an hour; null where there is none. */
  url: string | null
  channel: string
  user: string
  /** The inputs of the form that was sent, beside which mistakes can be shown. */
  inputs: string[]
}

const text = z.string().catch('')
const optional = z.string().nullable().catch(null)
const id = z.object({ id: text }).catch({ id: '' })

/** Whatever can be found in any payload; an answer is tried with what there is. */
const replyTargetShape = z
  .object({
    trigger_id: optional,
    response_url: optional,
    channel_id: text,
    channel: id,
    user_id: text,
    user: id,
    view: z
      .object({
        private_metadata: text,
        state: z.object({ values: z.record(z.string(), z.unknown()) }).catch({ values: {} }),
      })
      .optional()
      .catch(undefined),
  })
  .transform((found): ReplyTarget => {
    const where = found.view && readOpened(found.view.private_metadata)
    return {
      trigger: found.trigger_id,
      url: found.response_url ?? where?.url ?? null,
      channel: found.channel_id || found.channel.id || (where?.channel ?? ''),
      user: found.user_id || found.user.id,
      inputs: Object.keys(found.view?.state.values ?? {}),
    }
  })
  .catch({ trigger: null, url: null, channel: '', user: '', inputs: [] })

export function replyTargetOf(payload: unknown): ReplyTarget {
  return replyTargetShape.parse(payload)
}
