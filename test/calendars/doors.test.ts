import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWeb } from '#adapters/http/web.ts'
import { startSandbox } from '#sandbox/index.ts'
import type { Config } from '#src/bot/config.ts'
import { buildWorld, configFor, type World } from '#src/bot/demo/world.ts'
import { startBot } from '#src/bot/main.ts'
import type { Answer, Request } from '#src/kernel/request.ts'
import { postgresUrl } from '#test/db/databases.ts'
import { read } from '#test/handle/office.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** The whole bot as it runs in earnest, with someone who may ask it for a calendar. */
async function aBot(changed: (config: Config, world: World) => Config) {
  const sandbox = await startSandbox({ mode: 'frozen', start: Date.parse('2026-03-02T12:00:00Z') })
  const world = buildWorld(sandbox)
  const config = configFor(sandbox, world, { url: await postgresUrl(), dataDir: tmpdir() })
  const bot = await startBot(
    { ...changed(config, world), secret: 'a secret of at least thirty-two characters' },
    { log: silent, now: () => Temporal.Instant.from('2026-03-02T12:00:00Z') },
  )
  const origin = {
    ...{ platform: 'slack' as const, place: bot.slack?.team.id ?? '', placeName: 'Banyan', channel: 'C1' },
    ...{ channelKind: 'room' as const, user: 'U1', userName: 'meera', language: null },
  }
  let deliveries = 0
  const ask = (request: Request): Promise<Answer> => bot.core.handle({ id: `test:${++deliveries}`, origin, request })
  await ask({ kind: 'words', command: 'agency', text: `setup ${bot.setupCode() ?? ''}` })
  const card = read(await ask({ kind: 'words', command: 'calendar', text: 'feed' }))
  const path = /https:\/\/bot\.example\.com(\/\S+)/u.exec(card)?.[1] ?? ''
  const get = (at: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${bot.port}${at}`, init)
  const close = async () => {
    await bot.stop()
    await sandbox.close()
  }
  return { bot, card, path, get, close }
}

const reached = (config: Config): Config => ({ ...config, publicUrl: 'https://bot.example.com' })

function overHttp(config: Config, { slack: { signingSecret } }: World): Config {
  if (!config.slack) throw new Error('there is no Slack in the example')
  const { app: _, ...slack } = config.slack
  return reached({ ...config, slack: { ...slack, signingSecret } })
}

type Running = Awaited<ReturnType<typeof aBot>>

describe.each([
  { which: 'to which Slack delivers', changed: overHttp },
  { which: 'that nothing else opened', changed: reached },
])('the HTTP port $which', ({ changed }) => {
  let running: Running
  beforeAll(async () => {
    running = await aBot(changed)
  })
  afterAll(() => running.close())

  it('gives calendars, says that the bot is well, and nothing else', async () => {
    const { path, get } = running

    const calendar = await get(path)
    const wrong = await Promise.all(['/calendar/x/y', '/calendar/x', '/x', '/'].map((at) => get(at)))

    expect(calendar.status).toBe(200)
    expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR\r\n/u)
    expect((await get(path, { headers: { 'if-none-match': calendar.headers.get('etag') ?? '' } })).status).toBe(304)
    expect((await get(path, { method: 'HEAD' })).status).toBe(200)
    expect(await (await get('/health')).text()).toBe('ok\n')
    expect(wrong.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })

  it('outlives addresses that make no sense', async () => {
    const { path, get } = running

    await Promise.allSettled(['/calendar/%E0%A4%A/x', '//', '/%'].map((at) => get(at)))

    expect((await get(path)).status).toBe(200)
  })
})

it('a port that is taken, or a host that is not this machine’s, is said in a sentence', async () => {
  const answering = { slack: null, routes: [] }
  const other = await openWeb({ port: 0, host: '127.0.0.1' }, answering)

  const tries = await Promise.allSettled([
    openWeb({ port: other.port, host: '127.0.0.1' }, answering),
    openWeb({ port: 0, host: '203.0.113.7' }, answering),
  ])
  await other.stop()

  expect(tries.map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    `Error: Port ${other.port} is taken by another program. End that one, or choose another port, for example PORT=3001.`,
    'Error: HOST=203.0.113.7 is no address of this machine. HOST=0.0.0.0 listens on all that it has.',
  ])
})

describe('without PUBLIC_URL', () => {
  let running: Running
  beforeAll(async () => {
    running = await aBot((config) => config)
  })
  afterAll(() => running.close())

  it('no port is opened, and the bot says what is missing', () => {
    expect(running.bot.port).toBeNull()
    expect(running.card).toMatch(/PUBLIC_URL/u)
  })
})
