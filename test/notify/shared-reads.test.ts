import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '#orm/core'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { personById } from '#db/repositories/people.ts'
import { shareReads } from '#src/bot/outbox/shared-reads.ts'
import { databases } from '#test/db/databases.ts'
import { seed, type Seeded } from '#test/db/rows.ts'

describe.each(databases)('what lines of one agency ask, on $name', ({ create }) => {
  let db: Database
  let shared: Database
  let office: Seeded
  const spent: { statements: number }[] = []
  beforeAll(async () => {
    db = await create((cost) => spent.push({ ...cost }))
    shared = shareReads(db)
    office = await db.acrossAgencies((tx) => seed(tx))
  })
  afterAll(() => db.close())

  const asks = (run: (tx: Tx) => Promise<unknown>) => shared.inAgency(office.agency, run)
  const person = (tx: Tx) => personById(tx, office.agency, office.assistant.id)

  it('is asked together: twenty lines cost hardly more than one', async () => {
    await asks(person)
    spent.length = 0

    const found = await Promise.all(Array.from({ length: 20 }, () => asks(person)))

    expect(found).toEqual(Array.from({ length: 20 }, () => expect.objectContaining({ id: office.assistant.id })))
    expect(spent.reduce((sum, { statements }) => sum + statements, 0)).toBeLessThanOrEqual(20)
  })

  it('fails for the one that asks what cannot be answered, and for no other', async () => {
    const outcomes = await Promise.allSettled([asks(person), asks((tx) => rows(tx, sql`select 1 / 0`)), asks(person)])

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('is of one agency alone, whoever else asks in the same moment', async () => {
    const other = await db.acrossAgencies((tx) => seed(tx))

    const seen = await Promise.all([
      asks((tx) => rows(tx, sql`select distinct agency_id from persons`)),
      shared.inAgency(other.agency, (tx) => rows(tx, sql`select distinct agency_id from persons`)),
    ])

    expect(seen).toEqual([[{ agency_id: office.agency }], [{ agency_id: other.agency }]])
  })
})
