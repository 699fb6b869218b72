import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Kept from one run to the next. */
export const cache = join(root, 'node_modules', '.cache', 'sahayak')

/** Whatever could make the migrated database another one. */
const madeFrom = ['db/migrations/*.sql', 'db/connection/tenant.ts', 'db/connection/migrate.ts', 'package-lock.json']

/** A migrated, empty PGlite. */
export type EmbeddedTemplate = {
  /** As one that is in memory loads it. */
  file: string
  /** As one that is on the disk lies there: to be copied. */
  folder: string
}

/** Making one takes seven seconds of a processor: it is kept until a migration or a package changes. */
export async function embeddedTemplate(): Promise<EmbeddedTemplate> {
  const sources = globSync(madeFrom, { cwd: root }).toSorted()
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(root, source)))
  const kept = join(cache, `embedded-${hash.digest('hex').slice(0, 16)}`)
  const template = { file: join(kept, 'dump.tar'), folder: join(kept, 'data') }
  if (existsSync(kept)) return template

  mkdirSync(cache, { recursive: true })
  // Beside and then in place: another run may be reading, or making it as well.
  const beside = mkdtempSync(`${kept}-`)
  await make({ file: join(beside, 'dump.tar'), folder: join(beside, 'data') })
  try {
    renameSync(beside, kept)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if (!existsSync(kept)) throw error
  }
  return template
}

async function make({ file, folder }: EmbeddedTemplate): Promise<void> {
  // Imported here, since most runs find what was kept.
  const [{ PGlite }, { embeddedOn }, { makePrivateFolder }, { migrate }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('#db/connection/embedded.ts'),
    import('#db/connection/data-folder.ts'),
    import('#db/connection/migrate.ts'),
  ])
  const client = await PGlite.create(makePrivateFolder(folder))
  const database = embeddedOn(client, { log: () => {}, afterClose: () => {} })
  await migrate(database)
  const dump = await client.dumpDataDir('none')
  await database.close()
  writeFileSync(file, new Uint8Array(await dump.arrayBuffer()))
}
