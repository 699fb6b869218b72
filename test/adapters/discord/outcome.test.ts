import { containerId } from '#adapters/discord/send.ts'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createApi } from '#adapters/discord/api.ts'
import { createDraw } from '#adapters/discord/picture.ts'
import { createRelay } from '#adapters/discord/relay.ts'
import { createChat } from '#adapters/discord/send.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Card } from '#src/kernel/card.ts'
import { loadFile } from '../files.ts'
import { bareServer, json } from './bare.ts'

const now = Temporal.Instant.from('2026-03-02T12:00:00Z')
const channel = '1140000000000000200'
const card: Card = { title: '#42 Book a flight', tone: 'waiting' }
const message = { id: '1140000000000000700', channel_id: channel }

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** The chat on a server whose answers come one after the other, the last one for all that follow. */
async function chatOn(...answers: ((response: ServerResponse) => void)[]) {
  let next = 0
  const server = await bareServer((response) => answers[Math.min(next++, answers.length - 1)]?.(response))
  open.push(server.close)
  const api = createApi({ token: 'a.token', apiUrl: server.url })
  open.push(async () => api.close())
  const relay = createRelay({ loadFile: async () => null, api, applicationId: '1', now: () => now })
  return {
    chat: createChat({ api, me: async () => '1', now: () => now, draw: createDraw(loadFile), relay }),
    asked: server.asked,
  }
}

const post = async (...answers: ((response: ServerResponse) => void)[]) => {
  const { chat, asked } = await chatOn(...answers)
  return { sent: await chat.post({ place: '1', channel }, card, '16'), asked }
}

const refuse =
  (status: number, code: number, headers = {}) =>
  (response: ServerResponse) =>
    json(response, status, { code, message: 'no' }, headers)
const html = (status: number) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Blocked</h1>')

describe('a message to a channel', () => {
  it('takes one request', async () => {
    const { sent, asked } = await post((response) => json(response, 200, message))

    expect(sent).toEqual({ outcome: 'sent', message: { channel, id: message.id } })
    expect(asked.map(({ request }) => request)).toEqual([`POST /api/v10/channels/${channel}/messages`])
  })

  it('carries its mark twice: for minutes as a nonce, and for good in what it consists of', async () => {
    const { asked } = await post((response) => json(response, 200, message))

    const body = JSON.parse(asked[0]?.body ?? '')
    expect(body).toMatchObject({ nonce: '16', enforce_nonce: true, components: [{ id: containerId('16') }] })
  })

  it.each([
    ['the channel is gone', refuse(404, 10003)],
    ['the bot cannot see it', refuse(403, 50001)],
    ['the bot cannot write there', refuse(403, 50013)],
    ['the person takes no messages', refuse(403, 50007)],
    ['Discord finds a mistake in it', refuse(400, 50035)],
  ])('is given up when %s', async (_, answer) => {
    const { sent, asked } = await post(answer)

    expect(sent).toMatchObject({ outcome: 'gone' })
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['it opens direct messages too fast', 40003],
    ['nobody may send for now', 40004],
    ['this is switched off for now', 40006],
    ['the channel is slowed down', 20016],
    ['the channel is written to too much', 20028],
    ['an old message was changed too often', 30046],
    ['Discord is overloaded', 130000],
  ])('waits as long as we like when %s', async (_, code) => {
    const { sent, asked } = await post(refuse(403, code))

    expect(sent).toMatchObject({ outcome: 'later', at: now, everywhere: false })
    expect(asked).toHaveLength(1)
  })

  it('waits for as long as Discord asks, in this channel alone', async () => {
    const limited = (response: ServerResponse) =>
      json(
        response,
        429,
        { message: 'You are being rate limited.', retry_after: 3, global: false },
        { 'retry-after': '3', 'x-ratelimit-scope': 'user' },
      )

    const { sent, asked } = await post(limited)

    expect(sent).toMatchObject({ outcome: 'later', everywhere: false })
    expect('at' in sent && sent.at.since(now).total('seconds')).toBeGreaterThanOrEqual(3)
    expect(asked).toHaveLength(1)
  })

  it('waits everywhere when Discord asks it of the whole bot', async () => {
    const limited = (response: ServerResponse) =>
      json(
        response,
        429,
        { message: 'limited', retry_after: 2, global: true },
        { 'retry-after': '2', 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
      )

    const { sent } = await post(limited)

    expect(sent).toMatchObject({ outcome: 'later', everywhere: true })
  })

  it('is not even tried while the channel is known to be full', async () => {
    const full = {
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '4',
      'x-ratelimit-bucket': 'b',
    }
    const { chat, asked } = await chatOn((response) => json(response, 200, message, full))
    // The first answer names the bucket, the second is counted in it.
    await chat.post({ place: '1', channel }, card, '16')
    await chat.post({ place: '1', channel }, card, '17')

    const sent = await chat.post({ place: '1', channel }, card, '18')

    expect(sent).toMatchObject({ outcome: 'later', everywhere: false })
    expect(asked).toHaveLength(2)
  })

  it('waits everywhere while the token is refused, and goes out once it is taken again', async () => {
    const { chat, asked } = await chatOn(refuse(401, 0), (response) => json(response, 200, message))

    const first = await chat.post({ place: '1', channel }, card, '16')
    const second = await chat.post({ place: '1', channel }, card, '16')

    expect(first).toMatchObject({ outcome: 'later', everywhere: true })
    expect(second).toMatchObject({ outcome: 'sent' })
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bot a.token', 'Bot a.token'])
  })

  it.each([
    ['the server fails', html(503)],
    ['the line breaks', (response: ServerResponse) => void response.destroy()],
    ['the answer is not a message', (response: ServerResponse) => json(response, 200, {})],
  ])('may have arrived when %s, and is not sent again unasked', async (_, answer) => {
    const { sent, asked } = await post(answer)

    expect(sent).toMatchObject({ outcome: 'uncertain' })
    expect(asked).toHaveLength(1)
  })

  it('has not arrived when nobody listens', async () => {
    const { chat } = await chatOn((response) => json(response, 200, message))
    for (const close of open.splice(0)) await close()

    const sent = await chat.post({ place: '1', channel }, card, '16')

    expect(sent).toMatchObject({ outcome: 'later', everywhere: false, why: expect.stringContaining('ECONNREFUSED') })
  })

  it('has not arrived when something before Discord refuses it', async () => {
    const { sent } = await post(html(403))

    expect(sent).toMatchObject({ outcome: 'later', everywhere: false })
  })
})

describe('what cannot be answered for now', () => {
  it.each([
    ['who someone is', (chat: Chat) => chat.fetchProfile('1', '2')],
    ['whether a message arrived', (chat: Chat) => chat.find({ place: '1', channel }, '16', now)],
    ['where to write to someone', (chat: Chat) => chat.direct('1', '2')],
    ['whether a channel takes messages', (chat: Chat) => chat.canPost('1', channel)],
  ])('is not taken for a no: %s', async (_, ask) => {
    const { chat } = await chatOn(html(503))

    await expect(ask(chat)).rejects.toThrow(/could not be asked/)
  })
})
