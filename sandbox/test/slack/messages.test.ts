import { afterEach, describe, expect, it } from 'vitest'
import { everyScope } from '#sandbox/example.ts'
import { aSlack, closeAll, refusal, section, webClient } from './stage.ts'

afterEach(closeAll)

describe('posting', () => {
  it('puts a message where the people of the channel, and only they, see it', async () => {
    const { slack, asha, cleo, general, client, app } = await aSlack()

    const posted = await client.chat.postMessage({ channel: general.id, text: 'Hello' })

    expect(posted).toMatchObject({ ok: true, channel: general.id, message: { text: 'Hello', bot_id: app.botId } })
    expect(slack.view(asha.id).channels[0]?.messages).toMatchObject([
      { ts: posted.ts, name: 'helper', bot: true, plain: 'Hello' },
    ])
    expect(slack.view(cleo.id).channels).toEqual([])
  })

  it('is refused without anything to say, where the app is not, and where it cannot see', async () => {
    const { client, general, secret, slack } = await aSlack()
    const elsewhere = slack.addChannel({ name: 'elsewhere' })
    const post = (channel: string, text: string) => refusal(client.chat.postMessage({ channel, text }))

    expect(await post(general.id, '')).toMatchObject({ error: 'no_text' })
    expect(await post(elsewhere.id, 'x')).toMatchObject({ error: 'not_in_channel' })
    expect(await post(secret.id, 'x')).toMatchObject({ error: 'channel_not_found' })
    expect(await post('C404', 'x')).toMatchObject({ error: 'channel_not_found' })
  })

  it('to a person goes into their direct message', async () => {
    const { slack, client, asha, ben } = await aSlack()

    await client.chat.postMessage({ channel: asha.id, text: 'psst' })
    const opened = await client.conversations.open({ users: asha.id })
    await client.chat.postMessage({ channel: opened.channel?.id ?? '', text: 'again' })

    expect(slack.view(asha.id).dms).toMatchObject([
      { type: 'im', name: 'helper', messages: [{ plain: 'psst' }, { plain: 'again' }] },
    ])
    expect(slack.view(ben.id).dms).toEqual([])
  })

  it('into a thread hangs under its first message', async () => {
    const { slack, client, asha, general } = await aSlack()
    const { ts } = await client.chat.postMessage({ channel: general.id, text: 'first' })
    const reply = await client.chat.postMessage({ channel: general.id, text: 'reply', thread_ts: ts ?? '' })
    await client.chat.postMessage({ channel: general.id, text: 'to the reply', thread_ts: reply.ts ?? '' })

    expect(slack.view(asha.id).channels[0]?.messages).toMatchObject([
      { plain: 'first', replies: [{ plain: 'reply' }, { plain: 'to the reply' }] },
    ])
    const replies = await client.conversations.replies({ channel: general.id, ts: ts ?? '' })
    expect(replies.messages?.map(({ text }) => text)).toEqual(['first', 'reply', 'to the reply'])
    expect(
      await refusal(client.chat.postMessage({ channel: general.id, text: 'x', thread_ts: '1.000001' })),
    ).toMatchObject({ error: 'thread_not_found' })
  })

  it('for one person is seen by that person, who must be in the channel', async () => {
    const { slack, client, asha, ben, cleo, general } = await aSlack()

    await client.chat.postEphemeral({ channel: general.id, user: asha.id, text: 'only you' })

    expect(slack.view(asha.id).ephemerals).toMatchObject([{ plain: 'only you' }])
    expect(slack.view(ben.id).channels[0]?.messages).toEqual([])
    expect(await refusal(client.chat.postEphemeral({ channel: general.id, user: cleo.id, text: 'x' }))).toMatchObject({
      error: 'user_not_in_channel',
    })
  })
})

describe('changing a message', () => {
  it('is for its own app only, and leaves blocks that are not named', async () => {
    const { slack, client, sandbox, asha, general } = await aSlack()
    const other = slack.addApp({ name: 'Other', scopes: everyScope })
    general.members.add(other.botUser)
    const { ts = '' } = await client.chat.postMessage({ channel: general.id, text: 'old', blocks: [section('block')] })
    const stranger = webClient(sandbox, other.botToken)

    await client.chat.update({ channel: general.id, ts, text: 'new' })

    expect(slack.view(asha.id).channels[0]?.messages).toMatchObject([{ text: 'new', plain: 'block', edited: true }])
    expect(await refusal(stranger.chat.update({ channel: general.id, ts, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    })
    expect(await refusal(stranger.chat.delete({ channel: general.id, ts }))).toMatchObject({
      error: 'cant_delete_message',
    })
    expect(await refusal(client.chat.update({ channel: general.id, ts: '1.000001', text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    })
    expect(await refusal(client.chat.update({ channel: general.id, ts, text: 'x'.repeat(4001) }))).toMatchObject({
      error: 'msg_too_long',
    })
  })

  it('deletes it for everyone, but for the place of a thread', async () => {
    const { slack, client, asha, general } = await aSlack()
    const { ts: alone = '' } = await client.chat.postMessage({ channel: general.id, text: 'alone' })
    const { ts: parent = '' } = await client.chat.postMessage({ channel: general.id, text: 'parent' })
    await client.chat.postMessage({ channel: general.id, text: 'reply', thread_ts: parent })

    await client.chat.delete({ channel: general.id, ts: alone })
    await client.chat.delete({ channel: general.id, ts: parent })

    expect(slack.view(asha.id).channels[0]?.messages).toMatchObject([
      { plain: 'This message was deleted.', replies: [{ plain: 'reply' }] },
    ])
  })
})

describe('reading back', () => {
  it('gives history newest first, in pages, without replies, and metadata only when asked', async () => {
    const { client, general } = await aSlack()
    const metadata = { event_type: 'line', event_payload: { id: 7 } }
    const { ts } = await client.chat.postMessage({ channel: general.id, text: '1', metadata })
    await client.chat.postMessage({ channel: general.id, text: 'reply', thread_ts: ts ?? '' })
    for (const text of ['2', '3', '4', '5']) await client.chat.postMessage({ channel: general.id, text })

    const first = await client.conversations.history({ channel: general.id, limit: 3 })
    const second = await client.conversations.history({
      channel: general.id,
      limit: 3,
      cursor: first.response_metadata?.next_cursor ?? '',
      include_all_metadata: true,
    })

    expect(first.messages?.map(({ text }) => text)).toEqual(['5', '4', '3'])
    expect(first.has_more).toBe(true)
    expect(second.messages?.map(({ text }) => text)).toEqual(['2', '1'])
    expect(second.has_more).toBe(false)
    expect(second.messages?.[1]).toMatchObject({ metadata, reply_count: 1 })
    const plain = await client.conversations.history({ channel: general.id, limit: 10 })
    expect(plain.messages?.[4]).not.toHaveProperty('metadata')
  })

  it('cuts history at oldest and latest, each included only when asked', async () => {
    const { client, general } = await aSlack()
    const stamps: string[] = []
    for (const text of ['1', '2', '3', '4'])
      stamps.push((await client.chat.postMessage({ channel: general.id, text })).ts ?? '')
    const texts = async (more: object) =>
      (await client.conversations.history({ channel: general.id, ...more })).messages?.map(({ text }) => text)

    expect(await texts({ oldest: stamps[1] })).toEqual(['4', '3'])
    expect(await texts({ oldest: stamps[1], inclusive: true })).toEqual(['4', '3', '2'])
    expect(await texts({ latest: stamps[2] })).toEqual(['2', '1'])
    expect(await texts({ oldest: stamps[0], latest: stamps[2], inclusive: true })).toEqual(['3', '2', '1'])
  })

  it('lists channels, members and people in pages', async () => {
    const { client, slack, general, asha, secret } = await aSlack()
    slack.addChannel({ name: 'random' })

    const names: unknown[] = []
    for await (const page of client.paginate('conversations.list', {
      limit: 1,
      types: 'public_channel,private_channel',
    }))
      if ('channels' in page && Array.isArray(page.channels)) names.push(...page.channels.map(({ name }) => name))
    const members = await client.conversations.members({ channel: general.id, limit: 2 })
    const users = await client.users.list({ limit: 1 })

    expect(names).toEqual(['general', 'random'])
    expect(members).toMatchObject({
      members: [asha.id, expect.any(String)],
      response_metadata: { next_cursor: expect.stringMatching(/./) },
    })
    expect(users.members).toMatchObject([{ id: asha.id, name: 'asha', real_name: 'Asha Rao' }])
    expect(await refusal(client.conversations.info({ channel: secret.id }))).toMatchObject({
      error: 'channel_not_found',
    })
  })

  it('knows people by zone, and by language when asked', async () => {
    const { client, asha } = await aSlack()

    const shown = await client.users.info({ user: asha.id, include_locale: true })
    const without = await client.users.info({ user: asha.id })

    expect(shown.user).toMatchObject({ tz: 'Asia/Kolkata', tz_offset: 19_800, locale: 'hi-IN', is_bot: false })
    expect(without.user).not.toHaveProperty('locale')
    expect(await refusal(client.users.info({ user: 'U404' }))).toMatchObject({ error: 'user_not_found' })
  })

  it('gives a permalink', async () => {
    const { client, general } = await aSlack()
    const { ts = '' } = await client.chat.postMessage({ channel: general.id, text: 'x' })

    const { permalink } = await client.chat.getPermalink({ channel: general.id, message_ts: ts })

    expect(permalink).toMatch(new RegExp(`/archives/${general.id}/p${ts.replace('.', '')}$`))
  })
})

describe('reactions', () => {
  it('are added, shown and taken back, each once', async () => {
    const { slack, client, asha, general, app } = await aSlack()
    const { ts = '' } = await client.chat.postMessage({ channel: general.id, text: 'x' })
    const eyes = { channel: general.id, timestamp: ts, name: 'eyes' }

    await client.reactions.add(eyes)
    await slack.gesture({ do: 'react', as: asha.id, message: ts, name: 'eyes' })

    expect((await client.reactions.get({ channel: general.id, timestamp: ts })).message).toMatchObject({
      reactions: [{ name: 'eyes', count: 2, users: [app.botUser, asha.id] }],
    })
    expect(await refusal(client.reactions.add(eyes))).toMatchObject({ error: 'already_reacted' })
    await client.reactions.remove(eyes)
    expect(await refusal(client.reactions.remove(eyes))).toMatchObject({ error: 'no_reaction' })
    expect(await refusal(client.reactions.add({ ...eyes, name: 'Not Good' }))).toMatchObject({ error: 'invalid_name' })
  })
})

describe('channels', () => {
  it('are joined and people invited by the app', async () => {
    const { slack, client, cleo } = await aSlack()
    const random = slack.addChannel({ name: 'random' })

    await client.conversations.join({ channel: random.id })
    await client.conversations.invite({ channel: random.id, users: cleo.id })

    expect(slack.view(cleo.id).channels).toMatchObject([
      { name: 'random', messages: [{ subtype: 'channel_join' }, { subtype: 'channel_join' }] },
    ])
    expect(await refusal(client.conversations.invite({ channel: random.id, users: cleo.id }))).toMatchObject({
      error: 'already_in_channel',
    })
    expect(await refusal(client.conversations.open({ users: 'U404' }))).toMatchObject({ error: 'user_not_found' })
  })
})
