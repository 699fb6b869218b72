import { GatewayIntentBits, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aBot } from './bot.ts'
import { aClient, aServer, closeAll, does, idIn, refusal, seenBy, send, sent, write, type Stage } from './stage.ts'

afterEach(closeAll)

const V2 = 1 << 15
const png = { name: 'loom.png', data: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }
const text = (content: string) => ({ type: 10, content })
const gallery = { type: 12, items: [{ media: { url: 'attachment://loom.png' } }] }
const shown = { flags: V2, components: [text('Looms'), gallery], attachments: [{ id: '0', filename: 'loom.png' }] }
const link = (url: string) => ({ components: [{ type: 1, components: [{ type: 2, style: 5, label: 'Open', url }] }] })

const post = ({ rest, board }: Stage, body: object, files: (typeof png)[] = []) =>
  rest.post(Routes.channelMessages(board.id), { body, files })

describe('a picture that a message shows', () => {
  it('comes with a new message and with the first answer, and with no change of one', async () => {
    const bot = await aBot()
    const { stage, rest, board, application, command } = bot
    const { id, token } = await command()
    const files = [png]
    const first = await rest.post(Routes.interactionCallback(id, token), {
      ...{ body: { type: 4, data: shown }, files, auth: false },
    })
    const message = idIn(await post(stage, { flags: V2, components: [text('Looms')] }))

    const edits = await Promise.all([
      refusal(
        rest.patch(Routes.webhookMessage(application.id, token, '@original'), { body: shown, files, auth: false }),
      ),
      refusal(rest.patch(Routes.channelMessage(board.id, message), { body: shown, files })),
    ])
    const beside = await rest.post(Routes.webhook(application.id, token), { body: shown, files, auth: false })

    expect(edits).toMatchObject([
      { status: 400, code: 50035 },
      { status: 400, code: 50035 },
    ])
    expect(JSON.stringify(edits)).toContain('UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND')
    expect([first, beside]).toHaveLength(2)
    await expect(post(stage, shown, files)).resolves.toMatchObject({ components: [{}, { type: 12 }] })
  })

  it('is refused in what fills an answer that was put off, and taken in what stands beside that', async () => {
    const { rest, application, command, asha, stage } = await aBot()
    const { id, token } = await command()
    await rest.post(Routes.interactionCallback(id, token), { body: { type: 5, data: { flags: 64 } }, auth: false })
    const follow = (body: object, files = [png]) =>
      rest.post(Routes.webhook(application.id, token), { body: { ...body, flags: V2 | 64 }, files, auth: false })

    const filling = await refusal(follow(shown))
    await rest.patch(Routes.webhookMessage(application.id, token, '@original'), {
      ...{ body: { flags: V2, components: [text('Here it is')] }, auth: false },
    })
    await follow(shown)

    expect(filling).toMatchObject({ status: 400, code: 50035 })
    expect(seenBy(stage, asha).map(({ plain }) => plain)).toEqual([
      expect.stringContaining('Here it is'),
      expect.stringContaining('Looms'),
    ])
  })

  it('stays where a change keeps it', async () => {
    const stage = await aServer()
    const { rest, board } = stage
    const id = idIn(await post(stage, shown, [png]))

    const body = { components: [text('Other words'), gallery] }
    const changed = await rest.patch(Routes.channelMessage(board.id, id), { body })

    expect(changed).toMatchObject({ components: [{ content: 'Other words' }, { items: [{ media: {} }] }] })
  })
})

describe('a message', () => {
  it('turns to the newer components only when it gives up its words itself', async () => {
    const stage = await aServer()
    const { rest, board } = stage
    const { id } = await send(stage, { content: 'Old' })
    const turn = (more: object) =>
      rest.patch(Routes.channelMessage(board.id, id), { body: { flags: V2, components: [text('New')], ...more } })

    await expect(refusal(turn({}))).resolves.toMatchObject({ code: 50035, errors: { content: {} } })
    await expect(turn({ content: null })).resolves.toMatchObject({ content: '', components: [{ content: 'New' }] })
  })

  it.each([
    ['words', { content: ' \n\t ' }, 50006],
    ['a text', { flags: V2, components: [text('  ')] }, 50035],
    [
      'a choice',
      { components: [{ type: 1, components: [{ type: 3, custom_id: 'm', options: [{ label: ' ', value: '1' }] }] }] },
      50035,
    ],
    ['a field of an embed', { embeds: [{ fields: [{ name: ' ', value: 'x' }] }] }, 50035],
    ['a label', { components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'a', label: ' ' }] }] }, 50035],
  ])('is refused where %s has nothing but blanks', async (_, body, code) => {
    await expect(refusal(post(await aServer(), body))).resolves.toMatchObject({ code })
  })

  it.each(['ftp://e.example/a', 'javascript:void(0)', 'e.example', 'mailto:a@e.example'])(
    'is refused with a button that leads to %s',
    async (url) => {
      await expect(refusal(post(await aServer(), link(url)))).resolves.toMatchObject({ code: 50035 })
    },
  )

  it.each([
    { url: 'javascript:void(0)', title: 'x' },
    { title: 'x', image: { url: 'ftp://e.example/a.png' } },
    { title: 'x', thumbnail: { url: 'e.example' } },
    { author: { name: 'x', url: 'ftp://e.example' } },
  ])('is refused with an embed that leads there: %j', async (embed) => {
    await expect(refusal(post(await aServer(), { embeds: [embed] }))).resolves.toMatchObject({ code: 50035 })
  })

  it('is the same message to one writer with one nonce, in whatever channel, for some minutes', async () => {
    const stage = await aServer()
    const { discord, guild, clock } = stage
    const other = discord.addChannel(guild.id, { name: 'other' })
    const marked = { content: 'x', nonce: '1', enforce_nonce: true }

    const first = await send(stage, marked)
    const second = await send(stage, marked, other.id)
    clock.advance(5 * 60_000)
    const third = await send(stage, marked, other.id)

    expect(second.id).toBe(first.id)
    expect(third.id).not.toBe(first.id)
  })

  it('that was deleted is not written anew with its nonce', async () => {
    const stage = await aServer()
    const marked = { content: 'x', nonce: '1', enforce_nonce: true }
    const { id } = await send(stage, marked)
    await stage.rest.delete(Routes.channelMessage(stage.board.id, id))

    await expect(refusal(post(stage, marked))).resolves.toMatchObject({ code: 10008 })
  })

  it('of an hour ago is changed three times, and then only later', async () => {
    const stage = await aServer()
    const { sandbox, application, board, clock } = stage
    const { id } = await send(stage, { content: 'x' })
    clock.advance(3_600_000)
    const edit = (content: string) =>
      fetch(`${sandbox.url}/discord/api/v10/channels/${board.id}/messages/${id}`, {
        method: 'PATCH',
        headers: { authorization: `Bot ${application.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content }),
      })

    const taken = [await edit('1'), await edit('2'), await edit('3')]
    const refused = await edit('4')
    clock.advance(20_000)

    expect(taken.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(refused.status).toBe(429)
    expect(refused.headers.get('x-ratelimit-scope')).toBe('shared')
    expect(await refused.json()).toMatchObject({ code: 30046, retry_after: 20 })
    expect((await edit('5')).status).toBe(200)
  })
})

describe('what others wrote', () => {
  const read = async (stage: Stage, id: string) => {
    const { rest, board } = stage
    const all = z.array(z.looseObject({ id: z.string(), content: z.string() }))
    const list = all.parse(await rest.get(Routes.channelMessages(board.id)))
    const one = z.looseObject({ content: z.string() }).parse(await rest.get(Routes.channelMessage(board.id, id)))
    return [list.find((each) => each.id === id)?.content, one.content]
  }

  it('comes without its words by HTTP too, without the intent for them', async () => {
    const stage = await aServer()
    const id = await write(stage, stage.asha, 'Good morning')

    expect(await read(stage, id)).toEqual(['', ''])
  })

  it('comes with them where the intent is on, and where the bot is named', async () => {
    const allowed = await aServer({ intents: ['MessageContent'] })
    const named = await aServer()
    const words = `<@${named.application.botId}> good morning`

    expect(await read(allowed, await write(allowed, allowed.asha, 'Good morning'))).toEqual([
      ...['Good morning', 'Good morning'],
    ])
    expect(await read(named, await write(named, named.asha, words))).toEqual([words, words])
  })
})

describe('a form', () => {
  it.each([
    ['more than its field holds', { value: 'x'.repeat(11), max_length: 10 }],
    ['less than its field wants', { value: 'x', min_length: 2 }],
  ])('is refused with %s', async (_, more) => {
    const { rest, command } = await aBot()
    const { id, token } = await command()
    const why = { type: 18, label: 'Why', component: { type: 4, custom_id: 'why', style: 1, ...more } }
    const data = { custom_id: 'x', title: 'Why', components: [why] }

    const asked = rest.post(Routes.interactionCallback(id, token), { body: { type: 9, data }, auth: false })

    await expect(refusal(asked)).resolves.toMatchObject({ code: 50035 })
  })
})

describe('somebody who left the server', () => {
  it('is no member, in no thread, and cannot be written to', async () => {
    const stage = await aServer()
    const { discord, guild, rest, asha, jun, board } = stage
    const thread = idIn(await rest.post(Routes.threads(board.id), { body: { name: 'x', type: 12 } }))
    await rest.put(Routes.threadMembers(thread, asha.id))
    const direct = idIn(await rest.post(Routes.userChannels(), { body: { recipient_id: asha.id } }))

    discord.removeMember(guild.id, asha.id)

    const answers = await Promise.all([
      refusal(rest.get(Routes.guildMember(guild.id, asha.id))),
      refusal(rest.get(Routes.threadMembers(thread, asha.id))),
      refusal(rest.put(Routes.threadMembers(thread, asha.id))),
      refusal(rest.post(Routes.channelMessages(direct), { body: { content: 'x' } })),
    ])
    expect(answers.map(({ code }) => code)).toEqual([10007, 10007, 10007, 50007])
    expect(discord.view(asha.id).guilds).toEqual([])
    expect(discord.view(jun.id).guilds).toHaveLength(1)
  })

  it('is told of to those alone who have the intent for members', async () => {
    const stage = await aServer({ intents: ['GuildMembers'] })
    await aClient(stage, GatewayIntentBits.Guilds)
    stage.discord.removeMember(stage.guild.id, stage.asha.id)
    const before = sent(stage, 'GUILD_MEMBER_REMOVE').length
    await aClient(stage, GatewayIntentBits.Guilds | GatewayIntentBits.GuildMembers)
    stage.discord.removeMember(stage.guild.id, stage.jun.id)

    expect([before, sent(stage, 'GUILD_MEMBER_REMOVE').length]).toEqual([0, 1])
  })

  it('is there again after a reset', async () => {
    const stage = await aServer()
    stage.discord.removeMember(stage.guild.id, stage.asha.id)

    stage.sandbox.reset()

    await expect(
      does(stage, { do: 'write', as: stage.asha.id, channel: stage.board.id, content: 'x' }),
    ).resolves.toBeDefined()
  })
})

describe('an application', () => {
  it('makes no more than 200 commands a day, and one of a known name is none', async () => {
    const { rest, application, clock } = await aServer()
    const put = (start: number, count: number) =>
      rest.put(Routes.applicationCommands(application.id), {
        body: Array.from({ length: count }, (_, index) => ({ name: `c${start + index}`, description: 'x' })),
      })
    await put(0, 100)
    await put(0, 100)
    await put(100, 100)

    await expect(refusal(put(200, 1))).resolves.toMatchObject({ code: 30034 })
    clock.advance(86_400_000)
    await expect(put(200, 1)).resolves.toHaveLength(1)
  })

  it('opens no more than 1,000 threads of a server at once', async () => {
    const stage = await aServer()
    const { rest, board, meera } = stage
    for (let index = 0; index < 1_000; index += 1)
      await does(stage, { do: 'open-thread', as: meera.id, channel: board.id, name: 'x' })

    const open = rest.post(Routes.threads(board.id), { body: { name: 'x', type: 12 } })

    await expect(refusal(open)).resolves.toMatchObject({ code: 160006 })
  })

  it.each(['user', 'shared', 'global'] as const)('is told whose count is used up: %s', async (scope) => {
    const stage = await aServer()
    stage.faults.add({ platform: 'discord', name: 'POST /channels/*', kind: 'rate-limited', retryAfter: 7, scope })

    const answer = await fetch(`${stage.sandbox.url}/discord/api/v10/channels/${stage.board.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${stage.application.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'x' }),
    })

    expect([answer.status, answer.headers.get('x-ratelimit-scope')]).toEqual([429, scope])
    expect(await answer.json()).toMatchObject({ retry_after: 7, global: scope === 'global' })
  })
})
