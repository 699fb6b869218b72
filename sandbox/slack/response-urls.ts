import { checkBlocks, type Block } from './blocks.ts'
import type { Announce } from './deliver/events.ts'
import { isJson, type Json } from './json.ts'
import { limits } from './limits.ts'
import { addEphemeral, addMessage, changeMessage, findEphemeral, removeEphemeral, removeMessage } from './messages.ts'
import { withIds } from './controls.ts'
import type { App, Channel, ResponseUrl, Slack, User } from './world.ts'

export function makeResponseUrl(
  slack: Slack,
  app: App,
  user: User,
  channel: Channel,
  kind: 'commands' | 'actions',
  original?: ResponseUrl['original'],
  threadTs?: string,
): string {
  const token = crypto.randomUUID().replaceAll('-', '')
  slack.world.responseUrls.set(token, {
    app: app.id,
    user: user.id,
    channel: channel.id,
    expires: slack.clock.now() + limits.responseMs,
    uses: 0,
    original,
    threadTs,
  })
  return `${slack.baseUrl()}/slack/${kind}/${app.workspace}/${slack.next('response url')}/${token}`
}

export type Answered = { status: number; body: Json }
const refused = (status: number, error: string, more: Json = {}): Answered => ({
  status,
  body: { ok: false, error, ...more },
})

/** What an app posts to a `response_url`: five times in thirty minutes, seen by the one who acted unless it says `in_channel`. */
export function answerUrl(slack: Slack, announce: Announce, token: string, body: unknown): Answered {
  const url = slack.world.responseUrls.get(token)
  if (!url) return refused(404, 'invalid_url')
  if (slack.clock.now() > url.expires) return refused(404, 'expired_url')
  if (url.uses >= limits.responseUses) return refused(404, 'used_url')
  if (!isJson(body)) return refused(400, 'invalid_payload')

  const problem = respond(slack, announce, url, body)
  if (problem) return problem
  url.uses += 1
  return { status: 200, body: { ok: true } }
}

/** The same words may come as the acknowledgement of a command: `ack('text')`. */
export function answerCommand(slack: Slack, announce: Announce, token: string, answer: unknown): Answered | undefined {
  const url = slack.world.responseUrls.get(token)
  const body = typeof answer === 'string' ? { text: answer } : answer
  return url && isJson(body) ? respond(slack, announce, url, body) : undefined
}

function respond(slack: Slack, announce: Announce, url: ResponseUrl, body: Json): Answered | undefined {
  const app = slack.world.apps.get(url.app)
  const channel = slack.world.channels.get(url.channel)
  if (!app || !channel) return refused(404, 'channel_not_found')
  if (body['delete_original'] === true) return deleteOriginal(slack, announce, url)

  const content = contentOf(body)
  if ('problem' in content) return content.problem
  if (body['replace_original'] === true && url.original) return replaceOriginal(slack, announce, app, url, content)

  const threadTs = typeof body['thread_ts'] === 'string' ? body['thread_ts'] : url.threadTs
  if (body['response_type'] === 'in_channel')
    void addMessage(slack, announce, { channel, user: app.botUser, app, ...content, threadTs }).told
  else addEphemeral(slack, { channel: channel.id, to: url.user, app: app.id, ...content, threadTs })
  return undefined
}

type Content = { text: string; blocks: Block[] | undefined }

function contentOf(body: Json): Content | { problem: Answered } {
  const text = typeof body['text'] === 'string' ? body['text'] : ''
  if (body['blocks'] === undefined || body['blocks'] === null)
    return text === '' && !Array.isArray(body['attachments'])
      ? { problem: refused(400, 'no_text') }
      : { text, blocks: undefined }

  const checked = checkBlocks(body['blocks'])
  if (!checked.ok)
    return { problem: refused(400, 'invalid_blocks', { response_metadata: { messages: checked.errors } }) }
  return { text, blocks: checked.value }
}

function deleteOriginal(slack: Slack, announce: Announce, { original, user }: ResponseUrl): Answered | undefined {
  if (!original) return refused(404, 'message_not_found')
  if (original.kind === 'ephemeral') {
    removeEphemeral(slack, user, original.ts)
    return undefined
  }
  const message = slack.world.messages.get(original.ts)
  if (!message) return refused(404, 'message_not_found')
  void removeMessage(slack, announce, message)
  return undefined
}

function replaceOriginal(
  slack: Slack,
  announce: Announce,
  app: App,
  url: ResponseUrl,
  content: Content,
): Answered | undefined {
  if (url.original?.kind === 'ephemeral') {
    const ephemeral = findEphemeral(slack, url.user, url.original.ts)
    if (!ephemeral) return refused(404, 'message_not_found')
    ephemeral.text = content.text
    ephemeral.blocks = content.blocks && withIds(slack, content.blocks)
    slack.changed()
    return undefined
  }
  const message = slack.world.messages.get(url.original?.ts ?? '')
  if (!message) return refused(404, 'message_not_found')
  void changeMessage(slack, announce, message, app.botUser, { text: content.text, blocks: content.blocks ?? [] })
  return undefined
}
