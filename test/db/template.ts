import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Kept from one run to the next. */
export const cache = join(root, 'node_modules', '.cache', 'sahayak')

/** Whatever could make the migrated database another one. */
const madeFrom = ['db/migrations/*.sql', 'db/connection/tenant.ts', 'db/connection/migrate.ts', 'package-lock.json']

/**
 * The file of a migrated, empty PGlite. Making one takes four seconds, reading it one: it is kept until a migration or a
 * package changes.
 */
export async function embeddedTemplate(): Promise<string> {
  const sources = globSync(madeFrom, { cwd: root }).toSorted()
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(root, source)))
  const file = join(cache, `embedded-${hash.digest('hex').slice(0, 16)}.tar`)
  if (existsSync(file)) return file

  mkdirSync(cache, { recursive: true })
  // Beside and then in place: another run may be reading.
  const beside = `${file}.${process.pid}`
  writeFileSync(beside, await migratedDump())
  renameSync(beside, file)
  return file
}

async function migratedDump(): Promise<Uint8Array> {
  // Imported here, since most runs find a file that was kept.
  const [{ PGlite }, { embeddedOn }, { migrate }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('#db/connection/embedded.ts'),
    import('#db/connection/migrate.ts'),
  ])
  const client = await PGlite.create()
  const database = embeddedOn(client, { log: () => {}, afterClose: () => {} })
  await migrate(database)
  const dump = await client.dumpDataDir('none')
  await database.close()
  return new Uint8Array(await dump.arrayBuffer())
}
