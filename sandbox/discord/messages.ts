import { COMPONENTS_V2, EPHEMERAL, LOADING, SILENT, type Composition } from './compose.ts'
import { announceDeleted, announceDeletedBulk, announceMessage } from './events.ts'
import { threadArchived, threadLocked, unknownMessage } from './errors.ts'
import { mentionsOf } from './mentions.ts'
import { checkMessage } from './message-rules.ts'
import { canSee, may, mayBringIn } from './permissions.ts'
import type { Server } from './server.ts'
import { changeThread, joinThread, keepAwake } from './threads.ts'
import { placeOf, type Attachment, type Channel, type Message } from './world.ts'

/** Who writes, and how it came about. */
export type Writing = {
  authorId: string
  webhook?: Message['webhook']
  applicationId?: string | undefined
  origin?: Message['origin']
  /** The one person who sees it. */
  ephemeralFor?: string | undefined
  /** The message that was pressed on: the answer hangs from it, and calls nobody by that. */
  pressedOn?: string | undefined
  attachments?: Attachment[]
  type?: number
  /** Its words come later: until then people read that the application is thinking. */
  loading?: boolean
}

type Writer = Pick<Writing, 'authorId' | 'webhook' | 'applicationId'>

const SUPPRESS_EMBEDS = 1 << 2
const KEPT_FLAGS = EPHEMERAL | COMPONENTS_V2 | SILENT | SUPPRESS_EMBEDS

/** "In the past few minutes": https://docs.discord.com/developers/resources/message#create-message */
const NONCE_LIVES_MS = 5 * 60_000

const REPLY = 19

/** A new message, told to all who see it. With `enforce_nonce` the same nonce of the same writer is the same message. */
export function post(server: Server, channel: Channel, body: Composition, writing: Writing): Message {
  const { world, clock } = server
  const same = sameNonce(server, body, writing)
  if (same) return same
  refuseClosed(server, channel, writing)

  const { attachments = [], authorId, ephemeralFor, webhook } = writing
  const flags = body.flags & KEPT_FLAGS
  if (!writing.loading) checkMessage(body, { flags, attachments, allowed: body.allowed })
  const { mentions, notified } = mentionsOf({ world, channel, authorId, said: body, byWebhook: webhook !== undefined })
  const answers = body.replyTo ?? writing.pressedOn
  const message: Message = {
    ...{ id: world.id(), channelId: channel.id, authorId, createdAt: clock.now(), editedAt: undefined },
    type: writing.type ?? (answers ? REPLY : 0),
    webhook,
    applicationId: writing.applicationId,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    attachments,
    flags: (ephemeralFor ? flags | EPHEMERAL : flags & ~EPHEMERAL) | (writing.loading ? LOADING : 0),
    nonce: body.nonce,
    mentions,
    notified: ephemeralFor || writing.loading ? [] : notified,
    reference: answers ? { messageId: answers, channelId: channel.id } : undefined,
    reactions: new Map(),
    origin: writing.origin,
    ephemeralFor,
    threadId: undefined,
  }
  channel.messages.push(message)
  world.messages.set(message.id, message)
  if (body.nonce !== undefined && body.enforceNonce) world.nonces.set(`${authorId}:${body.nonce}`, message)
  if (!ephemeralFor) livenThread(server, channel, message)
  announceMessage(server, 'MESSAGE_CREATE', message)
  server.changed()
  return message
}

/**
 * In whatever channel it was. One that was deleted since is not written anew, and not there either
 * (https://github.com/discord/discord-api-docs/pull/6647).
 */
function sameNonce({ world, clock }: Server, body: Composition, { authorId }: Writing): Message | undefined {
  if (body.nonce === undefined || !body.enforceNonce) return undefined
  const same = world.nonces.get(`${authorId}:${body.nonce}`)
  if (!same || clock.now() - same.createdAt >= NONCE_LIVES_MS) return undefined
  if (!world.messages.has(same.id)) throw unknownMessage()
  return same
}

/**
 * https://docs.discord.com/developers/topics/threads: a locked thread is for those who manage threads. An archived one is
 * opened by what a person writes, or a webhook; an application is refused until it has opened it itself.
 */
function refuseClosed(server: Server, channel: Channel, { authorId, webhook, applicationId }: Writer): void {
  const { thread } = channel
  if (!thread) return
  const { world } = server
  if (thread.locked && !may(world, channel, authorId, 'ManageThreads')) {
    throw thread.archived ? threadArchived() : threadLocked()
  }
  if (!thread.archived) return
  const user = world.users.get(authorId)
  const opens = user ? user.application === undefined : webhook !== undefined && webhook.id !== applicationId
  if (!opens) throw threadArchived()
  changeThread(server, channel, { archived: false })
}

/** Whoever writes in a thread is in it from then on, and so is whoever is named there and may be brought in. */
function livenThread(server: Server, channel: Channel, { authorId, mentions }: Message): void {
  const { thread } = channel
  if (!thread) return
  const { world } = server
  thread.messageCount += 1
  thread.sentCount += 1
  keepAwake(server, channel)
  const parent = world.channels.get(channel.parentId ?? '')
  if (parent && canSee(world, parent, authorId)) joinThread(server, channel, authorId)
  for (const id of mentions.users) if (mayBringIn(world, channel, authorId, id)) joinThread(server, channel, id)
}

export type Change = {
  body: Composition
  attachments?: Attachment[] | undefined
  /** The first answer to an interaction, which is no change to Discord although it changes a message. */
  isAnswer?: boolean
}

/** What is left out of a change stays as it was. Nobody's phone buzzes for a change, unless the words come only now. */
export function edit(
  server: Server,
  message: Message,
  { body, attachments = message.attachments, isAnswer = false }: Change,
): Message {
  const { world, clock } = server
  const channel = world.channels.get(message.channelId)
  if (!channel) throw unknownMessage()
  if (channel.thread?.archived) throw threadArchived()
  refuseClosed(server, channel, message)

  const isFirst = (message.flags & LOADING) !== 0
  const flags = (message.flags & ~LOADING) | (body.flags & (COMPONENTS_V2 | SUPPRESS_EMBEDS))
  // Whoever turns to the newer components has to take away the words and embeds that were there.
  const next = {
    content: body.content ?? message.content,
    embeds: body.embeds ?? message.embeds,
    components: body.components ?? message.components,
  }
  // What comes only with a change its components cannot show: https://github.com/discord/discord-api-docs/issues/7529
  const before = new Set(message.attachments.map(({ id }) => id))
  const showable = isAnswer ? attachments : attachments.filter(({ id }) => before.has(id))
  checkMessage(next, { flags, attachments, showable, allowed: body.allowed })
  // Whoever pressed was not replied to.
  const replyTo = message.origin ? undefined : message.reference?.messageId
  const said = { ...next, flags, allowed: body.allowed, replyTo }
  const byWebhook = message.webhook !== undefined
  const { mentions, notified } = mentionsOf({ world, channel, authorId: message.authorId, said, byWebhook })
  Object.assign(message, next, { flags, attachments, mentions, editedAt: isFirst ? undefined : clock.now() })
  if (isFirst && !message.ephemeralFor) message.notified = notified
  announceMessage(server, 'MESSAGE_UPDATE', message)
  server.changed()
  return message
}

export function remove(server: Server, message: Message): void {
  if (takeAway(server, message)) announceDeleted(server, message)
  server.changed()
}

/** Many at once are told of at once. */
export function removeAll(server: Server, channel: Channel, messages: Message[]): void {
  const gone = messages.filter((message) => takeAway(server, message))
  announceDeletedBulk(server, channel, gone)
  server.changed()
}

function takeAway(server: Server, message: Message): boolean {
  const channel = server.world.channels.get(message.channelId)
  if (!channel) return false
  channel.messages = channel.messages.filter(({ id }) => id !== message.id)
  server.world.messages.delete(message.id)
  if (channel.thread && !message.ephemeralFor) channel.thread.messageCount -= 1
  return true
}

/** A message of a channel; what only somebody else sees is not there. */
export function messageIn(_: Server, channel: Channel, id: string, viewer?: string): Message {
  const message = channel.messages[placeOf(channel.messages, /^\d+$/.test(id) ? id : '0')]
  if (message?.id !== id || (message.ephemeralFor && message.ephemeralFor !== viewer)) throw unknownMessage()
  return message
}
