import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import {
  insertRepeat,
  isDealtWith,
  keepSlot,
  listRepeats,
  lockRepeat,
  lockRepeatsOf,
  nextRepeatNumber,
  repeatByNumber,
  saveRepeat,
  slotsOf,
} from '#db/repositories/repeats.ts'
import { timerOf } from '#db/repositories/timers.ts'
import type { RepeatFacts } from '#src/features/repeats/repeat.ts'
import { databases } from '#test/db/databases.ts'
import { monday, newId, seed, type Seeded } from '#test/db/rows.ts'
import { aRepeat, aRhythm, friday } from '#test/repeats/cast.ts'

describe.each(databases)('what repeats, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))

  async function add(changes: Partial<RepeatFacts> = {}) {
    return here(async (tx, agency) => {
      const repeat = aRepeat({
        ...{ id: newId(), number: await nextRepeatNumber(tx, agency) },
        ...{ client: office.client.id, owner: office.requester.id },
        ...changes,
      })
      await insertRepeat(tx, agency, { repeat, origin: { place: office.place.id, channel: 'C1' } }, monday)
      return repeat
    })
  }

  it('comes back as it was kept, with where it was asked for', async () => {
    const repeat = await add({
      due: 'by 5pm',
      checklist: ['figures', 'graphs, "both"'],
      assistant: office.assistant.id,
      rhythm: aRhythm(
        { unit: 'month', on: { dates: [31] } },
        { until: '2027-06-30', count: 10, zone: 'Europe/London' },
      ),
      left: 10,
    })

    const stored = await here((tx, agency) => repeatByNumber(tx, agency, 1))

    expect(stored).toEqual({ repeat, origin: { place: office.place.id, channel: 'C1' } })
  })

  it('is numbered in the order in which it is set up, also in the same moment', async () => {
    const numbers = await Promise.all([1, 2, 3, 4].map(async () => (await add()).number))

    expect(numbers.toSorted()).toEqual([1, 2, 3, 4])
  })

  it('is looked at by the clock when it comes next, and no more while it is paused', async () => {
    const repeat = await add()
    const wake = () => here((tx, agency) => timerOf(tx, agency, 'repeat', repeat.id))
    expect(await wake()).toMatchObject({ at: friday.at })

    await here((tx, agency) => saveRepeat(tx, agency, { ...repeat, state: 'paused', why: 'by-hand', next: null }))
    expect(await wake()).toBeNull()
    await here((tx, agency) => saveRepeat(tx, agency, repeat))

    expect(await wake()).toMatchObject({ at: friday.at })
  })

  it('is listed until it has ended, for its own client', async () => {
    const kept = await add()
    const ended = await add()
    await here((tx, agency) => saveRepeat(tx, agency, { ...ended, state: 'ended', why: 'done', next: null }))

    const listed = (clients: string[] | null) =>
      here(async (tx, agency) => (await listRepeats(tx, agency, clients)).map(({ id }) => id))

    expect(await listed(null)).toEqual([kept.id])
    expect(await listed([office.client.id])).toEqual([kept.id])
    expect(await listed([newId()])).toEqual([])
    expect(await listed([])).toEqual([])
    const owned = await here((tx, agency) => lockRepeatsOf(tx, agency, office.requester.id))
    expect(owned.map((repeat) => repeat.id)).toEqual([kept.id])
  })

  it('has one outcome for each occurrence, the first that was said', async () => {
    const { id } = await add()
    const keep = (slot: string, outcome: 'skipped' | 'missed') =>
      here((tx, agency) => keepSlot(tx, agency, id, slot, { outcome, task: null, at: monday }))

    const said = [await keep(friday.slot, 'skipped'), await keep(friday.slot, 'missed')]

    expect(said).toEqual([true, false])
    expect(await here((tx, agency) => slotsOf(tx, agency, id))).toEqual([
      { slot: friday.slot, outcome: 'skipped', task: null },
    ])
    expect(await here((tx, agency) => isDealtWith(tx, agency, id, friday.slot))).toBe(true)
    expect(await here((tx, agency) => isDealtWith(tx, agency, id, '2026-03-13T09:00'))).toBe(false)
  })

  it('is not kept as one that is on and never comes', async () => {
    const { id } = await add()

    const broken = here((tx) => rows(tx, sql`update repeats set next_at = null, next_slot = null where id = ${id}`))

    await expect(broken).rejects.toThrow()
  })

  it('is one agency’s own', async () => {
    const { id } = await add()
    const others = await db.acrossAgencies((tx) => seed(tx))

    const seen = await db.inAgency(others.agency, async (tx) => ({
      locked: await lockRepeat(tx, others.agency, { id }),
      counted: await rows(tx, sql`select id from repeats`),
    }))

    expect(seen).toEqual({ locked: null, counted: [] })
  })
})
