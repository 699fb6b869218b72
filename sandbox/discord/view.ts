import { titleOf } from './attachments.ts'
import { BUTTON, SELECTS, walk, type Component } from './component.ts'
import { LOADING } from './compose.ts'
import { canRead, canSee, canWrite, may } from './permissions.ts'
import { plainMessage, plainComponents } from './plain.ts'
import type { Failure, OpenModal, Server } from './server.ts'
import {
  directOf,
  displayName,
  IS_CATEGORY,
  PRIVATE_THREAD,
  type Attachment,
  type Channel,
  type Guild,
  type Message,
  type User,
  type World,
} from './world.ts'

/** Everything that one person can see right now. */
export type DiscordView = {
  me: { id: string; name: string; displayName: string; locale: string; zone: string }
  guilds: GuildView[]
  dms: RoomView[]
  /** The form that lies open. */
  modal: ModalView | undefined
  /** Discord's own words, where an application failed; the last is the newest. */
  failures: Failure[]
}

export type GuildView = { id: string; name: string; channels: RoomView[]; threads: RoomView[] }

export type RoomView = {
  id: string
  /** In a direct message who is at the other end. */
  name: string
  kind: 'channel' | 'thread' | 'private-thread' | 'direct'
  parent: string | undefined
  archived: boolean
  /** Whether this person may write here. */
  open: boolean
  /** Of a thread: who is in it. */
  members: string[]
  messages: MessageView[]
}

export type MessageView = {
  id: string
  /** Milliseconds since the epoch. */
  at: number
  /** `picture`: the address that a webhook was given for this message, or the person's own. */
  author: { id: string; name: string; bot: boolean; picture: string | undefined }
  content: string
  components: Component[]
  /** What the person reads. */
  plain: string
  buttons: ControlView[]
  selects: ControlView[]
  ephemeral: boolean
  /** "… is thinking": words are still to come. */
  thinking: boolean
  edited: boolean
  /** Whether this person's phone buzzed for it. */
  notified: boolean
  reactions: { emoji: string; users: string[] }[]
  attachments: FileView[]
  replyTo: string | undefined
  thread: string | undefined
}

/** `title` is what it was called, where Discord could not keep that; `description` is said by who sent it. */
export type FileView = {
  id: string
  name: string
  given: string
  title: string | undefined
  description: string | undefined
  size: number
  type: string | undefined
}

export type ControlView = { label: string; customId: string; disabled: boolean }

export type ModalView = {
  title: string
  plain: string
  components: Component[]
  problem: string | undefined
}

/** Undefined when there is no such person. */
export function viewAs(server: Server, userId: string): DiscordView | undefined {
  const { world } = server
  const user = world.users.get(userId)
  if (!user) return undefined
  const modal = server.modals.get(userId)
  return {
    me: { id: user.id, name: user.name, displayName: user.displayName, locale: user.locale, zone: user.zone },
    guilds: [...world.guilds.values()]
      .filter(({ members }) => members.has(userId))
      .map((guild) => guildAs(world, user, guild)),
    dms: directOf(world, userId).map((channel) => roomAs(world, user, channel)),
    modal: modal && modalAs(world, user, modal),
    failures: server.failures.get(userId) ?? [],
  }
}

function guildAs(world: World, viewer: User, guild: Guild): GuildView {
  const seen = [...guild.channels]
    .flatMap((id) => world.channels.get(id) ?? [])
    .filter((channel) => channel.type !== IS_CATEGORY && canSee(world, channel, viewer.id))
  return {
    ...{ id: guild.id, name: guild.name },
    channels: seen.filter(({ thread }) => !thread).map((channel) => roomAs(world, viewer, channel)),
    threads: seen.filter(({ thread }) => thread).map((channel) => roomAs(world, viewer, channel)),
  }
}

function roomAs(world: World, viewer: User, channel: Channel): RoomView {
  const { thread, recipients } = channel
  const other = recipients?.find((id) => id !== viewer.id) ?? ''
  const readable = canRead(world, channel, viewer.id) ? channel.messages : []
  return {
    id: channel.id,
    name: recipients ? displayName(world, undefined, other) : channel.name,
    kind: recipients ? 'direct' : thread ? (channel.type === PRIVATE_THREAD ? 'private-thread' : 'thread') : 'channel',
    parent: channel.parentId,
    archived: thread?.archived ?? false,
    open: canWrite(world, channel, viewer.id) && (!thread?.locked || may(world, channel, viewer.id, 'ManageThreads')),
    members: [...(thread?.members.keys() ?? [])],
    messages: readable
      .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === viewer.id)
      .map((message) => messageAs(world, viewer, channel, message)),
  }
}

function messageAs(world: World, viewer: User, channel: Channel, message: Message): MessageView {
  const { webhook, authorId, components } = message
  const author = world.users.get(authorId)
  const isWebhook = webhook !== undefined && webhook.id !== message.applicationId
  const name = isWebhook ? webhook.name : displayName(world, channel.guildId, authorId)
  const picture = isWebhook ? webhook.avatar : author?.avatar
  return {
    ...{ id: message.id, at: message.createdAt, content: message.content, components },
    author: {
      id: isWebhook ? webhook.id : authorId,
      name,
      bot: isWebhook || author?.application !== undefined,
      picture,
    },
    plain: plainMessage(world, viewer, message, channel.guildId),
    buttons: controlsIn(components, (type) => type === BUTTON),
    selects: controlsIn(components, (type) => SELECTS.includes(type)),
    ephemeral: message.ephemeralFor !== undefined,
    thinking: (message.flags & LOADING) !== 0,
    edited: message.editedAt !== undefined,
    notified: message.notified.includes(viewer.id),
    reactions: [...message.reactions.values()].map(({ emoji, users }) => ({ emoji: emoji.name, users: [...users] })),
    attachments: message.attachments.map(fileAs),
    replyTo: message.reference?.messageId,
    thread: message.threadId,
  }
}

function fileAs(attachment: Attachment): FileView {
  const { id, name, given, description, bytes, contentType: type } = attachment
  return { id, name, given, title: titleOf(attachment), description, size: bytes.length, type }
}

/** A file of a message that this person sees. */
export function fileFor(world: World, userId: string, id: string): Attachment | undefined {
  const message = [...world.messages.values()].find(({ attachments }) => attachments.some((one) => one.id === id))
  const channel = world.channels.get(message?.channelId ?? '')
  const isTheirs = message?.ephemeralFor === undefined || message.ephemeralFor === userId
  return channel && isTheirs && canRead(world, channel, userId) ? world.attachments.get(id) : undefined
}

export function controlsIn(components: readonly Component[], fits: (type: number) => boolean): ControlView[] {
  return [...walk(components)]
    .filter(({ component }) => fits(component.type))
    .map(({ component: { label, placeholder, emoji, custom_id: id, disabled } }) => ({
      label: label ?? placeholder ?? emoji?.name ?? '',
      customId: id ?? '',
      disabled: disabled ?? false,
    }))
}

function modalAs(world: World, viewer: User, { title, components, problem }: OpenModal): ModalView {
  return { title, components, problem, plain: plainComponents(world, viewer, components) }
}
