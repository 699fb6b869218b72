import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { actions, aSlack, boltOverSocket, button, closeAll, form, refusal, section } from './stage.ts'

afterEach(closeAll)

const home = (text: string) => ({ type: 'home' as const, blocks: [section(text), actions(button('More', 'more'))] })

describe('the home tab', () => {
  it('shows what the app publishes when it is opened, to that person alone', async () => {
    const stage = await aSlack()
    const { slack, asha, ben } = stage
    await boltOverSocket(stage, (bolt) => {
      bolt.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: home(`Hello, <@${event.user}>`) })
      })
    })

    await slack.gesture({ do: 'open-home', as: asha.id })

    await eventually(() => slack.view(asha.id).home?.plain)
    expect(slack.view(asha.id).home).toMatchObject({
      plain: expect.stringContaining('Hello, @asha'),
      buttons: ['More'],
    })
    expect(slack.view(ben.id).home).toBeUndefined()
  })

  it('sends its presses with the view, and they can open a form', async () => {
    const stage = await aSlack()
    const { slack, asha, client } = stage
    const heard: unknown[] = []
    await boltOverSocket(stage, (bolt) => {
      bolt.action('more', async ({ ack, body, client: own }) => {
        heard.push(body)
        await ack()
        if ('trigger_id' in body) await own.views.open({ trigger_id: body.trigger_id, view: form([section('x')]) })
      })
    })
    const published = await client.views.publish({ user_id: asha.id, view: home('Hi') })

    const result = await slack.gesture({ do: 'press', as: asha.id, home: true, button: 'More' })

    expect(result).toEqual({ ok: true })
    expect(heard).toMatchObject([
      { container: { type: 'view', view_id: published.view?.id }, view: { type: 'home', id: published.view?.id } },
    ])
    expect(heard[0]).not.toHaveProperty('channel')
    await eventually(() => slack.view(asha.id).modals.length === 1)
  })

  it('says what it shows when it is opened again, and keeps its id', async () => {
    const stage = await aSlack()
    const { slack, asha, client } = stage
    const heard: unknown[] = []
    await boltOverSocket(stage, (bolt) => bolt.event('app_home_opened', async ({ event }) => void heard.push(event)))

    await slack.gesture({ do: 'open-home', as: asha.id })
    const first = await client.views.publish({ user_id: asha.id, view: home('1') })
    const second = await client.views.publish({ user_id: asha.id, view: home('2') })
    await slack.gesture({ do: 'open-home', as: asha.id })

    expect(second.view?.id).toBe(first.view?.id)
    expect(heard[0]).not.toHaveProperty('view')
    expect(heard[1]).toMatchObject({ tab: 'home', view: { id: first.view?.id } })
    expect(
      await refusal(
        client.views.publish({ user_id: asha.id, view: home('3'), hash: z.string().parse(first.view?.hash) }),
      ),
    ).toMatchObject({ error: 'hash_conflict' })
  })

  it('is refused to an app that did not enable it, and for nobody', async () => {
    const { client, asha, app } = await aSlack()

    expect(await refusal(client.views.publish({ user_id: 'U404', view: home('x') }))).toMatchObject({
      error: 'invalid_arguments',
    })
    app.homeTab = false
    expect(await refusal(client.views.publish({ user_id: asha.id, view: home('x') }))).toMatchObject({
      error: 'not_enabled',
    })
  })
})

describe('a shortcut', () => {
  it('that is global opens a form', async () => {
    const stage = await aSlack()
    const { slack, asha } = stage
    await boltOverSocket(stage, (bolt) => {
      bolt.shortcut({ type: 'shortcut', callback_id: 'new' }, async ({ ack, shortcut, client }) => {
        await ack()
        await client.views.open({ trigger_id: shortcut.trigger_id, view: form([section('new task')]) })
      })
    })

    const result = await slack.gesture({ do: 'shortcut', as: asha.id, name: 'New task' })

    expect(result).toEqual({ ok: true })
    await eventually(() => slack.view(asha.id).modals[0]?.plain === 'new task')
  })

  it('on a message carries that message, and where to answer', async () => {
    const stage = await aSlack()
    const { slack, asha, ben, general } = stage
    const heard: unknown[] = []
    await boltOverSocket(stage, (bolt) => {
      bolt.shortcut({ type: 'message_action', callback_id: 'from' }, async ({ ack, shortcut, respond }) => {
        heard.push(shortcut)
        await ack()
        await respond('made a task')
      })
    })
    const written = await slack.gesture({ do: 'write', as: ben.id, channel: general.id, text: 'please book' })
    const ts = 'ts' in written ? String(written['ts']) : ''

    await slack.gesture({ do: 'shortcut', as: asha.id, name: 'from', message: ts })

    await eventually(() => slack.view(asha.id).ephemerals.length === 1)
    expect(heard).toMatchObject([
      {
        callback_id: 'from',
        channel: { id: general.id },
        message_ts: ts,
        message: { text: 'please book', user: ben.id },
        user: { id: asha.id },
      },
    ])
    expect(slack.view(asha.id).ephemerals).toMatchObject([{ plain: 'made a task', channel: general.id }])
  })

  it('that is not there, or on a message that one does not see, is refused', async () => {
    const { slack, asha, cleo, general } = await aSlack()
    const written = await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text: 'x' })
    const message = 'ts' in written ? String(written['ts']) : ''
    const take = (as: string, name: string, more: object = {}) => slack.gesture({ do: 'shortcut', as, name, ...more })

    expect(await take(asha.id, 'Nothing')).toEqual({ ok: false, error: 'There is no shortcut "Nothing"' })
    expect(await take(asha.id, 'New task', { message })).toMatchObject({ ok: false })
    expect(await take(cleo.id, 'from', { message })).toEqual({ ok: false, error: 'You cannot see that message' })
  })
})
