import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { leaseLines } from '#db/repositories/lease-lines.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { databases } from '../databases.ts'
import { monday, newId, seed } from '../rows.ts'

const limit = 50
const many = 600

/** What waits, by the hundred thousand after an outage, and why: `not_before`, `held_until` and the recipient of the nth line. */
const crowds: { why: string; waits: string[] }[] = [
  { why: 'for a platform', waits: [`now() + interval '1 day', null, 'r' || n`] },
  { why: 'for their readers’ hours', waits: [`now(), '2030-01-01', 'r' || n`] },
  {
    why: 'for a platform, after their readers’ hours had come',
    waits: [`now() + interval '1 day', '2020-01-01', 'r' || n`],
  },
  { why: 'behind one that waits for a platform', waits: [`now() + interval '1 day', null, 'r'`, `now(), null, 'r'`] },
  {
    why: 'each behind one that waits for its reader’s hours',
    waits: [`now(), '2030-01-01', 'r' || n`, `now(), null, 'r' || n`],
  },
]

describe.each(databases)('taking lines while very many wait, on $name', ({ create }) => {
  let db: Database
  let agency: string
  beforeAll(async () => {
    db = await create()
    agency = (await db.acrossAgencies((tx) => seed(tx))).agency
  })
  afterAll(() => db.close())
  beforeEach(() => db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`)))

  const wait = (how: string) =>
    db.asOwner((tx) =>
      rows(
        tx,
        sql.raw(`
          insert into outbox (agency_id, id, recipient, line, created_at, not_before, held_until)
          select '${agency}', gen_random_uuid(), recipient, '{}', now(), due, held::timestamptz
          from generate_series(1, ${many}) n cross join lateral (select ${how}) as waits(due, held, recipient)`),
      ),
    )

  /** Rows of the outbox that the statement looked at, found by whatever way. */
  async function take() {
    return db.acrossAgencies(async (tx) => {
      // Tables are small here, and would be read whole: what is to be seen is how far an index is read.
      for (const way of ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin'])
        await rows(tx, sql.raw(`set local enable_${way} = off`))
      const before = await touched(tx)
      const { taken, more } = await leaseLines(tx, { limit, seconds: 60, now: monday, except: [] })
      return { ids: taken.map(({ line }) => line.id), more, touched: (await touched(tx)) - before }
    })
  }

  it.each(crowds)('touches no more of them than it could take, though they wait $why', async ({ waits }) => {
    for (const how of waits) await wait(how)
    await db.asOwner((tx) => rows(tx, sql`analyze outbox`))
    const fresh = { id: newId(), recipient: 'fresh', mergeKey: null }
    await db.inAgency(agency, (tx) =>
      addLines(
        tx,
        agency,
        [{ ...fresh, line: { kind: 'week', person: newId(), slot: '2026-03-02T09:00', since: monday.toString() } }],
        monday,
      ),
    )

    const all = [await take()]
    while (all.at(-1)?.more) all.push(await take())
    const then = await take()

    expect(all.flatMap(({ ids }) => ids)).toEqual([fresh.id])
    expect(Math.max(...all.map((each) => each.touched))).toBeLessThanOrEqual(4 * limit)
    expect(then).toMatchObject({ ids: [], more: false })
    expect(then.touched).toBeLessThanOrEqual(limit)
  })
})

async function touched(tx: Parameters<Parameters<Database['acrossAgencies']>[0]>[0]): Promise<number> {
  const [seen] = await rows<{ count: number }>(
    tx,
    sql`select (idx_tup_fetch + seq_tup_read)::int as count from pg_stat_xact_user_tables where relname = 'outbox'`,
  )
  return seen?.count ?? 0
}
