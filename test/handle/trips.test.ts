import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { commandNames } from '#src/features/commands.ts'
import { formNames, pressNames } from '#src/features/actions.ts'
import type { Answer } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { isLong } from '#test/long.ts'
import { openSocialAgency } from '#test/social/agency.ts'
import { wordsIn } from '#src/words/words.ts'
import { read, type Office } from './office.ts'
import { lookups, type Kind, type Step } from './trips-step.ts'
import { steps } from './trips-steps.ts'

type Cost = { statements: number; trips: number }

/** One that moves something reads once and writes once; one that asks reads once. */
const limits: Record<Kind, Cost> = {
  moves: { trips: 2, statements: 12 },
  asks: { trips: 1, statements: 12 },
  opens: { trips: 1, statements: 12 },
  refused: { trips: 2, statements: 12 },
}

/** What is rare, and reads what it found before it goes on. */
const rarely: Record<string, Cost> = {
  '/report': { trips: 2, statements: 12 },
  report: { trips: 2, statements: 12 },
  // What was said is read of the task that is meant.
  '/talk': { trips: 2, statements: 12 },
  talk: { trips: 2, statements: 12 },
  // What was held back is opened before it is carried out in the place of the press.
  held: { trips: 4, statements: 14 },
  'send-again': { trips: 2, statements: 12 },
  // The draft names the post.
  'post-insist': { trips: 3, statements: 12 },
  // The embedded database answers the first question before the second one is asked; there is no network to wait for.
  '/delegate, again and again': { trips: 3, statements: 12 },
  '/profile zone': { trips: 2, statements: 14 },
  'profile (form)': { trips: 2, statements: 14 },
  '/agency remove': { trips: 2, statements: 18 },
}

const docs = fileURLToPath(new URL('../../docs/operating.md', import.meta.url))
const [begin, end] = ['<!-- trips -->\n', '<!-- /trips -->']

/** A trip costs nothing where the database is in the process: there they are counted in the long form. */
const counted = isLong ? databases : databases.filter(({ name }) => name === 'postgres')

describe.each(counted)('what a command asks of the database, on $name', ({ name, create }) => {
  let db: Database
  let office: Office
  const spent: Cost[] = []
  const costs = new Map<string, Cost>()
  const wrong: string[] = []
  /** One that writes is waited for, and waits for those before it. */
  const settled = () => db.acrossAgencies((tx) => rows(tx, sql`delete from agencies where false`))
  /** What the one before did not wait for is not counted with this one. */
  const prepared = async () => {
    await settled()
    spent.length = 0
  }

  async function take({ what, kind, does }: Step): Promise<void> {
    const known = await lookUp(db)
    // Whoever asks first after the roster has changed reads it for all.
    await office.type('meera', '/help')
    await prepared()
    const answer = await does(office, known, prepared)
    await settled()
    const own = spent.slice(0, -1)
    const cost = { statements: sum(own, 'statements'), trips: sum(own, 'trips') }
    if (outcomeOf(answer, kind) !== kind) wrong.push(`${what}: ${read(answer)}`)
    costs.set(what, cost)
  }

  beforeAll(async () => {
    db = await create((cost) => spent.push({ ...cost }))
    office = await openSocialAgency(db)
    for (const _ of ['once, to remember', 'once, to count']) for (const step of steps) await take(step)
  }, 600_000)
  afterAll(() => db.close())

  const unique = [...new Map(steps.map((step) => [step.what, step])).values()]

  it('is counted of what was done, and not of a refusal', () => {
    expect(wrong).toEqual([])
  })

  it('is counted of every command, press and form', () => {
    const names = [
      ...commandNames.map((command) => `/${command}`),
      ...pressNames.filter((press) => press !== 'open'),
      ...formNames.map((form) => `${form} (form)`),
    ]

    expect(names.filter((name) => !costs.has(name))).toEqual([])
  })

  it.each(unique)('is little: $what', ({ what, kind }) => {
    const cost = costs.get(what)
    const limit = rarely[what] ?? limits[kind]

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

/** What may stand in braces, as it is now. */
async function lookUp(db: Database): Promise<(words: string) => string> {
  const found = new Map<string, string>()
  for (const [name, query] of Object.entries(lookups)) {
    const [row] = await db.acrossAgencies((tx) => rows<Record<string, unknown>>(tx, sql.raw(query)))
    found.set(name, row ? String(Object.values(row)[0]) : '')
  }
  return (words) => words.replaceAll(/\{(\w+)\}/gu, (_, name: string) => found.get(name) ?? '')
}

/** Of what kind it turned out to be. A question and a deed are told apart by nobody who reads the answer. */
function outcomeOf(answer: Answer, kind: Kind): Kind {
  if (answer.kind === 'form') return 'opens'
  if (answer.kind === 'mend') return 'refused'
  if (answer.card.title === wordsIn('en').telling.no || /asks \d+ questions|once, or every month/iu.test(read(answer)))
    return 'refused'
  return kind
}
