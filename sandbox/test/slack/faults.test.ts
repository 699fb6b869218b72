import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultInput } from '#sandbox/faults.ts'
import { eventually } from '#sandbox/eventually.ts'
import { aSlack, boltOverHttp, boltOverSocket, closeAll, hearingEvents } from './stage.ts'

afterEach(closeAll)

type Kind = FaultInput extends infer F ? (F extends { kind: unknown } ? Omit<F, 'platform' | 'name'> : never) : never

describe('a call of the bot', () => {
  /** The app posts while the fault is there: what its client says, and what people see. */
  async function postingWith(fault: Kind) {
    const stage = await aSlack()
    const { sandbox, client, general, slack, asha } = stage
    sandbox.faults.add({ platform: 'slack', name: 'chat.postMessage', ...fault })
    const post = () => client.chat.postMessage({ channel: general.id, text: 'x' })
    const failed: unknown = await post().then(
      () => undefined,
      (error: unknown) => error,
    )
    return { ...stage, failed, post, seen: () => slack.view(asha.id).channels[0]?.messages.length }
  }

  it('can be turned away for some seconds', async () => {
    const { failed, seen, post } = await postingWith({ kind: 'rate-limited', retryAfter: 7 })

    expect(failed).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 })
    expect(seen()).toBe(0)
    await post()
    expect(seen()).toBe(1)
  })

  it('can be answered with an error of the server, as often as asked', async () => {
    const { failed, seen, post } = await postingWith({ kind: 'status', status: 500, times: 2 })

    expect(failed).toMatchObject({ code: 'slack_webapi_http_error', statusCode: 500 })
    await expect(post()).rejects.toMatchObject({ statusCode: 500 })
    await post()
    expect(seen()).toBe(1)
  })

  it('can be cut off before it was done', async () => {
    const { failed, seen, sandbox } = await postingWith({ kind: 'cut-before' })

    expect(failed).toMatchObject({ code: 'slack_webapi_request_error' })
    expect(seen()).toBe(0)
    expect(sandbox.traffic.since(0)).toMatchObject([{ name: 'chat.postMessage', status: 0 }])
  })

  it('can be cut off after it was done, which looks the same to the bot', async () => {
    const { failed, seen } = await postingWith({ kind: 'cut-after' })

    expect(failed).toMatchObject({ code: 'slack_webapi_request_error' })
    expect(seen()).toBe(1)
  })

  it('can be held back for a time of the clock', async () => {
    const { sandbox, client, clock, slack, asha } = await aSlack()
    sandbox.faults.add({ platform: 'slack', name: 'conversations.*', kind: 'delay', ms: 10_000 })

    const opened = client.conversations.open({ users: asha.id })
    // Not before its time: everything that the machine needs for a call fits into another call.
    await client.auth.test()
    expect(slack.view(asha.id).dms).toEqual([])
    clock.advance(10_000)
    await opened

    expect(slack.view(asha.id).dms).toHaveLength(1)
  })

  it('can be answered while its sockets break', async () => {
    const stage = await aSlack()
    const { sandbox, client, slack, app } = stage
    await boltOverSocket(stage, () => undefined, { patienceMs: 1000 })
    sandbox.faults.add({ platform: 'slack', name: 'auth.test', kind: 'drop-socket' })

    await client.auth.test()

    expect(slack.sockets.count(app.id)).toBe(0)
    await eventually(() => slack.sockets.count(app.id) === 1)
  })

  it('can be refused at a response_url as well', async () => {
    const stage = await aSlack()
    const { sandbox, slack, asha, general } = stage
    let url = ''
    await boltOverSocket(stage, (bolt) => {
      bolt.command('/do', async ({ ack, command }) => {
        url = command.response_url
        await ack()
      })
    })
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    sandbox.faults.add({ platform: 'slack', name: 'response_url', kind: 'cut-after' })

    const post = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'hi' }) })
    await expect(post()).rejects.toThrow()

    expect(slack.view(asha.id).ephemerals).toMatchObject([{ plain: 'hi' }])
    expect((await post()).status).toBe(200)
  })
})

describe('a command on its way to the bot', () => {
  async function aCommand(over: typeof boltOverSocket, patience?: { patienceMs: number }) {
    const stage = await aSlack()
    const { slack, asha, general, sandbox } = stage
    const heard: string[] = []
    const listen = (bolt: App) =>
      bolt.command('/do', async ({ ack, command }) => {
        heard.push(command.trigger_id)
        await ack('done')
      })
    await over(stage, listen, patience)
    const type = (fault: Kind) => {
      sandbox.faults.add({ platform: 'slack', name: 'slash_commands', ...fault })
      return slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    }
    return { ...stage, heard, type }
  }

  it.each([
    ['a socket', boltOverSocket],
    ['HTTP', boltOverHttp],
  ])('can arrive twice over %s', async (_, over) => {
    const { heard, type } = await aCommand(over)

    expect(await type({ kind: 'duplicate' })).toEqual({ ok: true })

    await eventually(() => heard.length === 2)
    expect(new Set(heard).size).toBe(1)
  })

  it.each([
    ['never arrives', 'cut-before', 0],
    ['arrives, though nobody learns of it', 'cut-after', 1],
  ] as const)('%s when cut', async (_, kind, arrived) => {
    const { heard, type } = await aCommand(boltOverSocket)

    expect(await type({ kind })).toEqual({ ok: false, error: '/do failed with the error "dispatch_failed"' })

    expect(heard).toHaveLength(arrived)
  })

  it('finds no socket when it was dropped', async () => {
    const { heard, type, slack, app } = await aCommand(boltOverSocket, { patienceMs: 1000 })

    expect(await type({ kind: 'drop-socket' })).toMatchObject({ ok: false })

    expect(heard).toEqual([])
    await eventually(() => slack.sockets.count(app.id) === 1)
  })

  it('can be held back until it is too late', async () => {
    const { heard, type, clock, slack, asha, general } = await aCommand(boltOverSocket)

    const typed = type({ kind: 'delay', ms: 3001 })
    clock.advance(10_000)

    expect(await typed).toEqual({ ok: false, error: '/do failed with the error "operation_timeout"' })
    expect(await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })).toEqual({ ok: true })
    expect(heard).toHaveLength(1)
  })
})

describe('an event on its way to the bot', () => {
  it('that is cut off after it arrived comes again', async () => {
    const stage = await aSlack()
    const { slack, asha, general, sandbox } = stage
    const heard = await hearingEvents(stage)
    sandbox.faults.add({ platform: 'slack', name: 'message', kind: 'cut-after' })

    await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text: 'once' })

    await eventually(() => heard.length === 2)
    expect(heard[0]).toEqual(heard[1])
  })
})
