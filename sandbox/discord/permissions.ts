import type { Channel, Guild, World } from './world.ts'

export const PERMISSIONS = {
  KickMembers: 1n << 1n,
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  AddReactions: 1n << 6n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  UseExternalEmojis: 1n << 18n,
  ManageNicknames: 1n << 27n,
  ManageRoles: 1n << 28n,
  ManageWebhooks: 1n << 29n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  CreatePrivateThreads: 1n << 36n,
  SendMessagesInThreads: 1n << 38n,
} as const

export type Permission = keyof typeof PERMISSIONS

export const ALL_PERMISSIONS = (1n << 53n) - 1n

/** What a new server gives to @everyone. */
export const EVERYONE_PERMISSIONS: Permission[] = [
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseExternalEmojis',
  'UseApplicationCommands',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'SendMessagesInThreads',
]

export const bits = (names: readonly Permission[]): bigint => names.reduce((sum, name) => sum | PERMISSIONS[name], 0n)

/** The permissions that a member has in the whole server: @everyone and each role, or all for owner and administrators. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId)
  if (!member) return 0n
  if (guild.ownerId === userId) return ALL_PERMISSIONS
  let all = guild.roles.get(guild.id)?.permissions ?? 0n
  for (const id of member.roles) all |= guild.roles.get(id)?.permissions ?? 0n
  return all & PERMISSIONS.Administrator ? ALL_PERMISSIONS : all
}

/** Role and member overwrites of a channel applied in Discord's order; a thread has its parent's. */
export function channelPermissions(world: World, channel: Channel, userId: string): bigint {
  if (channel.recipients) return channel.recipients.includes(userId) ? DIRECT_MESSAGE : 0n
  const guild = world.guilds.get(channel.guildId ?? '')
  if (!guild) return 0n
  const parent = channel.thread ? world.channels.get(channel.parentId ?? '') : channel
  const all = guildPermissions(guild, userId)
  if (!parent || all === ALL_PERMISSIONS || all === 0n) return parent ? all : 0n

  const overwrites = parent.overwrites
  const everyone = overwrites.get(guild.id)
  let allowed = everyone ? (all & ~everyone.deny) | everyone.allow : all
  let allow = 0n
  let deny = 0n
  for (const id of guild.members.get(userId)?.roles ?? []) {
    allow |= overwrites.get(id)?.allow ?? 0n
    deny |= overwrites.get(id)?.deny ?? 0n
  }
  allowed = (allowed & ~deny) | allow
  const own = overwrites.get(userId)
  if (own) allowed = (allowed & ~own.deny) | own.allow
  // Without the right to see the channel, nothing else in it counts.
  return allowed & PERMISSIONS.ViewChannel ? allowed : 0n
}

export function may(world: World, channel: Channel, userId: string, permission: Permission): boolean {
  return (channelPermissions(world, channel, userId) & PERMISSIONS[permission]) !== 0n
}

/** A private thread is seen by its members, and by those who manage threads. */
export function canSee(world: World, channel: Channel, userId: string): boolean {
  if (!may(world, channel, userId, 'ViewChannel')) return false
  if (channel.type !== 12) return true
  return channel.thread?.members.has(userId) === true || may(world, channel, userId, 'ManageThreads')
}

export const canRead = (world: World, channel: Channel, userId: string): boolean =>
  canSee(world, channel, userId) && may(world, channel, userId, 'ReadMessageHistory')

export const canWrite = (world: World, channel: Channel, userId: string): boolean =>
  canSee(world, channel, userId) &&
  may(world, channel, userId, channel.thread ? 'SendMessagesInThreads' : 'SendMessages')

/**
 * Whether `by` may bring somebody into a thread: nobody who does not see the channel above, and where inviting is switched
 * off only its maker and those who manage threads may.
 */
export function mayBringIn(world: World, channel: Channel, by: string, someone: string): boolean {
  const parent = world.channels.get(channel.parentId ?? '')
  const { thread } = channel
  if (!thread || !parent || !canSee(world, parent, someone)) return false
  return thread.invitable || thread.ownerId === by || may(world, channel, by, 'ManageThreads')
}

const DIRECT_MESSAGE = bits([
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseExternalEmojis',
  'UseApplicationCommands',
])
