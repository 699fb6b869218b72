import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { connectDatabase, type Connection, type Database } from '#db/connection/connect.ts'
import { embeddedOn, modestly } from '#db/connection/embedded.ts'
import { dropDatabase, nameIn, useServer } from './postgres.ts'
import { sharedEmbedded, sharedPostgres } from './shared.ts'

/** Told of each transaction what it cost. */
type Watch = Connection['watch']

/** Both databases, for `describe.each`: each `create` is a migrated, empty one of its own. */
export const databases: { name: Database['kind']; create: (watch?: Watch) => Promise<Database> }[] = [
  { name: 'postgres', create: createPostgres },
  { name: 'embedded', create: createEmbedded },
]

/** A migrated, empty database of one's own on the tests' Postgres, for a process that connects by itself. */
export async function postgresUrl(): Promise<string> {
  const { admin, template } = await sharedPostgres()
  return useServer(admin).create(template)
}

/**
 * A folder with a migrated, empty embedded database, for a program that opens it by itself: to make one costs six seconds of a processor.
 * It is for whoever asked to take away.
 */
export async function embeddedFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sahayak-test-'))
  cpSync((await sharedEmbedded()).folder, folder, { recursive: true })
  return folder
}

async function createPostgres(watch?: Watch): Promise<Database> {
  const url = await postgresUrl()
  const database = await connectDatabase({ url, dataDir: tmpdir(), max: 5, watch })
  return {
    ...database,
    async close() {
      await database.close()
      const { admin } = await sharedPostgres()
      await dropDatabase(admin, nameIn(url))
    },
  }
}

let template: Blob | undefined
/** What was closed, and is as good as new: to make one takes half a second of a processor. */
const emptied: PGlite[] = []

/** In memory: what concerns its folder has tests of its own. */
async function createEmbedded(watch?: Watch): Promise<Database> {
  template ??= new Blob([readFileSync((await sharedEmbedded()).file)])
  const client = emptied.pop() ?? (await PGlite.create({ loadDataDir: template, startParams: modestly }))
  const before = await shapeOf(client)
  return {
    ...embeddedOn(client, { log: () => {}, afterClose: () => {}, watch }),
    async close() {
      await client.exec(emptying)
      if ((await shapeOf(client)) === before) emptied.push(client)
      else await client.close()
    },
  }
}

/** No row is left of those who had it before, no number that was counted, and nobody who listens. */
const emptying = `
  unlisten *;
  drop schema if exists kept cascade;
  do $$ begin
    execute (
      select 'truncate ' || string_agg(format('%I', tablename), ', ') || ' restart identity cascade'
      from pg_tables where schemaname = 'public'
    );
  end $$`

/** Whoever changes tables, rights or migrations leaves it to nobody. */
async function shapeOf(client: PGlite): Promise<string> {
  const { rows } = await client.query(`
    select (select count(*)::int from pg_class) as relations, (select count(*)::int from pg_policy) as policies,
      (select count(*)::int from pg_roles) as roles,
      (select string_agg(hash, ' ' order by id) from drizzle.__drizzle_migrations) as migrations`)
  return JSON.stringify(rows)
}
