import { HAS_THREAD } from './compose.ts'
import { announceMessage, announceThread, announceThreadFor, announceThreadMembers } from './events.ts'
import type { Server } from './server.ts'
import {
  ANNOUNCEMENT_THREAD,
  IS_ANNOUNCEMENT,
  IS_TEXT,
  newChannel,
  PRIVATE_THREAD,
  PUBLIC_THREAD,
  type Channel,
  type Guild,
  type Message,
  type Thread,
} from './world.ts'

export type ThreadSetup = {
  name: string
  type: number
  ownerId: string
  invitable?: boolean
  autoArchiveMinutes?: number
  /** The message that it hangs from: the two have one id. */
  from?: Message | undefined
}

/** Which kind a thread below that channel is; undefined where there can be none. */
export function threadTypeIn({ type }: Channel, isPrivate: boolean): number | undefined {
  if (type === IS_TEXT) return isPrivate ? PRIVATE_THREAD : PUBLIC_THREAD
  return type === IS_ANNOUNCEMENT && !isPrivate ? ANNOUNCEMENT_THREAD : undefined
}

/** A thread below a channel. Its maker is in it. */
export function openThread(server: Server, parent: Channel, setup: ThreadSetup): Channel {
  const { world, clock } = server
  const now = clock.now()
  const thread: Thread = {
    ownerId: setup.ownerId,
    archived: false,
    locked: false,
    invitable: setup.invitable ?? true,
    autoArchiveMinutes: setup.autoArchiveMinutes ?? 1440,
    archiveChangedAt: now,
    createdAt: now,
    members: new Map([[setup.ownerId, now]]),
    messageCount: 0,
    sentCount: 0,
    calm: undefined,
  }
  const channel = newChannel(world, {
    ...(setup.from ? { id: setup.from.id } : {}),
    ...{ name: setup.name, type: setup.type, thread },
    ...{ guildId: parent.guildId, parentId: parent.id },
  })
  world.channels.set(channel.id, channel)
  world.guilds.get(parent.guildId ?? '')?.channels.add(channel.id)
  keepAwake(server, channel)
  announceThread(server, 'THREAD_CREATE', channel)
  if (setup.from) {
    setup.from.threadId = channel.id
    setup.from.flags |= HAS_THREAD
    announceMessage(server, 'MESSAGE_UPDATE', setup.from)
  }
  server.changed()
  return channel
}

/** Puts off its falling asleep: that comes when nothing was said in it for as long as it was told. */
export function keepAwake(server: Server, channel: Channel): void {
  const { thread } = channel
  if (!thread) return
  thread.calm?.()
  if (thread.archived) return
  thread.calm = server.clock.after(thread.autoArchiveMinutes * 60_000, () => {
    if (server.world.channels.get(channel.id) === channel) changeThread(server, channel, { archived: true })
  })
}

/** Adding somebody twice does nothing. */
export function joinThread(server: Server, channel: Channel, userId: string): void {
  if (!channel.thread || channel.thread.members.has(userId)) return
  channel.thread.members.set(userId, server.clock.now())
  announceThreadFor(server, channel, userId)
  announceThreadMembers(server, channel, { added: [userId], removed: [] })
  server.changed()
}

export function leaveThread(server: Server, channel: Channel, userId: string): void {
  if (!channel.thread?.members.has(userId)) return
  announceThreadMembers(server, channel, { added: [], removed: [userId] })
  channel.thread.members.delete(userId)
  server.changed()
}

export type ThreadChange = {
  name?: string | undefined
  archived?: boolean | undefined
  locked?: boolean | undefined
  invitable?: boolean | undefined
  autoArchiveMinutes?: number | undefined
  slowmode?: number | undefined
}

export function changeThread(server: Server, channel: Channel, change: ThreadChange): void {
  const { thread } = channel
  if (!thread) return
  channel.name = change.name ?? channel.name
  channel.slowmode = change.slowmode ?? channel.slowmode
  thread.locked = change.locked ?? thread.locked
  thread.autoArchiveMinutes = change.autoArchiveMinutes ?? thread.autoArchiveMinutes
  if (channel.type === PRIVATE_THREAD) thread.invitable = change.invitable ?? thread.invitable
  if (change.archived !== undefined && change.archived !== thread.archived) {
    thread.archived = change.archived
    thread.archiveChangedAt = server.clock.now()
  }
  keepAwake(server, channel)
  announceThread(server, 'THREAD_UPDATE', channel)
  server.changed()
}

/** All threads of a server, the open ones or the archived ones; who may see them is for the caller to ask. */
export function threadsOf(server: Server, guildId: string, archived: boolean): Channel[] {
  const ids = server.world.guilds.get(guildId)?.channels ?? []
  return [...ids].flatMap((id) => {
    const channel = server.world.channels.get(id)
    return channel?.thread && channel.thread.archived === archived ? [channel] : []
  })
}

/** Whoever leaves a server leaves its threads as well. */
export function leaveGuild(server: Server, guild: Guild, userId: string): void {
  const member = guild.members.get(userId)
  if (!member) return
  for (const id of guild.channels) {
    const channel = server.world.channels.get(id)
    if (channel) leaveThread(server, channel, userId)
  }
  guild.members.delete(userId)
  guild.left.set(userId, member)
}
