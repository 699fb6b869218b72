import { Events, GatewayIntentBits } from 'discord.js'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { aClient, aServer, closeAll, closing, sent, write, type Stage } from './stage.ts'

afterEach(closeAll)

const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits

const frame = z.looseObject({
  op: z.number(),
  t: z.string().nullish(),
  s: z.number().nullish(),
  d: z.unknown().optional(),
})

/** A bare connection, which has said nothing yet. */
async function aSocket({ sandbox }: Stage) {
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/discord/gateway?v=10&encoding=json`)
  closing(() => socket.terminate())
  const heard: z.infer<typeof frame>[] = []
  socket.on('message', (data: Buffer) => heard.push(frame.parse(JSON.parse(data.toString()))))
  const closed = once(socket, 'close').then(([code]) => z.number().parse(code))
  await eventually(() => heard.length > 0)
  return { heard, closed, socket, say: (op: number, d?: unknown) => socket.send(JSON.stringify({ op, d })) }
}

/** A bare connection whose session has begun. */
async function aSession(stage: Stage) {
  const bare = await aSocket(stage)
  bare.say(2, { token: stage.application.token, intents: Guilds | GuildMessages, properties: {} })
  await eventually(() => bare.heard.some(({ t }) => t === 'GUILD_CREATE'))
  const ready = bare.heard.find(({ t }) => t === 'READY')
  return { ...bare, id: z.looseObject({ session_id: z.string() }).parse(ready?.d).session_id }
}

describe('a session', () => {
  it('begins with READY and then every server, whole', async () => {
    const stage = await aServer()
    const { guild, board, application, traffic } = stage

    const client = await aClient(stage, Guilds)

    expect(client.user).toMatchObject({ id: application.botId, username: 'sahayak', bot: true })
    expect(client.guilds.cache.get(guild.id)).toMatchObject({ name: 'Banyan', available: true, memberCount: 4 })
    expect(client.channels.cache.get(board.id)).toMatchObject({ name: 'open-tasks', guildId: guild.id })
    expect(client.guilds.cache.get(guild.id)?.members.me?.displayName).toBe('sahayak')
    const names = traffic.since(0).flatMap(({ via, name }) => (via === 'gateway' ? [name] : []))
    expect(names).toEqual(['READY', 'GUILD_CREATE'])
    expect(sent(stage, 'GUILD_CREATE')).toMatchObject([{ request: { unavailable: false } }])
  })

  it('does not begin with a privileged intent that is not switched on', async () => {
    const stage = await aServer({ intents: ['GuildMembers'] })

    await expect(aClient(stage, Guilds | MessageContent)).rejects.toThrow('disallowed intents')
  })

  it('does not begin with a token that nobody has', async () => {
    const stage = await aServer()
    const stranger = { ...stage, application: { ...stage.application, token: 'MQ.wrong.token' } }

    await expect(aClient(stranger, Guilds)).rejects.toThrow('invalid token')
  })

  it.each<[string, number, unknown, number]>([
    ['says who it is not', 2, { token: 'wrong', intents: 1 }, 4004],
    ['asks for intents that there are not', 2, { token: '', intents: 1 << 27 }, 4013],
    ['says half of who it is', 2, { token: 'x' }, 4002],
    ['begins with something else', 8, {}, 4003],
  ])('is closed to a client that %s', async (_, op, d, code) => {
    const stage = await aServer()
    const { say, closed } = await aSocket(stage)

    say(op, code === 4013 ? Object.assign({}, d, { token: stage.application.token }) : d)

    expect(await closed).toBe(code)
  })

  it.each<[string, number, unknown, number]>([
    ['says twice who it is', 2, { token: 'x', intents: 1 }, 4005],
    ['says what nobody knows', 99, {}, 4001],
    ['asks for members of nowhere', 8, {}, 4002],
  ])('ends for a client that %s', async (_, op, d, code) => {
    const { say, closed } = await aSession(await aServer())

    say(op, d)

    expect(await closed).toBe(code)
  })

  it('answers a heartbeat', async () => {
    const { say, heard } = await aSession(await aServer())

    say(1, 2)

    await eventually(() => heard.at(-1)?.op === 11)
  })

  it('finds people by their names', async () => {
    const stage = await aServer()
    const client = await aClient(stage, Guilds)

    const found = await client.guilds.cache.get(stage.guild.id)?.members.fetch({ query: 'ash', limit: 5 })

    expect(found?.map(({ displayName }) => displayName)).toEqual(['Asha Patil'])
  })
})

describe('a session that breaks off', () => {
  /** Online, with what it hears of people’s words. */
  async function online() {
    const stage = await aServer({ intents: ['MessageContent'] })
    const client = await aClient(stage, Guilds | GuildMessages | MessageContent)
    const heard: string[] = []
    client.on(Events.MessageCreate, ({ content }) => heard.push(content))
    return { ...stage, stage, heard }
  }

  it('goes on where it was: what was missed is heard, once and in order', async () => {
    const { stage, discord, asha, heard } = await online()
    await write(stage, asha, 'Before')
    await eventually(() => heard.length === 1)

    discord.gateway.drop()
    await write(stage, asha, 'Missed')
    await write(stage, asha, 'Missed as well')
    await eventually(() => sent(stage, 'RESUMED').length === 1)
    await write(stage, asha, 'After')

    await eventually(() => heard.length === 4)
    expect(heard).toEqual(['Before', 'Missed', 'Missed as well', 'After'])
    expect(sent(stage, 'READY')).toHaveLength(1)
    expect(discord.gateway.connections()).toBe(1)
  })

  it('goes on after Discord asked the client to connect anew', async () => {
    const { stage, discord, asha, heard } = await online()

    discord.gateway.requestReconnect()
    await eventually(() => sent(stage, 'RESUMED').length === 1)
    await write(stage, asha, 'After')

    await eventually(() => heard.length === 1)
    expect(sent(stage, 'READY')).toHaveLength(1)
  })

  it('goes on when it was invalid for a moment', async () => {
    const { stage, discord, asha, heard } = await online()

    discord.gateway.invalidate(true)
    await eventually(() => sent(stage, 'RESUMED').length === 1)
    await write(stage, asha, 'After')

    await eventually(() => heard.length === 1)
    expect(sent(stage, 'READY')).toHaveLength(1)
    expect(sent(stage, 'RESUMED')).toHaveLength(1)
  })

  it('begins anew when it is invalid for good: what was missed stays unheard', async () => {
    const stage = await aServer()
    const { discord, asha, application } = stage
    const { say, heard } = await aSession(stage)

    discord.gateway.invalidate(false)
    await write(stage, asha, 'Missed')
    await eventually(() => heard.at(-1)?.op === 9)
    const before = heard.length
    // The stock client waits five seconds before it does this.
    say(2, { token: application.token, intents: Guilds | GuildMessages, properties: {} })
    await eventually(() => heard.length === before + 2)
    await write(stage, asha, 'After')
    await eventually(() => heard.length === before + 3)

    expect(heard[before - 1]).toEqual({ op: 9, d: false })
    expect(heard.slice(before).map(({ t, s }) => [t, s])).toEqual([
      ['READY', 1],
      ['GUILD_CREATE', 2],
      ['MESSAGE_CREATE', 3],
    ])
  })

  it('is kept for five minutes', async () => {
    const stage = await aServer()
    const { application, clock, discord } = stage
    const { id, socket } = await aSession(stage)
    socket.terminate()
    await eventually(() => discord.gateway.connections() === 0)
    const comeBack = async () => {
      const bare = await aSocket(stage)
      bare.say(6, { token: application.token, session_id: id, seq: 2 })
      await eventually(() => bare.heard.length > 1)
      return bare
    }

    clock.advance(5 * 60_000 - 1)
    const inTime = await comeBack()
    inTime.socket.terminate()
    await eventually(() => discord.gateway.connections() === 0)
    clock.advance(5 * 60_000)
    const late = await comeBack()

    expect(inTime.heard.at(-1)).toMatchObject({ op: 0, t: 'RESUMED' })
    expect(late.heard.at(-1)).toEqual({ op: 9, d: false })
  })

  it('does not go on from what was never said, nor for another application', async () => {
    const stage = await aServer()
    const { id } = await aSession(stage)
    const other = stage.discord.addApplication({ name: 'Other' })
    const ahead = await aSocket(stage)
    const foreign = await aSocket(stage)

    ahead.say(6, { token: stage.application.token, session_id: id, seq: 99 })
    foreign.say(6, { token: other.token, session_id: id, seq: 1 })

    expect(await ahead.closed).toBe(4007)
    await eventually(() => foreign.heard.length > 1)
    expect(foreign.heard.at(-1)).toEqual({ op: 9, d: false })
  })
})
