import { missingPermissions, threadArchived, unknownUser } from '../errors.ts'
import { nothing, ok, type Call, type Route } from '../http.ts'
import { messageIn } from '../messages.ts'
import { userPayload } from '../payloads.ts'
import { may } from '../permissions.ts'
import { emojiFrom, keyOf, react, type Emoji } from '../reactions.ts'
import type { Message } from '../world.ts'
import { limitOf, readableChannel, requirePermission } from './seen.ts'

function found(call: Call): { message: Message; emoji: Emoji } {
  const channel = readableChannel(call)
  const message = messageIn(call.server, channel, call.params('message'))
  if (channel.thread?.archived) throw threadArchived()
  return { message, emoji: emojiFrom(call.params('emoji')) }
}

const base = '/channels/:channel/messages/:message/reactions'

export const reactionRoutes: Route[] = [
  {
    ...{ method: 'PUT', path: `${base}/:emoji/@me`, allowance: [1, 250] },
    run(call) {
      const { server, application } = call
      const { message, emoji } = found(call)
      const channel = readableChannel(call)
      // Whoever joins in a sign that is there already needs no right to add one.
      const isThere = message.reactions.has(keyOf(emoji))
      if (!isThere && !may(server.world, channel, application.botId, 'AddReactions')) throw missingPermissions()
      react(server, { message, emoji, userId: application.botId }, true)
      return nothing
    },
  },
  {
    ...{ method: 'DELETE', path: `${base}/:emoji/:user`, allowance: [1, 250] },
    run(call) {
      const { server, application } = call
      const { message, emoji } = found(call)
      const userId = call.params('user') === '@me' ? application.botId : call.params('user')
      if (!server.world.users.has(userId)) throw unknownUser()
      if (userId !== application.botId) requirePermission(call, readableChannel(call), 'ManageMessages')
      react(server, { message, emoji, userId }, false)
      return nothing
    },
  },
  {
    ...{ method: 'DELETE', path: base, allowance: [1, 250] },
    run(call) {
      const channel = readableChannel(call)
      requirePermission(call, channel, 'ManageMessages')
      const message = messageIn(call.server, channel, call.params('message'))
      for (const { emoji, users } of [...message.reactions.values()]) {
        for (const userId of [...users]) react(call.server, { message, emoji, userId }, false)
      }
      return nothing
    },
  },
  {
    ...{ method: 'GET', path: `${base}/:emoji` },
    run(call) {
      const message = messageIn(call.server, readableChannel(call), call.params('message'))
      const users = [...(message.reactions.get(keyOf(emojiFrom(call.params('emoji'))))?.users ?? [])]
      const known = users.flatMap((id) => call.server.world.users.get(id) ?? [])
      return ok(known.slice(0, limitOf(call, 25, 100)).map(userPayload))
    },
  },
]
