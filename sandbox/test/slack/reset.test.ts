import { afterEach, describe, expect, it } from 'vitest'
import { actions, aSlack, boltOverSocket, button, closeAll, form, refusal, section } from './stage.ts'

afterEach(closeAll)

/** A world in which a little of everything has happened. */
async function aBusySlack() {
  const stage = await aSlack()
  const { slack, client, asha, cleo, general, app } = stage
  await boltOverSocket(stage, (bolt) => {
    bolt.command('/do', async ({ ack, command, client: own }) => {
      await own.views.open({ trigger_id: command.trigger_id, view: form([section('x')]) })
      await ack('done')
    })
  })
  await client.chat.postMessage({ channel: general.id, text: 'x', blocks: [actions(button('B', 'b'))] })
  await client.chat.postMessage({ channel: asha.id, text: 'x' })
  await slack.gesture({ do: 'join', as: cleo.id, channel: general.id })
  await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
  await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/nope' })
  await client.views.publish({ user_id: asha.id, view: { type: 'home', blocks: [section('home')] } })
  const code = slack.authorize(app.id)
  return { ...stage, code }
}

describe('a reset', () => {
  it('forgets what happened, keeps who and what exists, and can be done twice', async () => {
    const { slack, sandbox, asha, cleo, general, app, client, code } = await aBusySlack()

    sandbox.reset()
    const once = slack.view(asha.id)
    sandbox.reset()

    expect(slack.view(asha.id)).toEqual(once)
    expect(once).toMatchObject({ dms: [], ephemerals: [], modals: [], home: undefined, toasts: [] })
    expect(once.channels.map(({ name, messages }) => [name, messages])).toEqual([
      ['general', []],
      ['secret', []],
    ])
    expect(slack.view(cleo.id).channels).toEqual([])
    expect(sandbox.traffic.since(0)).toEqual([])
    expect(
      await refusal(client.oauth.v2.access({ client_id: app.clientId, client_secret: app.clientSecret, code })),
    ).toMatchObject({ error: 'invalid_code' })
    expect(general.members.has(app.botUser)).toBe(true)
  })

  it('leaves nothing of before that could speak into what is after it', async () => {
    const stage = await aSlack()
    const { slack, sandbox, asha, general, clock } = stage
    const acknowledge = Promise.withResolvers<void>()
    const acknowledged = Promise.withResolvers<void>()
    await boltOverSocket(stage, (bolt) => {
      bolt.command('/do', async ({ ack }) => {
        await acknowledge.promise
        await ack('done')
        acknowledged.resolve()
      })
    })
    const typed = slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })

    sandbox.reset()
    const result = await typed
    acknowledge.resolve()
    await acknowledged.promise
    clock.advance(60_000)

    expect(result).toEqual({ ok: false, error: 'Everything was forgotten meanwhile' })
    expect(slack.view(asha.id)).toMatchObject({ toasts: [], ephemerals: [] })
  })

  it('leaves the bot connected', async () => {
    const { slack, sandbox, asha, general } = await aBusySlack()

    sandbox.reset()

    expect(await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })).toEqual({ ok: true })
    expect(slack.view(asha.id).modals).toHaveLength(1)
  })
})
