import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import { finished } from '../charts.ts'
import { march } from '../months.ts'
import { aCore, aLog, aServer, closeAll, say, start } from './stage.ts'

afterEach(closeAll)

const next: Button = { label: 'Next month', style: 'plain', action: { press: 'show', subject: '8', detail: '' } }
const monthButton: Button = {
  label: 'Month as a picture',
  style: 'plain',
  action: { press: 'show', subject: '7', detail: '' },
}
const month = { month: march, buttons: [next] }

/** The bot in a server, which answers with that card; Asha acts. */
async function ready(title: string, card: Partial<Card>, replace = false) {
  const server = await aServer()
  const { discord, asha, board, guild, sandbox } = server
  const { core } = aCore(() => say(title, card, replace))
  const { lines, log } = aLog()
  const { chat } = await start(server, { core, log })
  const messages = () =>
    discord
      .view(asha.id)
      .guilds.flatMap(({ channels, threads }) => [...channels, ...threads].flatMap((each) => each.messages))
  return {
    ...{ ...server, chat, lines, messages },
    async posted(channel = board.id) {
      const calendar: Card = { title: 'Calendar', tone: 'plain', buttons: [monthButton] }
      const sent = await chat.post({ place: guild.id, channel }, calendar, '1')
      if (sent.outcome !== 'sent') throw new Error(sent.why)
      return sent.message.id
    },
    type: (text: string) => discord.gesture({ do: 'command', as: asha.id, channel: board.id, text }),
    press: (message: string, button = 'Month as a picture') =>
      discord.gesture({ do: 'press', as: asha.id, message, button }),
    pictured: () =>
      eventually(messages, (all) => all.some(({ attachments }) => attachments.length > 0), { on: [discord] }),
    asked: () =>
      sandbox.traffic
        .since(0)
        .filter(({ direction, name }) => direction === 'from-bot' && /\/(?:callback|webhooks)\b/u.test(name)),
    failed: () => discord.view(asha.id).failures,
  }
}

describe('a picture that somebody pressed for', () => {
  it('comes whole, with its words and buttons, in a message of its own', async () => {
    const { posted, press, pictured, failed } = await ready('March', month)
    const calendar = await posted()

    await press(calendar)
    const [, answer, ...more] = await pictured()

    expect(answer).toMatchObject({ ephemeral: true, attachments: [{ name: 'picture.png' }] })
    expect(answer?.plain).toContain('March')
    expect(answer?.buttons.map(({ label }) => label)).toEqual(['Next month'])
    expect(more).toEqual([])
    expect(failed()).toEqual([])
  })

  it('is acknowledged before it is drawn', async () => {
    const { posted, press, pictured, asked } = await ready('March', month)

    await press(await posted())
    await pictured()

    const [first, second] = asked()
    expect([first?.request, second?.name.split(' ')[0]]).toEqual([{ type: 6 }, 'POST'])
  })

  it('is said in words where Discord does not take it', async () => {
    const stage = await ready('March', month)
    const calendar = await stage.posted()
    stage.sandbox.faults.add({ platform: 'discord', name: 'POST /webhooks/*', kind: 'status', status: 400 })

    await stage.press(calendar)
    const answer = await eventually(() => stage.messages().find(({ ephemeral }) => ephemeral), Boolean, {
      on: [stage.discord],
    })

    expect(answer?.attachments).toEqual([])
    expect(answer?.plain).toContain('Wed 4 Mar')
    expect(answer?.buttons.map(({ label }) => label)).toEqual(['Next month'])
  })
})

describe('a picture that a command asks for', () => {
  it('comes below the words and buttons, which are there at once', async () => {
    const { type, pictured, asked, failed } = await ready('Your week', { chart: finished, buttons: [next] })

    await type('/tasks')
    const [words, picture] = await pictured()

    expect(words).toMatchObject({ ephemeral: true, attachments: [] })
    expect(words?.buttons.map(({ label }) => label)).toEqual(['Next month'])
    expect(picture).toMatchObject({ ephemeral: true, attachments: [{ name: 'picture.png' }] })
    expect(asked()[0]?.request).toMatchObject({ type: 4 })
    expect(failed()).toEqual([])
  })
})

describe('a press in a thread that fell asleep', () => {
  it('wakes the thread and is answered there', async () => {
    const stage = await ready('Started', {})
    const { discord, asha, board, meera, application, clock } = { ...stage, clock: stage.sandbox.clock }
    const made = await discord.gesture({ do: 'open-thread', as: meera.id, channel: board.id, name: '#42 Flights' })
    const thread = 'channel' in made ? String(made['channel']) : ''
    for (const user of [asha.id, application.botId])
      await discord.gesture({ do: 'join-thread', as: meera.id, channel: thread, user })
    const card = await stage.posted(thread)
    clock.advance(8 * 86_400_000)

    await stage.press(card)
    const answer = await eventually(() => stage.messages().find(({ ephemeral }) => ephemeral), Boolean, {
      on: [discord],
    })

    expect(answer?.plain).toContain('Started')
    expect(stage.failed()).toEqual([])
  })
})
