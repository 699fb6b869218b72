import {
  chmodSync,
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** Another process has the folder. Its message is meant for the operator. */
export class DatabaseInUse extends Error {
  override name = 'DatabaseInUse'
}

/**
 * Makes the folder, and in it the one for the database; answers the latter. It holds everything that clients wrote: nobody
 * else on the machine may read it.
 *
 * Of a folder that was there before only what is ours is closed: it may be a mounted volume, or hold other things.
 */
export function makePrivateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const inner = join(folder, 'postgres')
  mkdirSync(inner, { recursive: true, mode: 0o700 })
  chmodSync(inner, 0o700)
  return inner
}

/**
 * Takes the folder for this process. Two PGlites on one folder lose rows without an error.
 *
 * A file with a process id would outlive a crash, and ids are reused. SQLite's lock belongs to the open file: the operating
 * system drops it with the process, however that ends.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'))
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (error) {
    lock.close()
    if (!(error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy)) throw error

    throw new DatabaseInUse(
      `The embedded database in ${resolve(folder)} is in use by another process: stop that one, ` +
        'or give this one a folder of its own with SAHAYAK_DATA, or let both use a PostgreSQL with DATABASE_URL.',
      { cause: error },
    )
  }
  return () => lock.close()
}

const sqliteBusy = 5

/**
 * The files of the embedded database, with an `fsync` that does one.
 *
 * PGlite starts Postgres with it off, and Emscripten's file system has none to offer: what was committed then waits in the operating system's
 * memory and is lost when the machine stops. See docs/decisions/002-embedded-durability.md.
 */
export class DurableFiles extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    emscriptenOpts.preRun = [...(emscriptenOpts.preRun ?? []), giveFsync]
    return { emscriptenOpts }
  }
}

/** Adds to Emscripten's node file system the one call that it lacks; Postgres' own code then calls it at the right moments. */
function giveFsync(module: object): void {
  // Rather no start than a promise that is not kept: a new PGlite may have moved things.
  if (!hasNodeFiles(module))
    throw new Error("the embedded database's file system cannot be made durable: no stream_ops in NODEFS")

  const files = module.NODEFS
  files.stream_ops['fsync'] = ({ nfd, node }: { nfd?: number; node: unknown }) => {
    if (nfd !== undefined) fdatasyncSync(nfd)
    // Only folders have no descriptor of their own: what was renamed or made in them is to last as well.
    else syncPath(files.realPath(node))
    return 0
  }
}

type NodeFiles = { stream_ops: Record<string, unknown>; realPath(node: unknown): string }

function hasNodeFiles(module: object): module is { NODEFS: NodeFiles } {
  if (!('NODEFS' in module) || typeof module.NODEFS !== 'object' || module.NODEFS === null) return false
  const files = module.NODEFS
  return (
    'stream_ops' in files &&
    typeof files.stream_ops === 'object' &&
    'realPath' in files &&
    typeof files.realPath === 'function'
  )
}

/**
 * Making a new database takes seconds, and whoever is stopped in them leaves half of one that will never start. So a mark
 * stands beside it until it is whole; what the mark stands beside at the next start was never used, and is made anew.
 *
 * Answers what is to be done once it is made.
 */
export function beginIfNew(files: string): () => void {
  const mark = `${files}.unfinished`
  if (existsSync(mark)) rmSync(files, { recursive: true, force: true })
  else if (existsSync(join(files, 'PG_VERSION'))) return () => {}

  writeFileSync(mark, '')
  mkdirSync(files, { recursive: true, mode: 0o700 })
  return () => {
    // It was made by another program than the one that was given an `fsync`.
    syncTree(files)
    rmSync(mark)
  }
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) syncPath(join(folder, entry))
  syncPath(folder)
}

function syncPath(path: string): void {
  // Windows opens no folder, and writes its entries by itself.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return

  const descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
