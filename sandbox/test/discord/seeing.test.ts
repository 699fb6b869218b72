import { MessageFlags, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aBot } from './bot.ts'
import { aServer, closeAll, does, idIn, roomsOf, seenBy, send, write, type Stage } from './stage.ts'

afterEach(closeAll)

const names = (stage: Stage, who: { id: string }) => roomsOf(stage, who).map(({ name }) => name)

describe('where a person is', () => {
  it('is every server that they joined, with the channels that they may see', async () => {
    const stage = await aServer()
    const { discord, asha, jun, meera, guild } = stage
    const assistants = discord.addRole(guild.id, { name: 'Assistants' })
    discord.addChannel(guild.id, {
      name: 'assistants',
      overwrites: [
        { everyone: true, deny: ['ViewChannel'] },
        { role: assistants.id, allow: ['ViewChannel'] },
      ],
    })
    discord.addChannel(guild.id, { name: 'Rooms', type: 'category' })
    discord.addChannel(guild.id, {
      name: 'for-jun',
      overwrites: [
        { everyone: true, deny: ['ViewChannel'] },
        { user: jun.id, allow: ['ViewChannel'] },
      ],
    })
    const other = discord.addGuild({ name: 'Neem', owner: jun.id })
    discord.addChannel(other.id, { name: 'neem-leaves' })
    guild.members.get(asha.id)?.roles.add(assistants.id)

    expect(names(stage, asha)).toEqual(['open-tasks', 'assistants'])
    expect(names(stage, jun)).toEqual(['open-tasks', 'for-jun', 'neem-leaves'])
    expect(names(stage, meera)).toEqual(['open-tasks', 'secret', 'assistants', 'for-jun'])
    expect(discord.view(jun.id).guilds.map(({ name }) => name)).toEqual(['Banyan', 'Neem'])
    expect(discord.view(asha.id).me).toEqual({
      ...{ id: asha.id, name: 'asha', displayName: 'Asha Patil', locale: 'hi', zone: 'Asia/Kolkata' },
    })
  })

  it('says where they may write', async () => {
    const stage = await aServer()
    const { discord, asha, meera, guild } = stage
    discord.addChannel(guild.id, { name: 'news', overwrites: [{ everyone: true, deny: ['SendMessages'] }] })

    const open = (who: { id: string }) => roomsOf(stage, who).find(({ name }) => name === 'news')?.open

    expect(open(asha)).toBe(false)
    expect(open(meera)).toBe(true)
  })

  it('is known for people alone', async () => {
    const { discord } = await aServer()

    expect(() => discord.view('1')).toThrow('There is no person "1" in the sandbox\'s Discord')
    expect(discord.people()).toEqual([
      expect.objectContaining({ name: 'Meera Iyer', zone: 'Asia/Kolkata' }),
      expect.objectContaining({ name: 'Asha Patil' }),
      expect.objectContaining({ name: 'Jun Santos' }),
    ])
  })
})

describe('what a person reads', () => {
  it('is not what was said where they are not', async () => {
    const stage = await aServer()
    const { discord, asha, jun, meera, secret, rest } = stage
    await write(stage, meera, 'in the secret channel', secret.id)
    const thread = await does(stage, {
      do: 'open-thread',
      as: asha.id,
      channel: 'open-tasks',
      name: 'T',
      private: true,
    })
    await write(stage, asha, 'in the private thread', String(thread['channel']))
    const dm = idIn(await rest.post(Routes.userChannels(), { body: { recipient_id: asha.id } }))
    await send(stage, { content: 'in the direct message' }, dm)

    const seen = [asha, jun, meera].map(({ id }) => JSON.stringify(discord.view(id)))

    expect(seen.map((all) => all.includes('in the secret channel'))).toEqual([false, false, true])
    expect(seen.map((all) => all.includes('in the private thread'))).toEqual([true, false, true])
    expect(seen.map((all) => all.includes('in the direct message'))).toEqual([true, false, false])
  })

  it('is nothing of before where they may not read back', async () => {
    const stage = await aServer()
    const { asha, board, guild } = stage
    await send(stage, { content: 'Before' })

    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: 1n << 16n })

    expect(names(stage, asha)).toContain('open-tasks')
    expect(seenBy(stage, asha)).toEqual([])
  })

  it('has what is for them alone in its place, and nothing of what is for others', async () => {
    const { stage, command, asha, jun } = await aBot()
    await send(stage, { content: 'First' })
    await (await command('/tasks', asha.id)).reply({ content: 'For Asha', flags: MessageFlags.Ephemeral })
    await (await command('/tasks', jun.id)).reply({ content: 'For Jun', flags: MessageFlags.Ephemeral })
    await send(stage, { content: 'Last' })

    expect(seenBy(stage, asha).map(({ content }) => content)).toEqual(['First', 'For Asha', 'Last'])
    expect(seenBy(stage, jun).map(({ content }) => content)).toEqual(['First', 'For Jun', 'Last'])
  })

  it('shows to everyone that the bot is thinking, or to the one whom it answers', async () => {
    const { stage, command, asha, jun } = await aBot()

    await (await command()).deferReply()
    await (await command()).deferReply({ flags: MessageFlags.Ephemeral })

    expect(seenBy(stage, jun).map(({ thinking }) => thinking)).toEqual([true])
    expect(seenBy(stage, asha).map(({ thinking, ephemeral }) => [thinking, ephemeral])).toEqual([
      [true, false],
      [true, true],
    ])
  })

  it('is signed with the names that people have in that server', async () => {
    const stage = await aServer({ permissions: ['ManageNicknames'] })
    const { rest, guild, asha, jun } = stage
    await rest.patch(Routes.guildMember(guild.id, asha.id), { body: { nick: 'Ashu' } })

    await write(stage, asha, 'Hello @asha')
    await send(stage, { content: 'Hello' })

    expect(seenBy(stage, jun)).toMatchObject([
      { author: { name: 'Ashu', bot: false }, plain: 'Hello @Ashu' },
      { author: { name: 'Sahayak', bot: true } },
    ])
  })

  it('has what can be pressed and chosen', async () => {
    const stage = await aServer()
    const buttons = [
      { type: 2, style: 1, label: 'Claim', custom_id: 'a' },
      { type: 2, style: 2, emoji: { name: '✅' }, custom_id: 'b', disabled: true },
    ]
    const options = [{ label: 'Travel', value: 't' }]
    const menu = { type: 3, custom_id: 'c', placeholder: 'Duty', options }

    await send(stage, {
      content: 'A card',
      components: [buttons, [menu]].map((components) => ({ type: 1, components })),
    })

    expect(seenBy(stage, stage.asha)).toMatchObject([
      {
        buttons: [
          { label: 'Claim', customId: 'a', disabled: false },
          { label: '✅', customId: 'b', disabled: true },
        ],
        selects: [{ label: 'Duty', customId: 'c', disabled: false }],
      },
    ])
  })

  it('tells of every change to whoever watches', async () => {
    const stage = await aServer()
    let changes = 0
    const off = stage.discord.onChange(() => (changes += 1))

    await write(stage, stage.asha, 'Hello')
    const after = changes
    off()
    await write(stage, stage.asha, 'Hello again')

    expect(after).toBeGreaterThan(0)
    expect(changes).toBe(after)
  })
})
