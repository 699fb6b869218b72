import { Events, GatewayIntentBits, RateLimitError } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { aBot } from './bot.ts'
import { aClient, aServer, closeAll, failures, seenBy, send, sent } from './stage.ts'

afterEach(closeAll)

describe('on request, a call of the bot', () => {
  const about = { platform: 'discord', name: 'POST /channels/*' } as const

  it('fails at the server, as often as asked', async () => {
    const stage = await aServer()
    stage.faults.add({ ...about, kind: 'status', status: 503, times: 2 })

    await expect(send(stage, { content: 'x' })).rejects.toMatchObject({ status: 503 })
    await expect(send(stage, { content: 'x' })).rejects.toMatchObject({ status: 503 })
    await send(stage, { content: 'x' })

    expect(seenBy(stage, stage.asha)).toHaveLength(1)
  })

  it('is turned away for some seconds', async () => {
    const stage = await aServer()
    stage.faults.add({ ...about, kind: 'rate-limited', retryAfter: 7 })

    const refused: unknown = await send(stage, { content: 'x' }).catch((error: unknown) => error)

    expect(refused).toBeInstanceOf(RateLimitError)
    expect(refused).toMatchObject({ retryAfter: expect.closeTo(7000, -3) })
    expect(seenBy(stage, stage.asha)).toEqual([])
  })

  it.each([
    ['before it was done', 'cut-before', 0],
    ['after it was done', 'cut-after', 1],
  ] as const)('is cut off %s', async (_, kind, arrived) => {
    const stage = await aServer()
    stage.faults.add({ ...about, kind })

    await expect(send(stage, { content: 'x' })).rejects.toThrow()

    expect(seenBy(stage, stage.asha)).toHaveLength(arrived)
    expect(stage.traffic.since(0)).toMatchObject([{ name: `POST /channels/${stage.board.id}/messages`, status: 0 }])
  })

  it('takes its time', async () => {
    const stage = await aServer()
    stage.faults.add({ ...about, kind: 'delay', ms: 800 })

    const sending = send(stage, { content: 'Late' })
    await eventually(() => (stage.clock.advance(800), stage.board.messages.length === 1))

    expect(await sending).toMatchObject({ content: 'Late' })
  })

  it('is answered while the gateway breaks off', async () => {
    const stage = await aServer()
    await aClient(stage, GatewayIntentBits.Guilds)
    stage.faults.add({ ...about, kind: 'drop-socket' })

    await send(stage, { content: 'x' })

    await eventually(() => sent(stage, 'RESUMED').length === 1)
  })
})

describe('on request, a command on its way to the bot', () => {
  const cuts = ['cut-before', 'cut-after', 'drop-socket'] as const
  type Cut = (typeof cuts)[number]

  async function typing(fault: { kind: 'duplicate' | Cut } | { kind: 'delay'; ms: number }) {
    const { stage, client, discord, faults, asha, board, clock } = await aBot()
    const heard: string[] = []
    client.on(Events.InteractionCreate, (interaction) => {
      heard.push(interaction.id)
      if (interaction.isChatInputCommand()) void interaction.reply('Done').catch(() => undefined)
    })
    faults.add({ platform: 'discord', name: 'INTERACTION_CREATE', ...fault })
    const typed = discord.gesture({ do: 'command', as: asha.id, channel: board.id, text: '/tasks' })
    return { stage, heard, typed, clock, asha }
  }

  it('arrives twice, as one', async () => {
    const { stage, heard, typed, asha } = await typing({ kind: 'duplicate' })

    expect(await typed).toEqual({ ok: true })
    await eventually(() => heard.length === 2)
    expect(new Set(heard).size).toBe(1)
    expect(seenBy(stage, asha)).toHaveLength(1)
  })

  it.each(cuts)('finds the line broken (%s), and arrives', async (kind) => {
    const { stage, heard, typed } = await typing({ kind })

    expect(await typed).toEqual({ ok: true })
    await eventually(() => sent(stage, 'RESUMED').length === 1)
    expect(heard).toHaveLength(1)
  })

  it('takes its time, until it is too late', async () => {
    const { stage, heard, typed, clock, asha } = await typing({ kind: 'delay', ms: 3_001 })

    clock.advance(3_000)
    const result = await typed
    clock.advance(1)

    await eventually(() => heard.length === 1)
    expect(result).toEqual({ ok: false, error: 'The application did not respond' })
    expect(failures(stage, asha)).toEqual(['The application did not respond'])
  })
})
