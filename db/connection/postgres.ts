import type { Database, Tx } from './connect.ts'
import { openLink, type Link, type LinkOptions, type Send } from './link.ts'
import { keepListening } from './listening.ts'
import { createPool, type Patience } from './pool.ts'
import { transact } from './postgres-transaction.ts'
import { enterScope, findRole, scopeValues, type Scope } from './tenant.ts'
import { refuseNesting, rememberRole } from './transactions.ts'

const oldest = 150_000
const secondsToClose = 5

/** A start on a busy machine takes a second or two; what takes longer is hardly there. */
export const secondsToConnect = 10

/** How long we bear with a database that says nothing, unless told. */
const patience: Patience = { secondsToDoubt: 10, secondsToGiveUp: 40 }

type Options = { url: string; max: number; log: (line: string) => void; patience?: Patience | undefined }

/** Throws when the server cannot be reached or is too old. */
export async function openPostgres({ url, max, log, patience: given = patience }: Options): Promise<Database> {
  const limit = Math.min(secondsToConnect, given.secondsToDoubt)
  const open = (more: Partial<LinkOptions> = {}) =>
    openLink({ url, name: 'sahayak', settings: limits, secondsToConnect: limit, ...more })
  const pool = createPool({ ...given, max, log, open })
  try {
    await pool.use((link) => requireVersion(link))
  } catch (error) {
    await pool.close(0)
    throw error
  }

  const alone = refuseNesting()
  const roleFor = rememberRole(
    () =>
      pool.use(async (link) => {
        const [found] = await link.send<{ role: string | null }[]>(findRole)
        return found?.role ?? null
      }),
    log,
  )

  async function inScope<T>(scope: Scope, run: (tx: Tx) => Promise<T>): Promise<T> {
    const role = await roleFor()
    const enter = (send: Send) => void send(enterScope, scopeValues(scope, role), { prepare: true })
    return alone(() => pool.use((link) => transact(link, enter, run)))
  }

  const listening = new Set<() => Promise<void>>()
  return {
    kind: 'postgres',
    inAgency: (agency, run) => inScope({ agency }, run),
    acrossAgencies: (run) => inScope('all', run),
    // A migration may take as long as it takes.
    asOwner: (run) => alone(() => pool.use((link) => transact(link, () => {}, run), { patient: true })),
    async listen(channel, hear) {
      const stop = await keepListening({ open, channel, hear, secondsToDoubt: given.secondsToDoubt })
      listening.add(stop)
      return async () => {
        listening.delete(stop)
        await stop()
      }
    },
    // Autovacuum and the checkpointer see to it.
    housekeeping: async () => {},
    async close() {
      await Promise.all([...listening].map((stop) => stop()))
      await pool.close(secondsToClose)
    },
  }
}

const limits = {
  // A command takes milliseconds: whatever runs this long is stuck and holds rows that others wait for.
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
}

async function requireVersion(link: Link): Promise<void> {
  const [server] = await link.send<{ number: number; version: string }[]>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  )
  if (!server || server.number < oldest) throw new Error(`PostgreSQL 15 or newer is needed; this is ${server?.version}`)
}
