import { randomUUID } from 'node:crypto'
import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { noteRunning } from '#db/repositories/runs.ts'
import { watchAll } from '#db/repositories/watching.ts'
import { databases } from '#test/db/databases.ts'
import { monday, openAgency, read, type Name, type Office } from '#test/handle/office.ts'
import { forgetTold, tick, toldBy, walk } from './walk.ts'

/** In Kolkata, on and after Monday, 2 March 2026. */
const inKolkata = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Kolkata').toInstant()
const inNewYork = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('America/New_York').toInstant()

describe.each(databases)('a promise that nobody keeps, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    await office.options('asha', 'profile hours', { hours: 'Mon-Fri 9:00-18:00' })
    await office.options('jun', 'profile hours', { hours: 'Mon-Fri 9:00-18:00' })
    await office.type('carol', '/profile hours Mon-Fri 9:00-17:00')
    await office.options('meeraInDiscord', 'agency assign', {
      ...{ client: 'Acme Textiles', duty: 'bookkeeping', primary: 'Asha Patil', backups: 'Jun Santos' },
    })
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    for (const table of ['timers', 'reminders', 'outbox', 'task_events', 'tasks'])
      await db.acrossAgencies((tx) => rows(tx, sql.raw(`delete from ${table}`)))
    office.clock.now = monday
  })

  const press = async (name: Name, id: string) => read(await office.press(name, id))
  const submit = async (name: Name, ...form: [Parameters<Office['submit']>[1], string, Record<string, string>]) =>
    read(await office.submit(name, ...form))
  const delegate = async (line: string) => /#(\d+)/u.exec(await office.hears('carol', line))?.[1] ?? ''
  const stateOf = async (number: string) => (await office.hears('carol', `/task ${number}`)).split('\n')[1] ?? ''

  /** What was said, in Kolkata's time: nudges by their step, the rest by what it is about. */
  async function said(): Promise<string[]> {
    return (await toldBy(db)).map(({ at, line }) => {
      const when = at.toZonedDateTimeISO('Asia/Kolkata').toPlainDateTime().toString().slice(5, 16)
      if (line.kind === 'nudge') return `${when} ${line.step}${line.person === null ? ' to managers' : ''}`
      if (line.kind === 'notice' || line.kind === 'alert') return `${when} ${line.kind}: ${line.notice.about}`
      return `${when} ${line.kind}`
    })
  }
  const nudges = async () => (await said()).filter((line) => !/(?:notice|alert): /u.test(line))

  it('passes an offer on to the backup, then to the pool, and tells a manager each time', async () => {
    // Half past eight in the evening in Kolkata: four working hours end at one the next day.
    const number = await delegate('/delegate Reconcile the March invoices #bookkeeping')

    await walk(office, inKolkata('2026-03-03T12:59'))
    expect(await stateOf(number)).toMatch(/^Offered to Asha Patil/u)
    await walk(office, inKolkata('2026-03-03T13:00'))
    expect(await stateOf(number)).toMatch(/^Offered to Jun Santos/u)
    await walk(office, inKolkata('2026-03-03T17:00'))

    expect(await stateOf(number)).toBe('Open: waiting for an assistant to claim it')
    expect(await said()).toEqual([
      '03-03T12:00 accept-soon',
      '03-03T13:00 alert: no-answer',
      // The same message again, to be closed.
      '03-03T13:00 accept-soon',
      '03-03T16:00 accept-soon',
      '03-03T17:00 alert: no-answer',
      '03-03T17:00 accept-soon',
    ])
  })

  it('gives a claim back to the pool after a word, and tells its client why', async () => {
    const number = await delegate('/delegate Book a flight to Pune #travel')
    office.clock.now = inKolkata('2026-03-03T10:00')
    await press('asha', `sahayak:claim:${number}:`)

    await walk(office, inKolkata('2026-03-04T10:59'))
    expect(await stateOf(number)).toMatch(/Asha Patil has it/u)
    await walk(office, inKolkata('2026-03-04T12:00'))

    expect(await stateOf(number)).toBe('Open: waiting for an assistant to claim it')
    const told = await toldBy(db)
    const notices = told.flatMap(({ line }) => (line.kind === 'notice' ? [line.notice.about] : []))
    // Carol, for whom it is, and Asha, from whom it goes.
    expect(notices).toEqual(['lapsed', 'lapsed'])
    expect(await said()).toContain('03-04T11:00 alert: lapsed')
  })

  it('accepts a result by silence after the days of its client, with two words before', async () => {
    const number = await delegate('/delegate Book a flight to Pune #travel')
    office.clock.now = inKolkata('2026-03-03T10:00')
    await press('asha', `sahayak:claim:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    await db.acrossAgencies((tx) => rows(tx, sql`update clients set review_days = 2`))
    office.clock.now = inKolkata('2026-03-03T20:30')
    await submit('asha', 'submit', number, { result: 'Booked', links: '' })

    const handedIn = await office.hears('carol', `/task ${number}`)
    await walk(office, inNewYork('2026-03-05T09:59'))
    expect(await stateOf(number)).toMatch(/^Handed in/u)
    await walk(office, inNewYork('2026-03-05T23:00'))
    await db.acrossAgencies((tx) => rows(tx, sql`update clients set review_days = null`))

    expect(handedIn).toMatch(/accept or return it by Thu 5 Mar, 10:00 am \(New York\)/u)
    expect(handedIn).toMatch(/Without a word by then it counts as accepted\./u)
    expect(await stateOf(number)).toBe('Done by Asha Patil')
    const about = (await toldBy(db)).map(({ line }) =>
      line.kind === 'nudge' ? line.step : 'notice' in line ? line.notice.about : '',
    )
    expect(about.filter((step) => step === 'review-last' || step === 'accepted')).toEqual([
      ...['review-last', 'accepted', 'accepted', 'review-last'],
    ])
  })

  it('says nothing about what is done in time', async () => {
    const number = await delegate('/delegate Book a flight to Pune #travel by Friday 5pm')
    office.clock.now = inKolkata('2026-03-03T10:00')
    await press('asha', `sahayak:claim:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    await walk(office, inKolkata('2026-03-03T12:00'))
    await submit('asha', 'submit', number, { result: 'Booked', links: '' })
    await press('carol', `sahayak:accept:${number}:`)

    await walk(office, inKolkata('2026-04-03T12:00'))

    expect(await nudges()).toEqual([])
  })

  it('stops the clock of the assistant while the client is asked, and reminds the client in their own hours', async () => {
    const number = await delegate('/delegate Book a flight to Pune #travel by tomorrow 10pm')
    office.clock.now = inKolkata('2026-03-03T10:00')
    await press('asha', `sahayak:claim:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    await submit('asha', 'ask', number, { question: 'Which day?', options: '' })

    await walk(office, inKolkata('2026-03-04T02:00'))

    const steps = (await toldBy(db)).flatMap(({ at, line }) =>
      line.kind === 'nudge' ? [[line.step, at.toString()]] : [],
    )
    expect(steps).toEqual([['answer', inNewYork('2026-03-03T13:00').toString()]])
  })

  it('is told once, however many processes tick in the same second', async () => {
    await delegate('/delegate Reconcile the March invoices #bookkeeping')
    office.clock.now = inKolkata('2026-03-03T12:00')
    await Promise.all(Array.from({ length: 4 }, () => tick(office)))
    office.clock.now = inKolkata('2026-03-03T13:00')
    await Promise.all(Array.from({ length: 4 }, () => tick(office)))

    expect(await said()).toEqual(['03-03T12:00 accept-soon', '03-03T13:00 alert: no-answer', '03-03T13:00 accept-soon'])
  })

  it('goes by what a person does in the same moment, whoever comes first', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 6 }, () => delegate('/delegate Reconcile the March invoices #bookkeeping')),
    )
    await walk(office, inKolkata('2026-03-03T12:59'))
    office.clock.now = inKolkata('2026-03-03T13:00')

    const [, , ...answers] = await Promise.all([
      tick(office),
      tick(office),
      ...numbers.map((number) => press('asha', `sahayak:accept:${number}:`)),
    ])
    office.clock.now = office.clock.now.add({ seconds: 3 })
    await tick(office)

    for (const [index, number] of numbers.entries()) {
      const accepted = /is yours/u.test(answers[index] ?? '')
      expect(await stateOf(number)).toMatch(accepted ? /^Asha Patil has it/u : /^Offered to Jun Santos/u)
    }
  })

  it('catches up after a week without the bot: one word each, and nothing taken away unheard', async () => {
    const number = await delegate('/delegate Reconcile the March invoices #bookkeeping')

    await db.acrossAgencies((tx) => noteRunning(tx, { id: randomUUID(), now: monday, starting: true }))
    await db.acrossAgencies((tx) => rows(tx, sql`update runs set beat = beat - make_interval(days => 8)`))

    office.clock.now = inKolkata('2026-03-10T11:00')
    await db.acrossAgencies((tx) => noteRunning(tx, { id: randomUUID(), now: office.clock.now, starting: true }))
    await tick(office)
    expect(await nudges()).toEqual(['03-10T11:00 accept-soon'])
    await walk(office, inKolkata('2026-03-10T11:47'))
    expect(await stateOf(number)).toMatch(/^Offered to Asha Patil/u)
    await walk(office, inKolkata('2026-03-10T11:48'))

    expect(await stateOf(number)).toMatch(/^Offered to Jun Santos/u)
    const [first] = await toldBy(db)
    expect(first?.line).toMatchObject({ late: inKolkata('2026-03-03T12:00').toString() })
  })

  it('watches tasks from before there was a clock that did', async () => {
    await delegate('/delegate Reconcile the March invoices #bookkeeping')
    await db.acrossAgencies((tx) => rows(tx, sql`delete from timers`))

    await db.acrossAgencies((tx) => watchAll(tx, monday))
    await db.acrossAgencies((tx) => watchAll(tx, monday.add({ hours: 1 })))
    await walk(office, inKolkata('2026-03-03T13:00'))

    expect(await nudges()).toEqual(['03-03T12:00 accept-soon', '03-03T13:00 accept-soon'])
  })

  it('counts for whom it waited, in their working time and by the clock', async () => {
    const number = await delegate('/delegate Book a flight to Pune #travel')
    await forgetTold(db)
    office.clock.now = inKolkata('2026-03-03T10:00')
    await press('asha', `sahayak:claim:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    // Two hours of hers, of which the night is none.
    office.clock.now = inKolkata('2026-03-04T10:00')
    await submit('asha', 'ask', number, { question: 'Which day?', options: '' })
    office.clock.now = inNewYork('2026-03-04T11:00')
    await submit('carol', 'answer', number, { answer: 'Friday' })

    const spans = await db.acrossAgencies((tx) =>
      rows<{ type: string; waited_on: string | null; plain: number; work: number }>(
        tx,
        sql`select type, waited_on, (plain_ms / 60000)::float8 as plain, (work_ms / 60000)::float8 as work from task_events order by seq`,
      ),
    )
    office.clock.now = inKolkata('2026-03-05T11:00')

    expect(spans.map(({ type, waited_on, plain, work }) => [type, waited_on, plain, work])).toEqual([
      ['task-delegated', null, null, null],
      ['task-opened', 'manager', 0, 0],
      ['task-claimed', 'manager', 13.5 * 60, 13.5 * 60],
      ['task-started', 'assistant', 0, 0],
      ['question-asked', 'assistant', 24 * 60, 9 * 60],
      ['question-answered', 'client', 11.5 * 60, 2 * 60],
    ])
    // Eleven o'clock the next day: two hours more of hers.
    expect(await office.hears('carol', `/task ${number}`)).toMatch(
      /Waited: for the assistant 11 h \(1 day 14 h by the clock\) · for the client 2 h \(11 h 30 min by the clock\) · in the pool 13 h 30 min/u,
    )
  })
})
