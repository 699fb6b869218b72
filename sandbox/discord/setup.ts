import { createHash } from 'node:crypto'
import { bits, EVERYONE_PERMISSIONS, type Permission } from './permissions.ts'
import {
  newChannel,
  type Application,
  type Channel,
  type Guild,
  type Overwrite,
  type Role,
  type User,
  type World,
} from './world.ts'

export type GuildSetup = { name: string; owner?: string; locale?: string }
export type UserSetup = { name: string; displayName?: string; locale?: string; avatar?: string; zone?: string }
export type RoleSetup = { name: string; permissions?: Permission[]; color?: number; mentionable?: boolean }
export type OverwriteSetup = { allow?: Permission[]; deny?: Permission[] } & (
  | { role: string }
  | { user: string }
  | { everyone: true }
)
export type ChannelSetup = {
  name: string
  type?: keyof typeof CHANNEL_TYPES
  topic?: string
  parent?: string
  overwrites?: OverwriteSetup[]
}
export type ApplicationSetup = {
  name: string
  token?: string
  publicKey?: string
  /** The privileged intents that its owner switched on. */
  intents?: (keyof typeof PRIVILEGED)[]
}

export const PRIVILEGED = { GuildMembers: 1 << 1, GuildPresences: 1 << 8, MessageContent: 1 << 15 } as const
export const CHANNEL_TYPES = { text: 0, voice: 2, category: 4, announcement: 5 } as const

export function addGuild(world: World, { name, owner, locale = 'en-US' }: GuildSetup): Guild {
  const id = world.id()
  const everyone: Role = {
    ...{ id, name: '@everyone', permissions: bits(EVERYONE_PERMISSIONS), color: 0, position: 0 },
    ...{ mentionable: false, application: undefined },
  }
  const guild: Guild = {
    ...{ id, name, locale, ownerId: owner ?? '0', channels: new Set<string>() },
    roles: new Map([[id, everyone]]),
    members: new Map(),
    left: new Map(),
  }
  world.guilds.set(id, guild)
  if (owner) joinGuild(world, guild, owner, [])
  return guild
}

export function addUser(world: World, setup: UserSetup): User {
  const user: User = {
    id: world.id(),
    name: setup.name,
    displayName: setup.displayName ?? setup.name,
    avatar: setup.avatar,
    locale: setup.locale ?? 'en-US',
    zone: setup.zone ?? 'UTC',
    application: undefined,
  }
  world.users.set(user.id, user)
  return user
}

export function joinGuild(world: World, guild: Guild, userId: string, roles: readonly string[]): void {
  guild.members.set(userId, { userId, nick: undefined, roles: new Set(roles), joinedAt: world.clock.now() })
}

export function addRole(world: World, guild: Guild, setup: RoleSetup, application?: string): Role {
  const role: Role = {
    id: world.id(),
    name: setup.name,
    permissions: bits(setup.permissions ?? []),
    color: setup.color ?? 0,
    position: guild.roles.size,
    mentionable: setup.mentionable ?? false,
    application,
  }
  guild.roles.set(role.id, role)
  return role
}

export function addChannel(world: World, guild: Guild, setup: ChannelSetup): Channel {
  const overwrites = (setup.overwrites ?? []).map((each): [string, Overwrite] => [
    'user' in each ? each.user : 'role' in each ? each.role : guild.id,
    { type: 'user' in each ? 1 : 0, allow: bits(each.allow ?? []), deny: bits(each.deny ?? []) },
  ])
  const channel = newChannel(world, {
    name: setup.name,
    type: CHANNEL_TYPES[setup.type ?? 'text'],
    guildId: guild.id,
    topic: setup.topic,
    parentId: setup.parent,
    position: guild.channels.size,
    overwrites: new Map(overwrites),
  })
  world.channels.set(channel.id, channel)
  guild.channels.add(channel.id)
  return channel
}

export function addApplication(world: World, setup: ApplicationSetup): Application {
  const bot = addUser(world, { name: setup.name.toLowerCase().replaceAll(/\s+/g, '-'), displayName: setup.name })
  const digest = (what: string) => createHash('sha256').update(`${what}:${bot.id}`)
  const application: Application = {
    // As with every application of the last years, its id is the bot's.
    id: bot.id,
    name: setup.name,
    token: setup.token ?? `${btoa(bot.id)}.sandbox.${digest('token').digest('base64url').slice(0, 38)}`,
    publicKey: setup.publicKey ?? digest('key').digest('hex'),
    botId: bot.id,
    privileged: (setup.intents ?? []).reduce((sum, name) => sum | PRIVILEGED[name], 0),
  }
  bot.application = application.id
  world.applications.set(application.id, application)
  world.tokens.set(application.token, application)
  return application
}
