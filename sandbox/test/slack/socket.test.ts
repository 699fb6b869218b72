import type { App } from '@slack/bolt'
import { WebSocket } from 'ws'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { parseJson } from '#sandbox/slack/json.ts'
import { aSlack, boltOverSocket, closeAll, hearingEvents, webClient } from './stage.ts'

afterEach(closeAll)

const envelope = z.looseObject({
  type: z.string(),
  reason: z.string().optional(),
  envelope_id: z.string().optional(),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
  accepts_response_payload: z.boolean().optional(),
  num_connections: z.number().optional(),
  payload: z.looseObject({ event_id: z.string().optional() }).optional(),
})

/** A bare socket that acknowledges nothing by itself. */
async function aBareSocket({ sandbox, app }: Awaited<ReturnType<typeof aSlack>>) {
  const { url = '' } = await webClient(sandbox, app.appToken).apps.connections.open()
  const socket = new WebSocket(url)
  const heard: z.infer<typeof envelope>[] = []
  socket.on('message', (data: Buffer) => heard.push(envelope.parse(parseJson(data.toString()))))
  await eventually(() => heard.length > 0)
  const events = () => heard.filter(({ type }) => type === 'events_api')
  const acknowledge = (id: string | undefined, payload?: object) =>
    socket.send(JSON.stringify({ envelope_id: id, ...(payload ? { payload } : {}) }))
  return { url, socket, heard, events, acknowledge }
}

async function aBareApp() {
  const stage = await aSlack()
  const bare = await aBareSocket(stage)
  const write = (text = 'hello') =>
    stage.slack.gesture({ do: 'write', as: stage.asha.id, channel: stage.general.id, text })
  const command = () =>
    stage.slack.gesture({ do: 'command', as: stage.asha.id, channel: stage.general.id, text: '/do' })
  return { ...stage, ...bare, write, command }
}

describe('a socket', () => {
  it('begins with hello, and its address opens one socket only', async () => {
    const { heard, url, app } = await aBareApp()

    expect(heard).toMatchObject([{ type: 'hello', num_connections: 1, connection_info: { app_id: app.id } }])
    const again = new WebSocket(url)
    expect(await new Promise((resolve) => again.once('error', (error) => resolve(error.message)))).toMatch('401')
  })

  it('says of each envelope whether it takes an answer', async () => {
    const { heard, write, command, acknowledge } = await aBareApp()

    const written = write()
    await eventually(() => heard.length === 2)
    acknowledge(heard[1]?.envelope_id)
    const typed = command()
    await eventually(() => heard.length === 3)
    acknowledge(heard[2]?.envelope_id, { text: 'done' })

    expect(await written).toMatchObject({ ok: true })
    expect(await typed).toEqual({ ok: true })
    expect(heard.slice(1)).toMatchObject([
      { type: 'events_api', accepts_response_payload: false, retry_attempt: 0, retry_reason: '' },
      { type: 'slash_commands', accepts_response_payload: true },
    ])
  })

  it('is one of at most ten', async () => {
    const stage = await aSlack()
    for (let opened = 0; opened < 10; opened++) await aBareSocket(stage)

    const eleventh = await aBareSocket(stage)

    expect(eleventh.heard).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }])
    expect(stage.slack.sockets.count(stage.app.id)).toBe(10)
  })

  it('shares the envelopes with the others: each goes to one of them', async () => {
    const stage = await aSlack()
    const { slack, asha, general } = stage
    const [first, second] = [await hearingEvents(stage), await hearingEvents(stage)]

    for (const text of ['1', '2', '3', '4'])
      await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text })

    expect(new Set([...first, ...second].map(({ text }) => text))).toEqual(new Set(['1', '2', '3', '4']))
    expect([first.length, second.length]).toEqual([2, 2])
  })
})

describe('an event that is not acknowledged', () => {
  it('comes again at once, after one minute and after five, as the same event in another envelope', async () => {
    const { events, write, clock } = await aBareApp()

    const written = write()
    await eventually(() => events().length === 1)
    clock.advance(3000)
    await written
    await eventually(() => events().length === 2)
    clock.advance(3000)
    clock.advance(59_999)
    expect(events()).toHaveLength(2)
    clock.advance(1)
    await eventually(() => events().length === 3)
    clock.advance(3000)
    clock.advance(300_000)
    await eventually(() => events().length === 4)

    expect(events().map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
      [0, ''],
      [1, 'http_timeout'],
      [2, 'http_timeout'],
      [3, 'http_timeout'],
    ])
    expect(new Set(events().map(({ payload }) => payload?.event_id)).size).toBe(1)
    expect(new Set(events().map(({ envelope_id }) => envelope_id)).size).toBe(4)
  })

  it('does not come again once it is', async () => {
    const { events, write, clock, acknowledge } = await aBareApp()

    const written = write()
    await eventually(() => events().length === 1)
    clock.advance(3000)
    await eventually(() => events().length === 2)
    acknowledge(events()[1]?.envelope_id)
    await written
    const another = write('another')
    await eventually(() => events().length === 3)
    acknowledge(events()[2]?.envelope_id)
    await another
    clock.advance(60_000)
    const last = write('last')
    await eventually(() => events().length >= 4)
    acknowledge(events().at(-1)?.envelope_id)
    await last

    expect(events()).toHaveLength(4)
  })

  it('because nothing was connected comes when something is, with its retry', async () => {
    const stage = await aSlack()
    const { slack, asha, general, clock } = stage

    expect(await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text: 'early' })).toMatchObject({
      ok: true,
    })
    const heard = await hearingEvents(stage)
    expect(heard).toEqual([])
    clock.advance(60_000)

    await eventually(() => heard.length === 1)
    expect(heard).toMatchObject([{ type: 'message', text: 'early' }])
  })
})

describe('a connection', () => {
  it('that is lost under way fails the command; the stock client connects again', async () => {
    const stage = await aSlack()
    const { slack, asha, general, app } = stage
    let lose = true
    const listen = (bolt: App) =>
      bolt.command('/do', async ({ ack }) => (lose ? slack.sockets.drop(app.id) : ack('here again')))
    await boltOverSocket(stage, listen, { patienceMs: 1000 })

    const lost = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    lose = false
    await eventually(() => slack.sockets.count(app.id) === 1)
    const found = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })

    expect(lost).toEqual({ ok: false, error: '/do failed with the error "dispatch_failed"' })
    expect(found).toEqual({ ok: true })
    expect(slack.view(asha.id).ephemerals).toMatchObject([{ plain: 'here again' }])
  })

  it('that Slack wants to refresh is made anew by the stock client', async () => {
    const stage = await aSlack()
    const { slack, asha, general, app, sandbox } = stage
    const opened = () => sandbox.traffic.since(0).filter(({ name }) => name === 'apps.connections.open').length
    const listen = (bolt: App) => bolt.command('/do', async ({ ack }) => ack('still here'))
    await boltOverSocket(stage, listen, { patienceMs: 1000 })

    slack.sockets.refresh(app.id)
    expect(slack.sockets.count(app.id)).toBe(0)
    await eventually(() => slack.sockets.count(app.id) === 1)
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })

    expect(opened()).toBe(2)
    expect(slack.view(asha.id).ephemerals).toMatchObject([{ plain: 'still here' }])
  })
})

describe('on request', () => {
  it.each([
    ['the same event', 'same-event', 1],
    ['another event about the same message', 'another-event', 2],
  ] as const)('the next event comes a second time as %s', async (_, as, ids) => {
    const { slack, app, events, write, acknowledge, socket } = await aBareApp()
    socket.on('message', (data: Buffer) => acknowledge(envelope.parse(parseJson(data.toString())).envelope_id))
    slack.repeatNextEvent(app.id, as)

    await write('one')
    await write('two')

    const texts = events().map(
      ({ payload }) => z.looseObject({ text: z.string(), ts: z.string() }).parse(payload?.['event']).text,
    )
    expect(texts).toEqual(['one', 'one', 'two'])
    expect(
      new Set(
        events()
          .slice(0, 2)
          .map(({ payload }) => payload?.event_id),
      ).size,
    ).toBe(ids)
  })
})
