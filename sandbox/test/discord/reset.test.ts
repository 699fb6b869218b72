import { GatewayIntentBits, MessageFlags, RateLimitError, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { aBot } from './bot.ts'
import { aClient, aServer, closeAll, does, failures, idIn, refusal, restFor, seenBy, send, write } from './stage.ts'

afterEach(closeAll)

/** A world in which a little of everything has happened. */
async function aBusyServer() {
  const bot = await aBot({ intents: ['MessageContent'] })
  const { stage, heard, command, aCard, press, asha, jun, application, board, rest, clock } = bot
  const message = await aCard()
  const body = { type: 12, name: 'Secret', auto_archive_duration: 60 }
  const thread = idIn(await rest.post(Routes.threads(board.id), { body }))
  await does(stage, { do: 'open-dm', as: asha.id, with: application.botId })
  const files = [{ name: 'a.txt', content: 'words' }]
  const { id } = await does(stage, { do: 'write', as: asha.id, channel: board.id, content: 'Hello', files })
  const sent = await rest.get(Routes.channelMessage(board.id, String(id)))
  const file = z.looseObject({ attachments: z.array(z.looseObject({ url: z.string() })) }).parse(sent).attachments[0]
  const put = await command()
  await put.deferReply({ flags: MessageFlags.Ephemeral })
  const form = await press(message)
  const why = { type: 18, label: 'Why', component: { type: 4, custom_id: 'why', style: 1 } }
  await rest.post(Routes.interactionCallback(form.id, form.token), {
    ...{ body: { type: 9, data: { custom_id: 'x', title: 'Why', components: [why] } }, auth: false },
  })
  const unanswered = await heard({ do: 'command', as: jun.id, channel: board.id, text: '/tasks' })
  clock.advance(3_000)
  await unanswered.done
  return { ...bot, message, thread, file: file?.url ?? '', put }
}

describe('a reset', () => {
  it('forgets what happened, keeps who and what exists, and can be done twice', async () => {
    const { discord, sandbox, asha, jun, board, secret, rest, file, thread, message, traffic } = await aBusyServer()

    sandbox.reset()
    const once = [asha, jun].map(({ id }) => discord.view(id))
    sandbox.reset()

    expect([asha, jun].map(({ id }) => discord.view(id))).toEqual(once)
    expect(once).toMatchObject([
      {
        modal: undefined,
        failures: [],
        dms: [],
        guilds: [{ threads: [], channels: [{ id: board.id, messages: [] }] }],
      },
      { failures: [], dms: [] },
    ])
    expect(traffic.since(0)).toEqual([])
    expect((await fetch(file)).status).toBe(404)
    expect(await refusal(rest.get(Routes.channel(thread)))).toMatchObject({ code: 10003 })
    expect(await refusal(rest.get(Routes.channelMessage(board.id, message)))).toMatchObject({ code: 10008 })
    expect(await refusal(rest.get(Routes.channel(secret.id)))).toMatchObject({ code: 50001 })
  })

  it('leaves the bot connected, and its commands where they were', async () => {
    const { stage, sandbox, discord, asha, board, application, command } = await aBusyServer()

    sandbox.reset()
    await (await command()).reply('Here still')

    expect(discord.gateway.connections(application.id)).toBe(1)
    expect(discord.commands(asha.id, board.id)).toMatchObject([{ name: 'tasks' }])
    expect(seenBy(stage, asha)).toMatchObject([{ content: 'Here still' }])
  })

  it('leaves nothing of before that could speak into what is after it', async () => {
    const { stage, sandbox, discord, clock, asha, jun, board, put, message } = await aBusyServer()
    const waiting = discord.gesture({ do: 'command', as: asha.id, channel: board.id, text: '/tasks' })

    sandbox.reset()
    const answered = await waiting
    clock.advance(20 * 60_000)

    expect(answered).toEqual({ ok: false, error: 'The application did not respond' })
    expect([...failures(stage, asha), ...failures(stage, jun)]).toEqual([])
    expect(await refusal(put.editReply('Late'))).toMatchObject({ code: 10015 })
    expect(await discord.gesture({ do: 'press', as: asha.id, message, button: 'Claim' })).toEqual({
      ...{ ok: false, error: 'You cannot see that message' },
    })
    expect(seenBy(stage, asha)).toEqual([])
  })

  it('is not undone by a client that resumes', async () => {
    const stage = await aServer()
    const { sandbox, discord, asha, traffic } = stage
    const client = await aClient(stage, GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages)
    const heard: string[] = []
    client.on('messageCreate', ({ id }) => heard.push(id))
    discord.gateway.drop()
    await write(stage, asha, 'Before')

    sandbox.reset()
    await eventually(() => traffic.since(0).some(({ name }) => name === 'RESUMED'))
    const after = await write(stage, asha, 'After')

    await eventually(() => heard.length > 0)
    expect(heard).toEqual([after])
  })

  it('opens what was limited, and calls off what was to go wrong', async () => {
    const stage = await aServer()
    const { sandbox, faults, application } = stage
    // Each asks as if it had never asked before.
    const ask = () => send({ ...stage, rest: restFor(sandbox.url, application.token) }, { content: 'Through' })
    for (let index = 0; index < 5; index += 1) await ask()
    await expect(ask()).rejects.toBeInstanceOf(RateLimitError)
    faults.add({ platform: 'discord', name: 'POST /channels/*', kind: 'status', status: 500 })

    sandbox.reset()

    expect(await ask()).toMatchObject({ content: 'Through' })
  })
})
