import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import type { Answer } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

/** Delivered again later, and in the same moment. */
const ways = [
  { name: 'one after the other', twice: async <T>(run: () => Promise<T>): Promise<T[]> => [await run(), await run()] },
  { name: 'at once', twice: <T>(run: () => Promise<T>): Promise<T[]> => Promise.all([run(), run()]) },
]

describe.each(databases)('what is delivered twice, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let deliveries = 0
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    for (const name of ['asha', 'jun'] as const) await office.options(name, 'profile capacity', { count: '50' })
  })
  afterAll(() => db.close())

  /** All that is kept of people, tasks and what is to be told, but not of deliveries. */
  async function everything(): Promise<string> {
    const kept = await db.acrossAgencies((tx) =>
      rows(
        tx,
        sql`select
          (select json_agg(t order by t.number) from tasks t) as tasks,
          (select json_agg(e order by e.task_id, e.seq) from task_events e) as events,
          (select json_agg(o.line order by o.seq) from outbox o) as lines,
          (select json_agg(p order by p.id) from persons p) as people,
          (select json_agg(c order by c.id) from clients c) as clients,
          (select json_agg(d order by d.person_id) from digests d) as digests,
          (select last from counters) as number`,
      ),
    )
    return JSON.stringify(kept)
  }

  async function countEvents(): Promise<number> {
    const [found] = await db.acrossAgencies((tx) =>
      rows<{ count: number }>(tx, sql`select count(*)::int as count from task_events`),
    )
    return found?.count ?? 0
  }

  const press = (name: Name, what: string, number: string, detail = '') =>
    office.press(name, `sahayak:${what}:${number}:${detail}`)

  /** A task that has come so far. */
  async function taskAt(stage: 'open' | 'claimed' | 'working' | 'waiting' | 'review' | 'done'): Promise<string> {
    const number = /#(\d+)/u.exec(await office.hears('carol', '/delegate Book a flight #travel'))?.[1] ?? ''
    const steps: (() => Promise<Answer>)[] = [
      () => press('asha', 'claim', number),
      () => press('asha', 'start', number),
      ...(stage === 'waiting'
        ? [() => office.submit('asha', 'ask', number, { question: 'Which day?', options: 'Thursday\nFriday' })]
        : [
            () => office.submit('asha', 'submit', number, { result: 'Booked' }),
            () => press('carol', 'accept', number),
          ]),
    ]
    const count = { open: 0, claimed: 1, working: 2, waiting: 3, review: 3, done: 4 }[stage]
    for (const step of steps.slice(0, count)) await step()
    return number
  }

  type Deed = [string, Parameters<typeof taskAt>[0], (number: string, id: string) => Promise<Answer>]
  const deeds: Deed[] = [
    ['claim', 'open', (number, id) => office.press('asha', `sahayak:claim:${number}:`, id)],
    ['start', 'claimed', (number, id) => office.press('asha', `sahayak:start:${number}:`, id)],
    ['ask', 'working', (number, id) => office.submit('asha', 'ask', number, { question: 'Which day?' }, id)],
    ['choose', 'waiting', (number, id) => office.press('carol', `sahayak:choose:${number}:5.1`, id)],
    ['answer', 'waiting', (number, id) => office.submit('carol', 'answer', number, { answer: 'Friday' }, id)],
    ['submit', 'working', (number, id) => office.submit('asha', 'submit', number, { result: 'Booked' }, id)],
    ['accept', 'review', (number, id) => office.press('carol', `sahayak:accept:${number}:`, id)],
    ['return', 'review', (number, id) => office.submit('carol', 'return', number, { reason: 'Wrong seat' }, id)],
    ['release', 'working', (number, id) => office.submit('asha', 'release', number, { reason: 'A fever' }, id)],
    ['cancel', 'working', (number, id) => office.submit('carol', 'cancel', number, { reason: '' }, id)],
    ['reopen', 'done', (number, id) => office.submit('carol', 'reopen', number, { reason: 'Cancelled' }, id)],
    ['rate', 'done', (number, id) => office.press('carol', `sahayak:rate:${number}:4`, id)],
    ['delegate', 'open', (_, id) => office.submit('carol', 'delegate', '', { what: 'Call the bank' }, id)],
    ['a refusal', 'open', (number, id) => office.press('carol', `sahayak:claim:${number}:`, id)],
    ['/agency client add', 'open', (_, id) => office.type('meera', `/agency client add ${id.slice(5)}`, { id })],
    ['/profile away', 'open', (_, id) => office.type('dan', '/profile away 24 Dec to 2 Jan', { id })],
    ['/digest on', 'open', (_, id) => office.type('dan', '/digest on 8:30 weekdays', { id })],
  ]

  it.each(ways.flatMap(({ name, twice }) => deeds.map(([deed, stage, run]) => ({ name, twice, deed, stage, run }))))(
    'is done once and answered the same, $name: $deed',
    async ({ twice, stage, run }) => {
      const number = await taskAt(stage)
      const id = `test:twice-${++deliveries}`
      await run(number, id)
      const once = await everything()

      const again = await twice(() => run(number, id))

      expect(await everything()).toBe(once)
      const words = again.map(read)
      expect(new Set(words).size).toBe(1)
      expect(words[0]).not.toBe('')
    },
  )

  it.each(deeds)('is done once, when the first two come at once: %s', async (_, stage, run) => {
    const number = await taskAt(stage)
    const id = `test:first-${++deliveries}`
    const before = await countEvents()

    const answers = (await Promise.all([run(number, id), run(number, id)])).map(read)
    const once = await everything()
    await run(number, id)

    expect(answers[0]).toBe(answers[1])
    expect(await everything()).toBe(once)
    expect((await countEvents()) - before).toBeLessThanOrEqual(2)
  })
})

describe.each(databases)('what comes at the same moment, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  it('gives each task a number of its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => office.hears('carol', `/delegate Letter ${index} #travel`)),
    )

    const numbers = answers.map((said) => /#(\d+)/u.exec(said)?.[1])
    expect(new Set(numbers).size).toBe(12)
    expect(numbers).not.toContain(undefined)
  })

  it('gives no number to what is refused', async () => {
    const next = async () => Number(/#(\d+)/u.exec(await office.hears('carol', '/delegate Call the bank'))?.[1])
    const before = await next()

    await office.hears('carol', '/delegate Write a speech #writing @Jun')

    expect(await next()).toBe(before + 1)
  })

  it('lets an assistant take no more than they can hold', async () => {
    await office.options('asha', 'profile capacity', { count: '1' })
    const numbers = await Promise.all(
      [1, 2, 3].map(async () => /#(\d+)/u.exec(await office.hears('carol', '/delegate A letter #travel'))?.[1]),
    )

    const said = await Promise.all(
      numbers.map(async (number) => read(await office.press('asha', `sahayak:claim:${number}:`))),
    )

    expect(said.filter((words) => words.includes('is yours'))).toHaveLength(1)
    expect(said.filter((words) => /hands are full: you hold 1 of 1/u.test(words))).toHaveLength(2)
  })

  it('lets one of an acceptance and a return stand, and tells the other what is so', async () => {
    const number = /#(\d+)/u.exec(await office.hears('carol', '/delegate A letter #travel'))?.[1] ?? ''
    await office.press('jun', `sahayak:claim:${number}:`)
    await office.press('jun', `sahayak:start:${number}:`)
    await office.submit('jun', 'submit', number, { result: 'Written' })

    const [accepted, returned] = await Promise.all([
      office.press('carol', `sahayak:accept:${number}:`),
      office.submit('meera', 'return', number, { reason: 'Too long' }),
    ])

    const words = [read(accepted), read(returned)]
    expect(words.filter((said) => said.includes('cannot be done with'))).toHaveLength(1)
    expect(words.filter((said) => /is done|goes back/u.test(said) && !said.includes('cannot'))).toHaveLength(1)
  })

  it('adds a client once, and tells the other that there is one', async () => {
    const said = await Promise.all([
      office.hears('meera', '/agency client add Initech'),
      office.options('meeraInDiscord', 'agency client add', { name: 'INITECH' }),
    ])

    expect(said.filter((words) => /is added/u.test(words))).toHaveLength(1)
    expect(said.filter((words) => /There is a client \S+ already/u.test(words))).toHaveLength(1)
  })

  it('loses nothing of what is changed about one person', async () => {
    await Promise.all([
      office.type('meera', '/agency role @dan manager'),
      office.options('meeraInDiscord', 'agency role', { person: 'Dan Weber', role: 'assistant' }),
      office.type('dan', '/profile zone Lisbon'),
      office.type('dan', '/profile capacity 7'),
      office.type('dan', '/profile hours Mon-Fri 9-17'),
      office.type('dan', '/profile away 24 Dec to 2 Jan'),
    ])

    const profile = await office.hears('dan', '/profile')

    expect(profile).toMatch(/Roles: .*client/u)
    for (const words of ['manager', 'assistant', 'Lisbon', 'Tasks at once: 7', 'Mon–Fri', '24 Dec'])
      expect(profile).toContain(words)
  })

  it('makes one person of one who is given two roles', async () => {
    await Promise.all([
      office.type('meera', '/agency role @sam manager'),
      office.type('meera', '/agency role @sam assistant'),
    ])

    expect((await office.hears('meera', '/agency people')).match(/Sam Ortiz/gu)).toHaveLength(1)
  })
})
