import { LogLevel, WebClient } from '@slack/web-api'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerPayload } from '#adapters/slack/answer.ts'
import { times } from '#adapters/slack/limits.ts'
import { createShare } from '#adapters/slack/share.ts'
import type { Acknowledge } from '#adapters/slack/responder.ts'
import { eventually } from '#sandbox/eventually.ts'
import type { Answer } from '#src/kernel/request.ts'
import { loadFile } from '../files.ts'
import { aCore, aLog, say, type Answering } from '../core.ts'
import { bareServer, json } from '../discord/bare.ts'
import { aCommand, aPress, aSubmission, typed } from './payloads.ts'
import { closeAll, closeLater, returning } from './stage.ts'

afterAll(closeAll)

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

const message = z.looseObject({ text: z.string().default(''), channel: z.string().optional() })

type Said = { to: string; text: string; channel?: string | undefined; body: string }
/** What Slack does with what is said to it: a status, or the line breaks; takes it when undefined. */
type Refusing = (said: Said, index: number) => number | 'break' | undefined

/** Answers a payload to a Slack that refuses what the test says, and takes all else. */
async function answering(
  answer: Answering,
  refuse: Refusing = () => undefined,
  write: () => Promise<boolean> = async () => true,
) {
  const said: Said[] = []
  const server = await bareServer((response, { request, body }) => {
    const to = request.replace('POST /api/', '')
    const fields = to === 'respond' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))
    const one = { to, ...message.parse(fields), body: decodeURIComponent(body) }
    said.push(one)
    const refused = refuse(one, said.length - 1)
    if (refused === 'break') return void response.destroy()
    if (to === 'respond') return json(response, refused ?? 200, { ok: refused === undefined })
    json(response, 200, refused === undefined ? { ok: true, ts: '1.1' } : { ok: false, error: 'not_in_channel' })
  })
  closeLater(server.close)
  const { lines, log } = aLog()
  const client = new WebClient('xoxb-a-token', {
    ...{ slackApiUrl: `${server.url}/`, retryConfig: { retries: 0 }, logger: silent },
  })
  const here = () => ({ team: { id: 'T0BANYAN', name: 'Banyan' }, prefix: '' })
  return {
    ...{ said, lines, url: `${server.url}/respond` },
    levels: () => lines.map(({ level }) => level),
    hear: (payload: unknown, acknowledge: Acknowledge) =>
      answerPayload(
        { client, share: createShare({ client, loadFile }), core: aCore(answer, undefined, write).core, log, here },
        payload,
        acknowledge,
      ),
  }
}

const done = async () => {}
const gone = () => Promise.reject(new Error('the socket is gone'))
const press = (url: string) => aPress('sahayak:show:42:', { response_url: url })
const form = (url: string | null, inputs: Record<string, unknown> = { why: typed('') }) =>
  aSubmission('sahayak-form:return:42', inputs, { metadata: { channel: 'C0ACME', url, source: 'none' } })
const mend = (errors: Record<string, string>): Answer => ({ kind: 'mend', form: returning, draft: 'd1', errors })

describe('an answer that Slack does not take', () => {
  it('is said again as its title alone, since what was done is done', async () => {
    const { hear, url, said, levels } = await answering(
      () => say('Delegated', { body: 'with something Slack refuses' }),
      (_, index) => (index === 0 ? 400 : undefined),
    )

    await hear(press(url), { done })

    expect(said.map(({ to, text }) => [to, text])).toEqual([
      ['respond', 'Delegated\nwith something Slack refuses'],
      ['respond', 'Delegated'],
    ])
    expect(levels()).toEqual(['error'])
  })

  it('is said once more when the line breaks: better read twice than never', async () => {
    const { hear, url, said, levels } = await answering(
      () => say('Your tasks'),
      (_, index) => (index === 0 ? 'break' : undefined),
    )

    await hear(press(url), { done })

    expect(said.map(({ text }) => text)).toEqual(['Your tasks', 'Your tasks'])
    expect(levels()).toEqual([])
  })

  it('goes where it was asked for, and then directly, when its own way is used up', async () => {
    const { hear, url, said, levels } = await answering(
      () => say('Your tasks'),
      ({ to }) => (to === 'chat.postMessage' ? undefined : 404),
    )

    await hear(press(url), { done })

    expect(said.map(({ to, channel }) => [to, channel])).toEqual([
      ['respond', undefined],
      ['chat.postEphemeral', 'C0ACME'],
      ['chat.postMessage', 'U0ASHA'],
    ])
    expect(levels()).toEqual([])
  })

  it('is no fault when there is no way left', async () => {
    const { hear, url, lines } = await answering(
      () => say('Your tasks'),
      () => 404,
    )

    await hear(press(url), { done })

    expect(lines).toMatchObject([{ level: 'info', text: 'an answer came too late to be shown' }])
  })

  it('goes another way when Slack does not hear that we heard', async () => {
    const { hear, url, said, levels } = await answering(() => say('Your tasks'))

    await hear(aCommand({ response_url: url }), { done: gone, message: gone })

    expect(said).toMatchObject([{ to: 'respond', text: 'Your tasks' }])
    expect(levels()).toEqual(['warn'])
  })
})

describe('mistakes in a form', () => {
  async function mistaken(errors: Record<string, string>, inputs: Record<string, unknown>) {
    const shown: unknown[] = []
    const { hear, url, said } = await answering(() => mend(errors))
    await hear(form(url, inputs), { done, view: async (answer) => void shown.push(answer) })
    return { shown, said }
  }

  it('stand beside their fields', async () => {
    const { shown, said } = await mistaken({ why: 'Say why.' }, { when: typed(''), why: typed('') })

    expect(shown).toEqual([{ response_action: 'errors', errors: { why: 'Say why.' } }])
    expect(said).toEqual([])
  })

  it('of none of its fields stand beside the first: beside what is not there Slack shows nothing', async () => {
    const { shown } = await mistaken({ client: 'Which client?' }, { when: typed(''), why: typed('') })

    expect(shown).toEqual([{ response_action: 'errors', errors: { when: 'Which client?' } }])
  })

  it.each([
    ['without a field', { why: 'Say why.' }, {}],
    ['without a word to say of it', {}, { why: typed('') }],
  ])('are a message with a way back when it is a form %s', async (_, errors, inputs) => {
    const { shown, said } = await mistaken(errors, inputs)

    expect(shown).toEqual([])
    expect(said).toMatchObject([{ to: 'respond', body: expect.stringContaining('sahayak:open:d1:return') }])
  })

  it('are a message with a way back when Slack does not hear of them', async () => {
    const { hear, url, said } = await answering(() => mend({ why: 'Say why.' }))

    await hear(form(url), { done: gone, view: gone })

    expect(said).toMatchObject([{ to: 'respond', text: expect.stringContaining('Why: Say why.') }])
  })
})

describe('an answer that takes long', () => {
  it('comes, though nobody could be told that it would', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const { hear, url, said, levels } = await answering(
      () => promise,
      ({ text }) => (text === 'Working on it' ? 400 : undefined),
    )

    const heard = hear(press(url), { done })
    await eventually(() => said.length === 1)
    resolve(say('Your tasks'))
    await heard

    expect(said.map(({ text }) => text)).toEqual(['Working on it', 'Your tasks'])
    expect(levels()).toEqual(['warn'])
  })

  it.each([
    ['it is written down', async () => true],
    ['it was carried out, where it cannot be written down', async () => false],
  ])('to a form leaves it open until %s', async (_, outcome) => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const order: string[] = []
    const { hear, url } = await answering(
      () => promise,
      undefined,
      async () => {
        // Longer than anybody else is let wait for it.
        await wait(2 * times.patienceForPromise)
        const written = await outcome()
        order.push(written ? 'written' : 'carried out')
        if (!written) resolve(say('Returned'))
        return written
      },
    )

    const acknowledge = async () => {
      order.push('acknowledged')
      resolve(say('Returned'))
    }
    await hear(form(url), { done: acknowledge, view: acknowledge })

    expect(order).toEqual([expect.stringMatching(/written|carried out/u), 'acknowledged'])
  })
})

describe('what is not understood', () => {
  it('is said to be so, to its sender alone, and logged once with what was wrong', async () => {
    const { hear, url, said, lines } = await answering(() => say('Done'))

    await hear({ ...press(url), type: 'dialog_submission', callback_id: 'x' }, { done })

    expect(said).toMatchObject([{ to: 'respond', text: '🟠 Not understood' }])
    expect(JSON.parse(said[0]?.body ?? '')).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(lines).toMatchObject([{ level: 'warn', data: { why: expect.stringContaining('dialog_submission') } }])
  })

  it('and says nothing of its sender is logged alone', async () => {
    const { hear, said, lines } = await answering(() => say('Done'))

    await hear({ nothing: 'we know' }, { done })

    expect(said).toEqual([])
    expect(lines).toMatchObject([{ level: 'warn', text: 'a payload was not understood' }])
  })
})
