import { avatarHash, iso, threadPayload, userPayload } from './payloads.ts'
import type { Server } from './server.ts'
import type { Attachment, Message, Payload, World } from './world.ts'

/** Links to files die after a day, and are made anew each time a message is read. */
export function attachmentPayload(server: Server, channelId: string, attachment: Attachment): Payload {
  const expires = Math.floor(server.clock.now() / 1000 + 86_400).toString(16)
  const path = `/discord/cdn/attachments/${channelId}/${attachment.id}/${encodeURIComponent(attachment.name)}`
  const url = `${server.baseUrl()}${path}?ex=${expires}&is=0&hm=0`
  return {
    id: attachment.id,
    filename: attachment.name,
    size: attachment.bytes.length,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description === undefined ? {} : { description: attachment.description }),
  }
}

/** What a message is to an application; `botId` decides which reactions are its own. */
export function messagePayload(server: Server, message: Message, botId?: string): Payload {
  const { world } = server
  const channel = world.channels.get(message.channelId)
  const users = message.mentions.users.flatMap((id) => world.users.get(id) ?? [])
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: authorPayload(world, message),
    content: message.content,
    embeds: message.embeds,
    components: withFileUrls(server, message),
    attachments: message.attachments.map((each) => attachmentPayload(server, message.channelId, each)),
    mentions: users.map(userPayload),
    mention_roles: message.mentions.roles,
    mention_everyone: message.mentions.everyone,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : iso(message.editedAt),
    flags: message.flags,
    pinned: false,
    tts: false,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.webhook ? { webhook_id: message.webhook.id } : {}),
    ...(message.applicationId ? { application_id: message.applicationId } : {}),
    ...reactionsPayload(message, botId),
    ...referencePayload(server, message, channel?.guildId),
    ...originPayload(world, message, channel?.guildId),
    ...threadOf(world, message),
  }
}

function authorPayload(world: World, message: Message): Payload {
  if (message.webhook && message.webhook.id !== message.applicationId)
    return {
      id: message.webhook.id,
      username: message.webhook.name,
      discriminator: '0000',
      avatar: avatarHash(message.webhook.avatar),
      bot: true,
      global_name: null,
      public_flags: 0,
    }
  const user = world.users.get(message.authorId)
  return user ? userPayload(user) : { id: message.authorId, username: 'Deleted User', discriminator: '0', avatar: null }
}

/** Media that point at an attachment get the address at which it lies. */
function withFileUrls(server: Server, message: Message): unknown {
  if (!message.components.length || !message.attachments.length) return message.components
  const urls = new Map(
    message.attachments.map((each) => [
      `attachment://${each.name}`,
      attachmentPayload(server, message.channelId, each),
    ]),
  )
  const text = JSON.stringify(message.components, (_, value: unknown) => {
    const found = typeof value === 'string' ? urls.get(value) : undefined
    return found ? found.url : value
  })
  return JSON.parse(text)
}

function reactionsPayload(message: Message, botId: string | undefined): Payload {
  if (message.reactions.size === 0) return {}
  const reactions = [...message.reactions.values()].map(({ emoji, users }) => ({
    emoji,
    count: users.size,
    count_details: { normal: users.size, burst: 0 },
    me: botId !== undefined && users.has(botId),
    me_burst: false,
    burst_colors: [],
  }))
  return { reactions }
}

function referencePayload(server: Server, message: Message, guildId: string | undefined): Payload {
  if (!message.reference) return {}
  const { messageId, channelId } = message.reference
  const target = server.world.messages.get(messageId)
  const message_reference = {
    type: 0,
    message_id: messageId,
    channel_id: channelId,
    ...(guildId ? { guild_id: guildId } : {}),
  }
  if (message.type !== 19) return { message_reference }
  // Null says that the original was deleted; discord.js asks for its truth, not for its presence.
  const referenced_message = target ? messagePayload(server, { ...target, reference: undefined }) : null
  return { message_reference, referenced_message }
}

function originPayload(world: World, message: Message, guildId: string | undefined): Payload {
  const origin = message.origin
  const user = origin && world.users.get(origin.userId)
  if (!origin || !user) return {}
  const interaction_metadata = {
    id: origin.id,
    type: origin.type,
    user: userPayload(user),
    authorizing_integration_owners: { 0: guildId ?? '0' },
    ...(origin.name === undefined ? {} : { name: origin.name }),
    ...(origin.messageId ? { interacted_message_id: origin.messageId } : {}),
  }
  if (origin.name === undefined) return { interaction_metadata }
  return {
    interaction_metadata,
    interaction: { id: origin.id, type: origin.type, name: origin.name, user: userPayload(user) },
  }
}

function threadOf(world: World, message: Message): Payload {
  const thread = message.threadId === undefined ? undefined : world.channels.get(message.threadId)
  return thread ? { thread: threadPayload(thread) } : {}
}
