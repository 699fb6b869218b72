import { shareFiles, uploadFor } from '../files.ts'
import type { Doing } from '../gestures.ts'
import type { GestureResult, Stage } from '../interact.ts'
import { addMessage, changeMessage, react, removeMessage } from '../messages.ts'
import { escape } from '../plain.ts'
import type { Channel, Message, Slack, User } from '../world.ts'
import { channelOf, fine, messageOf, no } from './seen.ts'

/** What a person types reaches apps as Slack writes it: escaped, with mentions and links marked. */
function written(slack: Slack, user: User, text: string): string {
  return text
    .split(/(<[@#!][^<>\s]+>)/)
    .map((part) => (/^<[@#!][^<>\s]+>$/.test(part) ? part : linked(slack, user, escape(part))))
    .join('')
}

function linked(slack: Slack, user: User, text: string): string {
  const broadcasts = new Set(['here', 'channel', 'everyone'])
  return text
    .replaceAll(/(^|[\s(])@([\w.-]*\w)/g, (whole, before: string, name: string) => {
      if (broadcasts.has(name)) return `${before}<!${name}>`
      const id = [...slack.world.users.values()].find(
        (one) => one.workspace === user.workspace && one.name === name,
      )?.id
      return id === undefined ? whole : `${before}<@${id}>`
    })
    .replaceAll(/(^|\s)(https?:\/\/[^\s<>]+)/g, '$1<$2>')
}

type Thread = { ok: true; ts: string | undefined } | { ok: false; error: string }

function threadIn(slack: Slack, user: User, channel: Channel, ts: string | undefined): Thread {
  if (ts === undefined) return { ok: true, ts }
  const message = messageOf(slack, user, ts)
  return message?.channel === channel.id ? { ok: true, ts: message.threadTs ?? ts } : no('There is no such thread here')
}

export async function write(stage: Stage, user: User, gesture: Doing<'write'>): Promise<GestureResult> {
  const { slack, announcer } = stage
  const channel = channelOf(slack, user, gesture.channel)
  if (!channel) return no(`You cannot see ${gesture.channel}`)
  if (channel.archived) return no(`${gesture.channel} is archived`)
  const thread = threadIn(slack, user, channel, gesture.thread_ts)
  if (!thread.ok) return thread
  if (gesture.text === '' && !gesture.files?.length) return no('There is nothing to send')

  const text = written(slack, user, gesture.text)
  if (gesture.files?.length) return share(stage, user, channel, text, thread.ts, gesture.files)
  const { message, told } = addMessage(slack, announcer.announce, {
    channel,
    user: user.id,
    text,
    blocks: undefined,
    threadTs: thread.ts,
  })
  await told
  return fine({ ts: message.ts })
}

export async function upload(stage: Stage, user: User, gesture: Doing<'upload'>): Promise<GestureResult> {
  const { slack } = stage
  const channel = channelOf(slack, user, gesture.channel)
  if (!channel) return no(`You cannot see ${gesture.channel}`)
  if (channel.archived) return no(`${gesture.channel} is archived`)
  const thread = threadIn(slack, user, channel, gesture.thread_ts)
  if (!thread.ok) return thread
  return share(stage, user, channel, written(slack, user, gesture.text ?? ''), thread.ts, [gesture.file])
}

async function share(
  stage: Stage,
  user: User,
  channel: Channel,
  text: string,
  threadTs: string | undefined,
  files: Doing<'upload'>['file'][],
): Promise<GestureResult> {
  const { slack, announcer } = stage
  const kept = files.map((file) => uploadFor(slack, user, file))
  const { message, told } = shareFiles(slack, announcer.announce, {
    channel,
    user: user.id,
    text,
    threadTs,
    files: kept,
  })
  await told
  return fine({ ts: message.ts, files: kept.map((file) => file.id) })
}

type Own = { ok: true; message: Message } | { ok: false; error: string }

function own(slack: Slack, user: User, ts: string): Own {
  const message = messageOf(slack, user, ts)
  if (!message) return no('You cannot see that message')
  return message.user === user.id ? { ok: true, message } : no('That message is not yours')
}

export async function editMessage(stage: Stage, user: User, gesture: Doing<'edit'>): Promise<GestureResult> {
  const { slack, announcer } = stage
  const found = own(slack, user, gesture.message)
  if (!found.ok) return found
  await changeMessage(slack, announcer.announce, found.message, user.id, { text: written(slack, user, gesture.text) })
  return fine()
}

export async function removeOwn(stage: Stage, user: User, gesture: Doing<'delete'>): Promise<GestureResult> {
  const { slack, announcer } = stage
  const found = own(slack, user, gesture.message)
  if (!found.ok) return found
  await removeMessage(slack, announcer.announce, found.message)
  return fine()
}

export async function reaction(
  stage: Stage,
  user: User,
  ts: string,
  name: string,
  add: boolean,
): Promise<GestureResult> {
  const { slack, announcer } = stage
  const message = messageOf(slack, user, ts)
  if (!message) return no('You cannot see that message')
  const has = message.reactions.get(name)?.includes(user.id) ?? false
  if (has === add) return no(add ? 'You have reacted so already' : 'You have not reacted so')
  await react(slack, announcer.announce, message, user.id, name, add)
  return fine()
}
