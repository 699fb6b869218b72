import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from '#orm/core'
import { afterEach, describe, expect, it } from 'vitest'
import { slackManifest } from '#adapters/slack/manifest.ts'
import { discordRegistration } from '#adapters/discord/registration.ts'
import { connectDatabase, rows } from '#db/connection/connect.ts'
import { rootNames } from '#src/features/commands.ts'
import { personShortcutNames, shortcutNames } from '#src/features/shortcuts.ts'
import { startSandbox } from '#sandbox/index.ts'
import { examine, report } from '#src/bot/doctor.ts'
import { bareServer, json } from '#test/adapters/discord/bare.ts'
import { embeddedFolder, postgresUrl } from '#test/db/databases.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const now = () => Temporal.Now.instant()

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sahayak-doctor-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A workspace with the app in it, and what the bot's environment is to say. */
async function aWorkspace(setup: Parameters<Awaited<ReturnType<typeof startSandbox>>['slack']['addApp']>[0]) {
  const sandbox = await startSandbox({ mode: 'running' })
  closing.push(() => sandbox.close())
  sandbox.slack.addWorkspace({ name: 'Banyan' })
  const app = sandbox.slack.addApp(setup)
  return {
    SLACK_BOT_TOKEN: app.botToken,
    SLACK_APP_TOKEN: app.appToken,
    SLACK_API_URL: `${sandbox.url}/slack/api/`,
    SAHAYAK_DATA: aFolder(),
  }
}

const ours = { manifest: slackManifest({ socketMode: true }) }

async function problems(env: Record<string, string>, at = now) {
  const findings = await examine(env, at)
  return findings.filter(({ ok }) => !ok)
}

describe('the doctor of a bot in Slack', () => {
  it('says that all is well when it is', async () => {
    const env = await aWorkspace(ours)

    const text = report(await examine(env, now))

    expect(text).toContain('✓ Slack accepts the bot token: Sahayak in Banyan')
    expect(text).toContain('✓ The Slack app has the scopes that it needs')
    expect(text).toContain('✓ Slack accepts the app-level token, and Socket Mode is on')
    expect(text).toMatch(/All is well\.\n$/u)
  })

  it('says which token is refused, and where to get another, without showing it', async () => {
    const env = { ...(await aWorkspace(ours)), SLACK_BOT_TOKEN: 'xoxb-12345678-revoked' }

    const text = report(await examine(env, now))

    expect(text).toContain('✗ Slack accepts the bot token\n    invalid_auth. Copy it anew')
    expect(text).toMatch(/1 thing is to be mended\.\n$/u)
    expect(text).not.toContain('revoked')
  })

  it('names the scopes that the app was installed without', async () => {
    const env = await aWorkspace({ name: 'Sahayak', scopes: ['commands', 'chat:write'] })

    const [problem] = await problems(env)

    expect(problem?.todo).toContain(
      'It lacks chat:write.customize, app_mentions:read, im:write, files:write, files:read,',
    )
    expect(problem?.todo).toContain('adapters/slack/manifest.json')
  })

  it('tells that Socket Mode is off', async () => {
    const env = await aWorkspace({ ...ours, delivery: { url: 'http://127.0.0.1:1/slack/events' } })

    const [problem] = await problems(env)

    expect(problem?.todo).toContain('"Socket Mode"')
  })

  it('notices a clock that is wrong', async () => {
    const env = await aWorkspace(ours)

    const found = await problems(env, () => Temporal.Now.instant().add({ minutes: 10 }))

    expect(found).toMatchObject([{ what: "This machine's clock agrees with Slack's" }])
    expect(found[0]?.todo).toMatch(/^It is (?:599|600) seconds ahead\./u)
  })

  it('says that Slack cannot be reached, once', async () => {
    const env = { ...(await aWorkspace(ours)), SLACK_API_URL: 'http://127.0.0.1:1/slack/api/' }

    const found = await problems(env)

    expect(found).toMatchObject([{ what: 'Slack can be reached' }])
  })
})

/** Discord's answers by route, beside what it would say when all is well. */
async function aDiscord(answers: Record<string, unknown> = {}) {
  const usual: Record<string, unknown> = {
    '/api/v10/gateway': { url: 'wss://gateway.discord.gg' },
    '/api/v10/applications/@me': { id: application, name: 'Sahayak', bot: { id: application } },
    [`/api/v10/applications/${application}/commands`]: discordRegistration(),
    '/api/v10/users/@me/guilds': [{ id: '9', name: 'Banyan', permissions: '8' }],
  }
  const server = await bareServer((response, { request }) => {
    const path = request.split(' ')[1]?.split('?')[0] ?? ''
    const answer = { ...usual, ...answers }[path]
    json(response, answer === 401 ? 401 : 200, answer === 401 ? { message: '401: Unauthorized', code: 0 } : answer)
  })
  closing.push(() => server.close())
  return {
    DISCORD_TOKEN: 'a-token-of-more-than-twenty-characters',
    DISCORD_APPLICATION_ID: application,
    DISCORD_API_URL: server.url,
    SAHAYAK_DATA: aFolder(),
  }
}

const application = '123456789012345678'

describe('the doctor of a bot in Discord', () => {
  it('says that all is well when it is', async () => {
    const env = await aDiscord()

    const text = report(await examine(env, now))

    expect(text).toContain('✓ Discord accepts the bot token: Sahayak')
    const count = rootNames.length + shortcutNames.length + personShortcutNames.length
    expect(text).toContain(`✓ The commands are registered with Discord (${count})`)
    expect(text).toContain('✓ The bot is in 1 server: Banyan')
    expect(text).toMatch(/All is well\.\n$/u)
  })

  it.each([
    ['the token is refused', { '/api/v10/applications/@me': 401 }, /"Reset Token"/u],
    [
      'the token belongs to another application',
      { '/api/v10/applications/@me': { id: '2', name: 'Other', bot: { id: '2' } } },
      /belongs to Other, whose id is 2/u,
    ],
    [
      'commands go to an address instead of the bot',
      {
        '/api/v10/applications/@me': {
          id: application,
          name: 'Sahayak',
          interactions_endpoint_url: 'https://x.example',
        },
      },
      /empty "Interactions Endpoint URL"/u,
    ],
    ['nobody has let the bot in', { '/api/v10/users/@me/guilds': [] }, /https:\/\/discord\.com\/oauth2\/authorize\?/u],
    [
      'it may not make threads in a server',
      { '/api/v10/users/@me/guilds': [{ id: '9', name: 'Banyan', permissions: String(1024 | 2048 | 65536) }] },
      /lacks .*CreatePrivateThreads/u,
    ],
  ])('says what to do when %s', async (_, answers, todo) => {
    const env = await aDiscord(answers)

    const found = await problems(env)

    expect(found).toHaveLength(1)
    expect(found[0]?.todo).toMatch(todo)
  })

  it.each([
    ['on', 1 << 19, '✓ The Message Content intent is on'],
    ['off', 0, '✓ The Message Content intent is off'],
  ])('says that the bot hears what people write, or not, with the intent %s', async (_, flags, line) => {
    const me = { id: application, name: 'Sahayak', bot: { id: application }, flags }

    const text = report(await examine(await aDiscord({ '/api/v10/applications/@me': me }), now))

    expect(text).toContain(line)
  })

  it('does not mind commands that the bot will register when it starts', async () => {
    const env = await aDiscord({ [`/api/v10/applications/${application}/commands`]: [] })

    const found = await problems(env)

    expect(found).toEqual([])
  })
})

describe('the doctor of the database', () => {
  it('looks into a PostgreSQL that is up to date and guarded', async () => {
    const env = { ...(await aWorkspace(ours)), DATABASE_URL: await postgresUrl(), SAHAYAK_SECRET: 's'.repeat(32) }

    const text = report(await examine(env, now))

    expect(text).toMatch(/✓ Database: PostgreSQL \d+/u)
    expect(text).toContain('✓ Schema: up to date')
    expect(text).toContain('✓ Row-level security binds this database role')
  })

  it('refuses one that a newer version has used', async () => {
    const url = await postgresUrl()
    const db = await connectDatabase({ url, dataDir: '', max: 1 })
    await db.asOwner((tx) =>
      rows(tx, sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from tomorrow', 1)`),
    )
    await db.close()
    const env = { ...(await aWorkspace(ours)), DATABASE_URL: url, SAHAYAK_SECRET: 's'.repeat(32) }

    const found = await problems(env)

    expect(found).toMatchObject([{ what: 'Schema: newer than this version of Sahayak' }])
  })

  it('says why a PostgreSQL cannot be used, and keeps the password to itself', async () => {
    const url = 'postgres://sahayak:a-very-quiet-word@127.0.0.1:1/sahayak'
    const env = { ...(await aWorkspace(ours)), DATABASE_URL: url, SAHAYAK_SECRET: 's'.repeat(32) }

    const text = report(await examine(env, now))

    expect(text).toMatch(/✗ Database\n {4}PostgreSQL could not be used: .*ECONNREFUSED/u)
    expect(text).not.toContain('a-very-quiet-word')
  })

  it('makes no embedded database, and leaves alone one that is in use', async () => {
    const env = await aWorkspace(ours)
    const inUse = await embeddedFolder()
    closing.push(() => rmSync(inUse, { recursive: true, force: true }))
    const before = report(await examine(env, now))
    const made = existsSync(join(env.SAHAYAK_DATA, 'postgres'))
    const db = await connectDatabase({ dataDir: inUse })
    closing.push(() => db.close())

    const during = report(await examine({ ...env, SAHAYAK_DATA: inUse }, now))

    expect(before).toContain('to be made in')
    expect(made).toBe(false)
    expect(during).toContain('in use by another process and so not looked into')
    expect(during).toMatch(/All is well\.\n$/u)
  })
})

describe('the doctor of the configuration', () => {
  it('fails, and names each thing that is missing or strange', () => {
    const program = fileURLToPath(new URL('../src/bot/doctor.ts', import.meta.url))
    const env = { PATH: process.env['PATH'], SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNIN_SECRET: 'x' }

    const { status, stdout } = spawnSync(process.execPath, [program], { env, cwd: aFolder(), encoding: 'utf8' })

    expect(status).toBe(1)
    expect(stdout).toContain('SLACK_APP_TOKEN is not set')
    expect(stdout).toContain('SLACK_SIGNIN_SECRET is set, and nothing here reads a variable of that name')
  })

  it('says what a platform needs when there is none', async () => {
    const found = await problems({ SAHAYAK_DATA: aFolder() })

    expect(found).toMatchObject([{ what: 'A platform to live on' }])
  })
})
