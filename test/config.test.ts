import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { missingPlatforms, readConfig, readEnvironment, type Environment } from '#src/bot/config.ts'
import { variables } from '#src/bot/variables.ts'

const slack = { SLACK_BOT_TOKEN: 'xoxb-1234-5678-AbCdEf', SLACK_APP_TOKEN: 'xapp-1-A123-456-abcdef' }
const discord = { DISCORD_TOKEN: 'a-token-of-some-length', DISCORD_APPLICATION_ID: '1234567890123456789' }

function config(env: Environment) {
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.message)
  return read.config
}

function problems(env: Environment): string {
  const read = readConfig(env)
  return read.ok ? '' : read.message
}

describe('a configuration', () => {
  it('needs nothing to be tried: an embedded database, and every role', () => {
    expect(config({})).toEqual({
      database: { dataDir: '.sahayak' },
      http: { port: 3000, host: '0.0.0.0' },
      logLevel: 'info',
      roles: new Set(['http', 'gateway', 'pump', 'clock']),
    })
  })

  it('is read from the environment', () => {
    const read = config({
      ...slack,
      ...discord,
      SLACK_COMMAND_PREFIX: 'va-',
      DATABASE_URL: 'postgres://sahayak@localhost/sahayak',
      SAHAYAK_SECRET: 'x'.repeat(32),
      SAHAYAK_ROLES: 'http, pump',
      SAHAYAK_DATA: '/data',
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://bot.example.com/',
      LOG_LEVEL: 'debug',
    })

    expect(read).toEqual({
      database: { url: 'postgres://sahayak@localhost/sahayak', dataDir: '/data' },
      slack: { bot: slack.SLACK_BOT_TOKEN, app: slack.SLACK_APP_TOKEN, prefix: 'va-' },
      discord: { token: discord.DISCORD_TOKEN, applicationId: discord.DISCORD_APPLICATION_ID },
      http: { port: 0, host: '127.0.0.1' },
      publicUrl: 'https://bot.example.com',
      logLevel: 'debug',
      secret: 'x'.repeat(32),
      roles: new Set(['http', 'pump']),
    })
  })

  it('takes an empty variable for one that is not set, and blanks around a value for nothing', () => {
    expect(config({ PORT: '', HOST: '  ', LOG_LEVEL: ' warn ' })).toMatchObject({
      http: { port: 3000, host: '0.0.0.0' },
      logLevel: 'warn',
    })
  })

  it('is not disturbed by what is not ours', () => {
    expect(config({ PATH: '/bin', SAHAYAK: 'x' })).toEqual(config({}))
  })

  it.each([
    ['DATABASE_URL', 'mysql://x'],
    ['SLACK_BOT_TOKEN', 'xapp-1-wrong'],
    ['SLACK_APP_TOKEN', 'xoxb-wrong'],
    ['SLACK_SIGNING_SECRET', 'short'],
    ['SLACK_API_URL', 'ftp://example.com'],
    ['SLACK_COMMAND_PREFIX', 'Va '],
    ['DISCORD_TOKEN', 'Bot aaaaaaaaaaaaaaaaaaaa bbbb'],
    ['DISCORD_APPLICATION_ID', '123'],
    ['DISCORD_API_URL', 'nowhere'],
    ['PORT', '70000'],
    ['HOST', 'a b'],
    ['PUBLIC_URL', 'http://bot.example.com'],
    ['PUBLIC_URL', 'https://example.com/bot'],
    ['PUBLIC_URL', 'https://me:word@example.com'],
    ['LOG_LEVEL', 'loud'],
    ['SAHAYAK_SECRET', 'too short'],
    ['SAHAYAK_ROLES', 'http,pomp'],
    ['SAHAYAK_NOW', 'yesterday'],
  ] as const)('says what %s wants, and one value that works', (name, wrong) => {
    const message = problems({ [name]: wrong })

    expect(message).toContain(`${name} wants ${variables[name].wants}`)
    expect(message).toContain(`${name}=${variables[name].example}`)
  })

  it.each(Object.entries(variables).filter(([, variable]) => 'secret' in variable))(
    'never repeats a secret, since the message ends up in logs: %s',
    (name) => {
      const wrong = `${name.startsWith('DATABASE') ? 'mysql://' : ''}do not tell`

      expect(problems({ [name]: wrong })).toContain(name)
      expect(problems({ [name]: wrong })).not.toContain('do not tell')
    },
  )

  it('tells every problem at once', () => {
    const message = problems({ PORT: 'x', LOG_LEVEL: 'loud', DISCORD_TOKEN: discord.DISCORD_TOKEN })

    expect(message).toContain('3 problems')
    for (const name of ['PORT', 'LOG_LEVEL', 'DISCORD_APPLICATION_ID']) expect(message).toContain(name)
  })

  it.each([
    ['a bot token alone', { SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN }, 'SLACK_APP_TOKEN is not set'],
    ['an app token alone', { SLACK_APP_TOKEN: slack.SLACK_APP_TOKEN }, 'SLACK_BOT_TOKEN is not set'],
    ['a token without an application', { DISCORD_TOKEN: discord.DISCORD_TOKEN }, 'DISCORD_APPLICATION_ID is not set'],
    ['an application without a token', { DISCORD_APPLICATION_ID: '1234567890123456789' }, 'DISCORD_TOKEN is not set'],
    [
      'a shared database without a shared secret',
      { ...slack, DATABASE_URL: 'postgres://h/d' },
      'SAHAYAK_SECRET is not set',
    ],
  ])('says what is missing beside %s', (_, env, words) => {
    expect(problems(env)).toContain(words)
  })

  it('takes a signing secret in the place of an app token', () => {
    const { SLACK_BOT_TOKEN } = slack

    expect(problems({ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: '8f742231b10e8888' })).toBe('')
  })

  it('never lets a bot with a made-up time speak to real people', () => {
    const time = { SAHAYAK_NOW: '2026-03-02T03:30:00Z' }
    const here = {
      SLACK_API_URL: 'http://127.0.0.1:4000/slack/api/',
      DISCORD_API_URL: 'http://localhost:4000/discord/api',
    }

    expect(problems({ ...time, ...slack, ...discord })).toMatch(/SLACK_API_URL must .*DISCORD_API_URL must /su)
    expect(problems({ ...time, ...slack, SLACK_API_URL: 'http://127.0.0.1.example.com/' })).toContain('SLACK_API_URL')
    expect(config({ ...time, ...slack, ...discord, ...here }).now?.toString()).toBe('2026-03-02T03:30:00Z')
  })

  it('says how to connect a platform when there is none', () => {
    expect(missingPlatforms(config({}))).toMatch(/SLACK_BOT_TOKEN.*DISCORD_TOKEN.*npm run demo/su)
    expect(missingPlatforms(config(slack))).toBeNull()
    expect(missingPlatforms(config(discord))).toBeNull()
  })
})

describe('the file .env', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sahayak-env-'))
    writeFileSync(join(folder, '.env'), 'SAHAYAK_TEST_ONE="from the file"\nSAHAYAK_TEST_TWO=file # why\n')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  it('lies beneath the environment, which wins', () => {
    vi.stubEnv('SAHAYAK_TEST_TWO', 'environment')

    const found = readEnvironment(join(folder, '.env'))

    expect(found).toMatchObject({ SAHAYAK_TEST_ONE: 'from the file', SAHAYAK_TEST_TWO: 'environment' })
  })

  it('need not be there', () => {
    expect(readEnvironment(join(folder, 'none'))).not.toHaveProperty('SAHAYAK_TEST_ONE')
  })
})
