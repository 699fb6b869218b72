import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import type { Noticed } from '#src/kernel/core.ts'
import { aChat, aCore, aServer, closeAll, say, start } from './stage.ts'

afterEach(closeAll)

async function listening() {
  const server = await aServer({ intents: ['GuildMembers'] })
  const heard: Noticed[] = []
  const { core } = aCore(() => say('Done'))
  await start(server, { core: { ...core, noticed: async (person) => void heard.push(person) }, members: true })
  return { ...server, heard }
}

describe('a member of a Discord server', () => {
  it('is heard of when their name changes and when they leave, where Discord grants the intent', async () => {
    const { discord, guild, asha, heard } = await listening()

    discord.changeMember(guild.id, asha.id, 'Asha from Pune')
    discord.removeMember(guild.id, asha.id)
    await eventually(
      () => heard.length,
      (found) => found >= 2,
      { on: [discord] },
    )

    expect(heard).toMatchObject([
      { platform: 'discord', place: guild.id, user: asha.id, seen: { name: 'Asha from Pune', zone: null } },
      { platform: 'discord', place: guild.id, user: asha.id, seen: 'left' },
    ])
  })

  it('is found to have left by whoever asks, and nothing is said of them where the bot is not itself', async () => {
    const server = await aServer()
    const chat = await aChat(server)
    const { discord, guild, asha, application } = server

    discord.changeMember(guild.id, asha.id, 'Asha from Pune')
    const before = await chat.check(guild.id, asha.id)
    discord.removeMember(guild.id, asha.id)
    const after = await chat.check(guild.id, asha.id)
    discord.removeMember(guild.id, application.botId)

    expect(before).toMatchObject({ name: 'Asha from Pune' })
    expect(after).toBe('left')
    expect(await chat.check(guild.id, asha.id)).toBeNull()
  })
})
