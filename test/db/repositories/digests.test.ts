import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { digestOf, dueDigests, moveDigestsOn, putDigestOff, setDigest } from '#db/repositories/digests.ts'
import { databases } from '../databases.ts'
import { monday, seed, type Seeded } from '../rows.ts'

const slot = '2026-03-02T09:00'
const tomorrow = { at: monday.add({ hours: 24 }), slot: '2026-03-03T09:00' }

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
  const due = (now: Temporal.Instant, limit = 10) => db.acrossAgencies((tx) => dueDigests(tx, 'daily', now, limit))

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

  const move = (next: typeof tomorrow | null, told: typeof tomorrow | null) =>
    here((tx, agency) => moveDigestsOn(tx, 'daily', [{ agency, person, next, told }]))

  it('move on from their slot, many at once, each to its own', async () => {
    await set()
    await set(schedule, office.assistant.id)
    const later = { at: monday.add({ hours: 48 }), slot: '2026-03-04T09:00' }

    await here((tx, agency) =>
      moveDigestsOn(tx, 'daily', [
        { agency, person, next: tomorrow, told: { slot, at: monday } },
        { agency, person: office.assistant.id, next: later, told: null },
      ]),
    )

    const other = await here((tx, agency) => digestOf(tx, agency, office.assistant.id))
    expect(await kept()).toMatchObject({ ...schedule, nextAt: tomorrow.at, nextSlot: tomorrow.slot, lastSlot: slot })
    expect(other).toMatchObject({ nextAt: later.at, nextSlot: later.slot, lastSlot: null, lastAt: monday })
  })

  it('keep what was told last when a slot was passed over, and when they are set anew', async () => {
    await set()
    await move(tomorrow, { slot, at: monday })

    await move(null, null)
    expect(await kept()).toMatchObject({ nextAt: null, nextSlot: null })
    await set()

    expect(await kept()).toMatchObject({ ...schedule, lastSlot: slot, lastAt: monday })
  })

  it('are one row a person, and the summary of the week another', async () => {
    await set()
    await here((tx, agency) => setDigest(tx, agency, person, { ...schedule, days: [1] }, monday, 'weekly'))

    await move(tomorrow, null)

    const weekly = await here((tx, agency) => digestOf(tx, agency, person, 'weekly'))
    expect(weekly).toMatchObject({ days: [1], nextAt: monday, holidays: 'move' })
    expect(await kept()).toMatchObject({ days: [1, 5], nextAt: tomorrow.at })
  })

  it('are left alone for a while when they could not be dealt with, at the same slot', async () => {
    await set()

    await here((tx, agency) => putDigestOff(tx, 'daily', { agency, person }, monday.add({ minutes: 5 })))

    expect(await due(monday)).toEqual([])
    expect(await due(monday.add({ minutes: 5 }))).toMatchObject([{ slot }])
  })

  it.skipIf(name === 'embedded')('are passed by while another process is at them', async () => {
    await set()
    const taken = Promise.withResolvers<void>()
    const commit = Promise.withResolvers<void>()
    const first = db.acrossAgencies(async (tx) => {
      await dueDigests(tx, 'daily', monday, 10)
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
