import { PostgresJsSession, PostgresJsTransaction } from '#orm/postgres-js'
import { PgDialect } from '#orm/pg-core'
import type { Sql, TransactionSql } from 'postgres'
import { createCache, type Cache } from './cache.ts'
import type { Database, Tx } from './connect.ts'
import { holdConnection, type Held } from './held.ts'
import { openLink, type Link, type LinkOptions } from './link.ts'
import { keepListening } from './listening.ts'
import { DatabaseAway } from './outage.ts'
import { createPool, type Patience, type Pool } from './pool.ts'
import { enterScope, findRole, type Scope } from './tenant.ts'
import {
  again,
  countRunning,
  createNotifier,
  createTrail,
  refuseNesting,
  rememberRole,
  roomToRemember,
  type Notifier,
} from './transactions.ts'
import { answersNothing, bindWire, createWire, runOn, waits, type Spent, type Wire } from './wire.ts'

const oldest = 150_000
const secondsToClose = 5

/** A start on a busy machine takes a second or two; what takes longer is hardly there. */
const secondsToConnect = 10

/** How long we bear with a database that says nothing, unless told. */
const patience: Patience = { secondsToDoubt: 10, secondsToGiveUp: 40 }

type Options = {
  url: string
  max: number
  log: (line: string) => void
  patience?: Patience | undefined
  watch?: ((spent: Spent) => void) | undefined
}

type Run<T> = (tx: Tx) => Promise<T>

/** Throws when the server cannot be reached or is too old. */
export async function openPostgres({
  url,
  max,
  log,
  patience: given = patience,
  watch = () => {},
}: Options): Promise<Database> {
  const limit = Math.min(secondsToConnect, given.secondsToDoubt)
  const open = (more: Partial<LinkOptions> = {}) =>
    openLink({ url, name: 'sahayak', settings: limits, secondsToConnect: limit, ...more })
  const pool = await openPool({ ...given, max, log, open })
  const alone = refuseNesting()
  const running = countRunning()
  const notifier = createNotifier((channel) => pool.use((link) => link.send(`select pg_notify($1, '')`, [channel])))
  const roleFor = rememberRole(() => pool.use((link) => roleOf(link)), log)
  const trail = createTrail(log)
  const through: Through = {
    ...{ pool, notifier, watch, cache: createCache(roomToRemember) },
    later: (agency, committing) => void running(() => trail.add(agency, committing)),
  }

  async function inScope<T>(scope: Scope, run: Run<T>, trusting: boolean): Promise<T> {
    const role = await roleFor()
    const agency = scope === 'all' ? null : scope.agency
    await trail.after(agency)
    const enter = enterScope(scope, role, trusting && agency !== null ? versionOf(through.cache.get(agency)) : null)
    return running(() => alone(() => transact(through, { agency, trusting, enter }, run)))
  }

  const asOwner = { agency: null, trusting: false, enter: null }
  const listening = new Set<() => Promise<void>>()
  return {
    kind: 'postgres',
    inAgency: (agency, run, { trusting = false } = {}) => again((trust) => inScope({ agency }, run, trust), trusting),
    acrossAgencies: (run) => inScope('all', run, false),
    // A migration may take as long as it takes.
    asOwner: (run) => running(() => alone(() => transact(through, asOwner, run, { patient: true }))),
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
      await running.idle(secondsToClose)
      notifier.stop()
      await Promise.all([...listening].map((stop) => stop()))
      await pool.close(secondsToClose)
    },
  }
}

async function openPool(options: Parameters<typeof createPool>[0]): Promise<Pool> {
  const pool = createPool(options)
  try {
    await pool.use((link) => requireVersion(link))
    return pool
  } catch (error) {
    await pool.close(0)
    throw error
  }
}

async function roleOf(link: Link): Promise<string | null> {
  const [found] = await link.send<{ role: string | null }[]>(findRole)
  return found?.role ?? null
}

type Through = {
  pool: Pool
  cache: Cache
  notifier: Notifier
  watch(spent: Spent): void
  /** A commit for which nobody waits. */
  later(agency: string | null, committing: Promise<void>): void
}

/** Of what is remembered of an agency. */
function versionOf(remembered: unknown): string | null {
  if (typeof remembered !== 'object' || remembered === null || !('version' in remembered)) return null
  return typeof remembered.version === 'string' ? remembered.version : null
}

type Beginning = Omit<Parameters<typeof createWire>[1], 'cache'>

async function transact<T>(
  through: Through,
  beginning: Beginning,
  run: Run<T>,
  how?: { patient: boolean },
): Promise<T> {
  const held = await holdConnection(through.pool, how)
  const wire = createWire(held.send, { ...beginning, cache: through.cache })
  let value: T
  let settled: Promise<void>
  try {
    value = await held.orLost(runOn(wire, () => run(transactionOn(wire))))
    settled = wire.settle()
  } catch (error) {
    const why = held.why(error)
    await held.rollback()
    through.watch(wire.spent)
    throw why
  }
  // Sent behind the writes without waiting for them: where one of them fails, the server undoes all at the commit.
  const committing = commit(through, held, wire, settled)
  if (waits(wire)) await committing
  else through.later(wire.agency, committing)
  return value
}

async function commit({ watch, notifier }: Through, held: Held, wire: Wire, settled: Promise<void>): Promise<void> {
  wire.end()
  const [written, committed] = await Promise.allSettled([settled, held.commit()])
  watch(wire.spent)
  // Of a connection that was lost the commit knows more: whether it may stand all the same.
  if (committed.status === 'rejected' && committed.reason instanceof DatabaseAway) throw committed.reason
  if (written.status === 'rejected') throw written.reason
  if (committed.status === 'rejected') throw committed.reason
  for (const channel of wire.calls) notifier.call(channel)
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

const dialect = new PgDialect()

function transactionOn(wire: Wire): Tx {
  const session = new PostgresJsSession<Sql & TransactionSql, Record<string, never>, NoRelations>(
    clientOn(wire),
    dialect,
    undefined,
  )
  const tx = new PostgresJsTransaction<Record<string, never>, NoRelations>(dialect, session, undefined)
  bindWire(tx, wire)
  return tx
}

type NoRelations = Record<string, never>

/** What drizzle's session calls of a client: `unsafe`, and `savepoint` for a transaction inside this one. */
function clientOn(wire: Wire): Sql & TransactionSql {
  let savepoints = 0
  const client = {
    unsafe(text: string, values: unknown[] = []) {
      return {
        values: () => wire.ask(text, values, 'arrays'),
        // oxlint-disable-next-line unicorn/no-thenable -- what drizzle awaits
        then(resolve: (rows: unknown) => void, reject: (error: unknown) => void) {
          if (!answersNothing(text)) return wire.ask(text, values).then(resolve, reject)
          void wire.tell(text, values)
          return Promise.resolve([]).then(resolve, reject)
        },
      }
    },
    async savepoint<T>(run: (client: unknown) => Promise<T>): Promise<T> {
      const name = `inner_${++savepoints}`
      await wire.settle()
      await wire.ask(`savepoint ${name}`, [])
      try {
        const value = await run(client)
        await wire.settle()
        return value
      } catch (error) {
        await wire.ask(`rollback to ${name}`, [])
        wire.forgive()
        throw error
      }
    },
  }
  if (!isConnection(client)) throw new Error('drizzle wants more of a client')
  return client
}

function isConnection(client: object): client is Sql & TransactionSql {
  return 'unsafe' in client && 'savepoint' in client
}
