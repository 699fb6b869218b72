import { tmpdir } from 'node:os'
import { PGlite } from '@electric-sql/pglite'
import { sql } from '#orm/core'
import { afterEach, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { embeddedOn, modestly } from '#db/connection/embedded.ts'
import { knownMigrations, migrate, migrationState, SchemaTooNew } from '#db/connection/migrate.ts'
import { timerOf } from '#db/repositories/timers.ts'
import { databases } from './databases.ts'
import { nameIn, useServer } from './postgres.ts'
import { startProcess } from './processes/start.ts'
import { seed } from './rows.ts'
import { sharedPostgres } from './shared.ts'

const known = knownMigrations().length
const open: Database[] = []
afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

const server = async () => useServer((await sharedPostgres()).admin)

async function connect(url: string): Promise<Database> {
  const database = await connectDatabase({ url, dataDir: tmpdir(), max: 2 })
  open.push(database)
  return database
}

/** A migration after the last one that is known. */
function oneMore(...statements: string[]) {
  return { sql: statements, hash: crypto.randomUUID(), folderMillis: 4_000_000_000_000, bps: true }
}

describe('migrating a Postgres', () => {
  it('is done once when four processes begin at the same moment', async () => {
    const url = await (await server()).create()
    const processes = Array.from({ length: 4 }, () => startProcess('migrate', url))
    await Promise.all(processes.map((each) => each.said(1)))

    for (const { child } of processes) child.stdin.write('go\n')
    const codes = await Promise.all(processes.map(({ ended }) => ended))

    expect(processes.map((each) => each.complaints())).toEqual(['', '', '', ''])
    expect(codes).toEqual([0, 0, 0, 0])
    expect(await migrationState(await connect(url))).toEqual({ applied: known, known, tooNew: false })
  })

  it('binds an owner who is no superuser and may create no role', async () => {
    const admin = await server()
    const url = new URL(await admin.create())
    const owner = await connect(admin.url())
    const role = `owner_${crypto.randomUUID().replaceAll('-', '')}`
    await owner.asOwner((tx) => rows(tx, sql.raw(`create role ${role} login password 'secret'`)))
    await owner.asOwner((tx) => rows(tx, sql.raw(`alter database ${nameIn(url.href)} owner to ${role}`)))
    url.username = role
    url.password = 'secret'
    const database = await connect(url.href)

    await migrate(database)
    const ours = await database.acrossAgencies((tx) => seed(tx))
    await database.acrossAgencies((tx) => seed(tx))

    const seen = await database.inAgency(ours.agency, (tx) =>
      rows<{ id: string }>(tx, sql`select agency_id as id from agencies`),
    )
    const outside = await database.asOwner((tx) => rows(tx, sql`select agency_id from agencies`))
    expect(seen).toEqual([{ id: ours.agency }])
    expect(outside).toEqual([])
  })
})

it('what an older version was to look at is looked at by this one, and by its agency alone', async () => {
  const database = await connect(await (await server()).create())
  const [before, after] = [knownMigrations().slice(0, 13), knownMigrations()]
  await migrate(database, before)
  const ours = await database.acrossAgencies((tx) => seed(tx))
  const theirs = await database.acrossAgencies((tx) => seed(tx))
  await database.acrossAgencies((tx) =>
    rows(
      tx,
      sql`insert into wakes (agency_id, kind, subject, at, note)
        values (${ours.agency}, 'task', 'one', '2026-03-02T15:00:00Z', null)`,
    ),
  )

  await migrate(database, after)

  const read = (agency: string) => database.inAgency(agency, (tx) => timerOf(tx, ours.agency, 'task', 'one'))
  expect(await read(ours.agency)).toMatchObject({ subject: 'one', at: Temporal.Instant.from('2026-03-02T15:00:00Z') })
  expect(await read(theirs.agency)).toBeNull()
})

describe.each(databases)('migrating, on $name', ({ name, create }) => {
  it('changes nothing the second time', async () => {
    const database = await create()
    open.push(database)
    await database.acrossAgencies((tx) => seed(tx))

    await migrate(database)

    expect(await migrationState(database)).toEqual({ applied: known, known, tooNew: false })
    expect(await database.acrossAgencies((tx) => rows(tx, sql`select agency_id from agencies`))).toHaveLength(1)
  })

  it('begins with an empty database', async () => {
    const database =
      name === 'postgres'
        ? await connect(await (await server()).create())
        : embeddedOn(await PGlite.create({ startParams: modestly }), { log: () => {}, afterClose: () => {} })
    if (name === 'embedded') open.push(database)
    expect(await migrationState(database)).toEqual({ applied: 0, known, tooNew: false })

    await migrate(database)

    expect(await migrationState(database)).toEqual({ applied: known, known, tooNew: false })
  })

  it('guards a table that a later migration adds', async () => {
    const database = await create()
    open.push(database)
    const ours = await database.acrossAgencies((tx) => seed(tx))
    const theirs = await database.acrossAgencies((tx) => seed(tx))

    await migrate(database, [
      ...knownMigrations(),
      oneMore('create table slots (agency_id uuid not null, id uuid not null)'),
    ])
    await database.acrossAgencies(async (tx) => {
      for (const { agency } of [ours, theirs]) await rows(tx, sql`insert into slots values (${agency}, ${agency})`)
    })

    const seen = await database.inAgency(ours.agency, (tx) => rows(tx, sql`select agency_id from slots`))
    expect(seen).toEqual([{ agency_id: ours.agency }])
  })

  it('is undone whole when one statement fails', async () => {
    const database = await create()
    open.push(database)

    const failed = migrate(database, [
      ...knownMigrations(),
      oneMore('create table slots (agency_id uuid not null)', 'create mistake'),
    ])

    await expect(failed).rejects.toThrow()
    expect(await migrationState(database)).toEqual({ applied: known, known, tooNew: false })
    expect(await database.asOwner((tx) => rows(tx, sql`select to_regclass('slots')::text as slots`))).toEqual([
      { slots: null },
    ])
  })

  it('is refused on a schema that a newer version has made, with what to do', async () => {
    const database = await create()
    open.push(database)
    await migrate(database, [...knownMigrations(), oneMore('select 1')])

    const refused = migrate(database)

    await expect(refused).rejects.toThrow(SchemaTooNew)
    await expect(refused).rejects.toThrow(
      'The database has 1 migration that this version of Sahayak does not know: a newer version has used it. Start that version, or give this one another database.',
    )
    expect(await migrationState(database)).toEqual({ applied: known, known, tooNew: true })
  })
})
