import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database, type Tx } from '#db/connect.ts'
import { digestOf, dueDigests, moveDigestOn, setDigest } from '#db/digests.ts'
import { databases } from '../databases.ts'
import { monday, newId, seed, type Seeded } from '../rows.ts'

const slot = '2026-03-02T09:00'
const tomorrow = { nextAt: monday.add({ hours: 24 }), nextSlot: '2026-03-03T09:00' }

describe.each(databases)('digests, on $name', ({ name, create }) => {
  let db: Database
  let office: Seeded
  let person: string
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies((tx) => rows(tx, sql`delete from digests`))
    office = await db.acrossAgencies((tx) => seed(tx))
    person = office.requester.id
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))
  const schedule = { times: ['09:00', '17:30'], days: [1, 5], nextAt: monday, nextSlot: slot }
  const set = (row: Parameters<typeof setDigest>[3] = schedule, who = person) =>
    here((tx, agency) => setDigest(tx, agency, who, row, monday))
  const kept = () => here((tx, agency) => digestOf(tx, agency, person))
  const due = (now: Temporal.Instant, limit = 10) => db.acrossAgencies((tx) => dueDigests(tx, now, limit))

  it('come back as they were set, and are none until then', async () => {
    expect(await kept()).toBeNull()

    await set()

    expect(await kept()).toMatchObject({ ...schedule, lastSlot: null, lastAt: monday })
  })

  it('are due from their time on, unless they are off', async () => {
    await set()
    await set({ ...schedule, nextAt: null, nextSlot: null }, office.assistant.id)

    expect(await due(monday.subtract({ seconds: 1 }))).toEqual([])
    expect(await due(monday)).toEqual([{ agency: office.agency, person, slot, at: monday }])
  })

  it('are due in every agency, the most overdue first, and no more than asked for', async () => {
    const other = await db.acrossAgencies((tx) => seed(tx))
    const early = { ...schedule, nextAt: monday.subtract({ hours: 1 }) }
    await set()
    await set(schedule, office.assistant.id)
    await db.inAgency(other.agency, (tx) => setDigest(tx, other.agency, other.requester.id, early, monday))

    const found = await due(monday)

    expect(found).toHaveLength(3)
    expect(found[0]).toEqual({ agency: other.agency, person: other.requester.id, slot, at: early.nextAt })
    expect(await due(monday, 2)).toHaveLength(2)
  })

  it('move on from a slot once, whoever else tries', async () => {
    await set()
    const move = () => here((tx, agency) => moveDigestOn(tx, agency, person, slot, tomorrow, { slot, at: monday }))

    const moved = await Promise.all([move(), move(), move()])

    expect(moved.filter(Boolean)).toHaveLength(1)
    expect(await kept()).toMatchObject({ ...schedule, ...tomorrow, lastSlot: slot, lastAt: monday })
  })

  it('keep what was told last when a slot was passed over, and when they are set anew', async () => {
    await set()
    await here((tx, agency) => moveDigestOn(tx, agency, person, slot, tomorrow, { slot, at: monday }))

    await here((tx, agency) =>
      moveDigestOn(tx, agency, person, tomorrow.nextSlot, { nextAt: null, nextSlot: null }, null),
    )
    await set()

    expect(await kept()).toMatchObject({ ...schedule, lastSlot: slot, lastAt: monday })
  })

  it('do not move on when they were changed or turned off meanwhile', async () => {
    await set({ ...schedule, nextSlot: 'another' })
    const move = (who: string) => here((tx, agency) => moveDigestOn(tx, agency, who, slot, tomorrow, null))

    expect(await move(person)).toBe(false)
    expect(await move(newId())).toBe(false)
  })

  it.skipIf(name === 'embedded')('are passed by while another process is at them', async () => {
    await set()
    const taken = Promise.withResolvers<void>()
    const commit = Promise.withResolvers<void>()
    const first = db.acrossAgencies(async (tx) => {
      await dueDigests(tx, monday, 10)
      taken.resolve()
      await commit.promise
    })
    await taken.promise

    const meanwhile = await due(monday)
    commit.resolve()
    await first

    expect(meanwhile).toEqual([])
  })
})
