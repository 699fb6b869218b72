import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { controlOf } from './over-http.ts'
import { aSlack, boltOverSocket, closeAll } from './slack/stage.ts'

afterEach(closeAll)

async function aControl() {
  const stage = await aSlack()
  return { ...stage, ...controlOf(stage) }
}

/** Counts the changes that are told at this address. */
async function listenTo(url: string) {
  const cut = new AbortController()
  const response = await fetch(url, { signal: cut.signal })
  let told = ''
  const reading = (async () => {
    for await (const chunk of response.body ?? []) told += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  return {
    type: response.headers.get('content-type'),
    count: () => told.split('event: changed').length - 1,
    stop() {
      cut.abort()
      return reading
    },
  }
}

describe('over the control API', () => {
  it('a person acts, and everyone is seen through their own eyes', async () => {
    const stage = await aControl()
    const { get, post, asha, ben, general } = stage
    await boltOverSocket(stage, (bolt) => bolt.command('/do', async ({ ack }) => ack('done')))

    const acted = await post('/slack/gesture', { do: 'command', as: asha.id, channel: general.id, text: '/do' })

    expect(acted).toEqual({ status: 200, body: { ok: true } })
    expect((await get(`/slack/view?as=${asha.id}`)).body).toMatchObject({ ephemerals: [{ plain: 'done' }] })
    expect((await get(`/slack/view?as=${ben.id}`)).body).toMatchObject({ ephemerals: [] })
  })

  it('what is no gesture, no person, no JSON or no fault is refused with the reason', async () => {
    const { get, post, asha } = await aControl()

    expect((await post('/slack/gesture', { do: 'fly', as: asha.id })).body).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^No such gesture/),
    })
    expect((await post('/slack/gesture', { do: 'submit', as: 'U404' })).body).toEqual({
      ok: false,
      error: 'There is no person "U404"',
    })
    expect(await get('/slack/view?as=U404')).toEqual({
      status: 404,
      body: { ok: false, error: 'There is no person "U404"' },
    })
    expect(await post('/slack/gesture', 'not JSON')).toMatchObject({ status: 400, body: { ok: false } })
    expect(await post('/faults', { platform: 'slack', name: 'x', kind: 'flood' })).toMatchObject({
      status: 400,
      body: { ok: false },
    })
    expect(await post('/clock', { advance: -1 })).toMatchObject({ status: 400 })
  })

  it('everyone is listed, without the bots', async () => {
    const { get, asha } = await aControl()

    const people = z.array(z.looseObject({ platform: z.string() })).parse((await get('/people')).body)

    expect(people).toHaveLength(3)
    expect(people[0]).toEqual({ platform: 'slack', id: asha.id, name: 'Asha Rao', zone: 'Asia/Kolkata' })
  })

  it('the traffic is read from where one left off', async () => {
    const { get, client } = await aControl()
    await client.auth.test()
    await client.team.info()

    const all = z.array(z.looseObject({ id: z.number() })).parse((await get('/traffic')).body)
    const since = (await get(`/traffic?since=${all[0]?.id}`)).body

    expect(all).toMatchObject([
      { platform: 'slack', direction: 'from-bot', via: 'http', name: 'auth.test', status: 200, response: { ok: true } },
      { name: 'team.info' },
    ])
    expect(since).toEqual(all.slice(1))
  })

  it('the clock is read, set and moved on, and what is due then happens', async () => {
    const stage = await aControl()
    const { get, post, slack, asha, general } = stage
    await boltOverSocket(stage, (bolt) => bolt.command('/do', async () => undefined))
    const typed = slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })

    expect((await get('/clock')).body).toMatchObject({ now: '2026-03-02T12:00:00.000Z' })
    expect((await post('/clock', { advance: 3000 })).body).toMatchObject({ now: '2026-03-02T12:00:03.000Z' })
    expect(await typed).toMatchObject({ ok: false })
    expect((await post('/clock', { set: '2026-03-03T09:00:00+05:30' })).body).toMatchObject({
      now: '2026-03-03T03:30:00.000Z',
    })
  })

  it('a fault can be asked for', async () => {
    const { post, client } = await aControl()

    await post('/faults', { platform: 'slack', name: 'auth.test', kind: 'status', status: 503 })

    await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 })
    await client.auth.test()
  })

  it('everything that happened can be forgotten', async () => {
    const { get, post, client, general, asha } = await aControl()
    await client.chat.postMessage({ channel: general.id, text: 'x' })

    expect((await post('/reset', {})).body).toEqual({ ok: true })

    expect((await get(`/slack/view?as=${asha.id}`)).body).toMatchObject({ channels: [{ messages: [] }, {}] })
    expect((await get('/traffic')).body).toEqual([])
  })

  it('changes are told as they happen, many at once as one', async () => {
    const { at, client, general } = await aControl()
    const { type, count, stop } = await listenTo(at('/events'))
    await eventually(() => count() === 1)

    for (let index = 0; index < 20; index++) await client.chat.postMessage({ channel: general.id, text: 'x' })
    await eventually(() => count() >= 2)

    expect(type).toMatch('text/event-stream')
    expect(count()).toBeLessThan(20)
    await stop()
  })

  it('a move of the clock is told as well', async () => {
    const { at, sandbox } = await aControl()
    const { count, stop } = await listenTo(at('/events'))
    await eventually(() => count() === 1)

    sandbox.clock.advance(1000)

    await eventually(() => count() === 2)
    await stop()
  })
})

describe('the control API', () => {
  it.each([
    ['that went by another name', { host: 'evil.example' }],
    ['from a page elsewhere', { origin: 'https://evil.example' }],
  ])('is deaf to a request %s', async (_, headers) => {
    const { at } = await aControl()

    const status = await new Promise((resolve, reject) => {
      const sent = request(at('/reset'), { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.end()
    })

    expect(status).toBe(403)
  })

  it('can be used from a page on this machine', async () => {
    const { at } = await aControl()

    const response = await fetch(at('/clock'), { headers: { origin: 'http://localhost:4100' } })

    expect(response.status).toBe(200)
  })
})
