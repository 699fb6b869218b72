import { fileURLToPath } from 'node:url'
import { sql } from '#orm/core'
import { readMigrationFiles, type MigrationMeta } from '#orm/migrator'
import { rows, type Database, type Tx } from './connect.ts'
import { guardTenants } from './tenant.ts'

const folder = fileURLToPath(new URL('../migrations', import.meta.url))

/** Any number that nothing else on the same database locks. */
const migrationLock = 7_244_392_501

/** The database knows migrations that this program does not. Its message is meant for the operator. */
export class SchemaTooNew extends Error {
  override name = 'SchemaTooNew'
}

/**
 * Brings the database to this program's schema; several processes may do so at once.
 *
 * Not drizzle's own migrator: it asks what is applied before its transaction begins, so that of two processes the second applies all of it again
 * and fails; it wants a connection that can begin transactions, which a reserved one of postgres.js cannot; and it compares
 * dates only, so that a migration merged late is left out. The table is drizzle's, so that its tools still work.
 */
export async function migrate(database: Database, migrations: MigrationMeta[] = knownMigrations()): Promise<void> {
  // Nearly every start: nothing to do, no lock to wait for, and no right to create anything needed.
  const missing = await database.asOwner((tx) => findMissing(tx, migrations))
  if (missing.length === 0) return

  await database.asOwner(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`)
    // Released with the transaction, so also when the process dies in the middle.
    await tx.execute(sql`select pg_advisory_xact_lock(${migrationLock})`)
    await createLedger(tx)
    for (const migration of await findMissing(tx, migrations)) await apply(tx, migration)
    for (const guard of guardTenants) await tx.execute(guard)
  })
}

/** How many of this program's migrations are in the database, and whether there are some that it does not know. */
export async function migrationState(database: Database): Promise<{ applied: number; known: number; tooNew: boolean }> {
  const migrations = knownMigrations()
  const applied = await database.asOwner(readLedger)
  const known = new Set(migrations.map((migration) => migration.hash))
  return {
    applied: applied.filter((hash) => known.has(hash)).length,
    known: migrations.length,
    tooNew: applied.some((hash) => !known.has(hash)),
  }
}

export function knownMigrations(): MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: folder })
}

async function findMissing(tx: Tx, migrations: MigrationMeta[]): Promise<MigrationMeta[]> {
  const applied = await readLedger(tx)
  const known = new Set(migrations.map((migration) => migration.hash))
  const strange = applied.filter((hash) => !known.has(hash)).length
  if (strange > 0) {
    throw new SchemaTooNew(
      `The database has ${strange} ${strange === 1 ? 'migration' : 'migrations'} that this version of Sahayak does not know: ` +
        'a newer version has used it. Start that version, or give this one another database.',
    )
  }
  return migrations.filter((migration) => !applied.includes(migration.hash))
}

async function readLedger(tx: Tx): Promise<string[]> {
  const [ledger] = await rows<{ exists: boolean }>(
    tx,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  )
  if (!ledger?.exists) return []
  const applied = await rows<{ hash: string }>(tx, sql`select hash from drizzle.__drizzle_migrations order by id`)
  return applied.map(({ hash }) => hash)
}

async function createLedger(tx: Tx): Promise<void> {
  await tx.execute(sql`create schema if not exists drizzle`)
  await tx.execute(sql`
    create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`)
}

async function apply(tx: Tx, { sql: statements, hash, folderMillis }: MigrationMeta): Promise<void> {
  for (const statement of statements) await tx.execute(sql.raw(statement))
  await tx.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`)
}
