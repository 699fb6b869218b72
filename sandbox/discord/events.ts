import { INTENT } from './gateway.ts'
import { shownTo } from './message-payload.ts'
import { bareMember, channelPayload, memberPayload, threadMember, threadPayload, userPayload } from './payloads.ts'
import { canSee } from './permissions.ts'
import type { Server } from './server.ts'
import type { Application, Channel, Guild, Message, Payload } from './world.ts'

/** What applications are told of, each only of what it may see and has asked for. */

type About = { name: string; channel: Channel; intent?: number }
type Wording = (application: Application, intents: number) => Payload

/** To every application that sees the channel. */
export function announce(server: Server, { name, channel, intent = INTENT.Guilds }: About, payload: Wording): void {
  server.gateway.dispatch({
    name,
    intent,
    payload,
    to: (application) => canSee(server.world, channel, application.botId),
  })
}

const messageIntent = (channel: Channel) => (channel.recipients ? INTENT.DirectMessages : INTENT.GuildMessages)
const reactionIntent = (channel: Channel) =>
  channel.recipients ? INTENT.DirectMessageReactions : INTENT.GuildMessageReactions

/** What one person alone sees is no event for anybody. */
export function announceMessage(server: Server, name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: Message): void {
  const channel = server.world.channels.get(message.channelId)
  if (!channel || message.ephemeralFor) return
  const about = { name, channel, intent: messageIntent(channel) }
  announce(server, about, (application, intents) => messageFor(server, channel, message, application, intents))
}

function messageFor(
  server: Server,
  channel: Channel,
  message: Message,
  application: Application,
  intents: number,
): Payload {
  const { world } = server
  const whole = shownTo(server, message, application, (intents & INTENT.MessageContent) !== 0)
  const member = world.guilds.get(channel.guildId ?? '')?.members.get(message.authorId)
  const more = channel.guildId ? { guild_id: channel.guildId, ...(member ? { member: bareMember(member) } : {}) } : {}
  return { ...whole, channel_type: channel.type, ...more }
}

export function announceDeleted(server: Server, message: Message): void {
  const channel = server.world.channels.get(message.channelId)
  if (!channel || message.ephemeralFor) return
  announce(server, { name: 'MESSAGE_DELETE', channel, intent: messageIntent(channel) }, () => ({
    id: message.id,
    channel_id: channel.id,
    ...(channel.guildId ? { guild_id: channel.guildId } : {}),
  }))
}

/** https://docs.discord.com/developers/events/gateway-events#message-delete-bulk */
export function announceDeletedBulk(server: Server, channel: Channel, messages: Message[]): void {
  if (messages.length === 0) return
  announce(server, { name: 'MESSAGE_DELETE_BULK', channel, intent: messageIntent(channel) }, () => ({
    ids: messages.map(({ id }) => id),
    channel_id: channel.id,
    ...(channel.guildId ? { guild_id: channel.guildId } : {}),
  }))
}

export function announceReaction(
  server: Server,
  name: 'MESSAGE_REACTION_ADD' | 'MESSAGE_REACTION_REMOVE',
  { message, userId, emoji }: { message: Message; userId: string; emoji: { id: string | null; name: string } },
): void {
  const { world } = server
  const channel = world.channels.get(message.channelId)
  if (!channel) return
  const member = world.guilds.get(channel.guildId ?? '')?.members.get(userId)
  const isNew = name === 'MESSAGE_REACTION_ADD'
  announce(server, { name, channel, intent: reactionIntent(channel) }, () => ({
    user_id: userId,
    channel_id: channel.id,
    message_id: message.id,
    emoji,
    burst: false,
    type: 0,
    ...(isNew ? { message_author_id: message.authorId } : {}),
    ...(isNew && member ? { member: memberPayload(world, member) } : {}),
    ...(channel.guildId ? { guild_id: channel.guildId } : {}),
  }))
}

export function announceChannel(
  server: Server,
  name: 'CHANNEL_CREATE' | 'CHANNEL_UPDATE' | 'CHANNEL_DELETE',
  channel: Channel,
): void {
  announce(server, { name, channel }, () => channelPayload(server.world, channel))
}

export function announceThread(
  server: Server,
  name: 'THREAD_CREATE' | 'THREAD_UPDATE' | 'THREAD_DELETE',
  thread: Channel,
): void {
  const { id, guildId, parentId, type } = thread
  announce(server, { name, channel: thread }, (application) => {
    if (name === 'THREAD_DELETE') return { id, guild_id: guildId, parent_id: parentId, type }
    const whole = threadPayload(thread, application.botId)
    return name === 'THREAD_CREATE' ? { ...whole, newly_created: true } : whole
  })
}

/** An application that is brought into a thread learns of the thread by this. */
export function announceThreadFor({ gateway }: Server, thread: Channel, userId: string): void {
  gateway.dispatch({
    ...{ name: 'THREAD_CREATE', intent: INTENT.Guilds, to: (application) => application.botId === userId },
    payload: () => threadPayload(thread, userId),
  })
}

/** Without the privileged intent an application is told of itself alone. */
export function announceThreadMembers(
  server: Server,
  thread: Channel,
  { added, removed }: { added: string[]; removed: string[] },
): void {
  const { gateway, world } = server
  gateway.dispatch({
    ...{ name: 'THREAD_MEMBERS_UPDATE', intent: INTENT.Guilds },
    to: ({ botId }, intents) =>
      canSee(world, thread, botId) && ((intents & INTENT.GuildMembers) !== 0 || [...added, ...removed].includes(botId)),
    payload: () => ({
      id: thread.id,
      guild_id: thread.guildId,
      member_count: Math.min(thread.thread?.members.size ?? 0, 50),
      added_members: added.map((id) => threadMember(thread, id)),
      removed_member_ids: removed,
    }),
  })
}

/** Who is in no server with it any more an application learns by the privileged intent alone. */
export function announceLeft({ gateway, world }: Server, guild: Guild, userId: string): void {
  const user = world.users.get(userId)
  gateway.dispatch({
    ...{ name: 'GUILD_MEMBER_REMOVE', intent: INTENT.GuildMembers },
    to: (application) => guild.members.has(application.botId),
    payload: () => ({ guild_id: guild.id, user: user ? userPayload(user) : { id: userId } }),
  })
}

export function announceMember(
  server: Server,
  name: 'GUILD_MEMBER_ADD' | 'GUILD_MEMBER_UPDATE',
  guild: Guild,
  userId: string,
): void {
  const member = guild.members.get(userId)
  if (!member) return
  server.gateway.dispatch({
    name,
    intent: INTENT.GuildMembers,
    to: (application) => guild.members.has(application.botId),
    payload: () => ({ ...memberPayload(server.world, member), guild_id: guild.id }),
  })
}
