import type { SQL } from '#orm/core'
import type { PgDatabase, PgQueryResultHKT } from '#orm/pg-core'
import type { Patience } from './pool.ts'
import { bindWire, rowsIn, wireOf, type Row, type Spent } from './wire.ts'

/**
 * A transaction, on either database. Every function that reads or writes takes one: nothing is done outside.
 *
 * It knows the query builder only; what a raw statement returns differs per driver, and is read by `rows`.
 */
export type Tx = PgDatabase<PgQueryResultHKT, Record<string, never>>

export type Database = {
  kind: 'postgres' | 'embedded'

  /**
   * A transaction that sees, and may write, this agency's rows alone, whatever its queries forget to say.
   *
   * What writes and answers nothing is not waited for: it travels with what comes next, or with the commit.
   * `trusting`: what is remembered of the agency is used before it is known to be right; where it was not, all is undone and
   * `run` is called once more.
   */
  inAgency<T>(agencyId: string, run: (tx: Tx) => Promise<T>, how?: { trusting?: boolean }): Promise<T>

  /** A transaction over all agencies: for the look-up of a place, the pump and the clock. */
  acrossAgencies<T>(run: (tx: Tx) => Promise<T>): Promise<T>

  /** A transaction as the connecting role itself, without a scope: for migrations and the doctor. */
  asOwner<T>(run: (tx: Tx) => Promise<T>): Promise<T>

  /** Hears `pg_notify(channel, payload)` of every process once the transaction that said it is committed. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>

  /** Vacuum and checkpoint where no server does them by itself. */
  housekeeping(): Promise<void>

  /** Waits for what is running, for a few seconds. */
  close(): Promise<void>
}

export type Connection = {
  /** Without it the embedded database in `dataDir` is used. */
  url?: string | undefined
  dataDir: string
  /** Connections to Postgres at most; 10 unless told. */
  max?: number | undefined
  /** How long a Postgres that says nothing is borne with. */
  patience?: Patience | undefined
  log?: ((line: string) => void) | undefined
  /** Told of each transaction what it cost. */
  watch?: ((spent: Spent) => void) | undefined
}

export async function connectDatabase({
  url,
  dataDir,
  max = 10,
  patience,
  log = () => {},
  watch,
}: Connection): Promise<Database> {
  // Each brings its driver, and only one of them is ever used.
  if (url) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres({ url, max, log, patience, watch })
  }
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded({ dataDir, log, watch })
}

/**
 * Runs a statement that the query builder cannot say. Instants and days come as Postgres' own text on both drivers;
 * a `bigint` does not (a string, or a number): cast it in the statement.
 */
export async function rows<T extends Record<string, unknown>>(tx: Tx, statement: SQL): Promise<T[]> {
  const found = rowsIn(await tx.execute(statement))
  if (!areOf<T>(found)) throw new Error('the driver answered something else than rows')
  return [...found]
}

/** What is in them is the statement's promise, which no type can check. */
function areOf<T>(found: Row[]): found is T[] & Row[] {
  return Array.isArray(found)
}

/** A part of a transaction that may fail by itself: what it wrote is then undone, and the rest goes on. */
export function inPart<T>(tx: Tx, run: (inner: Tx) => Promise<T>): Promise<T> {
  return tx.transaction((inner) => {
    bindWire(inner, wireOf(tx))
    return run(inner)
  })
}

/** Whether someone else added, in the same moment, what may be there once. Drizzle wraps what the driver threw. */
export function isConflict(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && error.code === '23505') return true
  return 'cause' in error && isConflict(error.cause)
}
