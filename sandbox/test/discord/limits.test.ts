import { RateLimitError, REST, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aServer, closeAll, closing, idIn, type Stage } from './stage.ts'

afterEach(closeAll)

const ask = ({ sandbox, application }: Stage, method: string, path: string, body?: object) =>
  fetch(`${sandbox.url}/discord/api/v10${path}`, {
    method,
    headers: { authorization: `Bot ${application.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

const send = (stage: Stage, to = stage.board.id) => ask(stage, 'POST', `/channels/${to}/messages`, { content: 'x' })

async function statuses(count: number, one: () => Promise<Response>): Promise<number[]> {
  const all: number[] = []
  for (let index = 0; index < count; index += 1) all.push((await one()).status)
  return all
}

describe('a channel', () => {
  it('takes five messages in five seconds, and then says how long to wait', async () => {
    const stage = await aServer()

    const first = await send(stage)
    const taken = await statuses(4, () => send(stage))
    const refused = await send(stage)
    stage.clock.advance(5_000)
    const after = await send(stage)

    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '4',
      'x-ratelimit-reset-after': '5.000',
      'x-ratelimit-bucket': expect.any(String),
    })
    expect(taken).toEqual([200, 200, 200, 200])
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(await refused.json()).toMatchObject({ retry_after: 5, global: false })
    expect(after.status).toBe(200)
  })

  it('has a count of its own', async () => {
    const stage = await aServer()
    const other = stage.discord.addChannel(stage.guild.id, { name: 'other' })
    await statuses(6, () => send(stage))

    expect((await send(stage, other.id)).status).toBe(200)
  })

  it('is waited for by the stock client', async () => {
    const stage = await aServer()
    const { sandbox, application, board, clock } = stage
    const rest = new REST({ api: `${sandbox.url}/discord/api`, rejectOnRateLimit: ['/channels'] }).setToken(
      application.token,
    )
    closing(() => (rest.clearHashSweeper(), rest.clearHandlerSweeper()))
    const write = () => rest.post(Routes.channelMessages(board.id), { body: { content: 'x' } })
    for (let index = 0; index < 5; index += 1) await write()

    await expect(write()).rejects.toBeInstanceOf(RateLimitError)
    clock.advance(5_000)

    expect(stage.board.messages.length).toBe(5)
  })
})

describe('a token', () => {
  it('is good for 50 requests in a second, whatever they are', async () => {
    const stage = await aServer()

    const taken = await statuses(50, () => ask(stage, 'GET', '/users/@me'))
    const refused = await ask(stage, 'GET', `/channels/${stage.board.id}`)
    stage.clock.advance(1_000)
    const after = await ask(stage, 'GET', `/channels/${stage.board.id}`)

    expect(new Set(taken)).toEqual(new Set([200]))
    expect(refused.status).toBe(429)
    expect(refused.headers.get('x-ratelimit-global')).toBe('true')
    expect(await refused.json()).toMatchObject({ global: true })
    expect(after.status).toBe(200)
  })

  it('that is used up still answers interactions', async () => {
    const stage = await aServer()
    await statuses(51, () => ask(stage, 'GET', '/users/@me'))

    const answer = await ask(stage, 'POST', '/interactions/1/unknown/callback', { type: 4, data: { content: 'x' } })

    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 10062 })
  })
})

describe('the traffic', () => {
  it('has each request with what was answered', async () => {
    const stage = await aServer()
    const { rest, board, traffic } = stage

    const id = idIn(await rest.post(Routes.channelMessages(board.id), { body: { content: 'Hello' } }))

    expect(traffic.since(0)).toMatchObject([
      {
        ...{ platform: 'discord', direction: 'from-bot', via: 'http', status: 200 },
        ...{ name: `POST /channels/${board.id}/messages`, request: { content: 'Hello' }, response: { id } },
      },
    ])
  })
})
