import { MessageFlags, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aBot } from './bot.ts'
import { aServer, closeAll, does, idIn, seenBy, send, write } from './stage.ts'

afterEach(closeAll)

const SEND = 1n << 11n
const ATTACH = 1n << 15n
const REACT = 1n << 6n

describe('what a person writes', () => {
  it('is read by everyone in the channel, and by bots as a message like any other', async () => {
    const stage = await aServer({ intents: ['MessageContent'] })
    const { rest, asha, jun, board } = stage

    const id = await write(stage, asha, 'Good morning')

    expect(seenBy(stage, jun)).toMatchObject([
      { id, content: 'Good morning', author: { id: asha.id, name: 'Asha Patil', bot: false }, edited: false },
    ])
    expect(await rest.get(Routes.channelMessage(board.id, id))).toMatchObject({
      ...{ content: 'Good morning', type: 0, author: { id: asha.id, username: 'asha' }, edited_timestamp: null },
    })
  })

  it('names people, roles and channels as Discord writes them, and calls those who are named', async () => {
    const stage = await aServer()
    const { discord, guild, asha, jun, meera, board } = stage
    const role = discord.addRole(guild.id, { name: 'Managers', mentionable: true })
    guild.members.get(meera.id)?.roles.add(role.id)

    await write(stage, asha, 'Hello @jun, @Managers: see #open-tasks, not #secret, asha@example.com nor @nobody')

    const [seen] = seenBy(stage, jun)
    expect(seen?.content).toBe(
      `Hello <@${jun.id}>, <@&${role.id}>: see <#${board.id}>, not #secret, asha@example.com nor @nobody`,
    )
    expect(seen?.plain).toBe('Hello @Jun Santos, @Managers: see #open-tasks, not #secret, asha@example.com nor @nobody')
    expect([asha, jun, meera].map((who) => seenBy(stage, who)[0]?.notified)).toEqual([false, true, true])
  })

  it('can answer a message, whose writer is called', async () => {
    const stage = await aServer()
    const { rest, asha, jun, board } = stage
    const question = await write(stage, jun, 'Who has time?')

    const content = 'I have'
    const { id } = await does(stage, { do: 'write', as: asha.id, channel: board.id, content, reply_to: question })

    expect(seenBy(stage, jun)[1]).toMatchObject({ content, replyTo: question, notified: true })
    expect(await rest.get(Routes.channelMessage(board.id, String(id)))).toMatchObject({
      ...{ type: 19, message_reference: { message_id: question }, referenced_message: { content: 'Who has time?' } },
    })
  })

  it('brings files, with or without words', async () => {
    const stage = await aServer({ intents: ['MessageContent'] })
    const { rest, asha, jun, board } = stage
    const files = [{ name: 'ticket.csv', content: 'seat\n7A', type: 'text/csv' }]

    const { id } = await does(stage, { do: 'write', as: asha.id, channel: board.id, content: '', files })

    expect(seenBy(stage, jun)).toMatchObject([{ content: '', attachments: [{ name: 'ticket.csv', size: 7 }] }])
    expect(await rest.get(Routes.channelMessage(board.id, String(id)))).toMatchObject({
      attachments: [{ filename: 'ticket.csv', content_type: 'text/csv', url: expect.stringContaining('ticket.csv') }],
    })
  })

  it.each<[string, object, string]>([
    ['nothing', { content: '' }, 'There is nothing to send'],
    ['too much', { content: 'x'.repeat(2001) }, 'Must be 2000 or fewer in length.'],
    ['in a channel that they do not see', { content: 'x', channel: 'secret' }, 'You cannot see secret'],
    ['in a channel that is not there', { content: 'x', channel: 'nowhere' }, 'You cannot see nowhere'],
    ['an answer to nothing', { content: 'x', reply_to: '1' }, 'There is no such message here to reply to'],
    [
      'a file that is too large',
      { content: '', files: [{ name: 'film', content: 'x'.repeat(10 * 1024 * 1024 + 1) }] },
      'Request entity too large',
    ],
  ])('is not %s', async (_, more, error) => {
    const { discord, asha, board } = await aServer()

    const result = await discord.gesture({ do: 'write', as: asha.id, channel: board.id, ...more })

    expect(result).toEqual({ ok: false, error })
    expect(board.messages).toEqual([])
  })

  it('is not what they may not write', async () => {
    const { discord, guild, asha, board } = await aServer()
    const files = [{ name: 'a.txt', content: 'x' }]
    const asking = (more: object) =>
      discord.gesture({ do: 'write', as: asha.id, channel: board.id, content: 'x', ...more })

    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: ATTACH })
    const withFiles = await asking({ files })
    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: SEND })
    const withWords = await asking({})

    expect(withFiles).toEqual({ ok: false, error: 'You may not attach files here' })
    expect(withWords).toEqual({ ok: false, error: 'You may not write here' })
  })

  it('is nobody’s who is not a person', async () => {
    const { discord, application, board } = await aServer()
    const asking = (as: string) => discord.gesture({ do: 'write', as, channel: board.id, content: 'x' })

    expect(await asking(application.botId)).toEqual({
      ok: false,
      error: `There is no person "${application.botId}"`,
    })
    expect(await asking('1')).toEqual({ ok: false, error: 'There is no person "1"' })
    expect(await discord.gesture({ do: 'shout', as: '1' })).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^No such gesture/),
    })
  })
})

describe('a message of one’s own', () => {
  it('can be changed and deleted', async () => {
    const stage = await aServer()
    const { asha, jun } = stage
    const message = await write(stage, asha, 'Tomorow')

    await does(stage, { do: 'edit', as: asha.id, message, content: 'Tomorrow, @jun' })
    const changed = seenBy(stage, jun)
    await does(stage, { do: 'delete', as: asha.id, message })

    expect(changed).toMatchObject([{ plain: 'Tomorrow, @Jun Santos', edited: true, notified: false }])
    expect(seenBy(stage, jun)).toEqual([])
  })

  it('is nobody else’s to change or delete', async () => {
    const stage = await aServer()
    const { discord, asha, jun, meera, secret } = stage
    const message = await write(stage, asha, 'Mine')
    const hidden = await write(stage, meera, 'Psst', secret.id)

    const answers = await Promise.all([
      discord.gesture({ do: 'edit', as: jun.id, message, content: 'Yours' }),
      discord.gesture({ do: 'delete', as: jun.id, message }),
      discord.gesture({ do: 'edit', as: jun.id, message: hidden, content: 'Seen' }),
    ])

    expect(answers.map((answer) => 'error' in answer && answer.error)).toEqual([
      'That message is not yours',
      'That message is not yours',
      'You cannot see that message',
    ])
    expect(seenBy(stage, asha)).toMatchObject([{ content: 'Mine' }])
  })

  it('is not changed into nothing', async () => {
    const stage = await aServer()
    const { discord, asha } = stage
    const message = await write(stage, asha, 'Mine')

    const emptied = await discord.gesture({ do: 'edit', as: asha.id, message, content: '' })

    expect(emptied).toEqual({ ok: false, error: 'Cannot send an empty message' })
  })
})

describe('a reaction', () => {
  it('is seen by everyone, once a person, and can be taken back', async () => {
    const stage = await aServer()
    const { asha, jun } = stage
    const { id: message } = await send(stage, { content: 'Done' })

    for (const who of [asha, jun, jun]) await does(stage, { do: 'react', as: who.id, message, emoji: '✅' })
    const given = seenBy(stage, asha)
    await does(stage, { do: 'unreact', as: jun.id, message, emoji: '✅' })

    expect(given).toMatchObject([{ reactions: [{ emoji: '✅', users: [asha.id, jun.id] }] }])
    expect(seenBy(stage, asha)).toMatchObject([{ reactions: [{ emoji: '✅', users: [asha.id] }] }])
  })

  it('is for signs, on messages that one sees, by those who may; joining in is for all', async () => {
    const stage = await aServer()
    const { discord, guild, board, asha, jun, meera, secret } = stage
    const { id: message } = await send(stage, { content: 'Done' })
    const hidden = await write(stage, meera, 'Psst', secret.id)
    const react = (on: string, emoji: string) => discord.gesture({ do: 'react', as: asha.id, message: on, emoji })

    expect(await react(message, 'word')).toEqual({ ok: false, error: 'Unknown Emoji' })
    expect(await react(hidden, '✅')).toEqual({ ok: false, error: 'You cannot see that message' })
    await does(stage, { do: 'react', as: jun.id, message, emoji: '✅' })
    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: REACT })
    expect(await react(message, '🎉')).toEqual({ ok: false, error: 'You may not react here' })
    expect(await react(message, '✅')).toEqual({ ok: true })
  })

  it('and an answer are not for what only one person sees', async () => {
    const { stage, discord, command, asha, board } = await aBot()
    await (await command()).reply({ content: 'Psst', flags: MessageFlags.Ephemeral })
    const message = idIn(seenBy(stage, asha)[0])

    const reacted = await discord.gesture({ do: 'react', as: asha.id, message, emoji: '✅' })
    const answered = await discord.gesture({
      ...{ do: 'write', as: asha.id, channel: board.id, content: 'What?', reply_to: message },
    })

    expect(reacted).toEqual({ ok: false, error: 'Nobody can react to what only they see' })
    expect(answered).toEqual({ ok: false, error: 'There is no such message here to reply to' })
  })
})
