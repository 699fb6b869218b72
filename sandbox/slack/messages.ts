import type { Block } from './blocks.ts'
import { withIds } from './controls.ts'
import type { Announce } from './deliver/events.ts'
import type { Json } from './json.ts'
import { messagePayload } from './payloads.ts'
import type { App, Channel, Ephemeral, Message, Slack } from './world.ts'

/** What happens to messages, whoever does it: each change is in the world first, then told to the apps. */

export type NewMessage = {
  channel: Channel
  user: string
  text: string
  app?: App
  username?: string | undefined
  icon?: string | undefined
  subtype?: string | undefined
  blocks?: Block[] | undefined
  attachments?: unknown[] | undefined
  metadata?: Json | undefined
  threadTs?: string | undefined
  broadcast?: boolean
  files?: string[]
  /** More for the event only. */
  extra?: Json
}

export function addMessage(
  slack: Slack,
  announce: Announce,
  input: NewMessage,
): { message: Message; told: Promise<void> } {
  const { channel, threadTs } = input
  const message: Message = {
    ts: slack.ts(),
    channel: channel.id,
    user: input.user,
    app: input.app?.id,
    username: input.username,
    icon: input.icon,
    subtype: input.subtype ?? (input.broadcast && threadTs !== undefined ? 'thread_broadcast' : undefined),
    text: input.text,
    blocks: input.blocks && withIds(slack, input.blocks),
    attachments: input.attachments,
    metadata: input.metadata,
    threadTs,
    broadcast: input.broadcast ?? false,
    edited: undefined,
    reactions: new Map(),
    files: input.files ?? [],
    replies: [],
  }
  slack.world.messages.set(message.ts, message)
  const parent = threadTs === undefined ? undefined : slack.world.messages.get(threadTs)
  parent?.replies.push(message.ts)
  if (!parent || message.broadcast) channel.timeline.push(message.ts)
  slack.changed()

  const event = { ...messagePayload(slack, message), ...where(channel, message.ts), ...input.extra }
  return { message, told: tellWithMentions(slack, announce, channel, message, event) }
}

const where = (channel: Channel, eventTs: string) => ({
  channel: channel.id,
  channel_type: channel.kind,
  event_ts: eventTs,
})

async function tellWithMentions(
  slack: Slack,
  announce: Announce,
  channel: Channel,
  message: Message,
  event: Json,
): Promise<void> {
  const mentioned = [...slack.world.apps.values()].filter(
    (app) => message.app === undefined && channel.kind !== 'im' && message.text.includes(`<@${app.botUser}>`),
  )
  await Promise.all([
    announce(event, { workspace: channel.workspace, channel }),
    ...mentioned.map((app) => {
      const { channel_type: _, subtype: __, ...rest } = event
      return announce({ ...rest, type: 'app_mention' }, { workspace: channel.workspace, channel, app: app.id })
    }),
  ])
}

export type Change = {
  text?: string | undefined
  blocks?: Block[] | undefined
  attachments?: unknown[] | undefined
  metadata?: Json | undefined
}

/** What the change does not name stays as it was, as chat.update has it. */
export function changeMessage(
  slack: Slack,
  announce: Announce,
  message: Message,
  by: string,
  change: Change,
): Promise<void> {
  const channel = slack.world.channels.get(message.channel)
  const before = messagePayload(slack, message)
  message.text = change.text ?? message.text
  if (change.blocks) message.blocks = change.blocks.length === 0 ? undefined : withIds(slack, change.blocks)
  if (change.attachments) message.attachments = change.attachments
  if (change.metadata) message.metadata = change.metadata
  message.edited = { user: by, ts: slack.ts() }
  slack.changed()

  if (!channel) return Promise.resolve()
  const event = {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: messagePayload(slack, message),
    previous_message: before,
    ts: message.edited.ts,
    ...where(channel, message.edited.ts),
  }
  return announce(event, { workspace: channel.workspace, channel })
}

export function removeMessage(slack: Slack, announce: Announce, message: Message): Promise<void> {
  const channel = slack.world.channels.get(message.channel)
  const before = messagePayload(slack, message)
  const parent = message.threadTs === undefined ? undefined : slack.world.messages.get(message.threadTs)

  if (message.replies.length > 0) bury(message)
  else {
    slack.world.messages.delete(message.ts)
    if (parent) parent.replies = parent.replies.filter((ts) => ts !== message.ts)
    if (channel) channel.timeline = channel.timeline.filter((ts) => ts !== message.ts)
  }
  slack.changed()

  if (!channel) return Promise.resolve()
  const ts = slack.ts()
  const event = {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: message.ts,
    previous_message: before,
    ts,
    ...where(channel, ts),
  }
  return announce(event, { workspace: channel.workspace, channel })
}

/** A thread keeps its place when its first message goes. */
function bury(message: Message): void {
  message.subtype = 'tombstone'
  message.text = 'This message was deleted.'
  message.user = 'USLACKBOT'
  message.app = undefined
  message.blocks = undefined
  message.attachments = undefined
  message.metadata = undefined
  message.files = []
  message.reactions.clear()
}

export function react(
  slack: Slack,
  announce: Announce,
  message: Message,
  user: string,
  name: string,
  add: boolean,
): Promise<void> {
  const users = message.reactions.get(name) ?? []
  const after = add ? [...users, user] : users.filter((one) => one !== user)
  if (after.length === 0) message.reactions.delete(name)
  else message.reactions.set(name, after)
  slack.changed()

  const channel = slack.world.channels.get(message.channel)
  if (!channel) return Promise.resolve()
  const event = {
    type: add ? 'reaction_added' : 'reaction_removed',
    user,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: slack.ts(),
  }
  return announce(event, { workspace: channel.workspace, channel })
}

export type NewEphemeral = Omit<Ephemeral, 'ts'>

export function addEphemeral(slack: Slack, input: NewEphemeral): Ephemeral {
  const ephemeral = { ...input, ts: slack.ts(), blocks: input.blocks && withIds(slack, input.blocks) }
  const theirs = slack.world.ephemerals.get(input.to)
  if (theirs) theirs.push(ephemeral)
  else slack.world.ephemerals.set(input.to, [ephemeral])
  slack.changed()
  return ephemeral
}

export function findEphemeral(slack: Slack, to: string, ts: string): Ephemeral | undefined {
  return slack.world.ephemerals.get(to)?.find((ephemeral) => ephemeral.ts === ts)
}

export function removeEphemeral(slack: Slack, to: string, ts: string): void {
  slack.world.ephemerals.set(
    to,
    (slack.world.ephemerals.get(to) ?? []).filter((ephemeral) => ephemeral.ts !== ts),
  )
  slack.changed()
}
