import { afterEach, describe, expect, it } from 'vitest'
import type { Card } from '#src/kernel/card.ts'
import { finished } from '../charts.ts'
import { march } from '../months.ts'
import { aChat, aServer, closeAll, seenBy, NOON } from './stage.ts'

afterEach(closeAll)

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)
const card = (title: string): Card => ({ title, tone: 'waiting' })

async function ready() {
  const server = await aServer()
  const chat = await aChat(server)
  const to = { place: server.guild.id, channel: server.board.id }
  return { ...server, server, chat, to }
}

type Ready = Awaited<ReturnType<typeof ready>>

async function posted({ chat, to }: Pick<Ready, 'chat' | 'to'>, title: string, mark: string) {
  const sent = await chat.post(to, card(title), mark)
  if (sent.outcome !== 'sent') throw new Error(sent.why)
  return sent.message
}

const titles = (server: Ready['server'], user: { id: string }) => seenBy(server, user).map(({ plain }) => plain)

describe('a card', () => {
  it('is read by everyone in the channel', async () => {
    const { server, asha, chat, to } = await ready()

    await posted({ chat, to }, '#42 Book a flight', '1')

    expect(titles(server, asha)).toEqual([expect.stringContaining('#42 Book a flight')])
  })

  it('is there once when the same line is told twice', async () => {
    const { server, asha, chat, to } = await ready()

    const first = await posted({ chat, to }, '#42 Book a flight', '1')
    const second = await posted({ chat, to }, '#42 Book a flight', '1')

    expect(second).toEqual(first)
    expect(titles(server, asha)).toHaveLength(1)
  })

  it('changes in its place', async () => {
    const { server, asha, chat, to } = await ready()
    const message = await posted({ chat, to }, '#42 open', '1')

    const sent = await chat.edit(to.place, message, card('#42 claimed'))

    expect(sent).toEqual({ outcome: 'sent', message })
    expect(titles(server, asha)).toEqual([expect.stringContaining('#42 claimed')])
  })

  it('does not arrive where the bot cannot see', async () => {
    const { chat, guild, secret } = await ready()

    const sent = await chat.post({ place: guild.id, channel: secret.id }, card('#42'), '1')

    expect(sent).toMatchObject({ outcome: 'gone' })
  })
})

describe('a card with a chart', () => {
  const charted: Card = { title: 'Your week', tone: 'plain', chart: finished }

  it('is a message with a picture, whose figures are there for whoever cannot see it', async () => {
    const { server, asha, chat, to, discord } = await ready()

    await chat.post(to, charted, '1')

    const [shown] = discord.view(asha.id).guilds.flatMap(({ channels }) => channels.flatMap(({ messages }) => messages))
    expect(shown?.attachments).toMatchObject([{ name: 'picture.png' }])
    expect(shown?.attachments[0]?.size).toBeGreaterThan(5_000)
    expect(titles(server, asha)[0]).toContain('Tue 3 Mar: in time 0, late 2')
  })

  it('is there once when the same line is told twice, and found when its sending broke off', async () => {
    const { server, sandbox, asha, chat, to } = await ready()
    sandbox.faults.add({ platform: 'discord', name: `POST /channels/${to.channel}/messages`, kind: 'cut-after' })

    const broken = await chat.post(to, charted, 'zz')
    const found = await chat.find(to, 'zz', at(NOON).subtract({ minutes: 2 }))
    const again = await chat.post(to, charted, 'zz')

    expect(broken).toMatchObject({ outcome: 'uncertain' })
    expect(again).toEqual({ outcome: 'sent', message: found })
    expect(titles(server, asha)).toHaveLength(1)
  })

  it('has one picture, the newest, when it changes in its place', async () => {
    const { asha, chat, to, discord } = await ready()
    const sent = await chat.post(to, charted, '1')
    if (sent.outcome !== 'sent') throw new Error(sent.why)

    await chat.edit(to.place, sent.message, { ...charted, title: 'Your week, mended' })

    const [shown] = discord.view(asha.id).guilds.flatMap(({ channels }) => channels.flatMap(({ messages }) => messages))
    expect(shown?.attachments).toHaveLength(1)
    expect(shown?.plain).toContain('Your week, mended')
  })
})

describe('a card whose sending broke off', () => {
  it('is found when it had arrived, among many others', async () => {
    const { sandbox, discord, chat, to, asha } = await ready()
    sandbox.faults.add({ platform: 'discord', name: `POST /channels/${to.channel}/messages`, kind: 'cut-after' })

    const sent = await chat.post(to, card('#42'), 'zz')
    for (let index = 0; index < 120; index += 1) {
      await discord.gesture({ do: 'write', as: asha.id, channel: to.channel, content: `Good morning ${index}` })
    }
    const found = await chat.find(to, 'zz', at(NOON).subtract({ minutes: 2 }))

    expect(sent).toMatchObject({ outcome: 'uncertain' })
    expect(found).toMatchObject({ channel: to.channel })
    expect(await chat.edit(to.place, found ?? { channel: '', id: '' }, card('#42'))).toMatchObject({ outcome: 'sent' })
  })

  it('is not found when it had not', async () => {
    const { sandbox, chat, to } = await ready()
    sandbox.faults.add({ platform: 'discord', name: `POST /channels/${to.channel}/messages`, kind: 'cut-before' })

    const sent = await chat.post(to, card('#42'), 'zz')
    await posted({ chat, to }, '#43', 'zy')

    expect(sent).toMatchObject({ outcome: 'uncertain' })
    expect(await chat.find(to, 'zz', at(NOON).subtract({ minutes: 2 }))).toBeNull()
  })

  it('is not looked for in what was written before it', async () => {
    const { sandbox, chat, to } = await ready()
    await posted({ chat, to }, '#42', 'zz')
    sandbox.clock.advance(60_000)

    const found = await chat.find(to, 'zz', at(NOON).add({ seconds: 30 }))

    expect(found).toBeNull()
  })
})

describe('a direct message', () => {
  it('is read by that person alone', async () => {
    const { server, asha, jun, guild, chat } = await ready()

    const channel = (await chat.direct(guild.id, asha.id)) ?? ''
    await posted({ chat, to: { place: guild.id, channel } }, 'Good morning', '1')

    expect(await chat.direct(guild.id, asha.id)).toBe(channel)
    expect(titles(server, asha)).toEqual([expect.stringContaining('Good morning')])
    expect(titles(server, jun)).toEqual([])
  })
})

describe('a private thread', () => {
  const name = '#42 Book a flight'

  async function opened({ chat, to }: Ready, members: string[], title = name) {
    const sent = await chat.thread(to.place, to.channel, title, members)
    if (sent?.outcome !== 'sent') throw new Error(JSON.stringify(sent))
    return sent.message.channel
  }

  it('is seen by whom it is for, and by nobody else', async () => {
    const stage = await ready()
    const { server, chat, to, asha, jun, meera } = stage

    const channel = await opened(stage, [asha.id, meera.id])
    await posted({ chat, to: { place: to.place, channel } }, 'The brief', '1')

    expect(titles(server, asha)).toContainEqual(expect.stringContaining('The brief'))
    expect(titles(server, meera)).toContainEqual(expect.stringContaining('The brief'))
    expect(titles(server, jun)).toEqual([])
  })

  it('is found again instead of being made twice, though the title changed', async () => {
    const stage = await ready()
    const { asha } = stage

    const first = await opened(stage, [asha.id])
    const second = await opened(stage, [asha.id], '#42 Book two flights')

    expect(second).toBe(first)
  })

  it('is not the one of whoever had the task before', async () => {
    const stage = await ready()
    const { asha, jun, meera } = stage

    const first = await opened(stage, [asha.id, meera.id])
    const second = await opened(stage, [jun.id, meera.id])

    expect(second).not.toBe(first)
  })

  it('is not the one of another task with a number that begins alike', async () => {
    const stage = await ready()
    const { asha } = stage

    const first = await opened(stage, [asha.id], '#421 Something else')
    const second = await opened(stage, [asha.id])

    expect(second).not.toBe(first)
  })

  it('is begun anew where it broke off, with all its members', async () => {
    const stage = await ready()
    const { sandbox, server, chat, to, asha } = stage
    sandbox.faults.add({ platform: 'discord', name: 'PUT /channels/*', kind: 'status', status: 503 })

    const broken = await chat.thread(to.place, to.channel, name, [asha.id])
    const channel = await opened(stage, [asha.id])
    await posted({ chat, to: { place: to.place, channel } }, 'The brief', '1')

    expect(broken).toMatchObject({ outcome: 'uncertain' })
    expect(titles(server, asha)).toContainEqual(expect.stringContaining('The brief'))
    expect(
      sandbox.traffic.since(0).filter(({ name: what }) => what === `POST /channels/${to.channel}/threads`),
    ).toHaveLength(1)
  })

  it('wakes when its card changes', async () => {
    const stage = await ready()
    const { server, sandbox, chat, to, asha } = stage
    const channel = await opened(stage, [asha.id])
    const message = await posted({ chat, to: { place: to.place, channel } }, 'In progress', '1')
    sandbox.clock.advance(8 * 24 * 3_600_000)

    const sent = await chat.edit(to.place, message, card('Accepted'))

    expect(sent).toMatchObject({ outcome: 'sent' })
    expect(titles(server, asha)).toContainEqual(expect.stringContaining('Accepted'))
  })

  it('cannot be made where the bot cannot see', async () => {
    const { chat, guild, secret, asha } = await ready()

    const sent = await chat.thread(guild.id, secret.id, name, [asha.id])

    expect(sent).toMatchObject({ outcome: 'gone' })
  })
})

describe('looking', () => {
  it('knows what a person is called', async () => {
    const { chat, guild, asha } = await ready()

    expect(await chat.fetchProfile(guild.id, asha.id)).toMatchObject({ name: 'Asha Patil', zone: null, language: null })
    expect(await chat.fetchProfile('', asha.id)).toMatchObject({ name: 'Asha Patil' })
  })

  it('knows nobody who is not in the server', async () => {
    const { discord, chat, guild } = await ready()
    const stranger = discord.addUser({ name: 'stranger' })

    expect(await chat.fetchProfile(guild.id, stranger.id)).toBeNull()
  })

  it('tells where the bot can write', async () => {
    const { discord, chat, guild, board, secret, application } = await ready()
    const quiet = discord.addChannel(guild.id, {
      name: 'news',
      overwrites: [{ everyone: true, deny: ['SendMessages'] }],
    })
    const log = discord.addChannel(guild.id, {
      name: 'log',
      overwrites: [
        { everyone: true, deny: ['ViewChannel'] },
        { user: application.botId, allow: ['ViewChannel', 'SendMessages'] },
      ],
    })

    const answers = await Promise.all(
      [board, log, quiet, secret, { id: '1140000000000000999' }].map(({ id }) => chat.canPost(guild.id, id)),
    )

    expect(answers).toEqual([true, true, false, false, false])
  })

  it('tells it of a channel of this server alone', async () => {
    const { chat, guild, board } = await ready()

    expect(await chat.canPost(guild.id, board.id)).toBe(true)
    expect(await chat.canPost('1140000000000000999', board.id)).toBe(false)
  })
})

describe('a card with a month', () => {
  it('is a message with the picture, whose posts are there for whoever cannot see it', async () => {
    const { server, asha, chat, to, discord } = await ready()

    await chat.post(to, { title: 'March', tone: 'plain', month: march }, '1')

    const [shown] = discord.view(asha.id).guilds.flatMap(({ channels }) => channels.flatMap(({ messages }) => messages))
    expect(shown?.attachments).toMatchObject([{ name: 'picture.png' }])
    expect(titles(server, asha)[0]).toContain('Wed 4 Mar: 9:00 P7 (Approved)')
  })
})
