import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { write } from '#db/repositories/life.ts'
import { rosterOf } from '#db/repositories/roster.ts'
import { databases } from '../databases.ts'
import { newId, seed, type Seeded } from '../rows.ts'

describe.each(databases)('what is remembered of an agency, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => (db = await create()))
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  /** What is done by what is remembered, and writes without asking for anything; answers the names that it saw. */
  async function act(): Promise<string[]> {
    const seen: string[] = []
    await db.inAgency(
      office.agency,
      async (tx) => {
        const { clients } = await rosterOf(tx, office.agency)
        seen.push(clients.map(({ name }) => name).join())
        const wake = { kind: 'task', subject: newId(), at: '2026-12-01T10:00:00Z', note: { saw: seen.at(-1) } }
        write(tx, office.agency, 'timers', wake.subject, wake)
      },
      { trusting: true },
    )
    return seen
  }
  const rename = (name: string) =>
    db.asOwner((tx) => rows(tx, sql`update clients set name = ${name} where agency_id = ${office.agency}`))
  const written = () =>
    db.inAgency(office.agency, (tx) => rows<{ saw: string }>(tx, sql`select note->>'saw' as saw from timers`))

  it('is used without asking as long as it is so', async () => {
    await act()

    expect(await act()).toEqual([office.client.name])
  })

  it('is never acted on once it is old: nothing of that stands, and it is done again by what is so', async () => {
    await act()
    await rename('Globex')

    expect(await act()).toEqual([office.client.name, 'Globex'])
    expect((await written()).map(({ saw }) => saw)).toEqual([office.client.name, 'Globex'])
  })

  it('is acted on by many at once while it changes, each by one that was so', async () => {
    await act()
    const names = ['A', 'B', 'C', 'D', 'E'].map((name) => `${name} Ltd`)

    await Promise.all(names.flatMap((name) => [act(), act(), rename(name), act()]))

    const allowed = new Set([office.client.name, ...names])
    expect((await written()).filter(({ saw }) => !allowed.has(saw))).toEqual([])
    expect(await written()).toHaveLength(16)
  })
})
