import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import type { Answer } from '#src/kernel/request.ts'
import type { Card, CardFile } from '#src/kernel/card.ts'
import { finished } from '../charts.ts'
import { aFile, aLostFile } from '../files.ts'
import { aCore, aServer, closeAll, say, seenBy, start } from './stage.ts'

afterEach(closeAll)

const pdf = 'application/pdf'

/** The bot in a server, whose core answers each press and command with the next of these. */
async function ready(...answers: (Answer | Promise<Answer>)[]) {
  const server = await aServer()
  const left = [...answers]
  const { core } = aCore(() => left.shift() ?? say('Done'))
  const { chat } = await start(server, { core })
  const { discord, sandbox, asha, guild, board } = server
  const to = { place: guild.id, channel: board.id }
  return {
    ...{ ...server, server, chat, to },
    async posted(card: Card, channel = board.id) {
      const sent = await chat.post({ place: guild.id, channel }, card, '1')
      if (sent.outcome !== 'sent') throw new Error(sent.why)
      return sent.message
    },
    messages: () =>
      discord.view(asha.id).guilds.flatMap(({ channels }) => channels.flatMap(({ messages }) => messages)),
    type: (text: string) => discord.gesture({ do: 'command', as: asha.id, channel: board.id, text }),
    press: (message: string, button: string) => discord.gesture({ do: 'press', as: asha.id, message, button }),
    asked: () =>
      sandbox.traffic
        .since(0)
        .filter(({ direction, name }) => direction === 'from-bot' && /\/(?:callback|webhooks)\b/u.test(name)),
  }
}

type Ready = Awaited<ReturnType<typeof ready>>

const filesOf = (message: ReturnType<Ready['messages']>[number] | undefined) =>
  (message?.attachments ?? []).map(({ name, size }) => [name, size])

const post = (files?: CardFile[]): Card => ({ title: 'P7 New looms', tone: 'plain', ...(files ? { files } : {}) })

describe('a post with files', () => {
  it('is one message with all of them, and what each is called', async () => {
    const { posted, messages } = await ready()

    await posted(post([aFile('loom.png', 'image/png', 40), aFile('करघा.png'), aFile('brief.pdf', pdf, 60)]))

    const [shown, ...more] = messages()
    expect(filesOf(shown)).toEqual([
      ['loom.png', 40],
      ['file-2.png', 4],
      ['brief.pdf', 60],
    ])
    expect(JSON.stringify(shown?.components)).toContain('करघा.png')
    expect(more).toEqual([])
  })

  it('has its own picture as well, and ten together', async () => {
    const { posted, messages } = await ready()
    const files = Array.from({ length: 10 }, (_, index) => aFile(`loom-${index}.png`))

    await posted({ ...post(files), chart: finished })

    const names = filesOf(messages()[0]).map(([name]) => name)
    expect(names).toHaveLength(10)
    expect(names[0]).toBe('picture.png')
  })

  it('is told without what is not kept any more', async () => {
    const { posted, messages } = await ready()

    await posted(post([aLostFile('old.png'), aFile('loom.png')]))

    expect(filesOf(messages()[0])).toEqual([['loom.png', 4]])
  })

  it('is told without them where the bot may write and not attach', async () => {
    const { discord, guild, posted, messages } = await ready()
    const strict = discord.addChannel(guild.id, {
      name: 'strict',
      overwrites: [{ everyone: true, deny: ['AttachFiles'] }],
    })

    await posted(post([aFile('loom.png')]), strict.id)

    expect(messages()).toMatchObject([{ plain: expect.stringContaining('P7 New looms'), attachments: [] }])
  })
})

describe('a message that changes', () => {
  it.each([
    ['loses the files that its card has no more', undefined, []],
    ['has the files that its card has now', [aFile('new.png')], [['new.png', 4]]],
  ])('%s', async (_, files, left) => {
    const { chat, to, posted, messages } = await ready()
    const message = await posted(post([aFile('loom.png'), aFile('brief.pdf', pdf)]))

    const sent = await chat.edit(to.place, message, post(files))

    expect(sent.outcome).toBe('sent')
    expect(filesOf(messages()[0])).toEqual(left)
  })

  it('loses its chart with the card’s', async () => {
    const { chat, to, posted, messages } = await ready()
    const message = await posted({ ...post(), chart: finished })

    await chat.edit(to.place, message, post())

    expect(filesOf(messages()[0])).toEqual([])
  })
})

describe('an answer with files', () => {
  const shown = say('P7 New looms', { files: [aFile('loom.png')] })
  const button = { label: 'Show', style: 'plain', action: { press: 'show', subject: '7', detail: '' } } as const
  const types = ({ asked }: Ready) =>
    asked().map(({ name, request }) =>
      typeof request === 'object' && request && 'type' in request ? request.type : name.split(' ')[0],
    )
  const sees = (stage: Ready, pattern: RegExp) =>
    eventually(() => stage.messages().find(({ plain }) => pattern.test(plain)), Boolean, { on: [stage.discord] })

  it('is put off first, since files take their time, and is for its asker alone', async () => {
    const stage = await ready(shown)

    await stage.type('/tasks')
    const answer = await sees(stage, /New looms/u)

    expect(answer?.ephemeral).toBe(true)
    expect(filesOf(answer)).toEqual([['loom.png', 4]])
    expect(types(stage)).toEqual([5, 'PATCH'])
    expect(seenBy(stage.server, stage.meera)).toEqual([])
  })

  it('that comes late has them all the same', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(promise)

    await stage.type('/tasks')
    resolve(shown)
    const answer = await sees(stage, /New looms/u)

    expect(filesOf(answer)).toEqual([['loom.png', 4]])
    expect(types(stage)).toEqual([5, 'PATCH'])
  })

  it('takes the place of one’s own message, and its files go with the next', async () => {
    const first = say('Page 1', { buttons: [button] })
    const second = say('P7 New looms', { files: [aFile('loom.png')], buttons: [button] }, true)
    const stage = await ready(first, second, say('Page 3', {}, true))
    await stage.type('/tasks')
    const page = await sees(stage, /Page 1/u)

    await stage.press(page?.id ?? '', 'Show')
    const answer = await sees(stage, /New looms/u)
    await stage.press(answer?.id ?? '', 'Show')
    const last = await sees(stage, /Page 3/u)

    expect(filesOf(answer)).toEqual([['loom.png', 4]])
    expect(filesOf(last)).toEqual([])
    expect(stage.messages()).toHaveLength(1)
    expect(types(stage)).toEqual([4, 6, 'PATCH', 7])
  })

  it('to a press on what all see is a message of its own', async () => {
    const stage = await ready(shown)
    const message = await stage.posted({ ...post(), buttons: [button] })

    await stage.press(message.id, 'Show')
    const answer = await eventually(() => stage.messages().find(({ ephemeral, thinking }) => ephemeral && !thinking))

    expect(filesOf(answer)).toEqual([['loom.png', 4]])
    expect(stage.messages()).toHaveLength(2)
  })
})
