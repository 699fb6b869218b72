import { afterEach, describe, expect, it } from 'vitest'
import { aSlack, boltOverSocket, closeAll } from './stage.ts'

afterEach(closeAll)

describe('a slash command', () => {
  it('reaches the app, and what it acknowledges with is for the one who typed it alone', async () => {
    const stage = await aSlack()
    const { slack, asha, ben, general } = stage
    await boltOverSocket(stage, (bolt) => {
      bolt.command('/do', async ({ ack, command }) => ack(`You said: ${command.text}`))
    })

    const result = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do this' })

    expect(result).toEqual({ ok: true })
    expect(slack.view(asha.id).ephemerals).toMatchObject([
      { plain: 'You said: this', ephemeral: true, channel: general.id },
    ])
    expect(slack.view(ben.id).ephemerals).toEqual([])
  })

  it('is told to everyone when the app answers in_channel', async () => {
    const stage = await aSlack()
    const { slack, asha, ben, general } = stage
    await boltOverSocket(stage, (bolt) => {
      bolt.command('/do', async ({ ack }) => ack({ text: 'Done', response_type: 'in_channel' }))
    })

    await slack.gesture({ do: 'command', as: asha.id, channel: '#general', text: '/do this' })

    expect(slack.view(ben.id).channels[0]?.messages).toMatchObject([{ plain: 'Done', ephemeral: false, bot: true }])
    expect(general.timeline).toHaveLength(1)
  })

  it('carries what the real service sends, as strings', async () => {
    const stage = await aSlack()
    const { slack, asha, general, secret, app, sandbox } = stage
    await boltOverSocket(stage, (bolt) => bolt.command('/do', async ({ ack }) => ack()))

    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do  this ' })
    await slack.gesture({ do: 'command', as: asha.id, channel: secret.id, text: '/do' })

    const sent = sandbox.traffic.since(0).filter(({ name }) => name === 'slash_commands')
    expect(sent[0]?.request).toEqual({
      token: app.verification,
      team_id: app.workspace,
      team_domain: 'acme',
      channel_id: general.id,
      channel_name: 'general',
      user_id: asha.id,
      user_name: 'asha',
      command: '/do',
      text: 'this',
      api_app_id: app.id,
      is_enterprise_install: 'false',
      response_url: expect.stringContaining('/slack/commands/'),
      trigger_id: expect.any(String),
    })
    expect(sent[1]?.request).toMatchObject({ channel_name: 'privategroup', text: '' })
  })

  it('is escaped only when the app registered it so', async () => {
    const stage = await aSlack()
    const { slack, asha, ben, general } = stage
    const heard: string[] = []
    await boltOverSocket(stage, (bolt) => {
      bolt.command(/.*/, async ({ ack, command }) => {
        heard.push(command.text)
        await ack()
      })
    })

    const text = 'a < b & @ben in #general, not @nobody: https://example.com/x'
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: `/do ${text}` })
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: `/raw ${text}` })

    expect(heard).toEqual([
      `a &lt; b &amp; <@${ben.id}|ben> in <#${general.id}|general>, not @nobody: <https://example.com/x>`,
      text,
    ])
  })

  it('that no app has registered is refused to the person', async () => {
    const { slack, asha, general } = await aSlack()

    const result = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/nope' })

    expect(result).toMatchObject({ ok: false, error: expect.stringMatching(/^\/nope is not a valid command/) })
    expect(slack.view(asha.id).toasts).toMatchObject([{ error: 'unknown_command' }])
  })

  it('cannot be typed in a thread, nor in a channel one is not in', async () => {
    const { slack, asha, cleo, general } = await aSlack()

    const inThread = await slack.gesture({
      do: 'command',
      as: asha.id,
      channel: general.id,
      text: '/do',
      thread_ts: '1.1',
    })
    const elsewhere = await slack.gesture({ do: 'command', as: cleo.id, channel: general.id, text: '/do' })

    expect(inThread).toEqual({ ok: false, error: '/do is not supported in threads. Sorry!' })
    expect(elsewhere.ok).toBe(false)
  })

  it('that is not acknowledged within three seconds shows operation_timeout', async () => {
    const stage = await aSlack()
    const { slack, asha, general, clock } = stage
    await boltOverSocket(stage, (bolt) => bolt.command('/do', async () => undefined))

    const typed = slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    clock.advance(2999)
    expect(slack.view(asha.id).toasts).toEqual([])
    clock.advance(1)

    expect(await typed).toEqual({ ok: false, error: '/do failed with the error "operation_timeout"' })
    expect(slack.view(asha.id).toasts).toMatchObject([{ error: 'operation_timeout', about: '/do' }])
  })

  it('that is acknowledged too late is not acknowledged', async () => {
    const stage = await aSlack()
    const { slack, asha, general, clock } = stage
    const late = Promise.withResolvers<void>()
    await boltOverSocket(stage, (bolt) => {
      bolt.command('/do', async ({ ack }) => {
        clock.advance(3000)
        await ack('Too late')
        late.resolve()
      })
      bolt.command('/raw', async ({ ack }) => ack('In time'))
    })

    const typed = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    await late.promise
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/raw' })

    expect(typed).toEqual({ ok: false, error: '/do failed with the error "operation_timeout"' })
    expect(slack.view(asha.id).ephemerals).toMatchObject([{ plain: 'In time' }])
  })

  it('with no app connected shows dispatch_failed', async () => {
    const { slack, asha, general } = await aSlack()

    const result = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })

    expect(result).toEqual({ ok: false, error: '/do failed with the error "dispatch_failed"' })
  })
})
