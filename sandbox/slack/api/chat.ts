import { checkBlocks, isTooLong, type Block } from '../blocks.ts'
import { openDirect } from '../channels.ts'
import { isJson, type Json } from '../json.ts'
import { limits } from '../limits.ts'
import { addEphemeral, addMessage, changeMessage, removeMessage } from '../messages.ts'
import { messagePayload } from '../payloads.ts'
import type { Message } from '../world.ts'
import {
  done,
  flagOf,
  isMember,
  jsonOf,
  missing,
  refuse,
  refuseWith,
  textOf,
  visibleChannel,
  type Answer,
  type Call,
  type Found,
  type Method,
} from './call.ts'

type Content =
  | { ok: true; text: string | undefined; blocks?: Block[]; attachments?: unknown[]; metadata?: Json }
  | { ok: false; answer: Answer }

/** Text, blocks, attachments and metadata of a message, checked as Slack checks them. */
function contentOf({ args }: Call): Content {
  const no = (answer: Answer): Content => ({ ok: false, answer })
  const blocks = jsonOf(args, 'blocks')
  const attachments = jsonOf(args, 'attachments')
  const metadata = jsonOf(args, 'metadata')
  const text = textOf(args, 'text') ?? textOf(args, 'markdown_text')
  if (blocks !== undefined && !Array.isArray(blocks)) return no(refuse('invalid_blocks_format'))
  if (attachments !== undefined && !Array.isArray(attachments)) return no(refuse('invalid_attachments'))
  if (
    metadata !== undefined &&
    !(isJson(metadata) && typeof metadata['event_type'] === 'string' && isJson(metadata['event_payload']))
  )
    return no(refuse('invalid_metadata_format'))
  if (Buffer.byteLength(JSON.stringify(metadata ?? null)) > limits.metadataBytes)
    return no(refuse('metadata_too_large'))
  if (!text && !blocks?.length && !attachments?.length && !args['files']) return no(refuse('no_text'))

  const checked = blocks === undefined ? undefined : checkBlocks(blocks)
  if (checked && !checked.ok) return no(refuseWith('invalid_blocks', checked.errors))
  if (checked && isTooLong(checked.value)) return no(refuse('msg_blocks_too_long'))
  return {
    ok: true,
    text,
    ...(checked ? { blocks: checked.value } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  }
}

/** Where a message may go: a channel's id or #name, or a person's id for the direct message with them. */
function destination(call: Call): Found {
  const { slack, app, args } = call
  const person = slack.world.users.get(textOf(args, 'channel') ?? '')
  if (!person || person.workspace !== app.workspace || person.id === app.botUser) return visibleChannel(call)
  return { ok: true, channel: openDirect(slack, app.workspace, [app.botUser, person.id]).channel }
}

function postMessage(call: Call): Answer {
  const { slack, announce, app, args } = call
  const found = destination(call)
  if (!found.ok) return found.answer
  const { channel } = found
  if (channel.archived) return refuse('is_archived')
  if (!isMember(app, channel) && !app.scopes.has('chat:write.public')) return refuse('not_in_channel')
  const content = contentOf(call)
  if (!content.ok) return content.answer
  const threadTs = textOf(args, 'thread_ts')
  const parent = threadTs === undefined ? undefined : slack.world.messages.get(threadTs)
  if (threadTs !== undefined && parent?.channel !== channel.id) return refuse('thread_not_found')

  // Without the scope both are left out, and nothing is said of it.
  const mayCustomize = app.scopes.has('chat:write.customize')
  const custom = mayCustomize ? textOf(args, 'username') : undefined
  const icon = mayCustomize ? textOf(args, 'icon_url') : undefined
  const { message } = addMessage(slack, announce, {
    channel,
    app,
    user: app.botUser,
    text: (content.text ?? '').slice(0, limits.postedText),
    blocks: content.blocks,
    attachments: content.attachments,
    metadata: content.metadata,
    username: custom,
    icon,
    subtype: custom === undefined ? undefined : 'bot_message',
    // A reply to a reply belongs to the thread's first message.
    threadTs: parent?.threadTs ?? threadTs,
    broadcast: flagOf(args, 'reply_broadcast'),
  })
  return done({ channel: channel.id, ts: message.ts, message: messagePayload(slack, message, { metadata: true }) })
}

function postEphemeral(call: Call): Answer {
  const { slack, app, args } = call
  const found = visibleChannel(call)
  if (!found.ok) return found.answer
  const { channel } = found
  const user = textOf(args, 'user')
  if (user === undefined) return missing('user')
  if (channel.archived) return refuse('is_archived')
  if (!isMember(app, channel)) return refuse('not_in_channel')
  if (!channel.members.has(user)) return refuse('user_not_in_channel')
  const content = contentOf(call)
  if (!content.ok) return content.answer

  const ephemeral = addEphemeral(slack, {
    channel: channel.id,
    to: user,
    app: app.id,
    text: content.text ?? '',
    blocks: content.blocks,
    threadTs: textOf(args, 'thread_ts'),
  })
  return done({ message_ts: ephemeral.ts })
}

type Own = { ok: true; message: Message } | { ok: false; answer: Answer }

function ownMessage(call: Call, notMine: string): Own {
  const found = visibleChannel(call)
  if (!found.ok) return found
  const message = call.slack.world.messages.get(textOf(call.args, 'ts') ?? '')
  if (!message || message.channel !== found.channel.id) return { ok: false, answer: refuse('message_not_found') }
  return message.app === call.app.id ? { ok: true, message } : { ok: false, answer: refuse(notMine) }
}

function update(call: Call): Answer {
  const { slack, announce, app } = call
  const own = ownMessage(call, 'cant_update_message')
  if (!own.ok) return own.answer
  const { message } = own
  // "The message cannot be edited within a frozen, archived or deleted channel."
  if (slack.world.channels.get(message.channel)?.archived) return refuse('is_inactive')
  const content = contentOf(call)
  if (!content.ok) return content.answer
  const { text = '' } = content
  if (text.length > limits.updatedText || Buffer.byteLength(text) > limits.updatedBytes) return refuse('msg_too_long')

  void changeMessage(slack, announce, message, app.botUser, content)
  return done({ channel: message.channel, ts: message.ts, text: message.text, message: messagePayload(slack, message) })
}

function remove(call: Call): Answer {
  const own = ownMessage(call, 'cant_delete_message')
  if (!own.ok) return own.answer
  void removeMessage(call.slack, call.announce, own.message)
  return done({ channel: own.message.channel, ts: own.message.ts })
}

function getPermalink(call: Call): Answer {
  const found = visibleChannel(call)
  if (!found.ok) return found.answer
  const message = call.slack.world.messages.get(textOf(call.args, 'message_ts') ?? '')
  if (!message || message.channel !== found.channel.id) return refuse('message_not_found')

  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${message.channel}`
  const permalink = `${call.slack.baseUrl()}/slack/archives/${message.channel}/p${message.ts.replace('.', '')}${thread}`
  return done({ channel: message.channel, permalink })
}

export const chat: { [name: string]: Method } = {
  'chat.postMessage': { scopes: ['chat:write'], run: postMessage },
  'chat.postEphemeral': { tier: 4, scopes: ['chat:write'], run: postEphemeral },
  'chat.update': { tier: 3, scopes: ['chat:write'], run: update },
  'chat.delete': { tier: 3, scopes: ['chat:write'], run: remove },
  'chat.getPermalink': { scopes: [], run: getPermalink },
}
