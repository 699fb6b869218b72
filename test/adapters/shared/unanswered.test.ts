import { LogLevel, WebClient } from '@slack/web-api'
import { REST } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { outcomeOf as outcomeInDiscord } from '#adapters/discord/outcome.ts'
import { outcomeOf as outcomeInSlack } from '#adapters/slack/outcome.ts'
import { bareServer } from '../discord/bare.ts'

const now = Temporal.Instant.from('2026-03-02T12:00:00Z')
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** What the real client throws where the platform takes a request and does nothing, or ends the connection. */
async function thrown(platform: 'slack' | 'discord', does: 'nothing' | 'cuts'): Promise<unknown> {
  const server = await bareServer((response) => (does === 'cuts' ? void response.socket?.destroy() : undefined))
  open.push(server.close)
  const asking =
    platform === 'slack'
      ? new WebClient('xoxb', {
          ...{ slackApiUrl: `${server.url}/`, timeout: 50, retryConfig: { retries: 0 } },
          logLevel: LogLevel.ERROR,
        }).chat.postMessage({ channel: 'C1', text: 'Hello' })
      : new REST({ api: server.url, timeout: 50, retries: 0 }).setToken('a.token').post('/channels/1/messages')
  return asking.then(() => null).catch((error: unknown) => error)
}

describe.each([
  { platform: 'slack' as const, outcomeOf: outcomeInSlack },
  { platform: 'discord' as const, outcomeOf: outcomeInDiscord },
])('a request that $platform did not answer', ({ platform, outcomeOf }) => {
  it('in time may be at work there still', async () => {
    expect(outcomeOf(await thrown(platform, 'nothing'), now)).toMatchObject({
      outcome: 'uncertain',
      unanswered: true,
    })
  })

  it('since the connection broke has come to its end', async () => {
    expect(outcomeOf(await thrown(platform, 'cuts'), now)).toMatchObject({ outcome: 'uncertain', unanswered: false })
  })
})
