import { AsyncLocalStorage } from 'node:async_hooks'
import { PGlite } from '@electric-sql/pglite'
import { PgDialect } from '#orm/pg-core'
import { PgliteSession, PgliteTransaction } from '#orm/pglite'
import type { Database, Tx } from './connect.ts'
import { beginIfNew, DurableFiles, lockFolder, makePrivateFolder } from './data-folder.ts'
import { enterScope, findRole, scopeValues, type Scope } from './tenant.ts'
import { refuseNesting, rememberRole } from './transactions.ts'

type Options = { dataDir: string; log: (line: string) => void }

/** Opens the database in the folder, making it when it is not there; refuses a folder that another process has. */
export async function openEmbedded({ dataDir, log }: Options): Promise<Database> {
  const files = makePrivateFolder(dataDir)
  const unlock = lockFolder(dataDir)
  try {
    const finish = beginIfNew(files)
    const client = await PGlite.create({ fs: new DurableFiles(files), startParams: durably })
    finish()
    return embeddedOn(client, { log, afterClose: unlock })
  } catch (error) {
    unlock()
    throw error
  }
}

/** PGlite says `-F` (no fsync); what comes later on the command line wins. Its `fdatasync` never reaches the file system, its `fsync` does. */
const durably = [...PGlite.defaultStartParams, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']

/** The database on a PGlite that is open already. */
export function embeddedOn(
  client: PGlite,
  { log, afterClose }: { log: (line: string) => void; afterClose: () => void },
): Database {
  const alone = refuseNesting()
  const roleFor = rememberRole(async () => {
    const { rows } = await client.query<{ role: string | null }>(findRole)
    return rows[0]?.role ?? null
  }, log)

  async function inScope<T>(scope: Scope, run: (tx: Tx) => Promise<T>): Promise<T> {
    return alone(async () => {
      const role = await roleFor()
      return client.transaction(async (inner) => {
        await inner.query(enterScope, scopeValues(scope, role))
        return run(transactionOn(inner))
      })
    })
  }

  return {
    kind: 'embedded',
    inAgency: (agency, run) => inScope({ agency }, run),
    acrossAgencies: (run) => inScope('all', run),
    asOwner: (run) => alone(() => client.transaction((inner) => run(transactionOn(inner)))),
    async listen(channel, hear) {
      // PGlite calls from within the transaction that notified: what is heard must not look as if it went on inside that.
      const outside = AsyncLocalStorage.snapshot()
      const unlisten = await client.listen(channel, (payload) => outside(hear, payload))
      return () => unlisten()
    },
    async housekeeping() {
      await client.exec('vacuum (analyze)')
      await client.exec('checkpoint')
    },
    async close() {
      await client.close()
      afterClose()
    },
  }
}

const dialect = new PgDialect()

function transactionOn(client: ConstructorParameters<typeof PgliteSession>[0]): Tx {
  return new PgliteTransaction(dialect, new PgliteSession(client, dialect, undefined), undefined)
}
