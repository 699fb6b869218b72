import { afterEach, describe, expect, it } from 'vitest'
import { aSlack, closeAll, refusal, webClient } from './stage.ts'

afterEach(closeAll)

describe('a token', () => {
  it('says whose it is', async () => {
    const { client, app } = await aSlack()

    expect(await client.auth.test()).toMatchObject({
      user_id: app.botUser,
      bot_id: app.botId,
      team_id: app.workspace,
      team: 'Acme',
      user: 'helper',
    })
    expect((await client.team.info()).team).toMatchObject({ id: app.workspace, name: 'Acme', domain: 'acme' })
    expect((await client.bots.info({ bot: app.botId })).bot).toMatchObject({
      id: app.botId,
      app_id: app.id,
      user_id: app.botUser,
    })
  })

  it('that is unknown, missing or of the wrong kind is refused', async () => {
    const { sandbox, app, client } = await aSlack()
    const test = (token: string) => refusal(webClient(sandbox, token).auth.test())

    expect(await test('xoxb-wrong')).toMatchObject({ error: 'invalid_auth' })
    expect(await test('')).toMatchObject({ error: 'not_authed' })
    expect(await test(app.appToken)).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await refusal(client.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await refusal(client.apiCall('no.such'))).toMatchObject({ error: 'unknown_method' })
  })

  it('does only what its scopes allow, and says which is missing', async () => {
    const { client, general, asha } = await aSlack({ scopes: ['chat:write', 'channels:read'] })

    expect(await refusal(client.users.info({ user: asha.id }))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,channels:read',
    })
    expect(await refusal(client.conversations.history({ channel: general.id }))).toMatchObject({
      error: 'missing_scope',
    })
    expect((await client.auth.test()).response_metadata).toMatchObject({ scopes: ['chat:write', 'channels:read'] })
  })

  it('is got for a code, once, within ten minutes', async () => {
    const { slack, client, app, clock } = await aSlack()
    const trade = (code: string, secret = app.clientSecret) =>
      client.oauth.v2.access({ client_id: app.clientId, client_secret: secret, code })
    const code = slack.authorize(app.id)

    expect(await refusal(trade(code, 'wrong'))).toMatchObject({ error: 'bad_client_secret' })
    expect(await trade(code)).toMatchObject({
      access_token: app.botToken,
      bot_user_id: app.botUser,
      team: { id: app.workspace },
    })
    expect(await refusal(trade(code))).toMatchObject({ error: 'code_already_used' })
    const late = slack.authorize(app.id)
    clock.advance(600_001)
    expect(await refusal(trade(late))).toMatchObject({ error: 'invalid_code' })
  })

  it('is got through the install page, which leads back with code and state', async () => {
    const { sandbox, client, app } = await aSlack()
    const query = new URLSearchParams({
      client_id: app.clientId,
      scope: 'commands',
      redirect_uri: 'https://bot.example/installed',
      state: 'mine',
    })

    const page = await fetch(`${sandbox.url}/slack/oauth/v2/authorize?${query.toString()}`, { redirect: 'manual' })

    const back = new URL(page.headers.get('location') ?? '')
    expect(back.origin + back.pathname).toBe('https://bot.example/installed')
    expect(back.searchParams.get('state')).toBe('mine')
    const code = back.searchParams.get('code') ?? ''
    expect(
      await client.oauth.v2.access({ client_id: app.clientId, client_secret: app.clientSecret, code }),
    ).toMatchObject({ access_token: app.botToken })
  })

  it('may come with a JSON body as well as with a form', async () => {
    const { sandbox, app, general, slack, asha } = await aSlack()

    const response = await fetch(`${sandbox.url}/slack/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${app.botToken}` },
      body: JSON.stringify({ channel: general.id, text: 'as JSON', blocks: [{ type: 'divider' }] }),
    })

    expect(await response.json()).toMatchObject({ ok: true })
    expect(slack.view(asha.id).channels[0]?.messages).toMatchObject([
      { text: 'as JSON', blocks: [{ type: 'divider' }] },
    ])
  })
})

describe('an app', () => {
  it('can be added from its manifest', async () => {
    const { slack } = await aSlack()

    const app = slack.addApp({
      manifest: {
        display_information: { name: 'From a file' },
        features: {
          bot_user: { display_name: 'filed' },
          app_home: { home_tab_enabled: true },
          slash_commands: [{ command: '/filed', description: 'x', should_escape: true }],
          shortcuts: [{ name: 'S', type: 'global', callback_id: 's', description: 'x' }],
        },
        oauth_config: { scopes: { bot: ['commands', 'chat:write'] } },
        settings: { event_subscriptions: { bot_events: ['app_home_opened'] }, socket_mode_enabled: true },
      },
      botToken: 'xoxb-mine',
    })

    expect(app).toMatchObject({
      name: 'From a file',
      botToken: 'xoxb-mine',
      commands: [{ command: '/filed', shouldEscape: true }],
      shortcuts: [{ callbackId: 's' }],
      homeTab: true,
    })
    expect(app.scopes).toEqual(new Set(['commands', 'chat:write']))
  })
})
