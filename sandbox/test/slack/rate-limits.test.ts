import { afterEach, describe, expect, it } from 'vitest'
import { everyScope } from '#sandbox/example.ts'
import { aSlack, closeAll, webClient } from './stage.ts'

afterEach(closeAll)

/** How many of these calls, one after another, are let through. */
async function through(count: number, call: (number: number) => Promise<unknown>): Promise<number> {
  let passed = 0
  for (let number = 0; number < count; number += 1)
    passed += await call(number).then(
      () => 1,
      () => 0,
    )
  return passed
}

describe('an app that asks too often', () => {
  it('may post about one message a second in a channel, in short bursts', async () => {
    const { slack, client, clock, general, asha } = await aSlack()
    const post = (text: number) => client.chat.postMessage({ channel: general.id, text: `#${text}` })

    const burst = await through(30, post)
    const refused: unknown = await post(0).catch((error: unknown) => error)
    clock.advance(2000)
    const later = await through(5, post)

    expect([burst, later]).toEqual([25, 2])
    expect(refused).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 })
    expect(slack.view(asha.id).channels[0]?.messages).toHaveLength(27)
  })

  it('has a count of its own in every channel', async () => {
    const { slack, client, general, app } = await aSlack()
    const random = slack.addChannel({ name: 'random', members: [app.botUser] })
    await through(26, () => client.chat.postMessage({ channel: general.id, text: 'x' }))

    expect(await client.chat.postMessage({ channel: random.id, text: 'x' })).toMatchObject({ ok: true })
  })

  it('has a count of its own for every method, by its tier', async () => {
    const { client, clock } = await aSlack()

    const lists = await through(25, () => client.users.list({}))
    const refused: unknown = await client.users.list({}).catch((error: unknown) => error)
    const others = await through(25, () => client.team.info())
    clock.advance(60_000)

    expect([lists, others]).toEqual([20, 25])
    expect(refused).toMatchObject({ retryAfter: 3 })
    expect(await client.users.list({})).toMatchObject({ ok: true })
  })

  it('does not use up what another app has', async () => {
    const { slack, sandbox, client, general } = await aSlack()
    const other = slack.addApp({ name: 'Other', scopes: everyScope })
    general.members.add(other.botUser)
    await through(26, () => client.chat.postMessage({ channel: general.id, text: 'x' }))

    const posted = webClient(sandbox, other.botToken).chat.postMessage({ channel: general.id, text: 'x' })

    expect(await posted).toMatchObject({ ok: true })
  })

  it('is let through where a benchmark asks for that, and starts anew after a reset', async () => {
    const { slack, sandbox, client, general } = await aSlack()
    const post = () => client.chat.postMessage({ channel: general.id, text: 'x' })

    slack.limits.setEnforced(false)
    const free = await through(30, post)
    slack.limits.setEnforced(true)
    await through(26, post)
    sandbox.reset()

    expect(free).toBe(30)
    expect(await post()).toMatchObject({ ok: true })
  })
})
