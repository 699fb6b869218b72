import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { aSlack, closeAll, hearingEvents } from './stage.ts'

afterEach(closeAll)

async function listening() {
  const stage = await aSlack()
  const events = await hearingEvents(stage)
  const write = (channel: string, text: string, more: object = {}) =>
    stage.slack.gesture({ do: 'write', as: stage.asha.id, channel, text, ...more })
  return { ...stage, events, write }
}

describe('a message event', () => {
  it('says in what kind of channel it was written', async () => {
    const { slack, asha, ben, app, general, secret, events, write } = await listening()
    const dm = await slack.gesture({ do: 'open-dm', as: asha.id, with: app.botUser })
    const group = await slack.gesture({ do: 'open-dm', as: asha.id, with: [app.botUser, ben.id] })
    secret.members.add(app.botUser)

    await write(general.id, 'a')
    await write(secret.id, 'b')
    await write('channel' in dm ? String(dm['channel']) : '', 'c')
    await write('channel' in group ? String(group['channel']) : '', 'd')

    expect(events.map(({ text, channel_type }) => [text, channel_type])).toEqual([
      ['a', 'channel'],
      ['b', 'group'],
      ['c', 'im'],
      ['d', 'mpim'],
    ])
    expect(events[0]).toEqual({
      type: 'message',
      user: asha.id,
      text: 'a',
      ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
      team: app.workspace,
      channel: general.id,
      channel_type: 'channel',
      event_ts: expect.any(String),
    })
  })

  it('has what was typed escaped, with people and links marked', async () => {
    const { general, ben, events, write } = await listening()

    await write(general.id, 'a < b & c, @ben see https://example.com @here')

    expect(events).toMatchObject([{ text: `a &lt; b &amp; c, <@${ben.id}> see <https://example.com> <!here>` }])
  })

  it('comes of changes and deletions, with what was there before', async () => {
    const { slack, asha, general, events, write } = await listening()
    const written = await write(general.id, 'old')
    const ts = 'ts' in written ? written['ts'] : ''

    await slack.gesture({ do: 'edit', as: asha.id, message: ts, text: 'new' })
    await slack.gesture({ do: 'delete', as: asha.id, message: ts })

    expect(events.slice(1)).toMatchObject([
      {
        subtype: 'message_changed',
        message: { ts, text: 'new', edited: { user: asha.id } },
        previous_message: { text: 'old' },
      },
      { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'new' } },
    ])
    expect(slack.view(asha.id).channels[0]?.messages).toEqual([])
  })

  it('comes of what the app itself writes, changes and deletes', async () => {
    const { client, general, app, events } = await listening()

    const { ts = '' } = await client.chat.postMessage({ channel: general.id, text: 'mine' })
    await client.chat.update({ channel: general.id, ts, text: 'changed' })
    await client.chat.delete({ channel: general.id, ts })

    await eventually(() => events.length === 3)
    expect(events).toMatchObject([
      { text: 'mine', bot_id: app.botId, app_id: app.id, user: app.botUser },
      { subtype: 'message_changed', message: { text: 'changed' } },
      { subtype: 'message_deleted' },
    ])
  })

  it('comes of threads, with who wrote the first message', async () => {
    const { general, asha, events, write } = await listening()
    const first = await write(general.id, 'first')

    await write(general.id, 'reply', { thread_ts: 'ts' in first ? first['ts'] : '' })

    expect(events[1]).toMatchObject({ text: 'reply', thread_ts: events[0]?.['ts'], parent_user_id: asha.id })
  })

  it('does not come from where the app is not, nor of what it did not subscribe to', async () => {
    const { slack, asha, secret, app, general, events, write } = await listening()

    await write(secret.id, 'hidden')
    app.events.delete('message.channels')
    await write(general.id, 'unsubscribed')
    app.events.add('message.channels')
    app.scopes.delete('channels:history')
    await write(general.id, 'without the scope')

    expect(events).toEqual([])
    expect(slack.view(asha.id).channels[0]?.messages).toHaveLength(2)
  })
})

describe('an event', () => {
  it('comes of a mention, beside the message', async () => {
    const { general, app, events, write } = await listening()

    await write(general.id, '@helper hello')

    const ofTypes = Object.groupBy(events, ({ type }) => String(type))
    expect(ofTypes['message']).toMatchObject([{ text: `<@${app.botUser}> hello` }])
    expect(ofTypes['app_mention']).toMatchObject([{ text: `<@${app.botUser}> hello`, channel: general.id }])
  })

  it('comes of joining, as an event and as a message', async () => {
    const { slack, cleo, asha, general, events } = await listening()

    await slack.gesture({ do: 'join', as: cleo.id, channel: '#general' })

    const ofTypes = Object.groupBy(events, ({ type }) => String(type))
    expect(ofTypes['message']).toMatchObject([{ subtype: 'channel_join', user: cleo.id }])
    expect(ofTypes['member_joined_channel']).toMatchObject([{ user: cleo.id, channel: general.id, channel_type: 'C' }])
    expect(slack.view(asha.id).channels[0]?.messages).toMatchObject([{ plain: '@cleo has joined the channel' }])
  })

  it('comes of a reaction', async () => {
    const { slack, asha, ben, general, events, write } = await listening()
    const written = await write(general.id, 'x')
    const ts = 'ts' in written ? written['ts'] : ''

    await slack.gesture({ do: 'react', as: ben.id, message: ts, name: 'eyes' })

    expect(events[1]).toMatchObject({
      type: 'reaction_added',
      user: ben.id,
      reaction: 'eyes',
      item_user: asha.id,
      item: { channel: general.id, ts },
    })
  })
})

describe('a person', () => {
  it('changes and deletes only what is theirs', async () => {
    const { slack, ben, general, write } = await listening()
    const written = await write(general.id, 'hers')
    const message = 'ts' in written ? written['ts'] : ''

    expect(await slack.gesture({ do: 'edit', as: ben.id, message, text: 'x' })).toMatchObject({ ok: false })
    expect(await slack.gesture({ do: 'delete', as: ben.id, message })).toMatchObject({ ok: false })
  })

  it('reads and writes only where they are', async () => {
    const { slack, ben, cleo, secret, write } = await listening()
    const written = await write(secret.id, 'between us')

    expect(JSON.stringify([slack.view(ben.id), slack.view(cleo.id)])).not.toContain('between us')
    expect(await slack.gesture({ do: 'write', as: ben.id, channel: secret.id, text: 'x' })).toMatchObject({ ok: false })
    expect(await slack.gesture({ do: 'join', as: ben.id, channel: secret.id })).toMatchObject({ ok: false })
    expect(
      await slack.gesture({ do: 'react', as: ben.id, message: 'ts' in written ? written['ts'] : '', name: 'eyes' }),
    ).toMatchObject({ ok: false })
  })

  it('no longer sees a channel that they left', async () => {
    const { slack, ben, general } = await listening()

    await slack.gesture({ do: 'leave', as: ben.id, channel: general.id })

    expect(slack.view(ben.id).channels).toEqual([])
  })
})
