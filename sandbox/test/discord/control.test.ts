import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { controlOf } from '../over-http.ts'
import { aBot } from './bot.ts'
import { closeAll } from './stage.ts'

afterEach(closeAll)

describe('over the control API, in Discord', () => {
  it('a person acts, and everyone is seen through their own eyes', async () => {
    const bot = await aBot()
    const { client, asha, jun, board } = bot
    const { get, post } = controlOf(bot)
    client.on('interactionCreate', (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply({ content: 'Nothing to do', flags: 'Ephemeral' })
    })

    const acted = await post('/discord/gesture', { do: 'command', as: asha.id, channel: board.id, text: '/tasks' })
    const wrote = await post('/discord/gesture', { do: 'write', as: jun.id, channel: board.id, content: 'Hello' })

    expect(acted).toEqual({ status: 200, body: { ok: true } })
    expect(wrote).toMatchObject({ status: 200, body: { ok: true, id: expect.any(String) } })
    expect((await get(`/discord/view?as=${asha.id}`)).body).toMatchObject({
      guilds: [{ channels: [{ messages: [{ content: 'Nothing to do', ephemeral: true }, { content: 'Hello' }] }] }],
    })
    expect((await get(`/discord/view?as=${jun.id}`)).body).toMatchObject({
      guilds: [{ channels: [{ messages: [{ content: 'Hello' }] }] }],
    })
  })

  it('what is no gesture or no person is refused with the reason', async () => {
    const bot = await aBot()
    const { asha, application } = bot
    const { get, post } = controlOf(bot)

    expect((await post('/discord/gesture', { do: 'fly', as: asha.id })).body).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^No such gesture/),
    })
    expect((await post('/discord/gesture', { do: 'close-modal', as: '1' })).body).toEqual({
      ...{ ok: false, error: 'There is no person "1"' },
    })
    expect((await get('/discord/view?as=1')).status).toBe(404)
    expect((await get(`/discord/view?as=${application.botId}`)).status).toBe(404)
  })

  it('everyone is listed, and all that was said between Discord and the bot', async () => {
    const bot = await aBot()
    const { asha, meera, jun } = bot
    const { get } = controlOf(bot)

    const names = z.array(z.looseObject({ name: z.string() })).parse((await get('/traffic')).body)

    expect((await get('/people')).body).toEqual([
      { platform: 'discord', id: meera.id, name: 'Meera Iyer', zone: 'Asia/Kolkata' },
      { platform: 'discord', id: asha.id, name: 'Asha Patil', zone: 'Asia/Kolkata' },
      { platform: 'discord', id: jun.id, name: 'Jun Santos', zone: 'Asia/Manila' },
    ])
    expect(names.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^PUT \/applications\/\d+\/commands$/),
      'GET /gateway/bot',
      'READY',
      'GUILD_CREATE',
    ])
  })

  it('a fault can be asked for, and everything that happened forgotten', async () => {
    const bot = await aBot()
    const { aCard, asha } = bot
    const { get, post } = controlOf(bot)

    await post('/faults', { platform: 'discord', name: 'POST /channels/*', kind: 'status', status: 503 })
    await expect(aCard()).rejects.toMatchObject({ status: 503 })
    await aCard()
    await post('/reset', {})

    expect((await get(`/discord/view?as=${asha.id}`)).body).toMatchObject({
      guilds: [{ channels: [{ messages: [] }] }],
    })
  })
})
