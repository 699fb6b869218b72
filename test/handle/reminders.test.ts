import { randomUUID } from 'node:crypto'
import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { forgetReminders } from '#db/repositories/reminders.ts'
import { noteRunning } from '#db/repositories/runs.ts'
import type { Answer } from '#src/kernel/request.ts'
import { forgetTold, tick, toldBy, walk } from '#test/clock/walk.ts'
import { databases } from '#test/db/databases.ts'
import { monday, openAgency, read, type Name, type Office } from './office.ts'

const inNewYork = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('America/New_York').toInstant()

describe.each(databases)('a reminder, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    for (const table of ['timers', 'reminders', 'outbox', 'task_events', 'tasks'])
      await db.acrossAgencies((tx) => rows(tx, sql.raw(`delete from ${table}`)))
    office.clock.now = monday
  })

  /** When they were told of it, in New York, and whether that was late. */
  async function reminded(): Promise<[string, boolean][]> {
    return (await toldBy(db)).flatMap(({ at, line }) =>
      line.kind === 'reminder'
        ? [[at.toZonedDateTimeISO('America/New_York').toPlainDateTime().toString().slice(5, 16), line.late]]
        : [],
    )
  }
  const delegate = async (line = '/delegate Book a flight to Pune #travel') =>
    /#(\d+)/u.exec(await office.hears('carol', line))?.[1] ?? ''

  function buttonOn(answer: Answer, label: string) {
    const { buttons = [], list = [] } = answer.kind === 'say' ? answer.card : {}
    const all = [...buttons, ...list.flatMap(({ button }) => button ?? [])]
    const found = all.find((button) => button.label === label)
    if (!found || !('action' in found)) throw new Error(`no ${label} on: ${read(answer)}`)
    return found.action
  }
  const press = async (name: Name, on: Answer, label: string) =>
    read(await office.ask(name, { kind: 'press', action: buttonOn(on, label) }))

  it('has fine print a week before and after the clocks change, and is one plain line else', async () => {
    const near = await office.hears('carol', '/remind me to call the bank on Friday')
    const far = await office.hears('carol', '/remind me to call the bank on 5 June at 9am')
    const nowhere = await office.hears('asha', '/remind me to call the bank on Friday')

    expect(near).toMatch(/\[Details\]/u)
    expect(far).not.toMatch(/\[Details\]/u)
    expect(nowhere).not.toMatch(/\[Details\]/u)
  })

  it('says the moment as it was understood, and on a press what becomes of it when clocks jump or the bot is down', async () => {
    const answer = await office.hears('carol', '/remind me to call the bank on Friday')

    expect(answer).toMatch(/^I will remind you Fri 6 Mar, 9:00 am \(New York\)\ncall the bank\n/u)
    expect(answer).not.toMatch(/clocks/u)
    const details = read(await office.press('carol', 'sahayak:details:reminder:'))
    expect(details).toMatch(/When the clocks change, a time that does not exist moves forward/u)
    expect(details).toMatch(/If I am not running then, it comes as soon as I am, once, and says so\./u)
  })

  it('says how its time was read where it can be read in two ways', async () => {
    expect(await office.hears('carol', '/remind me on 11/12 at noon to call the bank')).toMatch(
      /I read “11\/12 at noon” as the month before the day\./u,
    )
  })

  it('says other words once they are changed, at the same time', async () => {
    const set = await office.type('carol', '/remind me to cal the bnak on Friday')

    const form = await press('carol', set, 'Change words')
    const { subject } = buttonOn(set, 'Change words')
    const changed = read(await office.submit('carol', 'remind-words', subject, { what: 'call the bank' }))

    expect(form).toMatch(/Of what\?: cal the bnak/u)
    expect(changed).toMatch(/^I will remind you Fri 6 Mar, 9:00 am \(New York\)\ncall the bank\n/u)
    expect(await office.hears('carol', '/reminders')).toMatch(/call the bank/u)
  })

  it('says so in Hindi', async () => {
    await office.type('dan', '/profile language hi')
    const answer = await office.hears('dan', '/remind मुझे कल सुबह 9 बजे बैंक को फोन करना याद दिलाना')
    await office.type('dan', '/profile language en')

    expect(answer).toMatch(/^मैं याद दिलाऊँगा: कल मंगल 3 मार्च, सुबह 9:00 \(लंदन\)\nबैंक को फोन करना\n/u)
  })

  it('comes once, at its moment, however many processes tick in the same second', async () => {
    await office.type('carol', '/remind me to call the bank in 2 hours')

    await walk(office, inNewYork('2026-03-02T11:59'))
    expect(await reminded()).toEqual([])
    office.clock.now = inNewYork('2026-03-02T12:00')
    await Promise.all(Array.from({ length: 4 }, () => tick(office)))
    await walk(office, inNewYork('2026-03-09T12:00'))

    expect(await reminded()).toEqual([['03-02T12:00', false]])
  })

  it('comes late and says so, when the bot was down', async () => {
    await office.type('carol', '/remind me to call the bank in 2 hours')
    await db.acrossAgencies((tx) => noteRunning(tx, { id: randomUUID(), now: monday, starting: true }))
    await db.acrossAgencies((tx) => rows(tx, sql`update runs set beat = beat - make_interval(days => 3)`))

    office.clock.now = inNewYork('2026-03-05T17:00')
    await db.acrossAgencies((tx) => noteRunning(tx, { id: randomUUID(), now: office.clock.now, starting: true }))
    await tick(office)

    expect(await reminded()).toEqual([['03-05T17:00', true]])
  })

  it('is of a task, and does not come once that is over', async () => {
    const number = await delegate()
    const answer = await office.hears('carol', `/remind ${number} tomorrow 9am`)
    await office.type('carol', `/remind ${number} in 2 hours to check the seat`)

    await walk(office, inNewYork('2026-03-02T12:00'))
    await office.submit('carol', 'cancel', number, { reason: '' })
    await walk(office, inNewYork('2026-03-04T12:00'))

    expect(answer).toMatch(new RegExp(`\n#${number} Book a flight to Pune\nNot if #${number} is done by then\\.`, 'u'))
    expect(await reminded()).toEqual([['03-02T12:00', false]])
  })

  it.each([
    ['of a task that they may not see', 'dan', /There is no task #\d+/u],
    ['of a task in their pool', 'jun', /I will remind you/u],
  ] as const)('%s is set or not', async (_, name, says) => {
    const number = await delegate()

    const answer =
      name === 'jun'
        ? await office.options('jun', 'remind', { task: number, time: 'tomorrow 9am' })
        : await office.hears('dan', `/remind ${number} tomorrow 9am`)

    expect(answer).toMatch(says)
  })

  it('takes its options apart, as Discord sends them', async () => {
    const answer = await office.options('asha', 'remind', { time: 'tomorrow 9am', what: 'send the invoices for March' })

    expect(answer).toMatch(/^I will remind you tomorrow Tue 3 Mar, 9:00 am \(Kolkata\)\nsend the invoices for March\n/u)
  })

  it.each([
    ['no time', '/remind me to call the bank', /When shall I remind you\? I found no time in/u],
    ['nothing to say', '/remind tomorrow 9am', /Of what shall I remind you\?/u],
    ['a time that has passed', '/remind me to call the bank today at 9am', /has passed already/u],
    ['something that repeats', '/remind me every day at 9am to stretch', /A reminder comes once/u],
    ['a task that is not there', '/remind 999 tomorrow', /There is no task #999/u],
    ['too many words', `/remind me tomorrow to ${'x'.repeat(501)}`, /there is room for 500/u],
  ])('with %s is asked about, with what was typed kept for mending', async (_, line, says) => {
    const answer = await office.type('carol', line)
    const form = await office.ask('carol', { kind: 'press', action: buttonOn(answer, 'Fix it in a form') })

    expect(read(answer)).toMatch(says)
    expect(read(form)).toContain(line.replace('/remind ', '').slice(0, 40))
    expect(await reminded()).toEqual([])
  })

  it('comes from a form, which stays open beside its mistakes', async () => {
    const form = await office.type('carol', '/remind')
    const mend = await office.submit('carol', 'remind', '', { what: 'call the bank', time: 'whenever' })
    const set = await office.submit('carol', 'remind', '', { what: 'call the bank', time: 'Friday 3pm' })

    expect(form.kind).toBe('form')
    expect(mend).toMatchObject({
      kind: 'mend',
      errors: { time: expect.stringMatching(/could not read “whenever” as a time/u) },
    })
    expect(read(set)).toMatch(/Fri 6 Mar, 3:00 pm/u)
  })

  it.each([
    ['In 15 minutes', '03-02T12:15'],
    ['In 1 hour', '03-02T13:00'],
    ['Tomorrow morning', '03-03T09:00'],
  ])('can be put off: %s', async (label, again) => {
    const set = await office.type('carol', '/remind me to call the bank in 2 hours')
    const number = buttonOn(set, 'Cancel').subject
    await walk(office, inNewYork('2026-03-02T12:00'))

    const detail = { 'In 15 minutes': '15m', 'In 1 hour': '1h' }[label] ?? 'morning'
    const answer = read(await office.press('carol', `sahayak:again:${number}:${detail}`))
    await walk(office, inNewYork('2026-03-05T12:00'))

    expect(answer).toMatch(/^I will remind you again /u)
    expect(await reminded()).toEqual([
      ['03-02T12:00', false],
      [again, false],
    ])
  })

  it('can be put off until any time, in words', async () => {
    const set = await office.type('carol', '/remind me to call the bank in 2 hours')
    const number = buttonOn(set, 'Cancel').subject

    const mend = await office.submit('carol', 'remind-again', number, { time: 'yesterday' })
    const moved = await office.submit('carol', 'remind-again', number, { time: 'Friday 3pm' })
    await walk(office, inNewYork('2026-03-09T12:00'))

    expect(mend.kind).toBe('mend')
    expect(read(moved)).toMatch(/again Fri 6 Mar, 3:00 pm/u)
    expect(await reminded()).toEqual([['03-06T15:00', false]])
  })

  it('is on a list of their own with a way to cancel it, and is then not told', async () => {
    await office.type('carol', '/remind me to call the bank on Friday')
    await office.type('carol', '/remind me to water the plants tomorrow')
    await office.type('dan', '/remind me to sleep tomorrow')

    const list = await office.type('carol', '/remind list')
    const cancelled = await press('carol', list, 'Cancel')
    const after = await office.hears('carol', '/reminders')
    await walk(office, inNewYork('2026-03-09T12:00'))

    expect(read(list)).toMatch(/water the plants · tomorrow .*\ncall the bank · Fri/u)
    expect(read(list)).not.toMatch(/sleep/u)
    expect(cancelled).toBe('Cancelled: water the plants')
    expect(after).not.toMatch(/water/u)
    expect(await reminded()).toHaveLength(2)
  })

  it('is nobody else’s to cancel or to put off', async () => {
    const set = await office.type('carol', '/remind me to call the bank on Friday')

    expect(await press('dan', set, 'Cancel')).toMatch(/That reminder is gone/u)
    expect(await office.hears('carol', '/reminders')).toMatch(/call the bank/u)
  })

  it('of which one has a hundred is not set beside them', async () => {
    await office.type('carol', '/remind me to call the bank on Friday')
    await db.acrossAgencies((tx) =>
      rows(
        tx,
        sql`insert into reminders (agency_id, id, person_id, text, platform, at, set_at)
            select agency_id, gen_random_uuid(), person_id, text, platform, at, set_at from reminders, generate_series(1, 99)`,
      ),
    )

    const answer = await office.hears('carol', '/remind me to water the plants tomorrow')
    const list = await office.hears('carol', '/reminders')

    expect(answer).toMatch(/You have 100 reminders already/u)
    expect(list).toMatch(/The next 15 of 100\./u)
  })

  it('is set once by a command that is delivered twice', async () => {
    const line = '/remind me to call the bank in 2 hours'
    const first = await office.hears('carol', line, { id: 'slack:twice' })
    const second = await office.hears('carol', line, { id: 'slack:twice' })
    await walk(office, inNewYork('2026-03-03T12:00'))

    expect(second).toBe(first)
    expect(await reminded()).toHaveLength(1)
  })

  it('is forgotten a while after it was told, and not before', async () => {
    await office.type('carol', '/remind me to call the bank in 2 hours')
    await office.type('carol', '/remind me to water the plants on 1 May')
    await walk(office, inNewYork('2026-03-02T12:00'))
    const left = async () => {
      const [row] = await db.acrossAgencies((tx) =>
        rows<{ n: number }>(tx, sql`select count(*)::int as n from reminders`),
      )
      return row?.n
    }

    await db.acrossAgencies((tx) => forgetReminders(tx, inNewYork('2026-03-02T11:59')))
    const before = await left()
    await db.acrossAgencies((tx) => forgetReminders(tx, inNewYork('2026-03-02T12:01')))

    expect([before, await left()]).toEqual([2, 1])
  })

  describe('what comes later', () => {
    it('is the digest, the reminders and the words about tasks, with both sides’ local times', async () => {
      const number = await delegate()
      await office.press('asha', `sahayak:claim:${number}:`)
      await office.press('asha', `sahayak:start:${number}:`)
      await office.submit('asha', 'ask', number, { question: 'Which day?', options: '' })
      await office.type('carol', '/remind me to call the bank on Friday')

      const answer = await office.hears('carol', '/later')

      expect(answer.split('\n').slice(0, 5)).toEqual([
        'What I will send you next',
        `Asha Patil waits for your answer on #${number} · today, 2:00 pm (New York) · tomorrow Tue 3 Mar, 12:30 am (Kolkata) · If nothing is done by then. · [Open]`,
        `Asha Patil still waits for your answer on #${number} · tomorrow Tue 3 Mar, 7:00 am (New York) · tomorrow Tue 3 Mar, 5:30 pm (Kolkata) · If nothing is done by then. · [Open]`,
        'Your digest · tomorrow Tue 3 Mar, 9:00 am (New York)',
        'Reminder: call the bank · Fri 6 Mar, 9:00 am (New York)',
      ])
      expect(answer).toMatch(/\[Details\]/u)
    })

    it('is the summary of the week too, and a digest that was wanted once more', async () => {
      await office.type('carol', '/digest weekly friday 4pm')
      await office.press('carol', 'sahayak:digest-later:daily:60.1772000000')

      const answer = await office.hears('carol', '/later')

      expect(answer).toContain('Your digest · today, 11:00 am (New York)')
      expect(answer).toContain('The summary of your week · Fri 6 Mar, 4:00 pm (New York)')
    })

    it('is of the managers’ too, for the one who hears it', async () => {
      const number = await delegate()

      const meera = await office.hears('meera', '/later')
      const dan = await office.hears('dan', '/later')

      expect(meera).toMatch(new RegExp(`Nobody has claimed #${number}`, 'u'))
      expect(dan).not.toMatch(/#/u)
    })

    it('is not what was settled', async () => {
      const number = await delegate()
      await office.submit('carol', 'cancel', number, { reason: '' })

      expect(await office.hears('meera', '/later')).not.toMatch(/#/u)
    })
  })

  describe('a word from the clock that is put off', () => {
    async function claimed(): Promise<string> {
      const number = await delegate('/delegate Book a flight to Pune #travel by Friday 5pm')
      await office.press('asha', `sahayak:claim:${number}:`)
      // Half past eight in the evening in Kolkata: six of her eight waking hours are over at half past eleven.
      await walk(office, inNewYork('2026-03-03T01:00'))
      return number
    }
    const steps = async () =>
      (await toldBy(db)).flatMap(({ at, line }) => (line.kind === 'nudge' ? [`${at.toString()} ${line.step}`] : []))
    const versionOf = async () => {
      const [line] = (await toldBy(db)).flatMap(({ line: each }) => (each.kind === 'nudge' ? [each] : []))
      return line?.version ?? 0
    }

    it('comes again when it was put off to', async () => {
      const number = await claimed()
      const [first] = await steps()
      const version = await versionOf()
      await forgetTold(db)

      const answer = read(await office.press('asha', `sahayak:snooze:${number}:${version}.15m`))
      await walk(office, inNewYork('2026-03-03T01:15'))

      expect(first).toBe('2026-03-03T06:00:00Z start-soon')
      expect(answer).toMatch(/^I will remind you again today, 11:45 am \(Kolkata\)\n/u)
      expect(await steps()).toEqual(['2026-03-03T06:15:00Z start-soon'])
    })

    it('is not put off beyond what it speaks of', async () => {
      const number = await claimed()

      const answer = read(await office.press('asha', `sahayak:snooze:${number}:${await versionOf()}.morning`))
      const form = await office.submit('asha', 'snooze', number, { time: 'Friday' })

      expect(answer).toMatch(/moves on by itself before that: today, 3:30 pm \(Kolkata\)/u)
      expect(form).toMatchObject({ kind: 'mend', errors: { time: expect.stringMatching(/moves on by itself/u) } })
    })

    it('is over once the task has moved, and is nobody else’s', async () => {
      const number = await claimed()
      const version = await versionOf()

      const stranger = read(await office.press('jun', `sahayak:snooze:${number}:${version}.15m`))
      await office.press('asha', `sahayak:start:${number}:`)
      const late = read(await office.press('asha', `sahayak:snooze:${number}:${version}.15m`))

      expect(stranger).toMatch(/not one of your tasks/u)
      expect(late).toMatch(/has moved on since/u)
    })

    it('is put off for all who manage by the one who reads it', async () => {
      const number = await delegate()
      // Four hours of the clock in the pool, and then the morning of Meera in Kolkata.
      await walk(office, inNewYork('2026-03-02T20:30'))
      const said = await steps()
      await forgetTold(db)

      const answer = read(await office.press('meera', `sahayak:snooze:${number}:2.1h`))
      const denied = read(await office.press('asha', `sahayak:snooze:${number}:2.1h`))
      await walk(office, inNewYork('2026-03-02T21:30'))

      // The client hears in the evening of New York that nobody took it yet.
      expect(said).toEqual(['2026-03-02T19:00:00Z untaken', '2026-03-03T01:30:00Z unclaimed'])
      expect(answer).toMatch(/again today, 8:00 am \(Kolkata\)/u)
      expect(denied).toMatch(/not one of your tasks/u)
      expect(await steps()).toEqual(['2026-03-03T02:30:00Z unclaimed'])
    })

    it('takes any time in words', async () => {
      const number = await claimed()
      await forgetTold(db)

      const answer = read(await office.submit('asha', 'snooze', number, { time: 'today 12:30' }))
      await walk(office, inNewYork('2026-03-03T02:00'))

      expect(answer).toMatch(/again today, 12:30 pm \(Kolkata\)/u)
      expect(await steps()).toEqual(['2026-03-03T07:00:00Z start-soon'])
    })
  })
})
