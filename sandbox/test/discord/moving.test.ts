import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aServer, closeAll, does, refusal, roomsOf, seenBy, write, type Stage } from './stage.ts'

afterEach(closeAll)

const DAY_MS = 24 * 3_600_000

const open = async (stage: Stage, more: object) =>
  String(
    (await does(stage, { do: 'open-thread', as: stage.asha.id, channel: stage.board.id, name: 'Flight', ...more }))[
      'channel'
    ],
  )
const roomOf = (stage: Stage, who: { id: string }, room: string) => roomsOf(stage, who).find(({ id }) => id === room)

describe('a direct message', () => {
  it.each([['sahayak'], ['@sahayak'], ['Sahayak']])('with %s is one, however often it is opened', async (name) => {
    const stage = await aServer()
    const { asha, jun, discord, application, rest } = stage

    const { channel } = await does(stage, { do: 'open-dm', as: asha.id, with: name })
    const again = await does(stage, { do: 'open-dm', as: asha.id, with: application.botId })
    await write(stage, asha, 'Hello', String(channel))

    expect(again['channel']).toBe(channel)
    expect(discord.view(asha.id).dms).toMatchObject([
      { id: channel, name: 'Sahayak', kind: 'direct', open: true, messages: [{ content: 'Hello' }] },
    ])
    expect(discord.view(jun.id).dms).toEqual([])
    expect(await rest.post(Routes.userChannels(), { body: { recipient_id: asha.id } })).toMatchObject({ id: channel })
  })

  it('is with somebody who is there, and not with oneself', async () => {
    const { discord, asha } = await aServer()

    expect(await discord.gesture({ do: 'open-dm', as: asha.id, with: '@nobody' })).toEqual({
      ...{ ok: false, error: 'There is no "nobody" to write to' },
    })
    expect(await discord.gesture({ do: 'open-dm', as: asha.id, with: '@asha' })).toMatchObject({ ok: false })
  })
})

describe('a thread of a person', () => {
  it('is open to everyone who sees the channel', async () => {
    const stage = await aServer()
    const { asha, jun, board } = stage

    const thread = await open(stage, {})
    await write(stage, jun, 'Which day?', thread)

    expect(roomOf(stage, jun, thread)).toMatchObject({
      ...{ name: 'Flight', kind: 'thread', parent: board.id, archived: false, open: true },
      ...{ members: [asha.id, jun.id], messages: [{ content: 'Which day?' }] },
    })
  })

  it('hangs from a message, once', async () => {
    const stage = await aServer()
    const { discord, asha, jun } = stage
    const message = await write(stage, jun, 'Book a flight')

    const thread = await open(stage, { message })
    const again = await discord.gesture({ do: 'open-thread', as: asha.id, message, name: 'Again' })

    expect(thread).toBe(message)
    expect(seenBy(stage, jun)).toMatchObject([{ id: message, thread }])
    expect(again).toEqual({ ok: false, error: 'No thread can be made there' })
  })

  it('that is private is seen by those who are in it, and by those who manage threads', async () => {
    const stage = await aServer()
    const { asha, jun, meera, rest, application } = stage

    const thread = await open(stage, { private: true })
    const before = [jun, meera].map((who) => roomOf(stage, who, thread) !== undefined)
    await does(stage, { do: 'join-thread', as: asha.id, channel: thread, user: '@jun' })
    const refused = await refusal(rest.get(Routes.channel(thread)))
    await write(stage, jun, 'Come in, @sahayak', thread)

    expect(before).toEqual([false, true])
    expect(roomOf(stage, jun, thread)).toMatchObject({ kind: 'private-thread' })
    expect(refused).toMatchObject({ code: 50001 })
    expect(roomOf(stage, jun, thread)?.members).toEqual([asha.id, jun.id, application.botId])
  })

  it('that is private is not joined by those who do not see it', async () => {
    const stage = await aServer()
    const { discord, jun } = stage
    const thread = await open(stage, { private: true })

    expect(await discord.gesture({ do: 'join-thread', as: jun.id, channel: thread })).toEqual({
      ...{ ok: false, error: 'You cannot see that thread' },
    })
    expect(await discord.gesture({ do: 'write', as: jun.id, channel: thread, content: 'x' })).toMatchObject({
      ok: false,
    })
  })

  it('is left, and is then no longer seen where it is private', async () => {
    const stage = await aServer()
    const { discord, asha, jun } = stage
    const thread = await open(stage, { private: true })
    await does(stage, { do: 'join-thread', as: asha.id, channel: thread, user: 'jun' })

    await does(stage, { do: 'leave-thread', as: jun.id, channel: thread })
    const again = await discord.gesture({ do: 'leave-thread', as: jun.id, channel: thread })

    expect(roomOf(stage, jun, thread)).toBeUndefined()
    expect(again).toEqual({ ok: false, error: 'You are not in that thread' })
  })

  it('falls asleep after a day, is opened by the next word, and by nothing else', async () => {
    const stage = await aServer()
    const { discord, asha, jun, clock } = stage
    const thread = await open(stage, {})
    const message = await write(stage, asha, 'Hello', thread)
    clock.advance(DAY_MS)
    const asleep = roomOf(stage, asha, thread)?.archived

    const answers = await Promise.all([
      discord.gesture({ do: 'edit', as: asha.id, message, content: 'Changed' }),
      discord.gesture({ do: 'react', as: asha.id, message, emoji: '✅' }),
      discord.gesture({ do: 'join-thread', as: jun.id, channel: thread }),
    ])
    await write(stage, asha, 'Still there?', thread)

    expect(asleep).toBe(true)
    expect(answers.map((answer) => 'error' in answer && answer.error)).toEqual([
      'Thread is archived',
      'This thread is archived',
      'This thread is archived',
    ])
    expect(roomOf(stage, asha, thread)).toMatchObject({ archived: false, messages: [{ content: 'Hello' }, {}] })
  })

  it('takes in nobody who does not see the channel, or is not there', async () => {
    const stage = await aServer()
    const { discord, asha, jun, board } = stage
    const thread = await open(stage, { private: true })
    board.overwrites.set(jun.id, { type: 1, allow: 0n, deny: 1n << 10n })
    const add = (user: string) => discord.gesture({ do: 'join-thread', as: asha.id, channel: thread, user })

    expect(await add('jun')).toEqual({ ok: false, error: 'You may not add jun here' })
    expect(await add('nobody')).toEqual({ ok: false, error: 'There is no "nobody" here' })
  })

  it.each<[string, object, string]>([
    ['below another', { channel: 'Flight' }, 'No thread can be made there'],
    ['where there is nothing', { channel: 'nowhere' }, 'No thread can be made there'],
    ['in a channel that one does not see', { channel: 'secret' }, 'No thread can be made there'],
    ['below a message that is not there', { message: '1' }, 'You cannot see that message'],
    ['below a voice channel', { channel: 'Lounge' }, 'No thread can be made there'],
    ['that is private below announcements', { channel: 'news', private: true }, 'No thread can be made there'],
    ['without a name', { name: '' }, 'The name of a thread has 1 to 100 characters'],
    ['with too long a name', { name: 'x'.repeat(101) }, 'The name of a thread has 1 to 100 characters'],
  ])('is not made %s', async (_, more, error) => {
    const stage = await aServer()
    const { discord, guild, asha, board } = stage
    discord.addChannel(guild.id, { name: 'Lounge', type: 'voice' })
    discord.addChannel(guild.id, { name: 'news', type: 'announcement' })
    await open(stage, {})

    const made = { do: 'open-thread', as: asha.id, channel: board.id, name: 'New', ...more }

    expect(await discord.gesture(made)).toEqual({ ok: false, error })
  })

  it('is not made by those who may make none', async () => {
    const { discord, guild, asha, board } = await aServer()
    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: (1n << 35n) | (1n << 36n) })
    const make = (more: object) =>
      discord.gesture({ do: 'open-thread', as: asha.id, channel: board.id, name: 'New', ...more })

    expect(await make({})).toEqual({ ok: false, error: 'You may not make threads here' })
    expect(await make({ private: true })).toEqual({ ok: false, error: 'You may not make threads here' })
  })
})
