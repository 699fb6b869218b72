import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { startSlack } from '#adapters/slack/index.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Card } from '#src/kernel/card.ts'
import { bareServer, json } from '../discord/bare.ts'
import { finished } from '../charts.ts'
import { aCore, aLog, say } from '../core.ts'
import { loadFile } from '../files.ts'
import { closeAll, closeLater } from './stage.ts'

afterEach(closeAll)

const now = Temporal.Instant.from('2026-03-02T12:00:00Z')
const channel = 'C0ACME'
const to = { place: 'T0BANYAN', channel }
const card: Card = { title: '#42 Book a flight', tone: 'waiting' }
const message = { ok: true, channel, ts: '1772452800.000100' }
const me = { ok: true, team_id: 'T0BANYAN', team: 'Banyan', user_id: 'U0BOT' }

type Reply = (response: ServerResponse) => void

/** The chat on a Slack whose answers come one after the other, the last one for all that follow; who we are it knows. */
async function chatOn(...answers: Reply[]) {
  let next = 0
  const server = await bareServer((response, { request }) => {
    if (request.endsWith('/auth.test') && server.asked.length === 1) return json(response, 200, me)
    answers[Math.min(next++, answers.length - 1)]?.(response)
  })
  closeLater(server.close)
  const adapter = await startSlack({
    ...{ tokens: { bot: 'xoxb-a-token', app: 'xapp-a-token' }, apiUrl: server.url, prefix: '', receive: false },
    ...{ http: { port: 0, host: '127.0.0.1' }, log: aLog().log, now: () => now, core: aCore(() => say('Done')).core },
    loadFile,
  })
  closeLater(adapter.stop)
  return { chat: adapter.chat, asked: () => server.asked.slice(1), close: server.close }
}

const post = async (...answers: Reply[]) => {
  const { chat, asked } = await chatOn(...answers)
  return { sent: await chat.post(to, card, '16'), asked: asked() }
}

const ok = (body: object) => (response: ServerResponse) => json(response, 200, body)
const refuse = (error: string) => ok({ ok: false, error })
const html =
  (status: number, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<h1>Blocked</h1>')

describe('a message with a chart, where Slack does not know charts yet', () => {
  it('says the figures in words instead, and is sent once', async () => {
    const { chat, asked } = await chatOn(refuse('invalid_blocks'), ok(message))

    const sent = await chat.post(to, { ...card, chart: finished }, '16')

    const bodies = asked().map(({ body }) => new URLSearchParams(body).get('blocks') ?? '')
    expect(sent).toMatchObject({ outcome: 'sent' })
    expect(bodies).toHaveLength(2)
    expect(bodies[0]).toContain('data_visualization')
    expect(bodies[1]).not.toContain('data_visualization')
    expect(bodies[1]).toContain('Tue 3 Mar: in time 0, late 2')
  })

  it.each(['internal_error', 'ratelimited', 'channel_not_found'])(
    'is not tried again for another reason: %s',
    async (why) => {
      const { chat, asked } = await chatOn(refuse(why), ok(message))

      await chat.post(to, { ...card, chart: finished }, '16')

      expect(asked()).toHaveLength(1)
    },
  )
})

describe('a message to a channel', () => {
  it('takes one request, which carries its mark for good', async () => {
    const { sent, asked } = await post(ok(message))

    expect(sent).toEqual({ outcome: 'sent', message: { channel, id: message.ts } })
    expect(asked).toMatchObject([{ request: 'POST /api/chat.postMessage', authorization: 'Bearer xoxb-a-token' }])
    const body = new URLSearchParams(asked[0]?.body)
    expect(JSON.parse(body.get('metadata') ?? '')).toEqual({ event_type: 'sahayak', event_payload: { mark: '16' } })
    expect(body.get('unfurl_links')).toBe('false')
  })

  it.each([
    ['the channel is gone', 'channel_not_found'],
    ['the bot is not in it', 'not_in_channel'],
    ['it is archived', 'is_archived'],
    ['nobody may write there', 'restricted_action'],
    ['Slack finds a mistake in it', 'invalid_blocks'],
  ])('is given up when %s', async (_, error) => {
    const { sent, asked } = await post(refuse(error))

    expect(sent).toEqual({ outcome: 'gone', why: error })
    expect(asked).toHaveLength(1)
  })

  it.each(['msg_blocks_too_long', 'msg_too_long'])(
    'is tried once more, shorter, and then given up: %s',
    async (error) => {
      const { sent, asked } = await post(refuse(error))

      expect(sent).toEqual({ outcome: 'gone', why: error })
      expect(asked).toHaveLength(2)
    },
  )

  it('waits for as long as Slack asks, in this channel alone', async () => {
    const { sent, asked } = await post(html(429, { 'retry-after': '30' }))

    expect(sent).toMatchObject({ outcome: 'later', at: now.add({ seconds: 30 }), everywhere: false })
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['Slack asks for patience without saying how long', html(429)],
    ['Slack says so in words', refuse('ratelimited')],
    ['Slack is away for a while', refuse('service_unavailable')],
    ['the workspace sends too much', refuse('message_limit_exceeded')],
    ['the channel is on its way to another workspace', refuse('external_channel_migrating')],
    ['the app lacks a scope, until it is installed anew', refuse('missing_scope')],
    ['something before Slack refuses it', html(403)],
  ])('waits as long as we like when %s', async (_, answer) => {
    const { sent, asked } = await post(answer)

    expect(sent).toMatchObject({ outcome: 'later', at: now, everywhere: false })
    expect(asked).toHaveLength(1)
  })

  it.each(['invalid_auth', 'token_revoked', 'account_inactive', 'two_factor_setup_required'])(
    'waits everywhere while the token is refused (%s), and goes out once it is taken again',
    async (error) => {
      const { chat, asked } = await chatOn(refuse(error), ok(message))

      const first = await chat.post(to, card, '16')
      const second = await chat.post(to, card, '16')

      expect(first).toEqual({ outcome: 'later', at: now.add({ minutes: 1 }), why: error, everywhere: true })
      expect(second).toMatchObject({ outcome: 'sent' })
      expect(asked()).toHaveLength(2)
    },
  )

  it.each([
    ['the server fails', html(503)],
    ['the line breaks', (response: ServerResponse) => void response.destroy()],
    ['Slack says that it failed under way', refuse('internal_error')],
    ['Slack says that a change failed', refuse('update_failed')],
    ['the answer is no message', ok({ ok: true })],
  ])('may have arrived when %s, and is not sent again unasked', async (_, answer) => {
    const { sent, asked } = await post(answer)

    expect(sent).toMatchObject({ outcome: 'uncertain' })
    expect(asked).toHaveLength(1)
  })

  it('has not arrived when nobody listens', async () => {
    const { chat, close } = await chatOn(ok(message))
    await close()

    const sent = await chat.post(to, card, '16')

    expect(sent).toMatchObject({ outcome: 'later', everywhere: false, why: expect.stringContaining('ECONNREFUSED') })
  })
})

const questions = [
  ['who someone is', (chat: Chat) => chat.fetchProfile('T0BANYAN', 'U0ASHA')],
  ['whether a message arrived', (chat: Chat) => chat.find(to, '16', now)],
  ['where to write to someone', (chat: Chat) => chat.direct('T0BANYAN', 'U0ASHA')],
  ['whether a channel takes messages', (chat: Chat) => chat.canPost('T0BANYAN', channel)],
] as const

describe('what cannot be answered for now', () => {
  it.each(questions)('is not taken for a no: %s', async (_, ask) => {
    const { chat } = await chatOn(html(503))

    await expect(ask(chat)).rejects.toThrow(/could not be asked/u)
  })

  it('is not taken for a no either while Slack does not say who we are', async () => {
    const server = await bareServer((response) => html(503)(response))
    closeLater(server.close)
    const adapter = await startSlack({
      ...{ tokens: { bot: 'xoxb-a-token' }, apiUrl: server.url, prefix: '', receive: false },
      ...{ http: { port: 0, host: '127.0.0.1' }, log: aLog().log, now: () => now, core: aCore(() => say('Done')).core },
      loadFile,
    })

    await expect(adapter.chat.find(to, '16', now)).rejects.toThrow(/could not be asked/u)
  })
})

describe('what Slack does not know', () => {
  it.each([
    [...questions[0], 'user_not_found', null],
    [...questions[1], 'channel_not_found', null],
    [...questions[2], 'user_disabled', null],
    [...questions[3], 'channel_not_found', false],
    // Of a channel that the app was never allowed to look at.
    [...questions[3], 'missing_scope', false],
  ] as const)('is a no: %s', async (_, ask, error, answer) => {
    const { chat } = await chatOn(refuse(error))

    expect(await ask(chat)).toBe(answer)
  })
})
