import fs, {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#orm/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAgency } from '#db/repositories/agencies.ts'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { DatabaseInUse, lockFolder, makePrivateFolder } from '#db/connection/data-folder.ts'
import { migrate } from '#db/connection/migrate.ts'
import { hangMs } from '#test/bot-process.ts'
import { embeddedFolder } from './databases.ts'
import { startProcess, type Running } from './processes/start.ts'
import { anAgency, monday } from './rows.ts'
import { sharedEmbedded } from './shared.ts'

/** Making a database forces a thousand files to the disk: beside others that do the same it takes as long as the disk does. */
const slow = hangMs

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

describe('the folder of the embedded database', { timeout: slow }, () => {
  let parent: string
  let process: Running | undefined
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'sahayak-embedded-'))
  })
  afterEach(async () => {
    process?.child.kill('SIGKILL')
    await process?.ended
    process = undefined
    rmSync(parent, { recursive: true, force: true })
  })

  it('belongs to one process at a time, until that one ends, however it does', async () => {
    const folder = join(parent, 'data')
    cpSync((await sharedEmbedded()).folder, folder, { recursive: true })
    process = startProcess('embedded', folder)
    await process.said(20)

    const refused = connectDatabase({ dataDir: folder })
    await expect(refused).rejects.toThrow(DatabaseInUse)
    await expect(refused).rejects.toThrow(
      `The embedded database in ${folder} is in use by another process: stop that one, or give this one a folder of its own with ` +
        'SAHAYAK_DATA, or let both use a PostgreSQL with DATABASE_URL.',
    )

    process.child.kill('SIGKILL')
    await process.ended
    const database = await connectDatabase({ dataDir: folder })
    const kept = await database.acrossAgencies((tx) =>
      rows<{ id: string }>(tx, sql`select agency_id as id from agencies`),
    )
    await database.close()

    const told = process.lines.slice(1)
    expect(told.length).toBeGreaterThan(10)
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(told))
  })

  it('is locked against the same process too, and free again after a close', () => {
    const unlock = lockFolder(parent)

    expect(() => lockFolder(parent)).toThrow(DatabaseInUse)
    unlock()

    lockFolder(parent)()
  })

  it('is begun anew when the process that made it was stopped halfway, and never otherwise', async () => {
    const half = join(parent, 'half')
    const broken = join(parent, 'broken')
    for (const folder of [half, broken]) {
      mkdirSync(join(folder, 'postgres'), { recursive: true })
      writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n')
    }
    writeFileSync(join(half, 'postgres.unfinished'), '')

    const database = await connectDatabase({ dataDir: half })
    await migrate(database)
    await database.close()

    expect(existsSync(join(half, 'postgres.unfinished'))).toBe(false)
    await expect(connectDatabase({ dataDir: broken })).rejects.toThrow()
    expect(readdirSync(join(broken, 'postgres'))).toContain('PG_VERSION')
  })

  it('can be read by its owner alone', () => {
    const made = join(parent, 'made')
    const given = join(parent, 'given')
    mkdirSync(given)
    chmodSync(given, 0o755)

    for (const folder of [made, given]) makePrivateFolder(folder)

    expect([mode(made), mode(join(made, 'postgres'))]).toEqual(['700', '700'])
    // A folder that was there may hold other things; what is in ours is closed.
    expect([mode(given), mode(join(given, 'postgres'))]).toEqual(['755', '700'])
  })
})

describe('what the embedded database was told', { timeout: slow }, () => {
  let folder: string
  let database: Database
  const synced: string[] = []

  beforeAll(async () => {
    // The real call still happens; we only look at which file it is for.
    const real = fs.fdatasyncSync
    vi.spyOn(fs, 'fdatasyncSync').mockImplementation((fd) => {
      if (existsSync(`/proc/self/fd/${fd}`)) synced.push(readlinkSync(`/proc/self/fd/${fd}`))
      real(fd)
    })
    syncBuiltinESMExports()
    folder = await embeddedFolder()
    database = await connectDatabase({ dataDir: folder })
  }, slow)
  afterAll(async () => {
    await database.close()
    vi.restoreAllMocks()
    syncBuiltinESMExports()
    rmSync(folder, { recursive: true, force: true })
  })

  const inLog = (path: string) => path.includes('/pg_wal/')
  const add = () => database.acrossAgencies((tx) => createAgency(tx, anAgency(), monday))

  it.skipIf(process.platform !== 'linux')('is on the disk before it is said to be committed', async () => {
    synced.length = 0

    await add()

    expect(synced.filter(inLog).length).toBeGreaterThanOrEqual(1)
  })

  it.skipIf(process.platform !== 'linux')('costs no write to the disk when it was only a question', async () => {
    synced.length = 0

    await database.acrossAgencies((tx) => rows(tx, sql`select count(*) from agencies`))

    expect(synced).toEqual([])
  })

  it('is swept and written out by housekeeping', async () => {
    const look = () =>
      database.asOwner((tx) =>
        rows<{ bytes: number; at: string }>(
          tx,
          sql`
            select pg_relation_size('agencies')::int as bytes,
              (select checkpoint_lsn::text from pg_control_checkpoint()) as at`,
        ),
      )
    for (let round = 0; round < 40; round += 1) await add()
    await database.acrossAgencies((tx) => rows(tx, sql`delete from agencies`))
    const [before] = await look()

    await database.housekeeping()
    const [after] = await look()

    expect(before?.bytes).toBeGreaterThan(0)
    expect(after?.bytes).toBe(0)
    expect(after?.at).not.toBe(before?.at)
  })
})
