import { unknownEmoji } from './errors.ts'
import { announceReaction } from './events.ts'
import type { Server } from './server.ts'
import type { Message, Reaction } from './world.ts'

export type Emoji = Reaction['emoji']

/** A sign of everyone's, or one of a server's own as `name:id`. */
export function emojiFrom(text: string): Emoji {
  const [name = '', id] = text.split(':')
  if (id && /^\d+$/.test(id)) return { id, name }
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\ufe0f/u.test(name)) throw unknownEmoji()
  return { id: null, name }
}

export const keyOf = ({ id, name }: Emoji) => id ?? name

/** Adds or takes back one person's reaction; doing it twice does nothing. */
export function react(
  server: Server,
  { message, userId, emoji }: { message: Message; userId: string; emoji: Emoji },
  add: boolean,
): void {
  const reaction = message.reactions.get(keyOf(emoji)) ?? { emoji, users: new Set<string>() }
  if (reaction.users.has(userId) === add) return
  if (add) reaction.users.add(userId)
  else reaction.users.delete(userId)
  if (reaction.users.size > 0) message.reactions.set(keyOf(emoji), reaction)
  else message.reactions.delete(keyOf(emoji))
  announceReaction(server, add ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', { message, userId, emoji })
  server.changed()
}
