import { AsyncLocalStorage } from 'node:async_hooks'
import { PGlite, type QueryOptions, type Results, type Transaction } from '@electric-sql/pglite'
import { PgDialect } from '#orm/pg-core'
import { PgliteSession, PgliteTransaction } from '#orm/pglite'
import type { Database, Tx } from './connect.ts'
import { beginIfNew, DurableFiles, lockFolder, makePrivateFolder } from './data-folder.ts'
import { createCache } from './cache.ts'
import { enterScope, findRole, type Scope } from './tenant.ts'
import { again, createNotifier, refuseNesting, rememberRole, roomToRemember } from './transactions.ts'
import { answersNothing, bindWire, createWire, runOn, type Send, type Spent, type Wire } from './wire.ts'

type Watch = (spent: Spent) => void
type Options = { dataDir: string; log: (line: string) => void; watch?: Watch | undefined }

type Run<T> = (tx: Tx) => Promise<T>

/** Opens the database in the folder, making it when it is not there; refuses a folder that another process has. */
export async function openEmbedded({ dataDir, log, watch }: Options): Promise<Database> {
  const files = makePrivateFolder(dataDir)
  const unlock = lockFolder(dataDir)
  try {
    const finish = beginIfNew(files)
    const client = await PGlite.create({ fs: new DurableFiles(files), startParams: durably })
    finish()
    return embeddedOn(client, { log, watch, afterClose: unlock })
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * PGlite takes 160 MB for pages that were read, and writes zeros to all of them at each start: half a second of a processor, and as much again
 * as the whole program holds. Of the agencies that live in one process that is many times what they have.
 */
export const modestly = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB']

/** PGlite says `-F` (no fsync); what comes later on the command line wins. Its `fdatasync` never reaches the file system, its `fsync` does. */
const durably = [...modestly, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']

/** The database on a PGlite that is open already. */
export function embeddedOn(
  client: PGlite,
  { log, afterClose, watch = () => {} }: Omit<Options, 'dataDir'> & { afterClose: () => void },
): Database {
  const alone = refuseNesting()
  const cache = createCache(roomToRemember)
  const roleFor = rememberRole(() => roleOf(client), log)

  const notifier = createNotifier((channel) => client.query(`select pg_notify($1, '')`, [channel]))

  function transact<T>(beginning: Omit<Parameters<typeof createWire>[1], 'cache'>, run: Run<T>): Promise<T> {
    return alone(async () => {
      const calls = new Set<string>()
      const value = await client.transaction(async (inner) => {
        const send: Send = (text, values, mode) => inner.query(text, values, isOptions(mode) ? mode : undefined)
        const wire = createWire(send, { ...beginning, cache })
        wire.calls = calls
        try {
          const result = await runOn(wire, () => run(transactionOn(wire, inner)))
          await wire.settle()
          wire.end()
          return result
        } finally {
          watch(wire.spent)
        }
      })
      for (const channel of calls) notifier.call(channel)
      return value
    })
  }

  async function inScope<T>(scope: Scope, run: Run<T>, trusting: boolean): Promise<T> {
    const enter = enterScope(scope, await roleFor())
    return transact({ agency: scope === 'all' ? null : scope.agency, trusting, enter }, run)
  }

  return {
    kind: 'embedded',
    inAgency: (agency, run, { trusting = false } = {}) => again((trust) => inScope({ agency }, run, trust), trusting),
    acrossAgencies: (run) => inScope('all', run, false),
    asOwner: (run) => transact({ agency: null, trusting: false, enter: null }, run),
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
      notifier.stop()
      await client.close()
      afterClose()
    },
  }
}

async function roleOf(client: PGlite): Promise<string | null> {
  const { rows } = await client.query<{ role: string | null }>(findRole)
  return rows[0]?.role ?? null
}

const dialect = new PgDialect()

function transactionOn(wire: Wire, inner: Transaction): Tx {
  /** What drizzle's session calls. */
  const client = {
    ...inner,
    async query<T>(text: string, values: unknown[] = [], options?: QueryOptions): Promise<Results<T>> {
      if (answersNothing(text)) {
        void wire.tell(text, values)
        return { rows: [], fields: [], affectedRows: 0 }
      }
      const answer = await wire.ask(text, values, options)
      if (!isResults<T>(answer)) throw new Error('the embedded database answered no result')
      return answer
    },
  }
  const tx: Tx = new PgliteTransaction<Record<string, never>, Record<string, never>>(
    dialect,
    new PgliteSession(client, dialect, undefined),
    undefined,
  )
  bindWire(tx, wire)
  return tx
}

/** What is in the rows is the statement's promise, which no type can check. */
function isResults<T>(answer: unknown): answer is Results<T> {
  return typeof answer === 'object' && answer !== null && 'rows' in answer
}

function isOptions(mode: unknown): mode is QueryOptions {
  return typeof mode === 'object' && mode !== null
}
