import { expect, it } from 'vitest'
import { readConfig, type Environment } from '#src/bot/config.ts'
import { healthAddress } from '#src/bot/health.ts'

const token = { SLACK_BOT_TOKEN: 'xoxb-1234-5678-AbCdEf' }
const overHttp = { ...token, SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' }
const overSocket = { ...token, SLACK_APP_TOKEN: 'xapp-1-A123-456-abcdef' }

it.each<[string, Environment, string | null]>([
  ['Slack is heard over HTTP', overHttp, 'http://127.0.0.1:3000/health'],
  [
    'calendars are given',
    { ...overSocket, PUBLIC_URL: 'https://bot.example.com', PORT: '80' },
    'http://127.0.0.1:80/health',
  ],
  ['it listens on one address', { ...overHttp, HOST: '::1' }, 'http://[::1]:3000/health'],
  ['Slack is heard over a socket', overSocket, null],
  ['another process has the role', { ...overHttp, SAHAYAK_ROLES: 'pump' }, null],
])('a container’s health check asks where the bot answers, when %s', (_, env, address) => {
  const read = readConfig(env)

  expect(read.ok && healthAddress(read.config)).toBe(address)
})
