import { randomUUIDv7 } from 'node:crypto'
import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { keepMessages, keepThread } from '#db/repositories/messages.ts'
import type { Written } from '#src/kernel/talk.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, cast, monday, type Office } from './office.ts'

type Cost = { statements: number; trips: number }

describe.each(databases)('what people write about a task, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let renew: () => Promise<Office>
  let known: { agency: string; task: string; slack: string; discord: string; asha: string }
  const spent: Cost[] = []
  beforeAll(async () => {
    db = await create((cost) => spent.push({ ...cost }))
    renew = await agencyToRenew(db)
  })
  afterAll(() => db.close())

  /** Carol’s task is Asha’s: its card stands in C1, its thread is 950. */
  beforeEach(async () => {
    office = await renew()
    await office.type('carol', '/delegate Book a flight #travel')
    await office.press('asha', 'sahayak:claim:1:')
    const [found] = await all<typeof known>(sql`
      select t.agency_id as agency, t.id as task, t.assistant_id as asha,
        (select p.id from places p where p.agency_id = t.agency_id and p.platform = 'slack') as slack,
        (select p.id from places p where p.agency_id = t.agency_id and p.platform = 'discord') as discord
      from tasks t`)
    if (!found) throw new Error('there is no task')
    known = found
    const { agency, task, slack, discord, asha } = known
    await db.inAgency(agency, async (tx) => {
      const card = { agency, task, topic: 'requester', placeId: slack, channel: 'C1', externalId: '100.1', hash: '' }
      await keepMessages(tx, [{ id: randomUUIDv7(), ...card }], monday)
      await keepThread(tx, agency, { taskId: task, personId: asha, placeId: discord, channel: '950' }, monday)
    })
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
  })

  const all = <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    db.acrossAgencies((tx) => rows<T>(tx, statement))
  const lines = () =>
    all<{ to: string; said: string }>(
      sql`select line->>'to' as to, line->>'said' as said from outbox where line->>'kind' = 'relayed' order by seq`,
    )
  const kept = () =>
    all<{ text: string; side: string; internal: boolean; removed: boolean; writer_name: string }>(
      sql`select text, side, internal, removed_at is not null as removed, writer_name from talk_messages order by written_at`,
    )

  function inSlack(text: string, more: Partial<Written> = {}): Written {
    return {
      ...{ what: 'written', platform: 'slack', place: 'T1', channel: 'C1', thread: '100.1', id: '101.1' },
      by: { user: cast.carol.user, name: 'carol', picture: null },
      ...{ text, besides: [], at: monday, editedAt: null, ...more },
    }
  }
  const inDiscord = (text: string, more: Partial<Written> = {}) =>
    inSlack(text, {
      ...{ platform: 'discord', place: '100', channel: '950', thread: null, id: '2001' },
      by: { user: cast.asha.user, name: 'Asha', picture: null },
      ...more,
    })
  const hear = (talk: Parameters<Office['core']['talk']['hear']>[0]) => office.core.talk.hear(talk)

  it('is kept once and told once to the other side, however often it is heard', async () => {
    await hear(inSlack('A window seat, please'))
    await hear(inSlack('A window seat, please'))
    await hear(inDiscord('Window it is'))
    await Promise.all([hear(inDiscord('Window it is')), hear(inDiscord('Window it is'))])

    expect(await kept()).toMatchObject([
      { text: 'A window seat, please', side: 'requester', writer_name: 'Carol Reyes' },
      { text: 'Window it is', side: 'assistant', writer_name: 'Asha Patil' },
    ])
    expect((await lines()).map(({ to }) => to)).toEqual([known.asha, 'requester'])
  })

  it('asks the database twice at most: once to read and once to write', async () => {
    await hear(inSlack('Once, to remember'))
    spent.length = 0
    await hear(inSlack('A window seat, please', { id: '102.1' }))
    const [cost] = spent.splice(0)

    expect(cost?.trips).toBeLessThanOrEqual(2)
  })

  it('stands as it was changed last, whichever change is heard last', async () => {
    const later = monday.add({ minutes: 2 })
    await hear(inSlack('First'))
    await hear(inSlack('Third', { editedAt: later }))
    await hear(inSlack('Second', { editedAt: monday.add({ minutes: 1 }) }))

    expect(await kept()).toMatchObject([{ text: 'Third' }])
  })

  it('is forgotten word for word where it is taken back, and does not come again', async () => {
    await hear(inSlack('Call me at nine'))
    await hear({ ...inSlack(''), what: 'taken-back' })
    await hear(inSlack('Call me at nine'))

    expect(await kept()).toMatchObject([{ text: '', removed: true }])
  })

  it.each([
    ['somebody of another client', { user: cast.dan.user, name: 'dan', picture: null }],
    ['somebody without a role', { user: cast.sam.user, name: 'sam', picture: null }],
    ['a stranger', { user: 'U77', name: 'nobody', picture: null }],
  ])('is left alone where it is of %s', async (_, by) => {
    await hear(inSlack('May I have a look?', { by }))

    expect([await kept(), await lines()]).toEqual([[], []])
  })

  it.each([
    ['below no card', { thread: '999.1' }],
    ['in a place that belongs to no agency', { place: 'T9' }],
    ['in another channel', { channel: 'C2' }],
  ])('is left alone %s', async (_, where) => {
    await hear(inSlack('Something else', where))

    expect(await kept()).toEqual([])
  })

  describe('said by /reply', () => {
    const toWhom = async () => (await lines()).map(({ to }) => to)

    it('is told to whoever works on it, as it was written, and its writer hears that it was', async () => {
      const said = await office.hears('carol', '/reply 1 A *window* seat for @sam, please')

      expect(said).toMatch(/Said about #1.*window/su)
      expect(await kept()).toMatchObject([{ text: 'A **window** seat for @Sam Ortiz, please', side: 'requester' }])
      expect(await toWhom()).toEqual([known.asha])
    })

    it('is told to the client where whoever works on it wrote it, and a manager’s to both', async () => {
      await office.options('asha', 'reply', { number: '1', text: '**Window** it is' })
      await office.type('meera', '/reply 1 Well done')

      expect((await kept()).map(({ text, side }) => `${side}: ${text}`).toSorted()).toEqual([
        'assistant: **Window** it is',
        'requester: Well done',
      ])
      expect((await toWhom()).toSorted()).toEqual([known.asha, 'requester', 'requester'].toSorted())
    })

    it('is a note that no client is told where it begins so', async () => {
      const said = await office.options('asha', 'reply', { number: '1', text: 'note: they pay late' })

      expect(said).toMatch(/for assistants and managers only/u)
      expect(await toWhom()).toEqual([])
    })

    it('is kept once however often the platform delivers it, and stays where its channel is read again', async () => {
      await office.type('carol', '/reply 1 Once', { id: 'slack:twice' })
      await office.type('carol', '/reply 1 Once', { id: 'slack:twice' })
      const options = { number: '1', text: 'In the thread' }
      await office.ask('asha', { kind: 'options', command: 'reply', options, people: [] }, { channel: '950' })
      const where = { platform: 'discord', place: '100', channel: '950', thread: null } as const
      await office.core.talk.compare(where, { from: monday.subtract({ hours: 1 }), ids: [] })

      const stands = (await kept()).map(({ text, removed }) => `${text} ${removed}`)
      expect(stands.toSorted()).toEqual(['In the thread false', 'Once false'])
    })

    it('is held back where it holds a secret, by the line and by the form, and told to nobody', async () => {
      const line = await office.hears('carol', '/reply 1 The card is 4111 1111 1111 1111')
      const form = await office.submit('carol', 'reply', '1', { text: 'The card is 4111 1111 1111 1111' })

      expect([line, JSON.stringify(form)].every((said) => !/Said about/u.test(said))).toBe(true)
      expect([await kept(), await lines()]).toEqual([[], []])
    })

    it('is counted as held back by the check of what arrived, in both languages, as long as its writer has not said what is to become of it', async () => {
      await hear(inSlack('The card is 4111 1111 1111 1111'))

      const english = await office.hears('carol', '/talk 1')
      await office.type('carol', '/profile language hi')
      const hindi = await office.hears('carol', '/talk 1')

      expect(english).toMatch(/One message is held back/u)
      expect(hindi).toMatch(/1 मैसेज रोक लिया गया है/u)
      expect(english + hindi).not.toMatch(/4111/u)
    })

    it('comes back in its form where it could not be said, and opens one where the words are missing', async () => {
      const typed = await office.type('carol', '/reply 99 A window seat')
      const opened = await office.type('carol', '/reply 1')

      expect(JSON.stringify(typed)).toMatch(/#99.*"detail":"reply"/su)
      expect(opened).toMatchObject({ kind: 'form', form: { name: 'reply', subject: '1' } })
    })
  })

  describe('on Discord', () => {
    const showing = (topic: string, channel: string, externalId: string, subject = known.task) =>
      db.inAgency(known.agency, (tx) => {
        const { agency, discord: placeId } = known
        const card = { agency, task: subject, topic, placeId, channel, externalId, hash: '' }
        return keepMessages(tx, [{ id: randomUUIDv7(), ...card }], monday)
      })

    it('is heard in a thread that hangs from a card, whose id is the card’s', async () => {
      await showing('requester', '800', '3000')
      await hear(inDiscord('Below the card', { channel: '3000' }))

      expect(await kept()).toMatchObject([{ text: 'Below the card', side: 'requester' }])
    })

    it('is heard in a direct message, in reply to a card and to what came over', async () => {
      await showing(`assistant:${known.asha}`, 'D-12', '3000')
      await hear(inDiscord('To the card', { place: '', channel: 'D-12', thread: '3000' }))
      await hear(inSlack('From Carol'))
      const [carols] = await all<{ id: string }>(sql`select id from talk_messages where side = 'requester'`)
      await showing(`to:${known.asha}`, 'D-12', '3001', carols?.id)
      await hear(inDiscord('To Carol', { place: '', channel: 'D-12', thread: '3001', id: '2002' }))
      await hear(inDiscord('To oneself', { place: '', channel: 'D-12', thread: '2002', id: '2003' }))
      await hear(inDiscord('To nobody', { place: '', channel: 'D-12', thread: null, id: '2004' }))

      const ashas = (await kept()).filter(({ side }) => side === 'assistant')
      expect(ashas.map(({ text }) => text).toSorted()).toEqual(['To Carol', 'To oneself', 'To the card'])
    })

    it('is left alone below the board', async () => {
      await showing('board:room', '900', '3000')
      await hear(inDiscord('Who takes it?', { channel: '3000' }))

      expect(await kept()).toEqual([])
    })
  })

  it('is no word of the assistant’s any more once another one has the task', async () => {
    await office.submit('meera', 'assign', '1', { assistant: 'Jun Santos' })
    await hear(inDiscord('One more thing'))

    expect(await kept()).toEqual([])
  })

  it('is told to nobody while nobody has the task, and is kept for whoever takes it', async () => {
    await office.submit('asha', 'release', '1', { reason: 'A fever' })
    await hear(inSlack('Before noon'))

    expect(await kept()).toHaveLength(1)
    expect(await lines()).toEqual([])
  })

  it('was taken back where it does not stand there any more, and where it does it stays', async () => {
    await hear(inSlack('Stays', { id: '101.1', at: monday }))
    await hear(inSlack('Goes', { id: '102.1', at: monday.add({ seconds: 1 }) }))
    await hear(inSlack('Below another card', { id: '103.1', at: monday.add({ seconds: 2 }), thread: '100.1' }))
    await office.core.talk.compare(
      { platform: 'slack', place: 'T1', channel: 'C1', thread: '100.1' },
      { from: monday, ids: ['101.1', '103.1'] },
    )
    await office.core.talk.compare(
      { platform: 'slack', place: 'T1', channel: 'C1', thread: '555.5' },
      { from: monday, ids: [] },
    )

    expect((await kept()).map(({ removed }) => removed)).toEqual([false, true, false])
  })

  it('is looked for where cards and threads of living tasks are, and from when it may not have been heard', async () => {
    office.clock.now = monday.add({ hours: 1 })
    const [slack, discord] = [
      await office.core.talk.conversations('slack'),
      await office.core.talk.conversations('discord'),
    ]

    expect(slack).toMatchObject([{ place: 'T1', channel: 'C1', thread: '100.1' }])
    expect(discord).toMatchObject([{ place: '100', channel: '950', thread: null }])
    expect(slack[0]?.since.toString()).toBe(monday.toString())
  })

  it('that was written before the program knew how to hear it is not looked for', async () => {
    const since = monday.add({ hours: 3 })
    await all(sql`update agencies set talk_since = ${since.toString()}::timestamptz`)

    const [found] = await office.core.talk.conversations('slack')

    expect(found?.since.toString()).toBe(since.toString())
  })
})
