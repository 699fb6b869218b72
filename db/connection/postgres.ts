import { drizzle, PostgresJsSession, PostgresJsTransaction } from '#orm/postgres-js'
import { PgDialect } from '#orm/pg-core'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import type { Database, Tx } from './connect.ts'
import { enterScope, findRole, scopeValues, type Scope } from './tenant.ts'
import { refuseNesting, rememberRole } from './transactions.ts'

const oldest = 150_000
const secondsToClose = 5

type Options = { url: string; max: number; log: (line: string) => void }

export async function openPostgres({ url, max, log }: Options): Promise<Database> {
  const client = postgres(url, {
    max,
    onnotice: () => {},
    connection: {
      application_name: 'sahayak',
      // A command takes milliseconds: whatever runs this long is stuck and holds rows that others wait for.
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  })
  // Called for what it does to the client: dates and JSON are handed over as text, which columns read themselves.
  drizzle(client)

  try {
    await requireVersion(client)
  } catch (error) {
    await client.end({ timeout: 0 })
    throw error
  }

  const alone = refuseNesting()
  const roleFor = rememberRole(async () => {
    const [found] = await client.unsafe<{ role: string | null }[]>(findRole)
    return found?.role ?? null
  }, log)

  async function inScope<T>(scope: Scope, run: (tx: Tx) => Promise<T>): Promise<T> {
    const role = await roleFor()
    const result = await alone(() =>
      client.begin((sql) => {
        // Not awaited: it travels with the first query. Should it fail, the transaction is aborted and refuses the rest.
        void sql.unsafe(enterScope, scopeValues(scope, role), { prepare: true }).execute()
        return hold(run(transactionOn(sql)))
      }),
    )
    return result.value
  }

  return {
    kind: 'postgres',
    inAgency: (agency, run) => inScope({ agency }, run),
    acrossAgencies: (run) => inScope('all', run),
    asOwner: async (run) => (await alone(() => client.begin((sql) => hold(run(transactionOn(sql)))))).value,
    async listen(channel, hear) {
      const listening = await client.listen(channel, hear)
      return () => listening.unlisten()
    },
    // Autovacuum and the checkpointer see to it.
    housekeeping: async () => {},
    close: () => client.end({ timeout: secondsToClose }),
  }
}

async function requireVersion(client: Sql): Promise<void> {
  const [server] = await client<{ number: number; version: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version`
  if (!server || server.number < oldest) throw new Error(`PostgreSQL 15 or newer is needed; this is ${server?.version}`)
}

/** postgres.js awaits each element of an array that `begin` is given; in a box, a result that is one stays as it is. */
async function hold<T>(result: Promise<T>): Promise<{ value: T }> {
  return { value: await result }
}

const dialect = new PgDialect()

function transactionOn(sql: TransactionSql): Tx {
  if (!isConnection(sql)) throw new Error('a transaction of postgres.js has no unsafe')

  const session = new PostgresJsSession<Sql & TransactionSql, Record<string, never>, NoRelations>(
    sql,
    dialect,
    undefined,
  )
  const prepareQuery = session.prepareQuery.bind(session)
  // Drizzle prepares on the server only what has a name. A nameless query costs a second round trip each time (describe, then
  // bind) and cannot travel together with others; so all of them get one. postgres.js itself goes by the text.
  session.prepareQuery = (query, fields, name, ...rest) => prepareQuery(query, fields, name ?? 'kept', ...rest)
  return new PostgresJsTransaction<Record<string, never>, NoRelations>(dialect, session, undefined)
}

type NoRelations = Record<string, never>

/** Drizzle's session wants a whole connection and is given a transaction by drizzle itself: `unsafe` and `savepoint` are all that it calls. */
function isConnection(sql: TransactionSql): sql is Sql & TransactionSql {
  return 'unsafe' in sql
}
