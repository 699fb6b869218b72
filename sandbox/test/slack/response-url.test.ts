import { afterEach, describe, expect, it } from 'vitest'
import { actions, aSlack, boltOverSocket, button, closeAll, section } from './stage.ts'

afterEach(closeAll)

/** Someone has typed /do, and this is where the app may answer. */
async function aResponseUrl() {
  const stage = await aSlack()
  let url = ''
  await boltOverSocket(stage, (bolt) => {
    bolt.command('/do', async ({ ack, command }) => {
      url = command.response_url
      await ack()
    })
    bolt.action(/.*/, async ({ ack, respond, action }) => {
      await ack()
      if (!('value' in action) || action.value === undefined) throw new Error('no value')
      await respond(JSON.parse(action.value))
    })
  })
  await stage.slack.gesture({ do: 'command', as: stage.asha.id, channel: stage.general.id, text: '/do' })
  const answer = async (body: object) => {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    return { status: response.status, body: await response.json() }
  }
  return { ...stage, answer }
}

describe('a response_url', () => {
  it('is for the one who acted unless it says otherwise', async () => {
    const { slack, asha, ben, answer } = await aResponseUrl()

    await answer({ text: 'for you' })
    await answer({ text: 'for all', response_type: 'in_channel' })

    expect(slack.view(asha.id).channels[0]?.messages.map(({ plain }) => plain)).toEqual(['for you', 'for all'])
    expect(slack.view(ben.id).channels[0]?.messages.map(({ plain }) => plain)).toEqual(['for all'])
  })

  it('can be used five times', async () => {
    const { slack, asha, answer } = await aResponseUrl()

    const statuses = []
    for (const text of '123456') statuses.push((await answer({ text })).status)

    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(slack.view(asha.id).ephemerals).toHaveLength(5)
  })

  it('lives thirty minutes', async () => {
    const { clock, answer } = await aResponseUrl()

    clock.advance(30 * 60_000)
    expect(await answer({ text: 'just in time' })).toMatchObject({ status: 200 })
    clock.advance(1)
    expect(await answer({ text: 'too late' })).toEqual({ status: 404, body: { ok: false, error: 'expired_url' } })
  })

  it('refuses what a message may not hold, and does not count it', async () => {
    const { answer } = await aResponseUrl()

    expect(await answer({})).toMatchObject({ status: 400, body: { error: 'no_text' } })
    expect(await answer({ blocks: [section('')] })).toMatchObject({ status: 400, body: { error: 'invalid_blocks' } })
    for (let time = 0; time < 5; time++) expect(await answer({ text: 'yes' })).toMatchObject({ status: 200 })
  })

  it('replaces or deletes the message whose button was pressed, also one that only one person has', async () => {
    const { slack, asha, client, general, answer } = await aResponseUrl()
    const replace = JSON.stringify({ text: 'replaced', replace_original: true })
    const remove = JSON.stringify({ delete_original: true })
    const blocks = [section('choose'), actions(button('Replace', 'r', replace), button('Delete', 'd', remove))]
    const { ts } = await client.chat.postMessage({ channel: general.id, text: 'choose', blocks })
    await answer({ text: 'one', blocks })
    await answer({ text: 'two', blocks })
    const [one, two] = slack.view(asha.id).ephemerals

    await slack.gesture({ do: 'press', as: asha.id, message: ts, button: 'Replace' })
    await slack.gesture({ do: 'press', as: asha.id, ephemeral: one?.ts, button: 'Replace' })
    await slack.gesture({ do: 'press', as: asha.id, ephemeral: two?.ts, button: 'Delete' })

    await expect
      .poll(() => slack.view(asha.id).channels[0]?.messages.map(({ plain, ephemeral }) => [plain, ephemeral]))
      .toEqual([
        ['replaced', false],
        ['replaced', true],
      ])
  })
})
