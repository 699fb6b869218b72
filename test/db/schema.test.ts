import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { databases } from './databases.ts'

/** What is due is asked of all agencies at once, each second: these begin with the time. */
const byTime = ['digests_due', 'outbox_due', 'outbox_held', 'room_digests_due', 'timers_due', 'weekly_digests_due']

/** Asked before the agency is known, or its scope entered: docs/decisions/003-tables-outside-agencies.md. */
const outside = ['codes', 'place_directory', 'rosters', 'runs']

describe.each(databases)('the tables, on $name', ({ create }) => {
  let db: Database
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())

  it('all begin with their agency, but for those of which a decision says why not', async () => {
    const tables = await db.asOwner((tx) =>
      rows<{ name: string; first: string }>(
        tx,
        sql`
          select c.relname as name, a.attname as first
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
          where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          order by c.relname`,
      ),
    )

    expect(tables.length).toBeGreaterThan(10)
    expect(tables.filter(({ first }) => first !== 'agency_id').map(({ name }) => name)).toEqual(outside)
  })

  it('let each agency see its own rows alone, the owner of the tables included', async () => {
    const unguarded = await db.asOwner((tx) =>
      rows<{ name: string }>(
        tx,
        sql`
          select c.relname as name
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id'
          where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
            and not (c.relrowsecurity and c.relforcerowsecurity
              and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polroles = '{0}'))`,
      ),
    )

    expect(unguarded).toEqual([])
  })

  it('have the agency first in every key and index, but for those of which a decision says why not', async () => {
    const astray = await db.asOwner((tx) =>
      rows<{ name: string }>(
        tx,
        sql`
          select x.relname as name
          from pg_index i
          join pg_class x on x.oid = i.indexrelid
          join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
          left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where c.relname <> all(${sql.param(`{${outside.join(',')}}`)}::text[]) and a.attname is distinct from 'agency_id'`,
      ),
    )

    expect(astray.map((index) => index.name).toSorted()).toEqual(byTime)
  })
})
