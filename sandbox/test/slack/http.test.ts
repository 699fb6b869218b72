import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { actions, aSlack, bareReceiver, boltOverHttp, button, closeAll, form, section, type Heard } from './stage.ts'

afterEach(closeAll)

const challengeOf = ({ body }: Heard): string | undefined =>
  body.includes('"url_verification"') ? JSON.parse(body).challenge : undefined

/** An address that passes the challenge and then answers every event as the test says. */
async function anAddress(answer: Parameters<typeof bareReceiver>[1]) {
  const stage = await aSlack()
  const heard = await bareReceiver(stage, (response, one) => {
    const challenge = challengeOf(one)
    if (challenge === undefined) answer(response, one)
    else response.end(challenge)
  })
  const events = () => heard.filter((one) => challengeOf(one) === undefined)
  const write = (text: string) =>
    stage.slack.gesture({ do: 'write', as: stage.asha.id, channel: stage.general.id, text })
  return { ...stage, events, write }
}

describe('over HTTP', () => {
  it('the stock receiver gets commands, and what it acknowledges with is shown', async () => {
    const stage = await aSlack()
    const { slack, asha, general } = stage
    await boltOverHttp(stage, (bolt) =>
      bolt.command('/do', async ({ ack, command }) => ack(`You said ${command.text}`)),
    )

    const result = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do a & b = c' })

    expect(result).toEqual({ ok: true })
    expect(slack.view(asha.id).ephemerals).toMatchObject([{ plain: 'You said a & b = c' }])
  })

  it('the stock receiver gets presses and forms', async () => {
    const stage = await aSlack()
    const { slack, asha, general, client } = stage
    await boltOverHttp(stage, (bolt) => {
      bolt.action('open', async ({ ack, body, client: own }) => {
        await ack()
        if ('trigger_id' in body) await own.views.open({ trigger_id: body.trigger_id, view: form([section('x')]) })
      })
      bolt.view(/.*/, async ({ ack }) => ack({ response_action: 'update', view: form([section('thanks')]) }))
    })
    const blocks = [actions(button('Open', 'open'))]
    const { ts } = await client.chat.postMessage({ channel: general.id, text: 'x', blocks })

    await slack.gesture({ do: 'press', as: asha.id, message: ts, button: 'Open' })
    await eventually(() => slack.view(asha.id).modals[0]?.plain === 'x')
    await slack.gesture({ do: 'submit', as: asha.id })

    expect(slack.view(asha.id).modals).toMatchObject([{ plain: 'thanks' }])
  })

  it('the stock receiver passes the challenge before the first event, and once', async () => {
    const stage = await aSlack()
    const { slack, asha, general, sandbox } = stage
    const heard: string[] = []
    await boltOverHttp(stage, (bolt) => bolt.message(async ({ message }) => void heard.push(message.ts)))

    await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text: 'one' })
    await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text: 'two' })

    expect(heard).toHaveLength(2)
    const names = sandbox.traffic.since(0).map(({ name }) => name)
    expect(names.filter((name) => name === 'url_verification')).toHaveLength(1)
    expect(names.indexOf('url_verification')).toBeLessThan(names.indexOf('message'))
  })

  it('an address that does not echo the challenge gets no events', async () => {
    const stage = await aSlack()
    const { slack, asha, general, app } = stage
    const heard = await bareReceiver(stage, (response) => response.end('what?'))

    await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text: 'one' })

    expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['url_verification'])
    expect(await slack.verifyUrl(app.id)).toBe(false)
  })

  it('a receiver with another signing secret refuses, and the person reads that it failed', async () => {
    const stage = await aSlack()
    const { slack, asha, general, app } = stage
    await boltOverHttp(stage, (bolt) => bolt.command('/do', async ({ ack }) => ack()))
    app.signingSecret = 'another'

    const result = await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })

    expect(result).toEqual({ ok: false, error: '/do failed with the error "dispatch_failed"' })
  })

  it('an app that is late shows operation_timeout', async () => {
    const stage = await aSlack()
    const { slack, asha, general, clock } = stage
    const heard = await bareReceiver(stage, () => undefined)

    const typed = slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    await eventually(() => heard.length === 1)
    clock.advance(3000)

    expect(await typed).toEqual({ ok: false, error: '/do failed with the error "operation_timeout"' })
  })
})

describe('an event that fails over HTTP', () => {
  it('comes again at once, after one minute and after five, saying how often and why', async () => {
    const { clock, events, write, slack, app } = await anAddress((response) => response.writeHead(500).end())

    await write('hello')
    await eventually(() => events().length === 2)
    clock.advance(59_999)
    expect(events()).toHaveLength(2)
    clock.advance(1)
    await eventually(() => events().length === 3)
    clock.advance(300_000)
    await eventually(() => events().length === 4)
    clock.advance(300_000)
    await slack.verifyUrl(app.id)

    expect(events().map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ])
    expect(new Set(events().map(({ body }) => JSON.parse(body).event_id)).size).toBe(1)
  })

  it('is said to have timed out when no answer came within three seconds', async () => {
    const { clock, events, write, slack, app } = await anAddress((response, { headers }) => {
      if (headers['x-slack-retry-num'] !== undefined) response.end()
    })

    const written = write('hello')
    await eventually(() => events().length === 1)
    clock.advance(3000)
    await written
    await eventually(() => events().length === 2)
    clock.advance(60_000)
    await slack.verifyUrl(app.id)

    expect(events()[1]?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' })
    expect(events()).toHaveLength(2)
  })

  it('does not come again when the app asks for that', async () => {
    const { clock, events, write } = await anAddress((response) =>
      response.writeHead(500, { 'x-slack-no-retry': '1' }).end(),
    )

    await write('hello')
    await write('again')
    clock.advance(60_000)
    await write('at last')

    expect(events().map(({ body }) => JSON.parse(body).event.text)).toEqual(['hello', 'again', 'at last'])
  })

  it('does not come again after a reset', async () => {
    const { clock, events, write, slack } = await anAddress((response) => response.writeHead(500).end())
    await write('hello')
    await eventually(() => events().length === 2)

    slack.reset()
    clock.advance(60_000)
    await write('again')

    expect(events().filter(({ body }) => body.includes('hello'))).toHaveLength(2)
  })
})
