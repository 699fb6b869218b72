import { REST, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readText, webhookName, writeTalk } from '#adapters/discord/talk-text.ts'
import { eventually } from '#sandbox/eventually.ts'
import type { Relayed } from '#src/kernel/talk.ts'
import { aCore, aServer, closeAll, say, start } from './stage.ts'

afterEach(closeAll)

const relayed = (text: string, more: Partial<Relayed> = {}): Relayed => ({
  ...{ about: '#42 Book a flight', writer: { name: 'Carol Reyes', picture: null }, text, notes: [], ...more },
})

describe('words of Discord', () => {
  const ashasId = '120000000000000001'
  const otherId = '990000000000000002'
  const names = { person: (id: string) => (id === ashasId ? 'Asha Patil' : undefined), channel: () => 'general' }

  it.each([
    ['a mention as a name', `ask <@${ashasId}> or <@!${ashasId}>`, 'ask @Asha Patil or @Asha Patil'],
    ['a mention of somebody whom nobody knows by its id', `ask <@${otherId}>`, `ask @${otherId}`],
    ['a role and a channel', `<@&${otherId}> in <#${otherId}>`, '@role in #general'],
    ['emoji by their names', `<:wave:${otherId}> <a:dance:${otherId}> 🙂`, ':wave: :dance: 🙂'],
    ['a command', `</tasks:${otherId}>`, '/tasks'],
    ['a moment', '<t:1772452800:F>', '<t:1772452800:F>'],
    ['snake_case as it was typed, and bold as bold', 'a_b_c < 3 **d** & <x>', 'a\\_b\\_c \\< 3 **d** & \\<x>'],
  ])('are kept with %s', (_, typed, kept) => {
    expect(readText(typed, names)).toBe(kept)
  })

  it('show formatting as it is, and call nobody', () => {
    const written = writeTalk(relayed('@everyone **yes** _marks_ <@12> a_b'), { named: false })

    expect(written).toContain('**yes** _marks_ \\<@12> a\\_b')
    expect(written).not.toMatch(/@everyone/u)
  })

  it('end within what a message holds, and leave room for what else was there', () => {
    const note = { text: 'passport.pdf is in Slack', url: 'https://banyan.slack.com/files/F1' }

    const written = writeTalk(relayed('word '.repeat(3_000), { notes: [note] }), { named: true })

    expect(written.length).toBeLessThanOrEqual(4_000)
    expect(written).toContain('[passport.pdf is in Slack](https://banyan.slack.com/files/F1)')
  })

  it.each(['Discord Dan', 'CLYDE', 'everyone', 'here', '```', 'x'.repeat(200), '  '])(
    'are said under a name that Discord takes: %s',
    async (name) => {
      const { thread, chat, place, messages } = await aThread()

      const sent = await chat.post(
        { place, channel: thread },
        relayed('Hello', { writer: { name, picture: null } }),
        'mark1',
      )

      expect(sent.outcome).toBe('sent')
      expect(webhookName(name).length).toBeLessThanOrEqual(80)
      expect(messages()).toHaveLength(1)
    },
  )
})

/** The board with a private thread in which Asha works. */
async function aThread({ intents = true, core = aCore(() => say('Done')) } = {}) {
  const server = await aServer()
  const { discord, guild, board, asha, sandbox } = server
  const application = intents
    ? discord.addApplication({ name: 'Talker', intents: ['MessageContent'] })
    : server.application
  if (intents) discord.addBot(guild.id, application.id)
  const adapter = await start({ ...server, application }, { core: core.core })
  const made = await adapter.chat.thread(guild.id, board.id, '#42 Book a flight', [asha.id])
  if (made?.outcome !== 'sent') throw new Error('no thread')
  const thread = made.message.channel
  const messages = (user = asha) =>
    (discord.view(user.id).guilds[0]?.threads ?? [])
      .find(({ id }) => id === thread)
      ?.messages.filter(({ content, plain }) => content || plain) ?? []
  const rest = new REST({ api: `${sandbox.url}/discord/api` }).setToken(application.token)
  const writes = (content: string, more: object = {}) =>
    discord.gesture({ do: 'write', as: asha.id, channel: thread, content, ...more })
  return {
    ...server,
    application,
    adapter,
    chat: adapter.chat,
    place: guild.id,
    thread,
    messages,
    rest,
    writes,
    ...core,
  }
}

describe('words of somebody in a thread of Discord', () => {
  it('stand there under their name and picture, and are found again by their mark', async () => {
    const { chat, place, thread, messages, sandbox } = await aThread()
    const picture = 'https://pictures.example.com/carol.png'
    const sent = await chat.post(
      { place, channel: thread },
      relayed('Hello', { writer: { name: 'Carol Reyes', picture } }),
      'mark1',
    )
    const since = Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()).subtract({ minutes: 2 })

    expect(messages()).toMatchObject([{ author: { name: 'Carol Reyes', picture, bot: true }, plain: 'Hello' }])
    expect(await chat.find({ place, channel: thread }, 'mark1', since)).toEqual(sent.outcome === 'sent' && sent.message)
    expect(await chat.find({ place, channel: thread }, 'mark2', since)).toBeNull()
  })

  it('are found again also where Discord keeps from the bot what others wrote', async () => {
    const { chat, place, thread, sandbox } = await aThread({ intents: false })
    const sent = await chat.post({ place, channel: thread }, relayed('Hello'), 'mark1')
    const since = Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()).subtract({ minutes: 2 })

    expect(await chat.find({ place, channel: thread }, 'mark1', since)).toEqual(sent.outcome === 'sent' && sent.message)
  })

  it('are changed, and taken back; what is gone already is as good as taken back', async () => {
    const { chat, place, thread, messages } = await aThread()
    const sent = await chat.post({ place, channel: thread }, relayed('Hello'), 'mark1')
    if (sent.outcome !== 'sent') throw new Error(sent.outcome)

    await chat.edit(place, sent.message, relayed('Hello again'))
    expect(messages()).toMatchObject([{ plain: 'Hello again', edited: true }])
    await chat.edit(place, sent.message, { withdrawn: true })
    expect(messages()).toEqual([])
    expect(await chat.edit(place, sent.message, { withdrawn: true })).toMatchObject({ outcome: 'sent' })
  })

  it('go through one webhook of the room, also after it was removed', async () => {
    const { chat, place, thread, board, rest, messages } = await aThread()
    await chat.post({ place, channel: thread }, relayed('One'), 'mark1')
    const [hook] = z.array(z.object({ id: z.string() })).parse(await rest.get(Routes.channelWebhooks(board.id)))
    await rest.delete(Routes.webhook(hook?.id ?? ''))

    expect(await chat.post({ place, channel: thread }, relayed('Two'), 'mark2')).toMatchObject({ outcome: 'sent' })
    expect(messages().map(({ plain }) => plain)).toEqual(['One', 'Two'])
  })

  it('are said by the bot with the name in front where it may have no webhook', async () => {
    const server = await aServer()
    const { discord, guild, board, asha } = server
    const application = discord.addApplication({ name: 'Poor' })
    discord.addBot(guild.id, application.id, [
      ...(['ViewChannel', 'SendMessages', 'SendMessagesInThreads', 'CreatePrivateThreads'] as const),
      ...(['ManageThreads', 'ReadMessageHistory'] as const),
    ])
    const { chat } = await start({ ...server, application }, { gateway: false })
    const made = await chat.thread(guild.id, board.id, '#42 Book a flight', [asha.id])
    const channel = made?.outcome === 'sent' ? made.message.channel : ''

    await chat.post({ place: guild.id, channel }, relayed('Hello'), 'mark1')

    const said = discord.view(asha.id).guilds[0]?.threads.flatMap(({ messages }) => messages) ?? []
    expect(said.map(({ plain }) => plain).join()).toMatch(/Carol Reyes\W+Hello/u)
  })

  it('below a card in a room are said in a thread that hangs from it', async () => {
    const { chat, place, board, discord, asha } = await aThread()
    const card = await chat.post({ place, channel: board.id }, { title: '#42 A card', tone: 'plain' }, 'card')
    const thread = card.outcome === 'sent' ? card.message.id : ''

    await chat.post({ place, channel: board.id, thread }, relayed('One'), 'mark1')
    await chat.post({ place, channel: board.id, thread }, relayed('Two'), 'mark2')

    const found = discord.view(asha.id).guilds[0]?.threads.find(({ id }) => id === thread)
    expect(found?.name).toBe('#42 Book a flight')
    expect(
      found?.messages
        .map(({ plain }) => plain)
        .filter(Boolean)
        .slice(-2),
    ).toEqual(['One', 'Two'])
  })
})

describe('what somebody writes in a thread of Discord', () => {
  it('is heard with its changes and its end, and what a webhook or the bot writes is not', async () => {
    const { writes, talked, chat, place, thread, discord, asha } = await aThread()
    const written = await writes('Hello <@everyone>')
    const id = written.ok ? String(written['id']) : ''
    await chat.post({ place, channel: thread }, relayed('An echo'), 'mark1')
    await chat.post({ place, channel: thread }, { title: 'A card', tone: 'plain' }, 'mark2')
    await discord.gesture({ do: 'edit', as: asha.id, message: id, content: 'Hello again' })
    await discord.gesture({ do: 'delete', as: asha.id, message: id })

    await eventually(
      () => talked.length,
      (count) => count >= 3,
    )
    expect(talked).toMatchObject([
      { what: 'written', id, channel: thread, place, by: { user: asha.id, name: 'Asha Patil' }, editedAt: null },
      { what: 'written', id, text: 'Hello again', editedAt: expect.anything() },
      { what: 'taken-back', id, channel: thread },
    ])
  })

  it('is heard to be gone where many messages are deleted at once', async () => {
    const { writes, talked, thread, rest, discord, guild, application } = await aThread()
    const { id: role } = discord.addRole(guild.id, { name: 'tidy', permissions: ['ManageMessages'] })
    discord.addMember(guild.id, application.botId, [role])
    const ids = [await writes('One'), await writes('Two')].map((each) => (each.ok ? String(each['id']) : ''))

    await rest.post(Routes.channelBulkDelete(thread), { body: { messages: ids } })

    await eventually(
      () => talked.length,
      (count) => count >= 4,
    )
    expect(talked.slice(2).map(({ what, id }) => [what, id])).toEqual(ids.map((id) => ['taken-back', id]))
  })

  it('without the Message Content intent is heard where it mentions the bot, and left alone where Discord empties it', async () => {
    const { writes, talked, application } = await aThread({ intents: false })
    await writes('Not for the bot')
    await writes(`<@${application.botId}> for the bot`)

    await eventually(
      () => talked.length,
      (count) => count >= 1,
    )
    expect(talked).toMatchObject([{ what: 'written', text: '@sahayak for the bot' }])
  })
})
