import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import type { Answer } from '#src/kernel/request.ts'
import { say } from '../core.ts'
import { closeAll, opening, press, ready, seenBy, shared } from './stage.ts'

afterEach(closeAll)

const ways = ['socket', 'http'] as const

describe.each(ways)('a command, over %s', (over) => {
  it('is carried out, and its asker alone sees the answer', async () => {
    const stage = await ready(() => say('Your tasks', { buttons: [press('Show')] }), { over })

    const typed = await stage.type('/tasks mine of <@nobody> & all')

    expect(typed).toEqual({ ok: true })
    expect(await stage.sees(stage.asha, /Your tasks/u)).toMatchObject({ ephemeral: true, buttons: ['Show'] })
    expect(seenBy(stage.workspace, stage.meera)).toEqual([])
    expect(stage.heard).toMatchObject([
      {
        id: expect.stringMatching(/^slack:\d/u),
        origin: {
          ...{ platform: 'slack', place: stage.team, placeName: 'Banyan', channel: stage.acme.id },
          ...{ channelKind: 'room', user: stage.asha.id, userName: 'asha', language: null },
        },
        request: { kind: 'words', command: 'tasks', text: 'mine of <@nobody> & all' },
      },
    ])
  })

  it('says whom it mentions', async () => {
    const stage = await ready(undefined, { over })

    await stage.type('/agency role @jun assistant')

    expect(stage.heard).toMatchObject([{ request: { text: `role <@${stage.jun.id}|jun> assistant` } }])
  })

  it('is answered also where the bot is no member, and in the direct message with it', async () => {
    const stage = await ready(({ origin }) => say(`Heard in a ${origin.channelKind}`), { over })
    const direct = (await stage.adapter.chat.direct(stage.team, stage.asha.id)) ?? ''

    await stage.type('/tasks', stage.general.id)
    await stage.type('/tasks', direct)

    expect(await stage.sees(stage.asha, /a room/u)).toMatchObject({ channel: stage.general.id, ephemeral: true })
    expect(await stage.sees(stage.asha, /a direct/u)).toMatchObject({ channel: direct, ephemeral: true })
  })

  it('that fails tells its asker a reference, which is in the log, once', async () => {
    const stage = await ready(
      () => {
        throw new Error('the database is away')
      },
      { over },
    )

    const typed = await stage.type('/tasks')
    const { plain, ephemeral } = await stage.sees(stage.asha, /Something went wrong/u)

    const [line, ...more] = stage.logged('error')
    expect(typed).toEqual({ ok: true })
    expect(ephemeral).toBe(true)
    expect(line?.data).toMatchObject({ ref: expect.any(String), error: { message: 'the database is away' } })
    expect(plain).toContain(line && 'ref' in line.data ? line.data.ref : 'a reference')
    expect(more).toEqual([])
  })

  it('that Slack delivers twice is one delivery, and is answered once', async () => {
    const stage = await ready(() => say('Your tasks'), { over })
    stage.sandbox.faults.add({ platform: 'slack', name: 'slash_commands', kind: 'duplicate' })

    await stage.type('/tasks')
    await eventually(() => stage.heard.length === 2)
    await stage.adapter.stop()

    expect(new Set(stage.heard.map(({ id }) => id)).size).toBe(1)
    expect(seenBy(stage.workspace, stage.asha)).toHaveLength(1)
    expect(stage.logged('error')).toEqual([])
  })
})

describe.each(ways)('a button, over %s', (over) => {
  it('on a card for all answers its presser alone, and leaves the card', async () => {
    const stage = await ready(() => say('#42 in full', {}, true), { over })
    const card = await shared(stage, [press('Show')])

    const pressed = await stage.press(card, 'Show')

    expect(pressed).toEqual({ ok: true })
    expect(await stage.sees(stage.asha, /#42 in full/u)).toMatchObject({ ephemeral: true })
    expect(seenBy(stage.workspace, stage.meera)).toEqual([card])
    expect(stage.heard).toMatchObject([{ request: { kind: 'press', action: { press: 'show', subject: '42' } } }])
  })

  it('on one’s own message replaces that message', async () => {
    const stage = await ready(
      ({ request }) =>
        request.kind === 'press' ? say('Page 2', {}, true) : say('Page 1', { buttons: [press('Next', '2')] }),
      { over },
    )
    await stage.type('/tasks')
    const first = await stage.sees(stage.asha, /Page 1/u)

    await stage.press(first, 'Next')
    await stage.sees(stage.asha, /Page 2/u)

    expect(seenBy(stage.workspace, stage.asha)).toMatchObject([{ ts: first.ts, ephemeral: true }])
  })

  it('on one’s own message leaves it where the answer stands for itself', async () => {
    const stage = await ready(
      ({ request }) => (request.kind === 'press' ? say('Noted') : say('Page 1', { buttons: [press('Note')] })),
      { over },
    )
    await stage.type('/tasks')
    const first = await stage.sees(stage.asha, /Page 1/u)

    await stage.press(first, 'Note')
    await stage.sees(stage.asha, /Noted/u)

    expect(seenBy(stage.workspace, stage.asha)).toMatchObject([first, { ephemeral: true }])
  })

  it('that Slack delivers twice is one delivery', async () => {
    const stage = await ready(undefined, { over })
    const card = await shared(stage, [press('Show')])
    stage.sandbox.faults.add({ platform: 'slack', name: 'block_actions', kind: 'duplicate' })

    await stage.press(card, 'Show')
    await eventually(() => stage.heard.length === 2)

    expect(new Set(stage.heard.map(({ id }) => id)).size).toBe(1)
  })

  it('that is pressed twice is two', async () => {
    const stage = await ready(undefined, { over })
    const card = await shared(stage, [press('Show')])

    await stage.press(card, 'Show')
    await stage.press(card, 'Show')

    expect(new Set(stage.heard.map(({ id }) => id)).size).toBe(2)
  })

  it('that opens a page does just that', async () => {
    const stage = await ready(undefined, { over })
    const card = await shared(stage, [{ label: 'Page', url: 'https://acme.example' }])

    expect(await stage.press(card, 'Page')).toEqual({ ok: true })
    expect(stage.heard).toEqual([])
    expect(seenBy(stage.workspace, stage.asha)).toEqual([card])
  })

  it('of a version that is no more is said not to be understood, and logged once', async () => {
    const stage = await ready(undefined, { over })
    await fetch(`${stage.sandbox.url}/slack/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${stage.app.botToken}` },
      body: JSON.stringify({
        channel: stage.acme.id,
        text: 'An old card',
        blocks: [
          { type: 'section', text: { type: 'plain_text', text: 'An old card' } },
          {
            type: 'actions',
            elements: [
              { type: 'button', action_id: 'sahayak:explode:42:', text: { type: 'plain_text', text: 'Explode' } },
            ],
          },
        ],
      }),
    })
    const old = await stage.sees(stage.asha, /An old card/u)

    expect(await stage.press(old, 'Explode')).toEqual({ ok: true })

    expect(await stage.sees(stage.asha, /Not understood/u)).toMatchObject({ ephemeral: true })
    expect(stage.heard).toEqual([])
    expect(stage.logged('error')).toEqual([])
    expect(stage.logged('warn')).toMatchObject([{ data: { why: expect.stringContaining('sahayak:explode') } }])
  })
})

describe.each(ways)('stopping, over %s', (over) => {
  it('finishes what is being answered, and hears nothing new', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(() => promise, { over })
    const typed = stage.type('/tasks')
    await eventually(() => stage.heard.length === 1)

    const stopped = stage.adapter.stop()
    resolve(say('Your tasks'))
    await stopped

    expect(await typed).toEqual({ ok: true })
    expect(seenBy(stage.workspace, stage.asha)).toMatchObject([{ plain: 'Your tasks' }])
    expect(await stage.type('/tasks')).toMatchObject({ ok: false })
    expect(stage.heard).toHaveLength(1)
  })
})

describe('a process that only writes', () => {
  it('hears nothing', async () => {
    const stage = await ready(undefined, { over: 'none' })

    expect(stage.adapter.port).toBeNull()
    expect(stage.slack.sockets.count(stage.app.id)).toBe(0)
    expect(await shared(stage, [opening('Return', 'return')])).toMatchObject({ buttons: ['Return'] })
  })
})
