import { Routes, WebhookClient } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aServer, closeAll, closing, idIn, refusal, restFor, roomsOf, seenBy, type Stage } from './stage.ts'

afterEach(closeAll)

const hookShape = z.looseObject({ id: z.string(), token: z.string() })

async function ready() {
  const stage = await aServer({ permissions: ['ManageWebhooks'] })
  const { rest, board, sandbox } = stage
  const hook = hookShape.parse(await rest.post(Routes.channelWebhooks(board.id), { body: { name: 'Reporter' } }))
  const client = new WebhookClient(hook, { rest: { api: `${sandbox.url}/discord/api`, retries: 0 } })
  closing(() => client.destroy())
  return { ...stage, stage, hook, client }
}

/** Somebody who manages threads locks one: another bot, since people have no such gesture. */
async function lock({ discord, guild, sandbox }: Stage, thread: string): Promise<void> {
  const moderator = discord.addApplication({ name: 'Moderator' })
  discord.addBot(guild.id, moderator.id, ['ManageThreads'])
  await restFor(sandbox.url, moderator.token).patch(Routes.channel(thread), { body: { locked: true } })
}

describe('a webhook', () => {
  it('writes under a name and a picture, and changes and deletes what it wrote', async () => {
    const { stage, client, asha, board } = await ready()

    const { id } = await client.send({ content: 'Hello', username: 'Carol', avatarURL: 'https://example.com/c.png' })
    const written = seenBy(stage, asha)
    const [disguise] = board.messages.map(({ webhook }) => webhook)
    await client.editMessage(id, 'Good evening')
    const changed = seenBy(stage, asha).map(({ content }) => content)
    await client.deleteMessage(id)

    expect(written).toMatchObject([{ content: 'Hello', author: { name: 'Carol', bot: true } }])
    expect(disguise).toMatchObject({ avatar: 'https://example.com/c.png' })
    expect(changed).toEqual(['Good evening'])
    expect(seenBy(stage, asha)).toEqual([])
  })

  it('is found in its channel and its server, and can be removed', async () => {
    const { rest, board, guild, hook } = await ready()

    expect(await rest.get(Routes.channelWebhooks(board.id))).toMatchObject([{ id: hook.id, name: 'Reporter' }])
    expect(await rest.get(Routes.guildWebhooks(guild.id))).toMatchObject([{ id: hook.id }])
    await rest.delete(Routes.webhook(hook.id))

    expect(await rest.get(Routes.channelWebhooks(board.id))).toEqual([])
  })

  it('writes for nobody who does not know its token', async () => {
    const { rest, hook, board } = await ready()
    const send = (id: string, token: string) =>
      rest.post(Routes.webhook(id, token), { body: { content: 'x' }, auth: false })

    expect(await refusal(send(hook.id, 'forged'))).toMatchObject({ status: 401, code: 50027 })
    expect(await refusal(send('1', hook.token))).toMatchObject({ status: 404, code: 10015 })
    expect(board.messages).toEqual([])
  })

  it('writes into a thread of its channel', async () => {
    const { stage, client, rest, board, asha } = await ready()
    const thread = idIn(await rest.post(Routes.threads(board.id), { body: { name: 'Below', type: 11 } }))

    await client.send({ content: 'Below', threadId: thread })

    expect(seenBy(stage, asha)).toEqual([])
    expect(seenBy(stage, asha, thread)).toMatchObject([{ content: 'Below' }])
  })

  it('opens a thread that sleeps, and one that is locked stays closed to it', async () => {
    const { stage, client, rest, board, discord, meera, asha, clock } = await ready()
    const body = { name: 'Below', type: 11, auto_archive_duration: 60 }
    const thread = idIn(await rest.post(Routes.threads(board.id), { body }))
    clock.advance(60 * 60_000)

    await client.send({ content: 'Awake', threadId: thread })
    const opened = roomsOf(stage, asha).find(({ id }) => id === thread)
    await lock(stage, thread)
    const locked = client.send({ content: 'Too late', threadId: thread })

    expect(opened).toMatchObject({ archived: false })
    expect(await refusal(locked)).toMatchObject({ code: 160005 })
    expect(discord.view(meera.id).guilds).toMatchObject([{ threads: [{ messages: [{ content: 'Awake' }] }] }])
  })

  it.each([
    ['a name of the platform’s own', 'Discord Dave'],
    ['the name of everybody', 'everyone'],
  ])('writes under no name that is %s', async (_, username) => {
    const { client, board } = await ready()

    const sent = client.send({ content: 'Hello', username })

    expect(await refusal(sent)).toMatchObject({ code: 50035, errors: { username: {} } })
    expect(board.messages).toEqual([])
  })

  it('is made only by those who may', async () => {
    const { rest, board } = await aServer()

    expect(await refusal(rest.post(Routes.channelWebhooks(board.id), { body: { name: 'x' } }))).toMatchObject({
      code: 50013,
    })
  })
})
