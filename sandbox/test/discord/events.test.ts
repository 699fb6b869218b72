import { GatewayIntentBits, MessageFlags, Partials, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { hearing, isCommand } from './bot.ts'
import { aClient, aServer, closeAll, does, idIn, register, seenBy, write, type Stage } from './stage.ts'

afterEach(closeAll)

const { Guilds, GuildMembers, GuildMessages, MessageContent, DirectMessages, GuildMessageReactions } = GatewayIntentBits

/** What a bot that is online hears is in `heard`. */
async function listening(intents: number, partials: Partials[] = []) {
  const stage = await aServer({ intents: ['MessageContent', 'GuildMembers'] })
  const client = await aClient(stage, intents, partials)
  const heard: string[] = []
  client.on('messageCreate', ({ content }) => heard.push(`create ${content}`))
  client.on('messageUpdate', (_, { content }) => heard.push(`update ${content}`))
  client.on('messageDelete', ({ id }) => heard.push(`delete ${id}`))
  client.on('messageReactionAdd', ({ emoji }) => heard.push(`reaction ${emoji.name}`))
  client.on('messageReactionRemove', ({ emoji }) => heard.push(`no reaction ${emoji.name}`))
  client.on('channelCreate', ({ name }) => heard.push(`channel ${name}`))
  client.on('guildCreate', ({ name }) => heard.push(`server ${name}`))
  client.on('guildMemberAdd', ({ displayName }) => heard.push(`member ${displayName}`))
  client.on('threadCreate', ({ name }, newly) => heard.push(`thread ${name} ${newly ? 'new' : 'known'}`))
  client.on('threadUpdate', (_, { archived }) => heard.push(`thread ${archived ? 'asleep' : 'open'}`))
  client.on('threadMembersUpdate', (added) => heard.push(`in thread ${added.map(({ id }) => id).join()}`))
  const says = (content: string, channel = stage.board.id) => write(stage, stage.asha, content, channel)
  return { ...stage, stage, client, heard, says }
}

type Listening = Awaited<ReturnType<typeof listening>>

/** Events come in order: once a last one was heard, all before it were. */
async function heardAll({ discord, guild, heard }: Listening): Promise<string[]> {
  discord.addChannel(guild.id, { name: 'last' })
  await eventually(() => heard.at(-1) === 'channel last')
  return heard.slice(0, -1)
}

const privateThread = async (stage: Stage) =>
  String(
    (
      await does(stage, {
        do: 'open-thread',
        as: stage.asha.id,
        channel: stage.board.id,
        name: 'Secret',
        private: true,
      })
    )['channel'],
  )

describe('a message of a person', () => {
  it('is heard by a bot that asked for it, with its change and its end', async () => {
    const stage = await listening(Guilds | GuildMessages | MessageContent)
    const { asha } = stage

    const message = await stage.says('Hello')
    await does(stage, { do: 'edit', as: asha.id, message, content: 'Good evening' })
    await does(stage, { do: 'delete', as: asha.id, message })

    expect(await heardAll(stage)).toEqual(['create Hello', 'update Good evening', `delete ${message}`])
  })

  it('comes without its words to whoever did not ask for them, unless they are named or replied to', async () => {
    const stage = await listening(Guilds | GuildMessages)
    const { rest, board, asha } = stage
    const mine = idIn(await rest.post(Routes.channelMessages(board.id), { body: { content: 'Mine' } }))

    await stage.says('Hello')
    await stage.says('Hello @sahayak')
    await does(stage, { do: 'write', as: asha.id, channel: board.id, content: 'To you', reply_to: mine })

    expect(await heardAll(stage)).toEqual([
      'create Mine',
      'create ',
      `create Hello <@${stage.application.botId}>`,
      'create To you',
    ])
  })

  it('is not heard by a bot that asked for none, or does not see the channel', async () => {
    const deaf = await listening(Guilds)
    const blind = await listening(Guilds | GuildMessages | MessageContent)

    await deaf.says('Hello')
    await write(blind.stage, blind.meera, 'Hello', blind.secret.id)

    expect(await heardAll(deaf)).toEqual([])
    expect(await heardAll(blind)).toEqual([])
  })
})

describe('a message of the bot', () => {
  it('comes back to it, as it changes too', async () => {
    const stage = await listening(Guilds | GuildMessages)
    const { rest, board } = stage

    const id = idIn(await rest.post(Routes.channelMessages(board.id), { body: { content: 'Mine' } }))
    await rest.patch(Routes.channelMessage(board.id, id), { body: { content: 'Still mine' } })

    expect(await heardAll(stage)).toEqual(['create Mine', 'update Still mine'])
  })

  it('that one person alone sees is no event', async () => {
    const stage = await listening(Guilds | GuildMessages | MessageContent)
    await register(stage, { name: 'tasks', description: 'Your tasks' })
    const { heard } = await hearing(stage)
    const { asha, board } = stage
    const { interaction } = await heard({ do: 'command', as: asha.id, channel: board.id, text: '/tasks' })
    const command = isCommand(interaction)

    await command.reply({ content: 'Psst', flags: MessageFlags.Ephemeral })
    await command.editReply('Psst!')
    await command.deleteReply()

    expect(seenBy(stage, asha)).toEqual([])
    expect(await heardAll(stage)).toEqual([])
  })
})

describe('what is made while the bot is online is heard at once:', () => {
  it('a channel, and what is written there', async () => {
    const stage = await listening(Guilds | GuildMessages | MessageContent)
    const { discord, guild } = stage

    const news = discord.addChannel(guild.id, { name: 'news' })
    await stage.says('First', news.id)

    expect(await heardAll(stage)).toEqual(['channel news', 'create First'])
  })

  it('a direct message', async () => {
    const stage = await listening(Guilds | DirectMessages, [Partials.Channel])
    const { application, asha } = stage

    const { channel } = await does(stage, { do: 'open-dm', as: asha.id, with: application.botId })
    await stage.says('Hello', String(channel))

    expect(await heardAll(stage)).toEqual(['create Hello'])
  })

  it('a thread', async () => {
    const stage = await listening(Guilds | GuildMessages | MessageContent)
    const { asha, board } = stage

    const { channel } = await does(stage, { do: 'open-thread', as: asha.id, channel: board.id, name: 'Open' })
    await stage.says('Within', String(channel))

    expect(await heardAll(stage)).toEqual(['thread Open new', 'create Within'])
  })

  it('a thread from when the bot is brought into it, where it is private', async () => {
    const stage = await listening(Guilds | GuildMessages | MessageContent)
    const { asha, application, rest } = stage
    const thread = await privateThread(stage)

    await stage.says('Before', thread)
    await does(stage, { do: 'join-thread', as: asha.id, channel: thread, user: application.botId })
    await stage.says('Within', thread)
    await rest.delete(Routes.threadMembers(thread, '@me'))
    await stage.says('After', thread)

    const heard = await heardAll(stage)
    expect(heard.filter((each) => !each.startsWith('in thread'))).toEqual(['thread Secret known', 'create Within'])
  })

  it('a thread of its own, and its falling asleep', async () => {
    const stage = await listening(Guilds | GuildMessages)
    const { rest, board, clock } = stage

    await rest.post(Routes.threads(board.id), { body: { name: 'Mine', type: 12, auto_archive_duration: 60 } })
    clock.advance(60 * 60_000)

    expect(await heardAll(stage)).toEqual(['thread Mine new', 'thread asleep'])
  })

  it('a server that it is let into', async () => {
    const stage = await listening(Guilds)
    const { discord, meera, application } = stage

    const other = discord.addGuild({ name: 'Neem', owner: meera.id })
    discord.addBot(other.id, application.id)

    expect(await heardAll(stage)).toEqual(['server Neem'])
  })

  it('somebody who joins, where it asked for that', async () => {
    const asked = await listening(Guilds | GuildMembers)
    const silent = await listening(Guilds)

    for (const { discord, guild } of [asked, silent]) {
      discord.addMember(guild.id, discord.addUser({ name: 'ines', displayName: 'Inês Dias' }).id)
    }

    expect(await heardAll(asked)).toEqual(['member Inês Dias'])
    expect(await heardAll(silent)).toEqual([])
  })
})

describe('what else happens', () => {
  it('is heard: a reaction, and its end', async () => {
    const stage = await listening(Guilds | GuildMessages | GuildMessageReactions)
    const { asha, jun } = stage
    const message = await stage.says('@sahayak')

    await does(stage, { do: 'react', as: jun.id, message, emoji: '✅' })
    await does(stage, { do: 'unreact', as: jun.id, message, emoji: '✅' })

    expect((await heardAll(stage)).slice(1)).toEqual(['reaction ✅', 'no reaction ✅'])
    expect(seenBy(stage, asha)).toMatchObject([{ reactions: [] }])
  })

  it('in a thread is told of people only to a bot that may know them', async () => {
    const knowing = await listening(Guilds | GuildMembers)
    const other = await listening(Guilds)

    for (const stage of [knowing, other]) {
      const { asha, jun, board } = stage
      const { channel } = await does(stage, { do: 'open-thread', as: asha.id, channel: board.id, name: 'Open' })
      await does(stage, { do: 'join-thread', as: jun.id, channel: String(channel) })
    }

    expect(await heardAll(knowing)).toEqual(['thread Open new', `in thread ${knowing.jun.id}`])
    expect(await heardAll(other)).toEqual(['thread Open new'])
  })
})
