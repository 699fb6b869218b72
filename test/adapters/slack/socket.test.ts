import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import type { Answer } from '#src/kernel/request.ts'
import { aCore, aLog, say } from '../core.ts'
import {
  aWorkspace,
  closeAll,
  opening,
  press,
  ready,
  returning,
  seenBy,
  shared,
  start,
  type Ready,
  type Workspace,
} from './stage.ts'

afterEach(closeAll)

const connected = ({ slack, app }: Pick<Ready, 'slack' | 'app'>) =>
  eventually(() => slack.sockets.count(app.id) === 1, Boolean, { on: [slack] })

/** Another process of the same app. */
async function aSocket({ sandbox, app }: Workspace): Promise<WebSocket> {
  const opened = await fetch(`${sandbox.url}/slack/api/apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.appToken}` },
  })
  const { url } = z.object({ url: z.string() }).parse(await opened.json())
  const socket = new WebSocket(url)
  await once(socket, 'message')
  return socket
}

describe('a start', () => {
  it('knows the workspace that the bot is in', async () => {
    const { adapter, team, slack, app } = await ready()

    expect(adapter.team).toEqual({ id: team, name: 'Banyan' })
    expect(slack.sockets.count(app.id)).toBe(1)
  })

  it.each([
    ['SLACK_BOT_TOKEN', { bot: 'xoxb-wrong' }, 'Slack does not accept the bot token (invalid_auth)'],
    ['SLACK_APP_TOKEN', { app: 'xapp-wrong' }, 'Slack does not accept the app-level token (invalid_auth)'],
  ])('fails with a sentence when a token is wrong: %s', async (variable, tokens, why) => {
    const workspace = await aWorkspace()

    await expect(start(workspace, { tokens })).rejects.toThrow(`${why}: check ${variable}.`)
    expect(workspace.slack.sockets.count(workspace.app.id)).toBe(0)
  })

  it('fails with a sentence when Socket Mode is off', async () => {
    const workspace = await aWorkspace()
    workspace.app.delivery = { mode: 'http', url: 'http://127.0.0.1:9/slack/events' }

    await expect(start(workspace)).rejects.toThrow('(socket_mode_not_enabled): check SLACK_APP_TOKEN.')
  })

  it('needs one of the two ways to be heard', async () => {
    const workspace = await aWorkspace()

    await expect(start(workspace, { tokens: { app: '' } })).rejects.toThrow(
      'Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).',
    )
  })

  it('says which scopes the app was installed without', async () => {
    const workspace = await aWorkspace()
    workspace.app.scopes.delete('im:write')
    const { lines, log } = aLog()

    await start(workspace, { log })

    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', data: { missing: ['im:write'] } }))
  })

  it.each(['socket', 'http', 'none'] as const)('does not wait for a Slack that is away, over %s', async (over) => {
    const workspace = await aWorkspace()
    const { lines, log } = aLog()

    const adapter = await start(workspace, { over, log, apiUrl: 'http://127.0.0.1:9/slack/api' })

    expect(adapter.team).toEqual({ id: '', name: '' })
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', text: expect.stringMatching(/cannot be reached/u) }),
    )
    await adapter.stop()
  })

  it('does not wait for a socket when others have all that Slack allows, and takes one that comes free', async () => {
    const workspace = await aWorkspace()
    const { slack, app } = workspace
    const others = await Promise.all(Array.from({ length: 10 }, () => aSocket(workspace)))
    const { lines, log } = aLog()

    await start(workspace, { log })
    others[0]?.close()
    await eventually(() => slack.sockets.count(app.id) === 9)
    await eventually(() => slack.sockets.count(app.id) === 10, Boolean, { on: [slack] })

    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        data: { why: 'Slack closed the socket without a greeting', failures: 1 },
      }),
    )
  })

  it('hears once Slack is there again, and knows then which workspace it is in', async () => {
    const workspace = await aWorkspace()
    const { sandbox, slack, app, team, asha, acme } = workspace
    const { core, heard } = aCore(() => say('Your tasks'))
    for (const name of ['auth.test', 'apps.connections.open'])
      sandbox.faults.add({ platform: 'slack', name, kind: 'status', status: 503 })

    const adapter = await start(workspace, { core })
    const before = slack.sockets.count(app.id)
    await connected({ slack, app })
    await adapter.chat.find({ place: team, channel: acme.id }, '1', Temporal.Instant.fromEpochMilliseconds(0))
    await slack.gesture({ do: 'command', as: asha.id, channel: acme.id, text: '/tasks' })

    expect(before).toBe(0)
    expect(adapter.team).toEqual({ id: team, name: 'Banyan' })
    expect(heard).toMatchObject([{ origin: { place: team, placeName: 'Banyan' } }])
  })
})

describe('a connection', () => {
  it.each([
    ['that breaks', 'drop'],
    ['that Slack wants to be made anew', 'refresh'],
  ] as const)('%s is taken up again', async (_, how) => {
    const stage = await ready(() => say('Your tasks'))

    stage.slack.sockets[how](stage.app.id)
    await connected(stage)

    expect(await stage.type('/tasks')).toEqual({ ok: true })
    expect(await stage.sees(stage.asha, /Your tasks/u)).toMatchObject({ ephemeral: true })
    expect(stage.logged('error')).toEqual([])
  })

  it('that breaks is taken up again also when Slack is away for a while', async () => {
    const stage = await ready(() => say('Your tasks'))
    stage.sandbox.faults.add({ platform: 'slack', name: 'apps.connections.open', kind: 'cut-before' })

    stage.slack.sockets.drop(stage.app.id)
    await eventually(() => stage.logged('error').length === 1)
    await connected(stage)

    expect(await stage.type('/tasks')).toEqual({ ok: true })
    expect(stage.logged('error')).toMatchObject([
      { text: 'no connection to Slack: trying again', data: { failures: 1 } },
    ])
  })

  it('is one, however often it is taken up again', async () => {
    const { slack, app, asked } = await ready()

    for (let times = 0; times < 3; times += 1) {
      slack.sockets.drop(app.id)
      await connected({ slack, app })
    }

    expect(asked('apps.connections.open')).toHaveLength(4)
    expect(slack.sockets.count(app.id)).toBe(1)
  })

  it('that is being made when the bot stops is closed as well', async () => {
    const { adapter, sandbox, clock, slack, app, asked, logged } = await ready()
    sandbox.faults.add({ platform: 'slack', name: 'apps.connections.open', kind: 'delay', ms: 10_000 })
    slack.sockets.drop(app.id)
    await eventually(() => logged('info').some(({ text }) => text.endsWith('connecting again')))

    let isOver = false
    const stopped = adapter.stop().then(() => (isOver = true))
    await eventually(() => (clock.advance(10_000), isOver))
    await stopped

    expect(asked('apps.connections.open')).toHaveLength(2)
    expect(slack.sockets.count(app.id)).toBe(0)
  })
})

describe('what is being answered while the connection breaks', () => {
  /** Something is asked, and things come over another connection by the time that the core answers. */
  async function broken(act: (stage: Ready) => Promise<unknown>, answer: Answer) {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(({ request }) =>
      'command' in request && request.command === 'help' ? say('Help') : promise,
    )
    const acted = act(stage)
    await eventually(() => stage.heard.length === 1)
    stage.slack.sockets.drop(stage.app.id)
    await connected(stage)
    await stage.type('/help')
    resolve(answer)
    return { ...stage, acted }
  }

  it('comes all the same: the answer to a command', async () => {
    const stage = await broken(({ type }) => type('/tasks'), say('Your tasks'))

    expect(await stage.acted).toMatchObject({ ok: false })
    expect(await stage.sees(stage.asha, /Your tasks/u)).toMatchObject({ ephemeral: true })
    expect(stage.logged('error')).toEqual([])
  })

  it('comes all the same: the answer to a press', async () => {
    const stage = await broken(
      async (before) => before.press(await shared(before, [press('Show')]), 'Show'),
      say('#42 in full'),
    )

    expect(await stage.sees(stage.asha, /#42 in full/u)).toMatchObject({ ephemeral: true })
  })

  it('comes all the same: a form', async () => {
    const stage = await broken(
      async (before) => before.press(await shared(before, [opening('Return', 'return')]), 'Return'),
      { kind: 'form', form: returning },
    )

    expect(await stage.form()).toMatchObject({ title: 'Return #42' })
    expect(seenBy(stage.workspace, stage.asha).map(({ plain }) => plain)).toEqual([
      expect.stringContaining('#42 for all'),
      'Help',
    ])
  })
})
