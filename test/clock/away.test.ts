import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { watchAll } from '#db/repositories/watching.ts'
import { compose } from '#src/bot/outbox/compose.ts'
import { databases } from '#test/db/databases.ts'
import { newId } from '#test/db/rows.ts'
import { monday, openAgency, read, type Name, type Office } from '#test/handle/office.ts'
import { readCard } from '#test/read.ts'
import { tick, toldBy, walk } from './walk.ts'
import { muteSlack } from '#test/notify/mute.ts'

/** In Kolkata, where Asha and Jun live. */
const inKolkata = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Kolkata').toInstant()

describe.each(databases)('an assistant who goes away, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    for (const name of ['asha', 'jun'] as const)
      await office.options(name, 'profile hours', { hours: 'Mon-Fri 9:00-18:00' })
    await office.options('meeraInDiscord', 'agency assign', {
      ...{ client: 'Acme Textiles', duty: 'bookkeeping', primary: 'Asha Patil', backups: 'Jun Santos' },
    })
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    for (const table of ['timers', 'outbox', 'task_events', 'tasks', 'days_away'])
      await db.acrossAgencies((tx) => rows(tx, sql.raw(`delete from ${table}`)))
    await db.acrossAgencies((tx) => rows(tx, sql`update persons set zone = 'Asia/Kolkata' where name = 'Asha Patil'`))
    office.clock.now = monday
  })

  const press = async (name: Name, id: string) => read(await office.press(name, id))
  const away = (days: string, name: Name = 'asha') => office.options(name, 'profile away', { days })
  const offer = async (line: string) => /#(\d+)/u.exec(await office.hears('carol', line))?.[1] ?? ''
  const stateOf = async (number: string) => (await office.hears('carol', `/task ${number}`)).split('\n')[1] ?? ''

  /** Bookkeeping, for which Jun stands in, that Asha has begun. */
  async function inProgress(due: string): Promise<string> {
    const number = await offer(`/delegate Reconcile the invoices #bookkeeping by ${due}`)
    await press('asha', `sahayak:accept:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    return number
  }
  /** Travel, which is nobody's in particular, that Asha has begun. */
  async function onHerOwn(due: string): Promise<string> {
    const number = await offer(`/delegate Book a flight #travel by ${due}`)
    await press('asha', `sahayak:claim:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    return number
  }
  const news = async () => (await toldBy(db)).flatMap(({ line }) => (line.kind === 'away' ? [line] : []))
  const heardOf = async () =>
    (await toldBy(db)).flatMap(({ line }) =>
      line.kind === 'notice' || line.kind === 'alert' ? [`${line.kind} ${line.notice.about}`] : [],
    )
  const handOvers = () =>
    db.acrossAgencies((tx) =>
      rows<{ at: string }>(tx, sql`select at::text as at from task_events where type = 'task-handed-over' order by at`),
    )

  it('hands over at midnight what cannot wait, to the backup, and tells the client and the assistant once', async () => {
    const urgent = await inProgress('6 March 5pm')
    const patient = await inProgress('20 March 5pm')

    const said = await away('5 March to 10 March')
    await walk(office, inKolkata('2026-03-04T23:59'))
    expect(await stateOf(urgent)).toMatch(/^Asha Patil is working on it/u)
    await walk(office, inKolkata('2026-03-05T00:00'))

    expect(said).toContain(
      `You will be away: Thu 5 Mar to Tue 10 Mar. As things stand, 1 task cannot wait until you are back and will be handed over when Thu 5 Mar begins: #${urgent}.`,
    )
    expect(await stateOf(urgent)).toMatch(/^Offered to Jun Santos/u)
    expect(await stateOf(patient)).toMatch(/^Asha Patil is working on it/u)
    expect(await heardOf()).toEqual(['notice handed-over', 'notice handed-over'])
    expect(await news()).toEqual([])
    const card = await office.hears('carol', `/task ${urgent}`)
    expect(card).toMatch(/Jun Santos is backup for bookkeeping \(Asha Patil is away\)/u)
    expect(card).toMatch(/handed over, since Asha Patil is away/u)
  })

  const heldUntil = () =>
    db.acrossAgencies((tx) =>
      rows<{ held: string | null }>(
        tx,
        sql`select held_until::text as held from outbox where line->>'kind' = 'away' order by seq`,
      ),
    )

  it('wakes no manager at that midnight, where there is no log room, and tells them when their hours begin', async () => {
    await onHerOwn('6 March 5pm')
    await away('5 March to 10 March')
    await walk(office, inKolkata('2026-03-05T00:00'))

    // Meera, who owns the agency, has set no hours.
    const [line] = await heldUntil()
    expect(line?.held && Temporal.Instant.from(line.held)).toEqual(inKolkata('2026-03-05T07:00'))
  })

  it('tells it at once in a log room, which has no hours', async () => {
    await onHerOwn('6 March 5pm')
    await away('5 March to 10 March')
    await office.ask(
      'meeraInDiscord',
      { kind: 'options', command: 'agency room', options: { purpose: 'log' }, people: [] },
      { channel: '901' },
    )
    await walk(office, inKolkata('2026-03-05T00:00'))
    await db.acrossAgencies((tx) => rows(tx, sql`delete from rooms where purpose = 'log'`))

    expect(await heldUntil()).toEqual([{ held: null }])
  })

  it('tells it at once, at any hour, where somebody says that they are away now', async () => {
    await onHerOwn('3 March 5pm')
    office.clock.now = inKolkata('2026-03-02T23:30')
    await away('today to 4 March')

    expect(await heldUntil()).toEqual([{ held: null }])
  })

  it('does so within the answer when the days have begun already, and says what became of each', async () => {
    const given = await inProgress('3 March 5pm')
    const left = await onHerOwn('3 March 5pm')
    const offered = await offer('/delegate Sort the receipts #bookkeeping by 30 March')

    const said = await away('today to 4 March')

    expect(said).toMatch(/^Your profile is saved\nYou are away: Mon 2 Mar to Wed 4 Mar\.\n/u)
    expect(said).toContain(`Handed over to others: #${given} and #${offered}.`)
    expect(said).toContain(`Nobody could take over #${left}: still with you, and a manager is told.`)
    expect(await stateOf(given)).toMatch(/^Offered to Jun Santos/u)
    expect(await stateOf(left)).toMatch(/^Asha Patil is working on it/u)
    expect(await news()).toHaveLength(1)
  })

  it('says so when nothing has to be handed over', async () => {
    await inProgress('20 March 5pm')

    expect(await away('5 March')).toContain(
      'You will be away: Thu 5 Mar. As things stand, nothing has to be handed over.',
    )
    expect(await away('today')).toContain('You are away: Mon 2 Mar. Nothing has to be handed over.')
    expect(await away('today', 'jun')).not.toContain('manager')
    expect(await office.hears('carol', '/profile away 9 March')).toBe('Your profile is saved\nAway: Mon 9 Mar')
    expect(await handOvers()).toEqual([])
  })

  it('lists what nobody can take in one message to a manager, with a way to give each to someone', async () => {
    const first = await onHerOwn('5 March 5pm')
    const second = await onHerOwn('6 March 5pm')
    await away('5 March to 10 March')

    await walk(office, inKolkata('2026-03-05T00:00'))
    const [line, ...more] = await news()
    await office.submit('meera', 'assign', first, { assistant: 'Jun Santos' })

    expect(more).toEqual([])
    if (!line) throw new Error('nobody was told')
    const agency = await db.acrossAgencies((tx) => rows<{ id: string }>(tx, sql`select agency_id as id from agencies`))
    const leased = {
      agency: agency[0]?.id ?? '',
      id: newId(),
      seq: 1,
      recipient: '',
      line,
      mergeKey: null,
      attempts: 1,
    }
    const composed = await compose(
      { db, chats: new Map([['slack', muteSlack]]), now: () => office.clock.now },
      { ...leased, uncertainSince: null, begun: null, createdAt: monday },
    )
    // What has found somebody since is not in it.
    expect(composed.kind === 'post' && composed.to.channel).toBe('D-U1')
    expect(composed.kind === 'post' ? readCard(composed.card) : '').toMatch(
      new RegExp(
        `^Asha Patil is away: Thu 5 Mar to Tue 10 Mar\\nNobody could take over #${second}\\.\\n#${second} Book a flight .*\\[Assign\\]$`,
        'u',
      ),
    )
    expect(line.left).toHaveLength(2)
  })

  it('opens an offer to the pool where nobody stands in, and lists it too', async () => {
    const number = await offer('/delegate Book a flight #travel @Asha by 30 March')

    const said = await away('today')

    expect(said).toContain(`Open to anyone with the duty: #${number}.`)
    expect(await stateOf(number)).toBe('Open: waiting for an assistant to claim it')
    expect(await news()).toMatchObject([{ left: [], opened: [expect.any(String)] }])
  })

  it('leaves with them what the client is to answer or to judge, also when the answer comes while they are away', async () => {
    const number = await inProgress('6 March 5pm')
    await office.submit('asha', 'ask', number, { question: 'Which month?', options: '' })
    await away('5 March to 10 March')

    await walk(office, inKolkata('2026-03-05T12:00'))
    expect(await stateOf(number)).toMatch(/^Waiting for (?:an|your) answer/u)
    await office.submit('carol', 'answer', number, { answer: 'March' })
    await walk(office, inKolkata('2026-03-06T12:00'))

    expect(await stateOf(number)).toMatch(/^Asha Patil is working on it/u)
    expect(await handOvers()).toEqual([])
  })

  it('tells the client that what cannot wait found nobody', async () => {
    const number = await onHerOwn('6 March 5pm')
    await away('5 March to 10 March')
    await walk(office, inKolkata('2026-03-05T12:00'))

    expect(await stateOf(number)).toMatch(/^Asha Patil is working on it/u)
    expect((await heardOf()).filter((heard) => heard === 'notice nobody-free')).toHaveLength(1)
  })

  it('hands over once for each absence, however many processes tick', async () => {
    const numbers = [await inProgress('6 March 5pm'), await onHerOwn('6 March 5pm')]
    await away('5 March to 10 March')
    office.clock.now = inKolkata('2026-03-05T00:00')

    await Promise.all(Array.from({ length: 4 }, () => tick(office)))
    // What she takes while she is away is her own doing.
    numbers.push(await onHerOwn('6 March 5pm'))
    await away('5 March to 9 March')
    await office.options('asha', 'profile zone', { zone: 'Asia/Dubai' })
    await walk(office, inKolkata('2026-03-05T12:00'))

    expect(await handOvers()).toHaveLength(1)
    expect(await news()).toHaveLength(1)
    expect(await stateOf(numbers[2] ?? '')).toMatch(/^Asha Patil is working on it/u)
  })

  it('looks anew when the days become more, and lists nothing twice', async () => {
    const listed = await onHerOwn('6 March 5pm')
    const later = await inProgress('12 March 5pm')
    await away('5 March to 10 March')
    await walk(office, inKolkata('2026-03-05T12:00'))
    expect(await stateOf(later)).toMatch(/^Asha Patil is working on it/u)

    const said = await away('11 March to 13 March')

    expect(said).toContain(`Handed over to others: #${later}.`)
    expect(said).toContain(`Nobody could take over #${listed}`)
    expect(await news()).toHaveLength(1)
  })

  it('hands over when the bot is back, if the days still last, and not when they are over', async () => {
    const number = await inProgress('6 March 5pm')
    const other = await onHerOwn('6 March 5pm')
    await away('5 March to 10 March')

    office.clock.now = inKolkata('2026-03-09T15:00')
    await tick(office)
    expect(await stateOf(number)).toMatch(/^Late · Offered to Jun Santos/u)
    expect(await handOvers()).toHaveLength(1)

    await away('16 March')
    office.clock.now = inKolkata('2026-03-17T00:00')
    await tick(office)
    expect(await handOvers()).toHaveLength(1)
    expect(await stateOf(other)).not.toMatch(/^Offered/u)
  })

  it('hands nothing over when the days were taken back', async () => {
    const number = await inProgress('6 March 5pm')
    await away('5 March to 10 March')
    await away('none')

    await walk(office, inKolkata('2026-03-06T12:00'))

    expect(await stateOf(number)).toMatch(/^Asha Patil is working on it/u)
    expect(await handOvers()).toEqual([])
  })

  it('goes by midnight where they live now', async () => {
    await inProgress('6 March 5pm')
    await away('5 March to 10 March')
    await office.options('asha', 'profile zone', { zone: 'Europe/London' })

    await walk(office, inKolkata('2026-03-05T05:29'))
    expect(await handOvers()).toEqual([])
    await walk(office, inKolkata('2026-03-05T05:30'))

    expect(await handOvers()).toHaveLength(1)
  })

  it('hands over also for days that were named before there was a clock that did', async () => {
    await inProgress('6 March 5pm')
    await away('5 March to 10 March')
    await db.acrossAgencies((tx) => rows(tx, sql`delete from timers where kind = 'away'`))

    await db.acrossAgencies((tx) => watchAll(tx, office.clock.now))
    await db.acrossAgencies((tx) => watchAll(tx, office.clock.now))
    await walk(office, inKolkata('2026-03-05T00:00'))

    expect(await handOvers()).toHaveLength(1)
  })

  it('is left to the one who acts in the same moment: what they finish is not handed over', async () => {
    const numbers = [await inProgress('6 March 5pm'), await inProgress('6 March 5pm'), await inProgress('6 March 5pm')]
    await away('5 March to 10 March')
    office.clock.now = inKolkata('2026-03-05T00:00')

    const [, , ...answers] = await Promise.all([
      tick(office),
      tick(office),
      ...numbers.map(async (number) =>
        read(await office.submit('asha', 'submit', number, { result: 'Done', links: '' })),
      ),
    ])
    office.clock.now = office.clock.now.add({ seconds: 3 })
    await tick(office)

    for (const [index, number] of numbers.entries()) {
      const isIn = /is handed in/u.test(answers[index] ?? '')
      expect(await stateOf(number)).toMatch(isIn ? /^Handed in/u : /^Offered to Jun Santos/u)
    }
  })

  it('is answered in Hindi', async () => {
    await office.options('asha', 'profile language', { language: 'hi' })
    const number = await onHerOwn('3 March 5pm')

    const later = await away('5 March')
    const now = await away('2 March to 4 March')
    await office.options('asha', 'profile language', { language: 'en' })

    expect(later).toMatch(/आपकी छुट्टी: गुरु॰? 5 मार्च। अभी की स्थिति में 1 टास्क/u)
    expect(now).toMatch(new RegExp(`इन्हें कोई नहीं ले सका: #${number}।`, 'u'))
  })
})
