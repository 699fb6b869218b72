import { afterEach, describe, expect, it } from 'vitest'
import type { Chat } from '#src/kernel/chat.ts'
import { whileOurs } from '#src/bot/outbox/still-ours.ts'
import * as inDiscord from './discord/stage.ts'
import * as inSlack from './slack/stage.ts'

type Stage = { chat: Chat; to: { place: string; channel: string }; sees(): string[] }

async function slackStage(): Promise<Stage> {
  const workspace = await inSlack.aWorkspace()
  const { chat } = await inSlack.start(workspace, { over: 'none' })
  const { team, acme, asha, slack } = workspace
  const sees = () => slack.view(asha.id).channels.flatMap(({ messages }) => messages.map(({ plain }) => plain))
  return { chat, to: { place: team, channel: acme.id }, sees }
}

async function discordStage(): Promise<Stage> {
  const server = await inDiscord.aServer()
  const { chat } = await inDiscord.start(server)
  const { guild, board, asha, discord } = server
  const rooms = () => discord.view(asha.id).guilds.flatMap(({ channels }) => channels)
  const sees = () => rooms().flatMap(({ messages }) => messages.map(({ plain }) => plain))
  return { chat, to: { place: guild.id, channel: board.id }, sees }
}

describe.each([
  { platform: 'slack', stage: slackStage },
  { platform: 'discord', stage: discordStage },
])('a process that was stopped on its way to $platform', ({ stage }) => {
  afterEach(async () => {
    await inSlack.closeAll()
    await inDiscord.closeAll()
  })

  it('writes nothing once its time is over, though the connection is there, and says that it did not', async () => {
    const { chat, to, sees } = await stage()
    const card = { title: 'Book a flight', tone: 'plain' } as const

    const late = await whileOurs(
      () => false,
      () => chat.post(to, card, 'mark1'),
    )
    const seen = sees()
    const inTime = await whileOurs(
      () => true,
      () => chat.post(to, card, 'mark2'),
    )

    expect(late).toMatchObject({ outcome: 'later', everywhere: false })
    expect(seen).toEqual([])
    expect(inTime.outcome).toBe('sent')
    expect(sees()).toEqual([expect.stringContaining('Book a flight')])
  })
})
