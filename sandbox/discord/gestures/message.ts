import type { Composition } from '../compose.ts'
import { edit, post, remove } from '../messages.ts'
import { canWrite, may } from '../permissions.ts'
import { emojiFrom, keyOf, react } from '../reactions.ts'
import type { Server } from '../server.ts'
import type { User, World } from '../world.ts'
import type { Doing } from '../gestures.ts'
import { attach, channelOf, fine, messageOf, no, written, type GestureResult } from './reach.ts'

const plain = (content: string | undefined, replyTo?: string): Composition => ({
  ...{ content, embeds: undefined, components: undefined, flags: 0, nonce: undefined, enforceNonce: false },
  ...{ allowed: undefined, replyTo, replyMustExist: true },
})

export function write(server: Server, user: User, gesture: Doing<'write'>): GestureResult {
  const { world } = server
  const channel = channelOf(world, user, gesture.channel)
  if (!channel) return no(`You cannot see ${gesture.channel}`)
  if (!canWrite(world, channel, user.id)) return no('You may not write here')
  const files = gesture.files ?? []
  if (files.length > 0 && !may(world, channel, user.id, 'AttachFiles')) return no('You may not attach files here')
  if (gesture.content === '' && files.length === 0) return no('There is nothing to send')
  const replied = gesture.reply_to === undefined ? undefined : messageOf(world, user, gesture.reply_to)
  if (gesture.reply_to !== undefined && (replied?.channel !== channel || replied.message.ephemeralFor)) {
    return no('There is no such message here to reply to')
  }
  const body = plain(written(world, user, channel, gesture.content), gesture.reply_to)
  const message = post(server, channel, body, { authorId: user.id, attachments: attach(world, files) })
  return fine({ id: message.id })
}

function own(
  world: World,
  user: User,
  id: string,
): NonNullable<ReturnType<typeof messageOf>> | { ok: false; error: string } {
  const found = messageOf(world, user, id)
  if (!found) return no('You cannot see that message')
  return found.message.authorId === user.id ? found : no('That message is not yours')
}

export function editMessage(server: Server, user: User, gesture: Doing<'edit'>): GestureResult {
  const found = own(server.world, user, gesture.message)
  if ('error' in found) return found
  edit(server, found.message, { body: plain(written(server.world, user, found.channel, gesture.content)) })
  return fine()
}

export function removeMessage(server: Server, user: User, gesture: Doing<'delete'>): GestureResult {
  const found = own(server.world, user, gesture.message)
  if ('error' in found) return found
  remove(server, found.message)
  return fine()
}

export function reaction(
  server: Server,
  user: User,
  { message: id, emoji }: Doing<'react' | 'unreact'>,
  add: boolean,
): GestureResult {
  const found = messageOf(server.world, user, id)
  if (!found) return no('You cannot see that message')
  const { message, channel } = found
  if (message.ephemeralFor) return no('Nobody can react to what only they see')
  if (channel.thread?.archived) return no('This thread is archived')
  const sign = emojiFrom(emoji)
  const isNew = !message.reactions.has(keyOf(sign))
  if (add && isNew && !may(server.world, channel, user.id, 'AddReactions')) return no('You may not react here')
  react(server, { message, userId: user.id, emoji: sign }, add)
  return fine()
}
