import { createHash } from 'node:crypto'
import { channelPermissions, guildPermissions } from './permissions.ts'
import type { Application, Channel, Guild, Member, Payload, Role, User, Webhook, World } from './world.ts'

export const iso = (ms: number): string => new Date(ms).toISOString().replace('Z', '000+00:00')

export const avatarHash = (url: string | undefined): string | null =>
  url === undefined ? null : createHash('md5').update(url).digest('hex')

export function userPayload(user: User): Payload {
  return {
    id: user.id,
    username: user.name,
    discriminator: '0',
    global_name: user.application ? null : user.displayName,
    avatar: avatarHash(user.avatar),
    public_flags: 0,
    flags: 0,
    ...(user.application ? { bot: true } : {}),
  }
}

export const selfPayload = (user: User): Payload => ({
  ...userPayload(user),
  verified: true,
  mfa_enabled: true,
  email: null,
  locale: user.locale,
})

/** Without the user, as inside a message. */
export const bareMember = (member: Member): Payload => ({
  nick: member.nick ?? null,
  avatar: null,
  roles: [...member.roles],
  joined_at: iso(member.joinedAt),
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
})

/** As an interaction shows somebody who was chosen: without the user, who stands beside it. */
export function partialMember(world: World, member: Member, channel: Channel): Payload {
  const { deaf: _, mute: __, ...shown } = bareMember(member)
  return { ...shown, permissions: String(channelPermissions(world, channel, member.userId)) }
}

export function memberPayload(world: World, member: Member): Payload {
  const user = world.users.get(member.userId)
  return { ...bareMember(member), ...(user ? { user: userPayload(user) } : {}) }
}

export const rolePayload = (role: Role): Payload => ({
  id: role.id,
  name: role.name,
  permissions: String(role.permissions),
  color: role.color,
  colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
  position: role.position,
  hoist: false,
  managed: role.application !== undefined,
  mentionable: role.mentionable,
  icon: null,
  unicode_emoji: null,
  flags: 0,
  ...(role.application ? { tags: { bot_id: role.application } } : {}),
})

export function channelPayload(world: World, channel: Channel, forUser?: string): Payload {
  if (channel.thread) return threadPayload(channel, forUser)
  const last = channel.messages.findLast((message) => !message.ephemeralFor)?.id ?? null
  if (channel.recipients) return { ...directPayload(world, channel, forUser), last_message_id: last }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId ?? null,
    permission_overwrites: [...channel.overwrites].map(([id, overwrite]) => ({
      id,
      type: overwrite.type,
      allow: String(overwrite.allow),
      deny: String(overwrite.deny),
    })),
    flags: 0,
    ...(channel.type === 4
      ? {}
      : { topic: channel.topic ?? null, nsfw: false, last_message_id: last, rate_limit_per_user: channel.slowmode }),
  }
}

/** As an interaction shows a channel: without who may do what in it, but with what `userId` may. */
export function partialChannel(world: World, channel: Channel, userId: string): Payload {
  const { permission_overwrites: _, ...shown } = channelPayload(world, channel, userId)
  return { ...shown, permissions: String(channelPermissions(world, channel, userId)) }
}

function directPayload(world: World, channel: Channel, forUser: string | undefined): Payload {
  const others = (channel.recipients ?? []).filter((id) => id !== forUser)
  const recipients = others.flatMap((id) => world.users.get(id) ?? []).map(userPayload)
  return { id: channel.id, type: 1, recipients, flags: 0 }
}

export function threadPayload(channel: Channel, forUser?: string): Payload {
  const thread = channel.thread
  if (!thread) return {}
  const joined = forUser === undefined ? undefined : thread.members.get(forUser)
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    name: channel.name,
    last_message_id: channel.messages.findLast((message) => !message.ephemeralFor)?.id ?? null,
    rate_limit_per_user: channel.slowmode,
    message_count: thread.messageCount,
    member_count: Math.min(thread.members.size, 50),
    total_message_sent: thread.sentCount,
    flags: 0,
    thread_metadata: {
      archived: thread.archived,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: iso(thread.archiveChangedAt),
      locked: thread.locked,
      create_timestamp: iso(thread.createdAt),
      ...(channel.type === 12 ? { invitable: thread.invitable } : {}),
    },
    ...(joined !== undefined && forUser ? { member: threadMember(channel, forUser) } : {}),
  }
}

export const threadMember = (channel: Channel, userId: string): Payload => ({
  id: channel.id,
  user_id: userId,
  join_timestamp: iso(channel.thread?.members.get(userId) ?? 0),
  flags: 1,
})

export function guildPayload(world: World, guild: Guild, botId: string): Payload {
  return {
    ...guildHead(guild),
    member_count: guild.members.size,
    joined_at: iso(guild.members.get(botId)?.joinedAt ?? 0),
    large: false,
    unavailable: false,
  }
}

export const guildHead = (guild: Guild): Payload => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  banner: null,
  owner_id: guild.ownerId,
  preferred_locale: guild.locale,
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  verification_level: 0,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  features: [],
  description: null,
  vanity_url_code: null,
  roles: [...guild.roles.values()].map(rolePayload),
  emojis: [],
  stickers: [],
})

export const applicationPayload = (world: World, application: Application): Payload => {
  const bot = world.users.get(application.botId)
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: '',
    summary: '',
    verify_key: application.publicKey,
    bot_public: true,
    bot_require_code_grant: false,
    flags: intentFlags(application.privileged),
    tags: [],
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.members.has(application.botId)).length,
    ...(bot ? { bot: userPayload(bot) } : {}),
  }
}

/** The application flags that say which privileged intents are on (the limited kind, for small bots). */
export const intentFlags = (privileged: number): number =>
  (privileged & (1 << 8) ? 1 << 13 : 0) | (privileged & (1 << 1) ? 1 << 15 : 0) | (privileged & (1 << 15) ? 1 << 19 : 0)

export const webhookPayload = (world: World, webhook: Webhook): Payload => {
  const user = world.users.get(webhook.userId)
  return {
    id: webhook.id,
    type: 1,
    guild_id: webhook.guildId,
    channel_id: webhook.channelId,
    name: webhook.name,
    avatar: avatarHash(webhook.avatar),
    token: webhook.token,
    application_id: webhook.applicationId ?? null,
    ...(user ? { user: userPayload(user) } : {}),
  }
}

/** The member as an interaction shows them: with the user, and what they may do in that channel. */
export function interactionMember(world: World, guild: Guild, userId: string, permissions: bigint): Payload {
  const member = guild.members.get(userId)
  return member ? { ...memberPayload(world, member), permissions: String(permissions) } : {}
}

export const fullPermissions = (guild: Guild, userId: string): string => String(guildPermissions(guild, userId))
