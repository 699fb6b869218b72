import { createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { mostBytes } from '#adapters/slack/limits.ts'
import { aCommand, aPress } from './payloads.ts'
import { addressOf, closeAll, ready } from './stage.ts'

afterEach(closeAll)

const nowInSeconds = () => Math.floor(Date.now() / 1000)

/** As Slack signs: https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(secret: string, body: string, at = nowInSeconds()): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hash}` }
}

const command = new URLSearchParams(aCommand()).toString()
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Writes until there is an answer; how much that was. */
function postEndlessly(address: string, headers: Record<string, string>) {
  return new Promise<{ status: number; sent: number }>((resolve, reject) => {
    let sent = 0
    const request = httpRequest(address, { method: 'POST', headers }, (response) => {
      request.destroy()
      resolve({ status: response.statusCode ?? 0, sent })
    })
    const write = () => {
      if (request.destroyed) return
      sent += 65_536
      request.write('x'.repeat(65_536), write)
    }
    request.on('error', reject)
    write()
  })
}

/** The adapter behind its address, and whoever knows the address posting to it. */
async function listening() {
  const stage = await ready(undefined, { over: 'http' })
  const address = addressOf(stage.adapter)
  const post = async (body: string, headers: Record<string, string>) =>
    fetch(address, { method: 'POST', headers: { ...form, ...headers }, body })
  return { ...stage, address, post, secret: stage.app.signingSecret }
}

describe('a request', () => {
  it('that Slack signed is heard', async () => {
    const { post, secret, heard } = await listening()

    const { status } = await post(command, signed(secret, command))

    expect(status).toBe(200)
    expect(heard).toMatchObject([{ request: { command: 'delegate', text: 'Book a flight' } }])
  })

  it.each([
    ['with another secret', () => signed('another-secret', command)],
    ['for another body', (secret: string) => signed(secret, `${command}&text=else`)],
    ['six minutes ago, and is sent once more', (secret: string) => signed(secret, command, nowInSeconds() - 360)],
    ['at no time', (secret: string) => ({ ...signed(secret, command), 'x-slack-request-timestamp': 'soon' })],
    ['in another way', () => ({ ...signed('x', command), 'x-slack-signature': 'v1=00' })],
    ['by nobody', () => ({})],
  ])('that was signed %s is refused', async (_, headers) => {
    const { post, secret, heard } = await listening()

    const { status } = await post(command, headers(secret))

    expect(status).toBe(401)
    expect(heard).toEqual([])
  })

  it('that is longer than any of Slack’s is refused before it is read', async () => {
    const { post, secret, heard } = await listening()
    const body = `${command}&more=${'x'.repeat(mostBytes)}`

    const { status } = await post(body, signed(secret, body))

    expect(status).toBe(413)
    expect(heard).toEqual([])
  })

  it('whose length is not told beforehand is read no further than that', async () => {
    const { address, secret, heard } = await listening()

    const { status, sent } = await postEndlessly(address, { ...form, ...signed(secret, 'x') })

    expect(status).toBe(413)
    expect(sent).toBeLessThan(20 * mostBytes)
    expect(heard).toEqual([])
  })

  it.each([
    ['that is no JSON', '{"type":', { 'content-type': 'application/json' }, 400],
    ['to check the line, without a word for us', 'ssl_check=1&command=%2Fdelegate', form, 200],
  ])('%s is answered and not heard', async (_, body, type, expected) => {
    const { post, secret, heard } = await listening()

    const { status } = await post(body, { ...signed(secret, body), ...type })

    expect(status).toBe(expected)
    expect(heard).toEqual([])
  })
})

describe('a request that Slack sends again', () => {
  const payload = new URLSearchParams({ payload: JSON.stringify(aPress('sahayak:claim:42:')) }).toString()

  it.each([
    ['a command', command],
    ['a press', payload],
  ])('is the same delivery, and is heard: the first may never have arrived (%s)', async (_, body) => {
    const { post, secret, heard } = await listening()

    for (const retry of [{}, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }])
      await post(body, { ...signed(secret, body), ...retry })

    expect(heard).toHaveLength(2)
    expect(heard[0]).toEqual(heard[1])
  })
})

describe('the address', () => {
  it.each([
    ['tells whoever watches that it is well', 'GET', '/health', 200],
    ['has nothing else to show', 'GET', '/slack/events', 404],
    ['has no page to install from', 'GET', '/slack/install', 404],
    ['hears nothing elsewhere', 'POST', '/', 404],
    ['is not brought down by a strange one', 'GET', '//', 404],
  ])('%s', async (_, method, path, expected) => {
    const { address } = await listening()

    const { status } = await fetch(`${new URL(address).origin}${path}`, { method })

    expect(status).toBe(expected)
  })

  it('is what Slack can verify', async () => {
    const { slack, app } = await listening()

    expect(await slack.verifyUrl(app.id)).toBe(true)
  })
})
