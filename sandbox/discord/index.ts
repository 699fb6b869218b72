import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { optionsOf, type CommandOption } from './commands.ts'
import { announceChannel, announceLeft, announceMember } from './events.ts'
import { createGateway, INTENT, type Gateway } from './gateway.ts'
import { perform } from './gestures.ts'
import type { GestureResult } from './gestures/reach.ts'
import { commandsIn, isOfMessages, isTyped, wordOf } from './gestures/typed.ts'
import { greet, guildCreate, membersChunk } from './greeting.ts'
import { discordHttp } from './http.ts'
import { plainText } from './plain.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'
import { reset } from './reset.ts'
import type { DiscordOptions, Server } from './server.ts'
import {
  addApplication,
  addChannel,
  addGuild,
  addRole,
  addUser,
  joinGuild,
  type ApplicationSetup,
  type ChannelSetup,
  type GuildSetup,
  type RoleSetup,
  type UserSetup,
} from './setup.ts'
import type { Permission } from './permissions.ts'
import { leaveGuild } from './threads.ts'
import { fileFor, viewAs, type DiscordView } from './view.ts'
import { createWorld, type Application, type Channel, type Command, type Guild, type Role, type User } from './world.ts'

export type { CommandOption } from './commands.ts'
export type { DiscordGesture } from './gestures.ts'
export type { DiscordView, MessageView, ModalView, RoomView } from './view.ts'

export type DiscordSandbox = {
  /** To be mounted under /discord. */
  http: Hono<{ Bindings: HttpBindings }>
  /** False when the path is not ours. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  addGuild(setup: GuildSetup): Guild
  addUser(setup: UserSetup): User
  /** Somebody joins; roles by their ids. */
  addMember(guildId: string, userId: string, roles?: string[]): void
  /** Somebody leaves, or is put out. */
  /** Somebody goes by another name in that server; undefined: by their own again. */
  changeMember(guildId: string, userId: string, nick: string | undefined): void
  removeMember(guildId: string, userId: string): void
  addRole(guildId: string, setup: RoleSetup): Role
  addChannel(guildId: string, setup: ChannelSetup): Channel
  addApplication(setup: ApplicationSetup): Application
  /** Lets an application's bot into a server, with a role of its own. */
  addBot(guildId: string, applicationId: string, permissions?: Permission[]): void
  people(): Person[]
  /** Every gesture of a person; see gestures.ts for the list. */
  gesture(input: unknown): Promise<GestureResult>
  /** Everything that this person sees. Throws when there is no such person. */
  view(userId: string): DiscordView
  /** What this person gets of a file of a message that they see; undefined where there is none. */
  file(userId: string, id: string): { type: string; content: Uint8Array } | undefined
  /** What this person reads where the text says that: names for mentions, their own zone for times. */
  plain(userId: string, text: string, guildId?: string): string
  /** The commands that this person can type in that channel, in their own language where it is known. */
  commands(userId: string, channelId: string): { name: string; description: string; options: CommandOption[] }[]
  /** What this person finds in the menu of a message there; `label` is its name in their own language where it is known. */
  messageCommands(userId: string, channelId: string): { name: string; label: string; application: string }[]
  gateway: Pick<Gateway, 'connections' | 'drop' | 'invalidate' | 'requestReconnect'>
  limits: Pick<RateLimits, 'setEnforced'>
  onChange(listener: () => void): () => void
  /** Forgets all that happened; who and what exists stays, with the sessions that are open. */
  reset(): void
  close(): Promise<void>
}

/** For `GET /control/people`. */
type Person = { id: string; name: string; avatar: string | undefined; zone: string | undefined }

/** What the project's invitation link asks for. */
const USUAL_FOR_A_BOT: Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePrivateThreads',
  'ManageThreads',
  'ManageWebhooks',
  'CreatePublicThreads',
  'ReadMessageHistory',
]

export function createDiscord(options: DiscordOptions): DiscordSandbox {
  const { server, onChange } = createServer(options)
  const { world, gateway } = server
  function offeredTo(userId: string, channelId: string) {
    const user = world.users.get(userId)
    const channel = world.channels.get(channelId)
    return user && channel ? commandsIn(world, user, channel).map((offered) => ({ user, ...offered })) : []
  }

  return {
    http: discordHttp(server),
    upgrade: gateway.upgrade,
    ...setUp(server),
    people: () =>
      [...world.users.values()]
        .filter(({ application }) => application === undefined)
        .map(({ id, displayName, avatar, zone }) => ({ id, name: displayName, avatar, zone })),
    gesture: (input) => perform(server, input),
    view(userId) {
      const view = viewAs(server, userId)
      if (!view) throw new Error(`There is no person "${userId}" in the sandbox's Discord`)
      return view
    },
    file(userId, id) {
      const file = fileFor(world, userId, id)
      return file && { type: file.contentType ?? 'application/octet-stream', content: file.bytes }
    },
    plain(userId, text, guildId) {
      const user = world.users.get(userId)
      return user ? plainText(world, user, text, guildId) : text
    },
    commands: (userId, channelId) =>
      offeredTo(userId, channelId)
        .filter(isTyped)
        .map(({ user, command }) => shownTo(user, command)),
    messageCommands: (userId, channelId) =>
      offeredTo(userId, channelId)
        .filter(isOfMessages)
        .map(({ user, application, command }) => ({
          ...{ name: command.name, label: wordOf(command, user.locale), application: application.name },
        })),
    gateway,
    limits: server.limits,
    onChange,
    reset: () => reset(server),
    close: gateway.close,
  }
}

function shownTo({ locale }: User, command: Command) {
  const { description, description_localizations: others } = command
  const said = typeof description === 'string' ? description : ''
  return {
    name: wordOf(command, locale),
    description: wordOf({ name: said, name_localizations: others }, locale),
    options: optionsOf(command),
  }
}

function createServer(options: DiscordOptions) {
  const { clock, traffic, faults, baseUrl } = options
  const world = createWorld(clock)
  const listeners = new Set<() => void>()
  const gateway = createGateway({
    ...{ world, clock, faults, traffic, baseUrl },
    greet: (application, intents, session) => greet(world, baseUrl(), application, intents, session),
    membersChunk: (application, intents, query) => membersChunk(world, application, intents, query),
  })
  const server: Server = {
    ...{ ...options, world, gateway, limits: createRateLimits(clock) },
    ...{ interactions: new Map(), interactionTokens: new Map(), modals: new Map() },
    ...{ failures: new Map(), offered: new Map() },
    changed: () => listeners.forEach((listener) => listener()),
  }
  const onChange = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return { server, onChange }
}

type SettingUp = Pick<
  DiscordSandbox,
  | 'addGuild'
  | 'addUser'
  | 'addMember'
  | 'changeMember'
  | 'removeMember'
  | 'addRole'
  | 'addChannel'
  | 'addApplication'
  | 'addBot'
>

/** Who and what there is. A bot that is online hears at once of what is added. */
function setUp(server: Server): SettingUp {
  const { world } = server
  const told = <Made>(made: Made): Made => {
    server.changed()
    return made
  }
  const guildOf = (id: string) => {
    const guild = world.guilds.get(id)
    if (!guild) throw new Error(`There is no server "${id}" in the sandbox's Discord`)
    return guild
  }
  return {
    addGuild: (setup) => told(addGuild(world, setup)),
    addUser: (setup) => told(addUser(world, setup)),
    addMember(guildId, userId, roles = []) {
      joinGuild(world, guildOf(guildId), userId, roles)
      announceMember(server, 'GUILD_MEMBER_ADD', guildOf(guildId), userId)
      server.changed()
    },
    changeMember(guildId, userId, nick) {
      const member = guildOf(guildId).members.get(userId)
      if (!member) throw new Error(`"${userId}" is not in that server of the sandbox's Discord`)
      member.nick = nick
      announceMember(server, 'GUILD_MEMBER_UPDATE', guildOf(guildId), userId)
      server.changed()
    },
    removeMember(guildId, userId) {
      leaveGuild(server, guildOf(guildId), userId)
      announceLeft(server, guildOf(guildId), userId)
      server.changed()
    },
    addRole: (guildId, setup) => told(addRole(world, guildOf(guildId), setup)),
    addChannel(guildId, setup) {
      const channel = addChannel(world, guildOf(guildId), setup)
      announceChannel(server, 'CHANNEL_CREATE', channel)
      return told(channel)
    },
    addApplication: (setup) => told(addApplication(world, setup)),
    addBot(guildId, applicationId, permissions = USUAL_FOR_A_BOT) {
      const guild = guildOf(guildId)
      const application = world.applications.get(applicationId)
      if (!application) throw new Error(`There is no application "${applicationId}" in the sandbox's Discord`)
      const role = addRole(world, guild, { name: application.name, permissions }, application.id)
      joinGuild(world, guild, application.botId, [role.id])
      server.gateway.dispatch({
        ...{ name: 'GUILD_CREATE', intent: INTENT.Guilds, to: (one) => one.id === applicationId },
        payload: () => guildCreate(world, guild, application.botId),
      })
      server.changed()
    },
  }
}
