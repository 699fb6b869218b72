import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomUUIDv7 } from 'node:crypto'
import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import { writeActionId } from '#src/kernel/action-id.ts'
import type { Answer, Origin } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { monday, openAgency, read, type Name, type Office } from './office.ts'

describe.each(databases)('what repeats, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  let count = 0
  /** A repeat of Carol's, by its number. */
  async function repeated(line: string, name: Name = 'carol'): Promise<number> {
    const answer = await office.hears(name, `/delegate ${line}`)
    const number = /It repeats, as repeat (\d+)|दोहराव (\d+) के नाम से/u.exec(answer)
    if (!number) throw new Error(answer)
    return Number(number[1] ?? number[2])
  }
  const weekly = () => repeated(`Send report ${++count} every Friday at 9:00`)

  /** Presses the button of that label on what was answered. */
  async function press(name: Name, answer: Answer, label: string): Promise<Answer> {
    const buttons = answer.kind === 'say' ? (answer.card.buttons ?? []) : []
    const found = buttons.find((button) => button.label === label)
    if (!found || !('action' in found)) throw new Error(`no button ${label} in: ${read(answer)}`)
    return office.press(name, writeActionId(found.action))
  }

  async function at<T>(time: string, run: () => Promise<T>): Promise<T> {
    office.clock.now = Temporal.PlainDateTime.from(time).toZonedDateTime('America/New_York').toInstant()
    try {
      return await run()
    } finally {
      office.clock.now = monday
    }
  }
  const tick = () =>
    runTimers({
      db,
      log: { debug() {}, info() {}, warn() {}, error: (data: object) => expect(data).toEqual(null) },
      now: () => office.clock.now,
      newId: () => randomUUIDv7(),
    })

  describe('setting it up', () => {
    it('repeats what was understood, the next three times, and what clocks and a bot that was down do to it', async () => {
      const answer = await office.hears(
        'carol',
        '/delegate Send the figures every Friday at 9:00 #bookkeeping !high due 5pm',
      )

      expect(answer).toMatch(/It repeats, as repeat \d+: Send the figures/u)
      expect(answer).toMatch(/Repeats every Friday at 9:00 am$/mu)
      expect(answer).toMatch(/Fri 6 Mar, 9:00 am \(New York\); Fri 13 Mar, 9:00 am \(New York\); Fri 20 Mar, 9:00 am/u)
      expect(answer).toMatch(/Due: “5pm”, counted from each one; of the next: Fri 6 Mar, 5:00 pm \(New York\)/u)
      expect(answer).toMatch(/Duty: bookkeeping · \[Change duty\]\nPriority: high · \[Change priority\]/u)
    })

    it('says what clocks and a bot that was down do to it once that is asked for', async () => {
      const details = read(await office.press('carol', 'sahayak:details:repeat:'))

      expect(details).toMatch(/When clocks change: A time that does not exist moves forward/u)
      expect(details).toMatch(/When the bot was down: What was missed is made once, late\. When half of the time/u)
    })

    it('has one press to change each thing that was understood', async () => {
      const number = await repeated('Send the list every Friday at 9:00 #bookkeeping')
      const change = async (fact: string, values: Record<string, string>) =>
        read(await office.submit('carol', 'repeat-fact', `${number}.${fact}`, values))

      const form = read(await office.press('carol', `sahayak:open:${number}.every:repeat-fact`))

      expect(form).toMatch(/^How often\nHow often: every Friday at 9:00\n\[Save\]$/u)
      expect(await change('every', { every: 'every Monday at 10' })).toMatch(/Repeats every Monday at 10:00 am/u)
      expect(await change('due', { due: '5pm' })).toMatch(/Due: “5pm”, counted from each one/u)
      expect(await change('priority', { priority: 'high' })).toMatch(/Priority: high/u)
      expect(await change('duty', { duty: 'travel' })).toMatch(/Duty: travel/u)
      expect(await office.hears('carol', `/repeat show ${number}`)).toMatch(
        /every Monday at 10:00 am[\s\S]*“5pm”[\s\S]*Duty: travel\nPriority: high/u,
      )
    })

    it('knows the days off of the assistant where it asks for a working day', async () => {
      await office.type('asha', '/profile away 1-3 April')

      const line = '/delegate Close the books on the first working day of every month at 9:00 assistant:"Asha Patil"'

      expect(await office.hears('carol', line)).toMatch(/The next ones: Mon 6 Apr, 9:00 am/u)
      await office.type('asha', '/profile away none')
    })

    it('says what it left in the text', async () => {
      const answer = await office.hears('carol', '/delegate Send the letter every Friday !hgih')

      expect(answer).toContain('“!hgih” stays in the text')
    })

    it('says how it was read where it can be read in two ways', async () => {
      const answer = await office.hears('carol', '/delegate Send the newsletter every 3rd Friday')

      expect(answer).toContain('I read “every 3rd Friday” as of the month, not every so many weeks.')
    })

    it('makes nothing before its time', async () => {
      const before = await office.hears('carol', '/tasks')

      await repeated('Water the office plants every day at 10:30')

      expect(await office.hears('carol', '/tasks')).toBe(before)
    })

    it('says what a short month does with its day', async () => {
      const answer = await office.hears('carol', '/delegate Pay the rent on the 31st of every month')

      expect(answer).toMatch(/Repeats every month on the 31st/u)
      expect(answer).toMatch(/Tue 31 Mar, .*; Thu 30 Apr, .*; Sun 31 May/u)
      expect(answer).toMatch(/In a month without that day it is the last day/u)
    })

    it('says how many are still to come, and shows no more than those', async () => {
      const answer = await office.hears('carol', '/delegate Call the landlord every Monday at 9:00, 2 times')

      expect(answer).toMatch(/every Monday at 9:00 am, 2 times/u)
      expect(answer).toMatch(/Still to come: 2 tasks/u)
      expect(answer).toMatch(/The next ones: Mon 9 Mar, 9:00 am \(New York\); Mon 16 Mar, 9:00 am \(New York\)$/mu)
    })

    it('is understood in Hindi, and answered in it', async () => {
      await office.type('dan', '/profile language hi')

      const answer = await office.hears('dan', '/delegate हर महीने की आख़िरी शुक्रवार को सुबह 9 बजे वेतन दें शाम 5 बजे तक')

      expect(answer).toMatch(/यह दोहराया जाएगा, दोहराव \d+ के नाम से: वेतन दें/u)
      expect(answer).toMatch(/हर महीने आख़िरी शुक्रवार को सुबह 9:00 बजे/u)
      expect(answer).toMatch(/अगले: .*27.*सुबह 9:00 \(लंदन\)/u)
      expect(answer).toMatch(/“शाम 5 बजे तक”/u)
      await office.type('dan', '/profile language en')
    })

    it('is the same from the options of Discord', async () => {
      const answer = await office.options('carol', 'delegate', {
        what: 'Post the update',
        every: 'weekday at 9:00',
        due: '5pm',
        duty: 'travel',
      })

      expect(answer).toMatch(/every weekday at 9:00 am/u)
      expect(answer).toMatch(/“5pm”/u)
    })

    it.each([
      ['/delegate Send it every Monday until 1 March 2026', /never comes: it ends before it begins/u],
      ['/delegate Send it every Monday by 12 March 2026', /is one day alone\. Of what repeats/u],
      ['/delegate Send it every Monday assistant:jun2', /I cannot tell who/u],
      ['/delegate Send it every Monday duty:trvel', /There is no duty/u],
    ])('gives back what cannot be: %s', async (line, why) => {
      const answer = await office.hears('carol', line)

      expect(answer).toMatch(why)
      expect(answer).toMatch(/\[Fix it in a form\]/u)
    })

    it('gives back a rhythm that is not understood, in the form, with all that was typed', async () => {
      const typed = { what: 'Post the update', every: 'now and then' }
      const refused = await office.ask(
        'carol',
        { kind: 'options', command: 'delegate', options: typed, people: [] },
        { id: 'discord:rhythm' },
      )

      expect(read(refused)).toMatch(/“now and then” does not tell me how often/u)
      expect(read(await press('carol', refused, 'Fix it in a form'))).toMatch(/Post the update every now and then/u)
    })

    it('is refused to those who may not delegate', async () => {
      expect(await office.options('asha', 'delegate', { what: 'Do my work every day' })).toMatch(
        /That is not yours to do here/u,
      )
    })

    it('is undone with one press where it was not meant to repeat, and delegated once', async () => {
      const set = await office.type('carol', '/delegate Draft a plan to post on Instagram every day #writing by Friday')

      const once = await press('carol', set, 'Just once, now')

      expect(read(once)).toMatch(/#\d+ is on its way: Draft a plan to post on Instagram every day/u)
      expect(read(once)).toMatch(/Due Fri 6 Mar/u)
      const number = /repeat (\d+)/u.exec(read(set))?.[1]
      expect(await office.hears('carol', `/repeat show ${number}`)).toMatch(/Ended/u)
      expect(read(await press('carol', set, 'Just once, now'))).toMatch(/is not on/u)
    })
  })

  describe('a day that may be of this month or of each', () => {
    it('is asked about, and nothing is made before it is answered', async () => {
      const before = await office.hears('carol', '/tasks')

      const asked = await office.type('carol', '/delegate Pay the gardener on the 31st', { id: 'slack:day-1' })

      expect(read(asked)).toMatch(/Once, or every month\?/u)
      expect(read(asked)).toMatch(/\[Once, on the 31st\] \[Every month, on the 31st\]/u)
      expect(await office.hears('carol', '/tasks')).toBe(before)
    })

    it('is each month’s with one press', async () => {
      const asked = await office.type('carol', '/delegate Pay the baker on the 31st #bookkeeping', {
        id: 'slack:day-2',
      })

      const answer = read(await press('carol', asked, 'Every month, on the 31st'))

      expect(answer).toMatch(/It repeats, as repeat \d+: Pay the baker\n.*every month on the 31st/u)
      expect(answer).toMatch(/Duty: bookkeeping/u)
    })

    it('is this month’s with the other', async () => {
      const asked = await office.type('carol', '/delegate Pay the butcher on the 31st', { id: 'slack:day-3' })

      const answer = read(await press('carol', asked, 'Once, on the 31st'))

      expect(answer).toMatch(/#\d+ is on its way: Pay the butcher on the 31st/u)
      expect(answer).toMatch(/Due Tue 31 Mar/u)
    })

    it('is asked about in Hindi', async () => {
      const asked = await office.type('carol', '/delegate 31 तारीख को किराया दें', { id: 'slack:day-4' })

      expect(read(await press('carol', asked, 'Every month, 31 तारीख को'))).toMatch(
        /: किराया दें\n.*every month on the 31st/u,
      )
    })
  })

  describe('looking after it', () => {
    it('is listed with what it is and when it comes next, for its client’s members and managers alone', async () => {
      const number = await weekly()
      await weekly()

      const line = new RegExp(
        `${number} · Send report ${count - 1} · Acme Textiles · every Friday at 9:00 am · next Fri 6 Mar`,
        'u',
      )
      const pages = async (name: Name) => {
        const first = await office.type(name, '/repeat')
        return `${read(first)}\n${read(await press(name, first, 'Next page').catch(() => first))}`
      }

      expect(await pages('carol')).toMatch(line)
      expect(await pages('meera')).toMatch(/Acme Textiles/u)
      expect(await office.hears('dan', '/repeat')).not.toMatch(/Acme/u)
      expect(await office.options('asha', 'repeat list', {})).toMatch(/Nothing repeats/u)
    })

    it.each(['show', 'pause', 'skip', 'end', 'edit', 'resume'])('is not there for others: /repeat %s', async (what) => {
      const number = await weekly()

      expect(await office.hears('dan', `/repeat ${what} ${number}`)).toMatch(/There is no repeat/u)
    })

    it('is paused and resumed, and what fell into the pause is left out', async () => {
      const number = await weekly()

      expect(await office.hears('carol', `/repeat pause ${number}`)).toMatch(/is paused[\s\S]*\[Resume\]/u)
      expect(await office.hears('carol', `/repeat pause ${number}`)).toMatch(/is not on/u)
      await at('2026-03-06T09:00', tick)
      const resumed = await at('2026-03-10T12:00', () => office.hears('carol', `/repeat resume ${number}`))

      expect(resumed).toMatch(/goes on[\s\S]*The next ones: Fri 13 Mar/u)
      expect(await office.hears('carol', `/tasks search "report ${count}"`)).toMatch(/There is nothing/u)
      expect(await office.hears('carol', `/repeat resume ${number}`)).toMatch(/is on already/u)
    })

    it('leaves out the next one when that is skipped, once for one press, and also after a pause', async () => {
      const number = await weekly()
      const card = await office.type('carol', `/repeat show ${number}`)

      expect(read(await press('carol', card, 'Skip next'))).toMatch(/The next ones: Fri 13 Mar/u)
      expect(read(await press('carol', card, 'Skip next'))).toMatch(/is over, made or skipped already/u)
      await office.hears('carol', `/repeat pause ${number}`)

      expect(await office.hears('carol', `/repeat resume ${number}`)).toMatch(/The next ones: Fri 13 Mar/u)
    })

    it('is ended, and had back after a slip of the finger', async () => {
      const number = await weekly()

      const ended = await office.type('carol', `/repeat end ${number}`)
      await at('2026-03-06T09:00', tick)

      expect(read(ended)).toMatch(/is ended/u)
      expect(await office.hears('carol', `/tasks search "report ${count}"`)).toMatch(/There is nothing/u)
      expect(read(await press('carol', ended, 'Resume'))).toMatch(/goes on/u)
    })

    it('is changed in a form, in which all of it stands', async () => {
      const number = await repeated('Send the ledger every Friday at 9:00 #bookkeeping due 5pm')
      const form = await office.type('carol', `/repeat edit ${number}`)
      expect(read(form)).toMatch(
        /How often: every Friday at 9:00\nWhat is to be done\?: Send the ledger\nDue .*: due 5pm/u,
      )

      const saved = read(
        await office.submit('carol', 'repeat', String(number), {
          ...{ every: 'every 2 weeks on Monday at 10:00', what: 'Send the ledger and the journal' },
          ...{ due: 'tomorrow noon', duty: 'travel', assistant: '*' },
        }),
      )

      expect(saved).toMatch(/is changed: Send the ledger and the journal/u)
      expect(saved).toMatch(/every 2 weeks on Monday at 10:00 am[\s\S]*Mon 9 Mar, .*; Mon 23 Mar/u)
      expect(saved).toMatch(/of the next: Tue 10 Mar, 12:00 pm[\s\S]*Duty: travel/u)
    })

    it('keeps its weeks and its count when something else is changed', async () => {
      const number = await repeated('Send the minutes every 2 weeks on Friday, 5 times')
      await office.hears('carol', `/repeat skip ${number}`)

      const saved = read(
        await office.submit('carol', 'repeat', String(number), {
          ...{ every: 'every 2 weeks on Friday, 5 times', what: 'Send the minutes, signed' },
          ...{ due: '', duty: 'other', assistant: '*' },
        }),
      )

      expect(saved).toMatch(/The next ones: Fri 20 Mar[\s\S]*Still to come: 5 tasks/u)
    })

    it('comes back in the form with what was wrong beside its field', async () => {
      const number = await weekly()
      const values = { every: 'sometimes', what: 'Send it', due: '', duty: 'other', assistant: '*' }

      const mend = await office.submit('carol', 'repeat', String(number), values)

      expect(mend).toMatchObject({
        kind: 'mend',
        errors: { every: expect.stringContaining('does not tell me how often') },
      })
      expect(read(mend)).toMatch(/How often: sometimes/u)
      expect(await office.hears('carol', `/repeat show ${number}`)).toMatch(/every Friday/u)
    })

    it('is taken in hand by whoever mends it, once its owner may no longer delegate', async () => {
      const number = await repeated('Send the keys every Friday at 9:00', 'dan')
      const roles = (roles: string) =>
        db.acrossAgencies((tx) => rows(tx, sql`update persons set roles = ${roles}::text[] where name = 'Dan Weber'`))
      await roles('{}')
      await at('2026-03-06T09:00', tick)
      expect(await office.hears('meera', `/repeat show ${number}`)).toMatch(/Ended[\s\S]*Set up by: Dan Weber/u)

      const values = { every: 'every Friday at 9:00', what: 'Send the keys', due: '', duty: 'other', assistant: '*' }
      const saved = await at('2026-03-06T12:00', () => office.submit('meera', 'repeat', String(number), values))

      expect(read(saved)).toMatch(/is changed[\s\S]*Set up by: you/u)
      await roles('{client}')
    })

    it('moves with its owner to where they live now', async () => {
      const number = await repeated('Send the post every Friday at 9:00', 'dan')

      await office.type('dan', '/profile zone America/New_York')

      expect(await office.hears('dan', `/repeat show ${number}`)).toMatch(
        /The next ones: Fri 6 Mar, 9:00 am \(New York\)/u,
      )
      await office.type('dan', '/profile zone Europe/London')
    })

    it('is made when its time comes, as a task of its owner’s in the channel where it was set up', async () => {
      await repeated('Count the cash every Monday at 9:00 #bookkeeping due 5pm')

      await at('2026-03-09T09:00', tick)

      const tasks = await at('2026-03-09T09:01', () => office.hears('carol', '/tasks search "Count the cash"'))
      const number = /#(\d+) Count the cash/u.exec(tasks)?.[1]
      const task = await at('2026-03-09T09:01', () => office.hears('carol', `/task ${number}`))
      expect(task).toMatch(/Due: today, 5:00 pm[\s\S]*Asked for by: you/u)
      expect(task).toMatch(/you delegated it$/mu)
    })

    it('is suggested while typing: rhythms with what they mean, repeats by their number', async () => {
      const number = await weekly()
      const origin: Origin = {
        platform: 'slack',
        ...{ place: 'T1', placeName: 'Banyan', channel: 'C1' },
        channelKind: 'room',
        ...{ user: 'U2', userName: 'Carol Reyes' },
        language: 'en',
      }
      const ask = (command: 'delegate' | 'repeat pause', option: string, typed: string) =>
        office.core.suggest({ origin, command, option, typed, others: {} })

      expect(await ask('delegate', 'every', '2 weeks on Mon')).toContainEqual({
        value: '2 weeks on Mon',
        label: '2 weeks on Mon: every 2 weeks on Monday at 9:00 am; Mon 9 Mar, 9:00 am (New York)',
      })
      expect(await ask('repeat pause', 'repeat', `report ${count}`)).toEqual([
        { value: String(number), label: `${number} · Send report ${count}` },
      ])
    })
  })
})
