import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAgency } from '#db/repositories/agencies.ts'
import { rows, type Database } from '#db/connection/connect.ts'
import { persons } from '#db/schema/people.ts'
import { databases } from './databases.ts'
import { anAgency, aPerson, monday, seed, type Seeded } from './rows.ts'

describe.each(databases)('what an agency sees when a query forgets its where, on $name', ({ create }) => {
  let db: Database
  let ours: Seeded
  let theirs: Seeded
  beforeAll(async () => {
    db = await create()
    ours = await db.acrossAgencies((tx) => seed(tx))
    theirs = await db.acrossAgencies((tx) => seed(tx))
  })
  afterAll(() => db.close())

  const everyone = sql`select agency_id from persons`
  const ids = (found: { agency_id: string }[]) => new Set(found.map(({ agency_id }) => agency_id))

  it('is its own rows alone', async () => {
    const raw = await db.inAgency(ours.agency, (tx) => rows<{ agency_id: string }>(tx, everyone))
    const built = await db.inAgency(theirs.agency, (tx) => tx.select({ agency_id: persons.agencyId }).from(persons))

    expect(ids(raw)).toEqual(new Set([ours.agency]))
    expect(ids(built)).toEqual(new Set([theirs.agency]))
  })

  it('changes and removes its own rows alone', async () => {
    await db.inAgency(ours.agency, (tx) => tx.update(persons).set({ zone: 'Asia/Manila' }))
    await db
      .inAgency(ours.agency, async (tx) => {
        await rows(tx, sql`delete from places`)
        throw new Error('undo')
      })
      .catch(() => {})

    const zones = await db.acrossAgencies((tx) =>
      tx.select({ agency: persons.agencyId, zone: persons.zone }).from(persons),
    )
    expect(zones.filter(({ zone }) => zone === 'Asia/Manila').map(({ agency }) => agency)).toEqual([
      ours.agency,
      ours.agency,
    ])
  })

  it('cannot be added to by another one', async () => {
    const { id, name, language, zone, hours, roles, duties, capacity } = aPerson()
    const row = { id, name, language, zone, hours, roles, duties, capacity, createdAt: monday, agencyId: theirs.agency }

    const smuggled = db.inAgency(ours.agency, (tx) => tx.insert(persons).values(row))

    await expect(smuggled).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('cannot be given to another one', async () => {
    const given = db.inAgency(ours.agency, (tx) => tx.update(persons).set({ agencyId: theirs.agency }))

    await expect(given).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('cannot be founded for another one', async () => {
    await expect(db.inAgency(ours.agency, (tx) => createAgency(tx, anAgency(), monday))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
  })

  it('is everything for the pump and the clock', async () => {
    const found = await db.acrossAgencies((tx) => rows<{ agency_id: string }>(tx, everyone))

    expect(ids(found)).toEqual(new Set([ours.agency, theirs.agency]))
  })

  it('does not linger on the connection after the transaction', async () => {
    await db.acrossAgencies((tx) => rows(tx, everyone))
    await db.inAgency(ours.agency, (tx) => rows(tx, everyone))

    const after = await db.asOwner((tx) =>
      rows<{ agency: string; scope: string; role: string }>(
        tx,
        sql`select current_setting('sahayak.agency', true) as agency, current_setting('sahayak.scope', true) as scope, current_setting('role') as role`,
      ),
    )

    expect(after).toEqual([{ agency: expect.toBeOneOf(['', null]), scope: expect.toBeOneOf(['', null]), role: 'none' }])
  })

  it('is nothing outside of every scope', async () => {
    const found = await db.inAgency(ours.agency, async (tx) => {
      await rows(tx, sql`select set_config('sahayak.agency', '', true)`)
      return rows(tx, everyone)
    })

    expect(found).toEqual([])
  })
})
