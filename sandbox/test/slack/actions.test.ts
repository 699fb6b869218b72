import { afterEach, describe, expect, it } from 'vitest'
import { actions, aSlack, boltOverSocket, button, closeAll, section } from './stage.ts'

afterEach(closeAll)

/** A card in #general with two buttons, and all that the app hears of presses. */
async function aCard() {
  const stage = await aSlack()
  const heard: object[] = []
  await boltOverSocket(stage, (bolt) => {
    bolt.action(/.*/, async ({ ack, body }) => {
      heard.push(body)
      await ack()
    })
  })
  const posted = await stage.client.chat.postMessage({
    channel: stage.general.id,
    text: 'card',
    blocks: [section('*#1* Book a flight'), actions(button('Claim', 'claim', '1'), button('Skip', 'skip'))],
  })
  return { ...stage, heard, ts: posted.ts ?? '' }
}

describe('a button', () => {
  it('tells the app where it was pressed, on what, and by whom', async () => {
    const { slack, asha, general, app, heard, ts } = await aCard()

    const result = await slack.gesture({ do: 'press', as: asha.id, message: ts, button: 'Claim' })

    expect(result).toEqual({ ok: true })
    expect(heard).toMatchObject([
      {
        type: 'block_actions',
        user: { id: asha.id, username: 'asha', team_id: app.workspace },
        api_app_id: app.id,
        team: { id: app.workspace, domain: 'acme' },
        container: { type: 'message', message_ts: ts, channel_id: general.id, is_ephemeral: false },
        channel: { id: general.id, name: 'general' },
        message: { ts, text: 'card', bot_id: app.botId, user: app.botUser },
        state: { values: {} },
        response_url: expect.stringContaining('/slack/actions/'),
        trigger_id: expect.any(String),
        actions: [
          {
            type: 'button',
            action_id: 'claim',
            block_id: expect.any(String),
            value: '1',
            text: { text: 'Claim' },
            action_ts: expect.any(String),
          },
        ],
      },
    ])
  })

  it('in a message that only one person sees comes without the message', async () => {
    const { slack, asha, ben, client, general, heard } = await aCard()
    await client.chat.postEphemeral({
      channel: general.id,
      user: asha.id,
      text: 'x',
      blocks: [actions(button('Mine', 'mine'))],
    })
    const ts = slack.view(asha.id).ephemerals[0]?.ts

    const byBen = await slack.gesture({ do: 'press', as: ben.id, ephemeral: ts, button: 'Mine' })
    await slack.gesture({ do: 'press', as: asha.id, ephemeral: ts, button: 'Mine' })

    expect(byBen).toEqual({ ok: false, error: 'You cannot see that message' })
    expect(heard).toMatchObject([{ container: { is_ephemeral: true, message_ts: ts } }])
    expect(heard[0]).not.toHaveProperty('message')
  })

  it('that is not there, or not visible, cannot be pressed', async () => {
    const { slack, asha, cleo, heard, ts } = await aCard()

    const missing = await slack.gesture({ do: 'press', as: asha.id, message: ts, button: 'Accept' })
    const unseen = await slack.gesture({ do: 'press', as: cleo.id, message: ts, button: 'Claim' })

    expect(missing).toEqual({ ok: false, error: 'There is no "Accept" here; there is "Claim", "Skip"' })
    expect(unseen).toEqual({ ok: false, error: 'You cannot see that message' })
    expect(heard).toEqual([])
  })

  it('that looks like another must be told apart', async () => {
    const { slack, asha, client, general, heard } = await aCard()
    const blocks = [actions(button('Claim', 'a', '1')), actions(button('Claim', 'a', '2'))]
    const { ts } = await client.chat.postMessage({ channel: general.id, text: 'two', blocks })

    const either = await slack.gesture({ do: 'press', as: asha.id, message: ts, button: 'Claim' })
    const second = await slack.gesture({ do: 'press', as: asha.id, message: ts, button: 'Claim', value: '2' })

    expect(either.ok).toBe(false)
    expect(second).toEqual({ ok: true })
    expect(heard).toMatchObject([{ actions: [{ value: '2' }] }])
  })

  it('that the app does not acknowledge shows the person that it failed', async () => {
    const stage = await aSlack()
    const { slack, asha, client, general, clock } = stage
    await boltOverSocket(stage, (bolt) => bolt.action('claim', async () => undefined))
    const { ts } = await client.chat.postMessage({
      channel: general.id,
      text: 'x',
      blocks: [actions(button('Claim', 'claim'))],
    })

    const pressed = slack.gesture({ do: 'press', as: asha.id, message: ts, button: 'claim' })
    clock.advance(3000)

    expect(await pressed).toEqual({ ok: false, error: '"Claim" failed with the error "operation_timeout"' })
  })
})

describe('a menu in a message', () => {
  const option = (text: string, value: string) => ({ text: { type: 'plain_text' as const, text }, value })

  it('says what was chosen, and everything else that is chosen there', async () => {
    const { slack, asha, client, general, heard } = await aCard()
    const { ts } = await client.chat.postMessage({
      channel: general.id,
      text: 'x',
      blocks: [
        {
          type: 'actions',
          block_id: 'row',
          elements: [
            {
              type: 'static_select',
              action_id: 'duty',
              placeholder: { type: 'plain_text', text: 'Duty' },
              options: [option('Travel', 't'), option('Books', 'b')],
            },
            { type: 'datepicker', action_id: 'day' },
            { type: 'overflow', action_id: 'more', options: [option('Cancel', 'c'), option('Copy', 'd')] },
          ],
        },
      ],
    })

    await slack.gesture({ do: 'choose', as: asha.id, message: ts, select: 'Duty', option: 'Travel' })
    await slack.gesture({ do: 'choose', as: asha.id, message: ts, select: 'more', option: 'Copy' })
    const stray = await slack.gesture({ do: 'choose', as: asha.id, message: ts, select: 'Duty', option: 'Sleep' })

    expect(heard).toMatchObject([
      { actions: [{ type: 'static_select', selected_option: { value: 't' } }] },
      {
        actions: [{ type: 'overflow', selected_option: { value: 'd' } }],
        state: {
          values: {
            row: { duty: { type: 'static_select', selected_option: { value: 't' } }, day: { selected_date: null } },
          },
        },
      },
    ])
    expect(stray).toEqual({ ok: false, error: '"Sleep" is not among the options of "Duty"' })
  })
})
