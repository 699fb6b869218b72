import { answerInteraction, answerOf, changeAnswer, followUp, removeAnswer } from '../callbacks.ts'
import { check } from '../body.ts'
import { nothing, ok, type Answer, type Call, type Route } from '../http.ts'
import type { Pending } from '../interactions.ts'
import { messagePayload } from '../message-payload.ts'
import type { Message } from '../world.ts'

/** What the token of an interaction, in the address, allows: `pending` is whose it is. */

const shown = (call: Call, { application }: Pending, message: Message): Answer =>
  ok(messagePayload(call.server, message, application.botId))

export function followUpWith(call: Call, pending: Pending): Answer {
  check('IncomingWebhookInteractionRequestSchema', call.body.json)
  return shown(call, pending, followUp(call.server, pending, call.body))
}

export const readAnswer = (call: Call, pending: Pending): Answer =>
  shown(call, pending, answerOf(call.server, pending, call.params('message')))

export function editAnswer(call: Call, pending: Pending): Answer {
  const message = answerOf(call.server, pending, call.params('message'))
  check('IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema', call.body.json)
  return shown(call, pending, changeAnswer(call.server, pending, message, call.body))
}

export function deleteAnswer(call: Call, pending: Pending): Answer {
  removeAnswer(call.server, pending, answerOf(call.server, pending, call.params('message')))
  return nothing
}

export const interactionRoutes: Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    open: true,
    exempt: true,
    run(call) {
      const { server, params, body } = call
      const answered = answerInteraction(server, { id: params('interaction'), token: params('token') }, body)
      return call.query('with_response') === 'true' ? ok(answered) : nothing
    },
  },
]
