import type { Block } from './blocks.ts'
import { controlsOf, stateValues } from './controls.ts'
import type { Json } from './json.ts'
import { mimeOf } from './payloads.ts'
import { plainBlocks, plainMessage, unescape } from './plain.ts'
import type { Channel, ChannelKind, Ephemeral, Message, Modal, Slack, Toast, User } from './world.ts'

/** Everything that one person can see right now. */
export type SlackView = {
  me: { id: string; name: string; realName: string; tz: string; workspace: string }
  channels: ChannelView[]
  dms: ChannelView[]
  /** All that only this person sees, also found in place among the messages. */
  ephemerals: (MessageView & { channel: string })[]
  /** The last is on top. */
  modals: ModalView[]
  home: ModalView | undefined
  toasts: Toast[]
}

export type ChannelView = {
  id: string
  name: string
  type: ChannelKind
  topic: string
  members: string[]
  messages: MessageView[]
}

export type MessageView = {
  ts: string
  user: string
  name: string
  /** The address of the picture beside it, where it has one of its own. */
  picture: string | undefined
  bot: boolean
  text: string
  blocks: Block[] | undefined
  /** What the person reads. */
  plain: string
  /** The words on the buttons. */
  buttons: string[]
  controls: ControlView[]
  ephemeral: boolean
  edited: boolean
  subtype: string | undefined
  reactions: { name: string; users: string[] }[]
  files: FileView[]
  replies: MessageView[]
}

export type FileView = { id: string; name: string; title: string; size: number; type: string }

export type ControlView = { type: string; label: string; actionId: string; blockId: string; style?: string | undefined }

export type ModalView = {
  id: string
  app: string
  title: string
  submit: string | undefined
  close: string | undefined
  blocks: Block[]
  plain: string
  buttons: string[]
  controls: ControlView[]
  /** By block id. */
  errors: { [block: string]: string }
  trouble: string | undefined
  values: { [block: string]: { [action: string]: Json } }
}

/** Undefined when there is no such person. */
export function viewAs(slack: Slack, userId: string): SlackView | undefined {
  const user = slack.world.users.get(userId)
  if (!user) return undefined

  const mine = [...slack.world.channels.values()].filter((channel) => channel.members.has(userId))
  const seen = (channel: Channel) => channelAs(slack, user, channel)
  const direct = (channel: Channel) => channel.kind === 'im' || channel.kind === 'mpim'
  return {
    me: { id: user.id, name: user.name, realName: user.realName, tz: user.tz, workspace: user.workspace },
    channels: mine.filter((channel) => !direct(channel)).map(seen),
    dms: mine.filter(direct).map(seen),
    ephemerals: (slack.world.ephemerals.get(userId) ?? []).map((one) => ({
      ...ephemeralAs(slack, user, one),
      channel: one.channel,
    })),
    modals: (slack.world.modals.get(userId) ?? []).map((modal) => modalAs(slack, user, modal)),
    home: [...slack.world.homes.values()]
      .filter((home) => home.user === userId)
      .map((home) => modalAs(slack, user, home))
      .at(-1),
    toasts: slack.world.toasts.get(userId) ?? [],
  }
}

function channelAs(slack: Slack, viewer: User, channel: Channel): ChannelView {
  const ephemerals = (slack.world.ephemerals.get(viewer.id) ?? []).filter((one) => one.channel === channel.id)
  const top = ephemerals.filter((one) => one.threadTs === undefined || !slack.world.messages.has(one.threadTs))
  const messages = [
    ...channel.timeline.flatMap((ts) => messageAs(slack, viewer, slack.world.messages.get(ts), ephemerals)),
    ...top.map((one) => ephemeralAs(slack, viewer, one)),
  ]
  const others = [...channel.members].filter((member) => member !== viewer.id)
  return {
    id: channel.id,
    name: channel.kind === 'im' ? others.map((id) => slack.world.users.get(id)?.name ?? id).join(', ') : channel.name,
    type: channel.kind,
    topic: channel.topic,
    members: [...channel.members],
    messages: messages.sort(byTime),
  }
}

const byTime = (a: MessageView, b: MessageView) => Number(a.ts) - Number(b.ts)

function messageAs(slack: Slack, viewer: User, message: Message | undefined, ephemerals: Ephemeral[]): MessageView[] {
  if (!message) return []
  const writer = slack.world.users.get(message.user)
  return [
    {
      ts: message.ts,
      user: message.user,
      name: message.username ?? writer?.name ?? message.user,
      picture: message.icon ?? writer?.picture,
      bot: message.app !== undefined,
      text: message.text,
      blocks: message.blocks,
      plain: plainMessage(slack, viewer, message.text, message.blocks),
      ...actionable(message.blocks),
      ephemeral: false,
      edited: message.edited !== undefined,
      subtype: message.subtype,
      reactions: [...message.reactions].map(([name, users]) => ({ name, users: [...users] })),
      files: message.files.flatMap((id) => {
        const file = slack.world.files.get(id)
        return file ? [{ id, name: file.name, title: file.title, size: file.length, type: mimeOf(file.name) }] : []
      }),
      replies: [
        ...message.replies.flatMap((ts) => messageAs(slack, viewer, slack.world.messages.get(ts), [])),
        ...ephemerals.filter((one) => one.threadTs === message.ts).map((one) => ephemeralAs(slack, viewer, one)),
      ].sort(byTime),
    },
  ]
}

function ephemeralAs(slack: Slack, viewer: User, one: Ephemeral): MessageView {
  const app = slack.world.apps.get(one.app)
  return {
    ts: one.ts,
    user: app?.botUser ?? '',
    name: slack.world.users.get(app?.botUser ?? '')?.name ?? '',
    picture: undefined,
    bot: true,
    text: one.text,
    blocks: one.blocks,
    plain: plainMessage(slack, viewer, one.text, one.blocks),
    ...actionable(one.blocks),
    ephemeral: true,
    edited: false,
    subtype: undefined,
    reactions: [],
    files: [],
    replies: [],
  }
}

function modalAs(slack: Slack, viewer: User, modal: Modal): ModalView {
  const { view } = modal
  return {
    id: modal.id,
    app: modal.app,
    title: view.type === 'modal' ? view.title.text : 'Home',
    submit: view.type === 'modal' ? view.submit?.text : undefined,
    close: view.type === 'modal' ? view.close?.text : undefined,
    blocks: view.blocks,
    plain: plainBlocks(slack, viewer, view.blocks),
    ...actionable(view.blocks),
    errors: modal.errors,
    trouble: modal.trouble,
    values: stateValues(view.blocks, modal.values),
  }
}

function actionable(blocks: Block[] | undefined): { buttons: string[]; controls: ControlView[] } {
  const controls = controlsOf(blocks ?? []).map(({ element, label, actionId, blockId }) => ({
    type: element.type,
    label: unescape(label),
    actionId,
    blockId,
    ...(element.type === 'button' && element.style ? { style: element.style } : {}),
  }))
  return { controls, buttons: controls.filter(({ type }) => type === 'button').map(({ label }) => label) }
}
