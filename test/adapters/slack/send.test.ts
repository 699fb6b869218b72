import { afterEach, describe, expect, it } from 'vitest'
import type { Card } from '#src/kernel/card.ts'
import { finished } from '../charts.ts'
import { aWorkspace, closeAll, NOON, seenBy, start, type Workspace } from './stage.ts'

afterEach(closeAll)

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)
const before = at(NOON).subtract({ minutes: 2 })
const card = (title: string, more: Partial<Card> = {}): Card => ({ title, tone: 'plain', ...more })

async function ready() {
  const workspace = await aWorkspace()
  const { chat } = await start(workspace, { over: 'none' })
  const to = { place: workspace.team, channel: workspace.acme.id }
  return { ...workspace, workspace, chat, to }
}

type Sending = Pick<Awaited<ReturnType<typeof ready>>, 'chat' | 'to'>

async function posted({ chat, to }: Sending, title: string, mark: string) {
  const sent = await chat.post(to, card(title), mark)
  if (sent.outcome !== 'sent') throw new Error(sent.why)
  return sent.message
}

const read = (workspace: Workspace, user: { id: string }) => seenBy(workspace, user).map(({ plain }) => plain)
const requests = ({ sandbox }: Workspace, name: string) => sandbox.traffic.since(0).filter((one) => one.name === name)

describe('a card with a chart', () => {
  it("is Slack's own chart, whose figures are there for whoever cannot see it", async () => {
    const { workspace, chat, to, asha } = await ready()

    await chat.post(to, card('Your week', { chart: finished }), '1')

    const [request] = requests(workspace, 'chat.postMessage')
    expect(read(workspace, asha)[0]).toContain('Tue 3 Mar: in time 0, late 2')
    expect(JSON.stringify(request)).toContain('data_visualization')
    expect(requests(workspace, 'files.getUploadURLExternal')).toEqual([])
  })
})

describe('a card', () => {
  it('is read by everyone in the channel', async () => {
    const { workspace, asha, jun, ...stage } = await ready()

    await posted(stage, '#42 Book a flight', '1')

    expect(read(workspace, asha)).toEqual(['#42 Book a flight'])
    expect(read(workspace, jun)).toEqual(['#42 Book a flight'])
  })

  it('calls nobody, and shows what people wrote as they wrote it', async () => {
    const { workspace, chat, to, asha } = await ready()
    const typed = `<!channel> <@${asha.id}> @everyone &amp; <b> *bold* :tada:`

    await chat.post(to, card(typed, { status: typed, body: typed, note: typed }), '1')

    const lines = read(workspace, asha)[0]?.replaceAll('\u2060', '').split('\n')
    expect(lines).toEqual([typed, typed, typed, typed])
  })

  it('changes in its place', async () => {
    const { workspace, asha, chat, to } = await ready()
    const message = await posted({ chat, to }, '#42 open', '1')

    const sent = await chat.edit(to.place, message, card('#42 claimed'))

    expect(sent).toEqual({ outcome: 'sent', message })
    expect(read(workspace, asha)).toEqual(['#42 claimed'])
  })

  it('that somebody removed is given up when it is to change', async () => {
    const { chat, to } = await ready()

    const sent = await chat.edit(to.place, { channel: to.channel, id: '1.000001' }, card('#42'))

    expect(sent).toEqual({ outcome: 'gone', why: 'message_not_found' })
  })

  it.each(['general', 'secret'] as const)('does not arrive in a channel that the bot is not in: %s', async (name) => {
    const stage = await ready()

    const sent = await stage.chat.post({ place: stage.team, channel: stage[name].id }, card('#42'), '1')

    expect(sent).toMatchObject({ outcome: 'gone' })
  })
})

describe('a card whose sending broke off', () => {
  it.each([
    ['the line broke', { kind: 'cut-after' }],
    ['the server failed', { kind: 'status', status: 500 }],
  ] as const)('is uncertain, and was sent once only: %s', async (_, fault) => {
    const { workspace, sandbox, chat, to } = await ready()
    sandbox.faults.add({ platform: 'slack', name: 'chat.postMessage', times: 5, ...fault })

    const sent = await chat.post(to, card('#42'), 'zz')

    expect(sent).toMatchObject({ outcome: 'uncertain' })
    expect(requests(workspace, 'chat.postMessage')).toHaveLength(1)
  })

  it('is found when it had arrived, among many others, and can be changed', async () => {
    const { sandbox, chat, to, clock, workspace, asha } = await ready()
    sandbox.faults.add({ platform: 'slack', name: 'chat.postMessage', kind: 'cut-after' })

    await chat.post(to, card('#42'), 'zz')
    for (let index = 0; index < 210; index += 1) {
      clock.advance(1_000)
      await posted({ chat, to }, `#${index} else`, `a${index.toString(36)}`)
    }
    const found = await chat.find(to, 'zz', before)
    await chat.edit(to.place, found ?? { channel: '', id: '' }, card('#42 claimed'))

    expect(found).toMatchObject({ channel: to.channel })
    expect(read(workspace, asha)[0]).toBe('#42 claimed')
  })

  it('is not found when it had not', async () => {
    const { sandbox, chat, to } = await ready()
    sandbox.faults.add({ platform: 'slack', name: 'chat.postMessage', kind: 'cut-before' })

    const sent = await chat.post(to, card('#42'), 'zz')
    await posted({ chat, to }, '#43', 'zy')

    expect(sent).toMatchObject({ outcome: 'uncertain' })
    expect(await chat.find(to, 'zz', before)).toBeNull()
  })

  it('is found also after it was changed', async () => {
    const { chat, to } = await ready()
    const message = await posted({ chat, to }, '#42', 'zz')

    await chat.edit(to.place, message, card('#42 claimed'))

    expect(await chat.find(to, 'zz', before)).toEqual(message)
  })

  it('is not looked for in what was written before it', async () => {
    const { clock, chat, to } = await ready()
    await posted({ chat, to }, '#42', 'zz')
    clock.advance(60_000)

    expect(await chat.find(to, 'zz', at(NOON).add({ seconds: 30 }))).toBeNull()
  })

  it('is not taken for one of another app, which says of itself that it is ours', async () => {
    const { sandbox, slack, acme, chat, to } = await ready()
    const other = slack.addApp({ name: 'Other', scopes: ['chat:write'] })
    acme.members.add(other.botUser)
    const metadata = { event_type: 'sahayak', event_payload: { mark: 'zz' } }
    await fetch(`${sandbox.url}/slack/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${other.botToken}` },
      body: JSON.stringify({ channel: acme.id, text: '#42', metadata }),
    })

    expect(await chat.find(to, 'zz', before)).toBeNull()
  })
})

describe('a channel that is written to too fast', () => {
  it('waits for as long as Slack asks, and the others do not', async () => {
    const { sandbox, team, chat, to, asha } = await ready()
    sandbox.faults.add({ platform: 'slack', name: 'chat.postMessage', kind: 'rate-limited', retryAfter: 7 })

    const sent = await chat.post(to, card('#42'), '1')
    const direct = (await chat.direct(team, asha.id)) ?? ''
    const other = await chat.post({ place: team, channel: direct }, card('Good morning'), '2')

    expect(sent).toMatchObject({ outcome: 'later', at: at(NOON).add({ seconds: 7 }), everywhere: false })
    expect(other).toMatchObject({ outcome: 'sent' })
  })
})

describe('a direct message', () => {
  it('is read by that person alone', async () => {
    const { workspace, team, asha, jun, chat } = await ready()

    const channel = (await chat.direct(team, asha.id)) ?? ''
    await posted({ chat, to: { place: team, channel } }, 'Good morning', '1')

    expect(await chat.direct(team, asha.id)).toBe(channel)
    expect(read(workspace, asha)).toEqual(['Good morning'])
    expect(read(workspace, jun)).toEqual([])
  })

  it('cannot be written to somebody whom the workspace does not know', async () => {
    const { team, chat } = await ready()

    expect(await chat.direct(team, 'U0NOBODY')).toBeNull()
  })

  it('is what stands for a private thread, which Slack does not have', async () => {
    const { team, acme, asha, chat } = await ready()

    expect(await chat.thread(team, acme.id, '#42 Book a flight', [asha.id])).toBeNull()
  })
})

describe('looking', () => {
  it('knows what a person is called, where they live and what they speak', async () => {
    const { chat, team, meera, asha } = await ready()

    expect(await chat.fetchProfile(team, meera.id)).toEqual({
      ...{ name: 'Meera Iyer', zone: 'Asia/Kolkata', language: 'hi', picture: null },
    })
    expect(await chat.fetchProfile(team, asha.id)).toMatchObject({
      name: 'Asha Patil',
      zone: 'Europe/Lisbon',
      language: 'en',
    })
  })

  it('knows nobody who is not in the workspace', async () => {
    const { chat, team } = await ready()

    expect(await chat.fetchProfile(team, 'U0NOBODY')).toBeNull()
  })

  it('tells where the bot can write', async () => {
    const { slack, chat, team, app, acme, general, secret, asha } = await ready()
    const own = slack.addChannel({ name: 'own', private: true, members: [asha.id, app.botUser] })
    const direct = (await chat.direct(team, asha.id)) ?? ''

    const answers = await Promise.all(
      [acme.id, own.id, direct, general.id, secret.id, 'C0NOWHERE'].map((channel) => chat.canPost(team, channel)),
    )

    expect(answers).toEqual([true, true, true, false, false, false])
  })
})
