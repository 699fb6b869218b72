import type { SandboxClock } from '../clock.ts'
import type { Component } from './component.ts'
import { createSnowflakes } from './snowflake.ts'

/** A JSON object on its way out. Absent where Discord leaves a key out: discord.js asks whether the key is there. */
export type Payload = Record<string, unknown>

export type User = {
  id: string
  /** The handle, `meera`. */
  name: string
  displayName: string
  avatar: string | undefined
  locale: string
  zone: string
  /** The application that this is the bot of. */
  application: string | undefined
}

export type Application = {
  id: string
  name: string
  token: string
  publicKey: string
  botId: string
  /** Bits of the privileged intents that are switched on for it. */
  privileged: number
}

export type Role = {
  id: string
  name: string
  permissions: bigint
  color: number
  position: number
  mentionable: boolean
  application: string | undefined
}

export type Member = { userId: string; nick: string | undefined; roles: Set<string>; joinedAt: number }

export type Guild = {
  id: string
  name: string
  ownerId: string
  locale: string
  roles: Map<string, Role>
  members: Map<string, Member>
  /** Who left since: a reset brings them back. */
  left: Map<string, Member>
  channels: Set<string>
}

export type Overwrite = { type: 0 | 1; allow: bigint; deny: bigint }

export type Thread = {
  ownerId: string
  archived: boolean
  locked: boolean
  invitable: boolean
  autoArchiveMinutes: number
  archiveChangedAt: number
  createdAt: number
  /** Who joined, and when. */
  members: Map<string, number>
  messageCount: number
  /** The same, with those that were deleted since. */
  sentCount: number
  /** Calls off the automatic closing. */
  calm: (() => void) | undefined
}

export type Channel = {
  id: string
  guildId: string | undefined
  type: number
  name: string
  topic: string | undefined
  parentId: string | undefined
  position: number
  overwrites: Map<string, Overwrite>
  slowmode: number
  /** Set in a direct message only. */
  recipients: string[] | undefined
  thread: Thread | undefined
  /** Oldest first; ids rise, so a place in it is found by halving. */
  messages: Message[]
}

export type Attachment = {
  id: string
  /** What it was called where it came from. */
  given: string
  /** What Discord has left of that. */
  name: string
  description: string | undefined
  /** Undefined where nothing says what it is. */
  contentType: string | undefined
  bytes: Uint8Array
}

export type Reaction = { emoji: { id: string | null; name: string }; users: Set<string> }

export type Origin = { id: string; type: number; name: string | undefined; userId: string; messageId?: string }

export type Message = {
  id: string
  channelId: string
  type: number
  authorId: string
  /** The name and picture it was sent under, when it came through a webhook. */
  webhook: { id: string; name: string; avatar: string | undefined } | undefined
  applicationId: string | undefined
  content: string
  embeds: Payload[]
  components: Component[]
  attachments: Attachment[]
  flags: number
  createdAt: number
  editedAt: number | undefined
  nonce: string | number | undefined
  mentions: { users: string[]; roles: string[]; everyone: boolean }
  /** Whose phone would have buzzed. */
  notified: string[]
  reference: { messageId: string; channelId: string } | undefined
  reactions: Map<string, Reaction>
  origin: Origin | undefined
  /** The one person who sees it. */
  ephemeralFor: string | undefined
  threadId: string | undefined
}

export type Webhook = {
  id: string
  token: string
  channelId: string
  guildId: string
  name: string
  avatar: string | undefined
  applicationId: string | undefined
  userId: string
}

export type Command = Payload & {
  id: string
  type: number
  name: string
  application_id: string
  version: string
  guild_id?: string
}

export type World = {
  clock: SandboxClock
  id(): string
  users: Map<string, User>
  applications: Map<string, Application>
  /** By bot token. */
  tokens: Map<string, Application>
  guilds: Map<string, Guild>
  channels: Map<string, Channel>
  /** Direct messages, by the pair in them. */
  directs: Map<string, Channel>
  messages: Map<string, Message>
  webhooks: Map<string, Webhook>
  /** What was written with `enforce_nonce`, by author and nonce. */
  nonces: Map<string, Message>
  attachments: Map<string, Attachment>
  /** By application, or by application and guild: see commands.ts. */
  commands: Map<string, Command[]>
  /** When commands were made, by the same. */
  commandsMade: Map<string, number[]>
}

export function createWorld(clock: SandboxClock): World {
  return {
    clock,
    id: createSnowflakes(clock),
    users: new Map(),
    applications: new Map(),
    tokens: new Map(),
    guilds: new Map(),
    channels: new Map(),
    directs: new Map(),
    messages: new Map(),
    webhooks: new Map(),
    nonces: new Map(),
    attachments: new Map(),
    commands: new Map(),
    commandsMade: new Map(),
  }
}

export const IS_TEXT = 0
export const IS_CATEGORY = 4
export const IS_ANNOUNCEMENT = 5
export const ANNOUNCEMENT_THREAD = 10
export const PUBLIC_THREAD = 11
export const PRIVATE_THREAD = 12

export function newChannel(world: World, part: Partial<Channel> & { name: string; type: number }): Channel {
  return {
    id: part.id ?? world.id(),
    guildId: undefined,
    topic: undefined,
    parentId: undefined,
    position: 0,
    overwrites: new Map(),
    slowmode: 0,
    recipients: undefined,
    thread: undefined,
    messages: [],
    ...part,
  }
}

/** Where `id` is, or would be, among messages in the order of their ids. */
export function placeOf(messages: readonly Message[], id: string): number {
  const wanted = BigInt(id)
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = messages[middle]
    if (at && BigInt(at.id) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export function directChannel(world: World, a: string, b: string): Channel {
  const pair = [a, b].sort().join(':')
  const known = world.directs.get(pair)
  if (known) return known
  const channel = newChannel(world, { name: '', type: 1, recipients: [a, b] })
  world.channels.set(channel.id, channel)
  world.directs.set(pair, channel)
  return channel
}

export const directOf = (world: World, userId: string): Channel[] =>
  [...world.directs.values()].filter((channel) => channel.recipients?.includes(userId))

export const displayName = (world: World, guildId: string | undefined, userId: string): string =>
  world.guilds.get(guildId ?? '')?.members.get(userId)?.nick ?? world.users.get(userId)?.displayName ?? 'Deleted User'
