import { MessageType } from 'discord.js'
import { z } from 'zod'
import { attachment } from './attached.ts'

const person = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  bot: z.boolean().optional(),
})

/** https://docs.discord.com/developers/resources/message#message-object */
export const messageShape = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  author: person,
  member: z.object({ nick: z.string().nullish(), avatar: z.string().nullish() }).optional(),
  webhook_id: z.string().optional(),
  type: z.number(),
  flags: z.number().default(0),
  content: z.string(),
  timestamp: z.string(),
  edited_timestamp: z.string().nullish(),
  mentions: z.array(person.extend({ member: z.object({ nick: z.string().nullish() }).optional() })).default([]),
  attachments: z.array(attachment).default([]),
  sticker_items: z.array(z.object({ name: z.string() })).default([]),
  poll: z.object({ question: z.object({ text: z.string().nullish() }) }).nullish(),
  message_reference: z.object({ type: z.number().default(0), message_id: z.string().optional() }).nullish(),
  message_snapshots: z.array(z.object({ message: z.object({ content: z.string().default('') }) })).default([]),
})
export type Message = z.infer<typeof messageShape>

export const deletedShape = z.object({ id: z.string(), channel_id: z.string(), guild_id: z.string().optional() })
export const bulkShape = z.object({ ids: z.array(z.string()), channel_id: z.string(), guild_id: z.string().optional() })

const spoken: readonly number[] = [MessageType.Default, MessageType.Reply]

/** Without the intent Discord leaves everything out that was said: that is no change to nothing. */
export function isTalk({ author, webhook_id: webhook, type, ...said }: Message): boolean {
  if (author.bot || webhook !== undefined || !spoken.includes(type)) return false
  const { content, attachments, sticker_items: stickers, poll, message_snapshots: snapshots } = said
  return content !== '' || attachments.length + stickers.length + snapshots.length > 0 || Boolean(poll)
}
