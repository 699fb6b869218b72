import { afterEach, describe, expect, it } from 'vitest'
import { readEvent } from '#adapters/slack/hear.ts'
import { readText, writeTalk } from '#adapters/slack/talk-text.ts'
import type { Relayed } from '#src/kernel/talk.ts'
import { eventually } from '#sandbox/eventually.ts'
import { aCore, say } from '../core.ts'
import { aWorkspace, closeAll, ready, seenBy, start } from './stage.ts'

afterEach(closeAll)

const relayed = (text: string, more: Partial<Relayed> = {}): Relayed => ({
  ...{ about: '#42 Book a flight', writer: { name: 'Asha Patil', picture: null }, text, notes: [], ...more },
})

describe('words of Slack', () => {
  const names = new Map([['U1', 'Asha Patil']])

  it.each([
    ['a mention as a name', 'ask <@U1>', 'ask @Asha Patil'],
    ['a mention of somebody whom nobody knows by its id', 'ask <@U2>, <@U3>', 'ask @U2, @U3'],
    ['a channel', 'see <#C1|general> and <#C2>', 'see #general and #C2'],
    [
      'a call to everyone as words that call nobody',
      '<!channel> <!here> <!everyone> <!subteam^S1|@team>',
      '@channel @\u200bhere @\u200beveryone @team',
    ],
    ['an address', '<https://a.example.com/x_y?a=1&amp;b=2>', 'https://a.example.com/x_y?a=1&b=2'],
    ['an address with words', '<https://a.example.com|our page>', '[our page](<https://a.example.com>)'],
    ['a mail address', '<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['a moment', '<!date^1767225600^{date}|1 January>', '<t:1767225600:D>'],
    ['signs', '1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 \\< 2 && 3 > 2'],
    ['signs that were written out', '&amp;lt;', '&lt;'],
    ['snake_case as it was typed, and bold as bold', 'a_b_c *d*', 'a\\_b\\_c **d**'],
  ])('are kept with %s', (_, typed, kept) => {
    expect(readText({ text: typed }, names)).toBe(kept)
  })

  it('show formatting as it is, and call nobody', () => {
    const { text, blocks } = writeTalk(relayed('\\<!channel> **yes** _marks_ \\<@U1> & :tada:'), { named: false })

    const shown = JSON.stringify(blocks)
    expect(shown).toContain('{"type":"text","text":"yes","style":{"bold":true}}')
    expect(shown).toContain('{"type":"text","text":"marks","style":{"italic":true}}')
    expect(shown).not.toMatch(/"broadcast"|"user"|"emoji"/u)
    expect(text).not.toMatch(/<!channel>|<@U1>/u)
  })
})

describe('an event about a message', () => {
  const event = (more: object) => ({
    type: 'event_callback',
    team_id: 'T1',
    event: { type: 'message', channel: 'C1', channel_type: 'channel', event_ts: '3.3', ...more },
  })
  const reply = { user: 'U1', text: 'Hello', ts: '2.2', thread_ts: '1.1' }

  it.each([
    ['words below a card', event(reply)],
    ['a file with words', event({ ...reply, subtype: 'file_share' })],
    ['words for the channel as well', event({ ...reply, subtype: 'thread_broadcast' })],
    ['a change', event({ subtype: 'message_changed', message: reply })],
  ])('is heard: %s', (_, payload) => {
    expect(readEvent(payload)).toMatchObject({ place: 'T1', channel: 'C1', body: { ts: '2.2', thread_ts: '1.1' } })
  })

  it.each([
    ['what an app wrote', event({ ...reply, bot_id: 'B1' })],
    [
      'what an app wrote as somebody',
      event({ ...reply, user: undefined, subtype: 'bot_message', username: 'Asha', bot_id: 'B1' }),
    ],
    ['a change of what an app wrote', event({ subtype: 'message_changed', message: { ...reply, bot_id: 'B1' } })],
    ['what is in no thread', event({ ...reply, thread_ts: undefined })],
    ['the first message of a thread', event({ ...reply, thread_ts: '2.2' })],
    ['that somebody joined', event({ ...reply, subtype: 'channel_join' })],
    ['that there is a reply', event({ subtype: 'message_replied', message: { ...reply, ts: '1.1' } })],
  ])('is not heard: %s', (_, payload) => {
    expect(readEvent(payload)).toBe('nothing')
  })

  it.each([
    ['deleted', event({ subtype: 'message_deleted', deleted_ts: '2.2', previous_message: { thread_ts: '1.1' } })],
    [
      'emptied, since it has replies',
      event({ subtype: 'message_changed', message: { ...reply, subtype: 'tombstone' } }),
    ],
  ])('says that it is no more: %s', (_, payload) => {
    expect(readEvent(payload)).toEqual({ place: 'T1', channel: 'C1', takenBack: '2.2', thread: '1.1' })
  })

  it.each([
    ['through which we hear of it', { authorizations: [{ team_id: 'T1' }], context_team_id: 'T3' }],
    [
      'in whose context it comes, of a whole organization',
      { authorizations: [{ team_id: null }], context_team_id: 'T1' },
    ],
    ['in whose context it comes, where nothing else is said', { authorizations: [], context_team_id: 'T1' }],
  ])('belongs, in a channel that workspaces share, to the one %s', (_, more) => {
    const payload = { ...event({ ...reply, user_team: 'T2', source_team: 'T2' }), team_id: 'T2', ...more }

    expect(readEvent(payload)).toMatchObject({ place: 'T1', body: { user: 'U1' } })
  })

  it('is left to others where it is of another kind', () => {
    expect(
      readEvent({ type: 'event_callback', team_id: 'T1', event: { type: 'app_mention', channel: 'C1' } }),
    ).toBeNull()
    expect(readEvent({ type: 'block_actions' })).toBeNull()
  })
})

describe('words of somebody in a thread of Slack', () => {
  const shown = async () => {
    const at = await ready()
    const card = await at.adapter.chat.post(
      { place: at.team, channel: at.acme.id },
      { title: '#42 A card', tone: 'plain' },
      'card',
    )
    if (card.outcome !== 'sent') throw new Error(card.outcome)
    return { ...at, to: { place: at.team, channel: at.acme.id, thread: card.message.id } }
  }
  const repliesIn = ({ slack, asha }: Awaited<ReturnType<typeof shown>>) =>
    slack.view(asha.id).channels.flatMap(({ messages }) => messages.flatMap(({ replies }) => replies))

  it('stand there under their name and picture, and are found again by their mark', async () => {
    const at = await shown()
    const picture = 'https://pictures.example.com/asha.png'
    const sent = await at.adapter.chat.post(
      at.to,
      relayed('Booked', { writer: { name: 'Asha Patil', picture } }),
      'mark1',
    )
    const since = Temporal.Instant.fromEpochMilliseconds(at.clock.now()).subtract({ minutes: 2 })

    expect(repliesIn(at)).toMatchObject([{ name: 'Asha Patil', picture, plain: 'Booked' }])
    expect(await at.adapter.chat.find(at.to, 'mark1', since)).toEqual(sent.outcome === 'sent' && sent.message)
    expect(await at.adapter.chat.find(at.to, 'mark2', since)).toBeNull()
  })

  it('are changed, and taken back; what is gone already is as good as taken back', async () => {
    const at = await shown()
    const sent = await at.adapter.chat.post(at.to, relayed('Booked'), 'mark1')
    if (sent.outcome !== 'sent') throw new Error(sent.outcome)

    await at.adapter.chat.edit(at.team, sent.message, relayed('Booked, seat 12A'))
    expect(repliesIn(at)).toMatchObject([{ plain: 'Booked, seat 12A' }])
    await at.adapter.chat.edit(at.team, sent.message, { withdrawn: true })
    expect(repliesIn(at)).toEqual([])
    expect(await at.adapter.chat.edit(at.team, sent.message, { withdrawn: true })).toMatchObject({ outcome: 'sent' })
    expect(seenBy(at.workspace, at.asha).filter(({ plain }) => /Booked/u.test(plain))).toEqual([])
  })

  it('carry the name in front where the app may not show them as theirs', async () => {
    const { blocks } = writeTalk(relayed('Booked'), { named: true })

    expect(JSON.stringify(blocks)).toContain('{"type":"text","text":"Asha Patil","style":{"bold":true}}')
  })
})

describe.each(['socket', 'http'] as const)('what somebody writes below a card of Slack, over %s', (over) => {
  async function below() {
    const workspace = await aWorkspace()
    const { slack, team, acme, asha } = workspace
    const { core, talked } = aCore(() => say('Done'))
    const faults: Error[] = []
    const hear: typeof core.talk.hear = async (talk) => {
      const fault = faults.pop()
      if (fault) throw fault
      return core.talk.hear(talk)
    }
    const adapter = await start(workspace, { core: { ...core, talk: { ...core.talk, hear } }, over })
    const card = await adapter.chat.post(
      { place: team, channel: acme.id },
      { title: '#42 A card', tone: 'plain' },
      'card',
    )
    const thread = card.outcome === 'sent' ? card.message.id : ''
    const write = (text: string, as = asha.id) =>
      slack.gesture({ do: 'write', as, channel: acme.id, text, thread_ts: thread })
    return { ...workspace, adapter, talked, faults, thread, write }
  }

  it('is heard with its changes and its end, and what the bot says is not', async () => {
    const { talked, write, slack, asha, adapter, team, acme, thread } = await below()
    const written = await write('Hello <@U1>')
    const id = written.ok ? String(written['ts']) : ''
    await adapter.chat.post({ place: team, channel: acme.id, thread }, relayed('An echo'), 'mark1')
    await slack.gesture({ do: 'edit', as: asha.id, message: id, text: 'Hello again' })
    await slack.gesture({ do: 'delete', as: asha.id, message: id })

    await eventually(
      () => talked.length,
      (count) => count >= 3,
    )
    expect(talked).toMatchObject([
      { what: 'written', platform: 'slack', place: team, channel: acme.id, thread, id, by: { user: asha.id } },
      { what: 'written', id, text: 'Hello again', editedAt: expect.anything() },
      { what: 'taken-back', id, thread },
    ])
  })

  it('is heard in our workspace, whichever it comes from, where another one shares the channel', async () => {
    const { slack, adapter, talked, team, app, asha } = await below()
    const theirs = slack.addWorkspace({ name: 'Other' })
    const zoe = slack.addUser({ workspace: theirs.id, name: 'zoe', realName: 'Zoe Kerr' })
    const { id: channel } = slack.addChannel({ name: 'shared', members: [asha.id, zoe.id, app.botUser] })
    const card = await adapter.chat.post({ place: team, channel }, { title: '#43 A card', tone: 'plain' }, 'other')
    const thread = card.outcome === 'sent' ? card.message.id : ''

    const written = await slack.gesture({ do: 'write', as: zoe.id, channel, text: 'Hello', thread_ts: thread })
    const message = written.ok ? written['ts'] : ''
    await slack.gesture({ do: 'edit', as: zoe.id, message, text: 'Hello again' })
    await slack.gesture({ do: 'delete', as: zoe.id, message })

    await eventually(
      () => talked.length,
      (count) => count >= 3,
    )
    expect(talked).toMatchObject([
      { what: 'written', place: team, channel, thread, by: { user: zoe.id, name: 'Zoe Kerr' } },
      { what: 'written', place: team, text: 'Hello again' },
      { what: 'taken-back', place: team, thread },
    ])
  })

  it('is told again by Slack where it could not be kept', async () => {
    const { talked, faults, write, clock } = await below()
    faults.push(new Error('the database is away'))

    const writing = write('Hello')
    await eventually(
      () => faults.length,
      (count) => count === 0,
    )
    // Over a socket nothing is said of a failure: Slack waits its three seconds.
    clock.advance(3_000)
    await writing

    await eventually(
      () => talked.length,
      (count) => count >= 1,
    )
    expect(talked).toMatchObject([{ what: 'written', text: 'Hello' }])
  })
})
