import { attachmentAt, isReference, titleOf } from './attachments.ts'
import { avatarHash, iso, threadPayload, userPayload } from './payloads.ts'
import type { Server } from './server.ts'
import type { Application, Attachment, Message, Payload, World } from './world.ts'

/** Links to files die after a day, and are made anew each time a message is read. */
export function attachmentPayload(
  server: Server,
  channelId: string,
  attachment: Attachment,
  folder: 'attachments' | 'ephemeral-attachments' = 'attachments',
): Payload {
  const title = titleOf(attachment)
  const expires = Math.floor(server.clock.now() / 1000 + 86_400).toString(16)
  const path = `/discord/cdn/${folder}/${channelId}/${attachment.id}/${encodeURIComponent(attachment.name)}`
  const url = `${server.baseUrl()}${path}?ex=${expires}&is=0&hm=0`
  return {
    id: attachment.id,
    filename: attachment.name,
    ...(title === undefined ? {} : { title }),
    size: attachment.bytes.length,
    url,
    proxy_url: url,
    ...(attachment.contentType === undefined ? {} : { content_type: attachment.contentType }),
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
    embeds: withFiles(server, message, message.embeds),
    components: withFiles(server, message, message.components),
    attachments: unshown(message).map((each) => attachmentPayload(server, message.channelId, each)),
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

/**
 * The same for an application that need not be allowed to read it: without the privileged intent there is no content, by the
 * gateway or by HTTP, but in direct messages, in one's own and where one is named.
 *
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function shownTo(server: Server, message: Message, application: Application, mayReadAll: boolean): Payload {
  const whole = messagePayload(server, message, application.botId)
  const channel = server.world.channels.get(message.channelId)
  const mayRead =
    mayReadAll ||
    channel?.recipients !== undefined ||
    message.authorId === application.botId ||
    message.mentions.users.includes(application.botId)
  return mayRead ? whole : { ...whole, content: '', embeds: [], components: [], attachments: [] }
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

type Shown = { [key: string]: unknown; url: string }
const isShown = (value: unknown): value is Shown =>
  typeof value === 'object' &&
  value !== null &&
  'url' in value &&
  typeof value.url === 'string' &&
  isReference(value.url)

/** Media that point at an attachment get the address at which it lies, and say which it is. */
function withFiles(server: Server, { attachments, channelId }: Message, parts: unknown[]): unknown {
  if (parts.length === 0 || attachments.length === 0) return parts
  const text = JSON.stringify(parts, (_, value: unknown) => {
    const found = isShown(value) ? attachmentAt(attachments, value.url) : undefined
    if (!isShown(value) || !found) return value
    const { id, url, proxy_url, content_type } = attachmentPayload(server, channelId, found)
    return { ...value, url, proxy_url, ...(content_type ? { content_type } : {}), attachment_id: id }
  })
  return JSON.parse(text)
}

/** What embeds and components show is not among the attachments: https://github.com/discord/discord-api-docs/pull/8279. */
function unshown({ attachments, embeds, components }: Message): Attachment[] {
  const shown = new Set<Attachment | undefined>()
  JSON.stringify([embeds, components], (_, value: unknown) => {
    if (isShown(value)) shown.add(attachmentAt(attachments, value.url))
    return value
  })
  return attachments.filter((attachment) => !shown.has(attachment))
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
