import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

type Cost = { statements: number; trips: number }
type Limit = { trips: number; statements: number }

/** One that moves something reads once and writes once; one that asks reads once. */
const moves: Limit = { trips: 2, statements: 12 }
const asks: Limit = { trips: 1, statements: 12 }
/** What is rare may read what it found before it writes. */
const sets: Limit = { trips: 6, statements: 24 }

type Step = { what: string; limit: Limit; does: (office: Office, number: string) => Promise<unknown> }

const line = (what: string, name: Name, typed: string, limit: Limit): Step => ({
  ...{ what, limit },
  does: (office, number) => office.type(name, typed.replaceAll('N', number)),
})
const press = (what: string, name: Name, action: string, limit = moves): Step => ({
  ...{ what, limit },
  does: (office, number) => office.press(name, `sahayak:${action.replaceAll('N', number)}`),
})
const submit = (form: Parameters<Office['submit']>[1], name: Name, values: Record<string, string>): Step => ({
  ...{ what: `${form} (form)`, limit: moves },
  does: (office, number) => office.submit(name, form, number, values),
})

/** In the order of a task's life; each is done once beforehand, so that what is remembered is. */
const steps: Step[] = [
  line('/delegate', 'carol', '/delegate Book a flight to Pune #travel by Friday 5pm', moves),
  press('claim', 'asha', 'claim:N:'),
  press('claim, too late', 'jun', 'claim:N:'),
  press('start', 'asha', 'start:N:'),
  submit('ask', 'asha', { question: 'Which day?', options: 'Thursday' }),
  submit('answer', 'carol', { answer: 'Saturday' }),
  submit('submit', 'asha', { result: 'Booked', links: '' }),
  submit('return', 'carol', { reason: 'The seat is wrong' }),
  submit('submit', 'asha', { result: 'Booked anew', links: '' }),
  press('accept', 'carol', 'accept:N:'),
  press('rate', 'carol', 'rate:N:5'),
  submit('reopen', 'carol', { reason: 'The airline cancelled' }),
  submit('release', 'asha', { reason: 'A fever' }),
  submit('assign', 'meera', { assistant: 'Jun Santos' }),
  submit('decline', 'jun', { reason: 'A fever too' }),
  line('/task N', 'carol', '/task N', asks),
  submit('cancel', 'carol', { reason: 'They stay at home' }),
  line('/tasks', 'carol', '/tasks', asks),
  // What is open also says what its reader holds, which is asked for once the list is known.
  line('/claim', 'jun', '/claim', { trips: 2, statements: 12 }),
  line('/help', 'carol', '/help', asks),
  line('/agency people', 'meera', '/agency people', asks),
  line('/profile show', 'carol', '/profile show', asks),
  line('/reminders', 'carol', '/reminders', asks),
  line('/repeat list', 'carol', '/repeat list', { ...asks, trips: 2 }),
  line('/template list', 'carol', '/template list', { ...asks, trips: 2 }),
  line('/digest show', 'carol', '/digest show', { trips: 6, statements: 40 }),
  line('/later', 'carol', '/later', { trips: 6, statements: 24 }),
  line('/remind', 'carol', '/remind me in 2 hours to call the airline', sets),
  line('/profile zone', 'carol', '/profile zone New York', sets),
  line('/digest on', 'carol', '/digest on 9am', sets),
  line('a refusal', 'carol', '/delegate Book a flight #nothing-of-the-kind client:Nobody', moves),
]

const docs = fileURLToPath(new URL('../../docs/operating.md', import.meta.url))
const [begin, end] = ['<!-- trips -->\n', '<!-- /trips -->']

describe.each(databases)('what a command asks of the database, on $name', ({ name, create }) => {
  let db: Database
  let office: Office
  const spent: Cost[] = []
  const costs = new Map<string, Cost>()
  /** One that writes is waited for, and waits for those before it. */
  const settled = () => db.acrossAgencies((tx) => rows(tx, sql`delete from agencies where false`))
  beforeAll(async () => {
    db = await create((cost) => spent.push({ ...cost }))
    office = await openAgency(db)
    for (const _ of ['once, to remember', 'once, to count']) {
      let number = ''
      for (const { what, does } of steps) {
        // What the one before did not wait for is not counted with this one.
        await settled()
        spent.length = 0
        const answer = await does(office, number)
        await settled()
        const own = spent.slice(0, -1)
        costs.set(what, { statements: sum(own, 'statements'), trips: sum(own, 'trips') })
        if (what === '/delegate') number = /#(\d+)/u.exec(said(answer))?.[1] ?? ''
      }
    }
  })
  afterAll(() => db.close())

  const unique = [...new Map(steps.map((step) => [step.what, step])).values()]

  it.each(unique)('is little: $what', ({ what, limit }) => {
    const cost = costs.get(what)

    expect(cost?.trips).toBeLessThanOrEqual(limit.trips)
    expect(cost?.statements).toBeLessThanOrEqual(limit.statements)
  })

  it.runIf(name === 'postgres')('stands in the handbook as it is', () => {
    const rows = unique.map(({ what }) => `| ${what} | ${costs.get(what)?.trips} | ${costs.get(what)?.statements} |\n`)
    const table = `| | trips | statements |\n| --- | --- | --- |\n${rows.join('')}`
    const text = readFileSync(docs, 'utf8')
    const [before = '', rest = ''] = text.split(begin)
    const [, after = ''] = rest.split(end)
    const wanted = `${before}${begin}\n${table}\n${end}${after}`
    if (process.env['WRITE_TRIPS']) writeFileSync(docs, wanted)

    expect(readFileSync(docs, 'utf8')).toBe(wanted)
  })
})

function sum(costs: Cost[], of: keyof Cost): number {
  return costs.reduce((all, cost) => all + cost[of], 0)
}

function said(answer: unknown): string {
  return isAnswer(answer) ? read(answer) : ''
}

function isAnswer(answer: unknown): answer is Parameters<typeof read>[0] {
  return typeof answer === 'object' && answer !== null && 'kind' in answer
}
