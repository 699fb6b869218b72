import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { hearing, isCommand } from './bot.ts'
import { aServer, closeAll, does, register, roomsOf, seenBy, write } from './stage.ts'

afterEach(closeAll)

const tasks = { name: 'tasks', description: 'Your tasks' }

describe('where a command is found', () => {
  const found = async (...registered: object[]) => {
    const stage = await aServer()
    await register(stage, ...registered)
    const { discord, board, application, asha, meera } = stage
    const names = (who: { id: string }, channel = board.id) => discord.commands(who.id, channel).map(({ name }) => name)
    const { channel: dm } = await does(stage, { do: 'open-dm', as: asha.id, with: application.botId })
    return { ...stage, stage, names, dm: String(dm), asha, meera }
  }

  it('depends on where it is for: servers, direct messages or both', async () => {
    const { names, asha, dm } = await found(
      { ...tasks, name: 'both' },
      { ...tasks, name: 'servers', contexts: [0] },
      { ...tasks, name: 'direct', contexts: [1] },
      { ...tasks, name: 'old', dm_permission: false },
    )

    expect(names(asha)).toEqual(['both', 'servers', 'old'])
    expect(names(asha, dm)).toEqual(['both', 'direct'])
  })

  it('depends on what one may do: those of administrators are found by them alone', async () => {
    const plain = { description: 'x', default_member_permissions: null }
    const { names, asha, meera } = await found(
      { ...plain, name: 'all' },
      { ...plain, name: 'writers', default_member_permissions: String(1n << 11n) },
      { ...plain, name: 'managers', default_member_permissions: String(1n << 34n) },
      { ...plain, name: 'admins', default_member_permissions: '0' },
    )

    expect(names(asha)).toEqual(['all', 'writers'])
    expect(names(meera)).toEqual(['all', 'writers', 'managers', 'admins'])
  })

  it('is nowhere for those who may use none, and where the bot is not', async () => {
    const { names, discord, guild, asha } = await found({ name: 'all', description: 'x' })
    const silent = discord.addChannel(guild.id, {
      name: 'silent',
      overwrites: [{ everyone: true, deny: ['UseApplicationCommands'] }],
    })
    const other = discord.addGuild({ name: 'Neem', owner: asha.id })
    const elsewhere = discord.addChannel(other.id, { name: 'general' })

    expect(names(asha, silent.id)).toEqual([])
    expect(names(asha, elsewhere.id)).toEqual([])
  })

  it('is its server, where it was made for one; there it hides another of its name', async () => {
    const { names, discord, rest, application, guild, asha } = await found({ name: 'all', description: 'Everywhere' })
    const other = discord.addGuild({ name: 'Neem', owner: asha.id })
    discord.addBot(other.id, application.id)
    const elsewhere = discord.addChannel(other.id, { name: 'general' })

    const body = [{ name: 'all', description: 'Here' }]
    await rest.put(Routes.applicationGuildCommands(application.id, guild.id), { body })

    expect(discord.commands(asha.id, elsewhere.id)).toMatchObject([{ description: 'Everywhere' }])
    expect(names(asha)).toEqual(['all'])
  })

  it('is not a thread that sleeps', async () => {
    const { stage, discord, asha, board, clock } = await found({ name: 'all', description: 'x' })
    const { channel } = await does(stage, { do: 'open-thread', as: asha.id, channel: board.id, name: 'Old' })
    clock.advance(24 * 3_600_000)

    const typed = await discord.gesture({ do: 'command', as: asha.id, channel: String(channel), text: '/all' })

    expect(typed).toEqual({ ok: false, error: 'This thread is archived' })
    expect(roomsOf(stage, asha).find(({ id }) => id === channel)).toMatchObject({ archived: true })
  })

  it('is a direct message with the bot, which answers there', async () => {
    const stage = await aServer()
    await register(stage, tasks)
    const { heard } = await hearing(stage)
    const { asha, application, traffic } = stage
    const { channel } = await does(stage, { do: 'open-dm', as: asha.id, with: application.botId })

    const { interaction, done } = await heard({ do: 'command', as: asha.id, channel: String(channel), text: '/tasks' })
    await isCommand(interaction).reply('Nothing to do')

    expect(await done).toEqual({ ok: true })
    expect(interaction).toMatchObject({ user: { id: asha.id }, guildId: null, context: 1 })
    expect(seenBy(stage, asha, String(channel))).toMatchObject([{ content: 'Nothing to do' }])
    expect(traffic.since(0).find(({ name }) => name === 'INTERACTION_CREATE')?.request).not.toHaveProperty('member')
  })

  it('is not a channel that one does not see', async () => {
    const { discord, asha, secret } = await found(tasks)

    const typed = await discord.gesture({ do: 'command', as: asha.id, channel: secret.id, text: '/tasks' })

    expect(typed).toEqual({ ok: false, error: `You cannot see ${secret.id}` })
  })
})

describe('a command of a menu', () => {
  const menus = [
    { name: 'Task from this', type: 3 },
    { name: 'Profile', type: 2 },
  ]
  async function withMenus() {
    const stage = await aServer()
    await register(stage, ...menus)
    return { ...stage, stage, ...(await hearing(stage)) }
  }

  it('on a message carries that message', async () => {
    const { stage, heard, asha, jun } = await withMenus()
    const message = await write(stage, jun, 'Please book')

    const { interaction } = await heard({ do: 'menu', as: asha.id, command: 'Task from this', message })
    if (!interaction.isMessageContextMenuCommand()) throw new Error('It is none')

    expect(interaction.targetMessage).toMatchObject({ id: message, content: 'Please book', author: { id: jun.id } })
  })

  it('on a person carries that person', async () => {
    const { heard, asha, jun, board } = await withMenus()

    const { interaction } = await heard({
      ...{ do: 'menu', as: asha.id, command: 'Profile', user: '@jun', channel: board.id },
    })
    if (!interaction.isUserContextMenuCommand()) throw new Error('It is none')

    expect(interaction.targetUser).toMatchObject({ id: jun.id, username: 'jun' })
    expect(interaction.targetMember).toMatchObject({ id: jun.id })
  })

  it('is not found on what it is not for, on what one does not see, nor after a slash', async () => {
    const { stage, discord, asha, jun, meera, board, secret } = await withMenus()
    const message = await write(stage, jun, 'Hello')
    const hidden = await write(stage, meera, 'Psst', secret.id)
    const as = asha.id

    const answers = await Promise.all([
      discord.gesture({ do: 'menu', as, command: 'Profile', message }),
      discord.gesture({ do: 'menu', as, command: 'Task from this', message: hidden }),
      discord.gesture({ do: 'menu', as, command: 'Profile', user: '@nobody', channel: board.id }),
      discord.gesture({ do: 'command', as, channel: board.id, text: '/Profile' }),
    ])

    expect(answers.map((answer) => 'error' in answer && answer.error)).toEqual([
      'There is no "Profile" in that menu',
      'You cannot see that',
      'You cannot see that',
      'There is no command "/Profile" here',
    ])
    expect(discord.commands(as, board.id).map(({ name }) => name)).not.toContain('Profile')
  })
})
