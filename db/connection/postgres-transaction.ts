import { PgDialect } from '#orm/pg-core'
import { PostgresJsSession, PostgresJsTransaction } from '#orm/postgres-js'
import type { Row, Sql, TransactionSql } from 'postgres'
import type { Tx } from './connect.ts'
import type { Link, Send } from './link.ts'
import { DatabaseAway } from './outage.ts'

/**
 * Runs a transaction on a connection. `enter` is what it begins with, sent ahead together with the first query.
 *
 * It stands only when the server has said so. When the connection was lost on the way it throws DatabaseAway, `uncertain`
 * when the word to commit had been sent; what still runs inside is refused from then on, and touches nobody else's transaction.
 */
export async function transact<T>(link: Link, enter: (send: Send) => void, run: (tx: Tx) => Promise<T>): Promise<T> {
  const inside = openScope(link)
  let committing = false
  try {
    // Not awaited: it travels with the first query. Should it fail, what follows fails as well.
    void inside.send('begin')
    enter(inside.send)
    const result = await orLost(link, run(transactionOn(inside)))
    if (inside.failed()) throw inside.failed()
    committing = true
    const { command } = await inside.send('commit')
    // What Postgres answers to a transaction that it has given up already.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return result
  } catch (error) {
    const lost = link.lost()
    if (lost) throw new DatabaseAway(lost.message, { cause: lost, uncertain: committing })
    if (!committing) await rollback(inside, link)
    throw isAborted(error) ? (inside.failed() ?? error) : error
  } finally {
    inside.close()
  }
}

/** Nobody may get a connection that is still inside of something. */
async function rollback(inside: Scope, link: Link): Promise<void> {
  await inside.send('rollback').catch(() => link.cut('a transaction could not be rolled back'))
}

type Scope = {
  send: Send
  savepoint<T>(run: (inner: Scope) => Promise<T>): Promise<T>
  /** The first statement that failed: Postgres has given up the transaction then, even if whoever sent it has caught it. */
  failed(): Error | null
  close(): void
}

function openScope(link: Link, depth = 0): Scope {
  let first: Error | null = null
  let over = false

  const scope: Scope = {
    send<T extends Row[]>(...[text, values, how]: Parameters<Send>) {
      if (over) throw new Error('a statement was sent after the end of its transaction')
      const query = link.send<T>(text, values, how)
      query.catch((error: unknown) => {
        first ??= error instanceof Error ? error : new Error(String(error))
      })
      return query
    },
    async savepoint(run) {
      const inner = openScope(link, depth + 1)
      const name = `s${depth}`
      await scope.send(`savepoint ${name}`)
      try {
        const result = await run(inner)
        if (inner.failed()) throw inner.failed()
        return result
      } catch (error) {
        await scope.send(`rollback to ${name}`)
        throw error
      } finally {
        inner.close()
      }
    },
    failed: () => first,
    close: () => void (over = true),
  }
  return scope
}

/** What runs inside may wait for something else than the database, and must not be waited for. */
async function orLost<T>(link: Link, running: Promise<T>): Promise<T> {
  const gone = Promise.withResolvers<never>()
  const off = link.onLost(() => gone.reject(link.lost()))
  try {
    return await Promise.race([running, gone.promise])
  } finally {
    off()
  }
}

/** Says only that an earlier statement failed, which is what whoever reads the error wants to know of. */
function isAborted(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '25P02') || isAborted(error.cause)
}

const dialect = new PgDialect()
type NoRelations = Record<string, never>

function transactionOn(scope: Scope): Tx {
  const client = clientOn(scope)
  if (!isConnection(client)) throw new Error('a transaction has no unsafe')

  const session = new PostgresJsSession<Sql & TransactionSql, NoRelations, NoRelations>(client, dialect, undefined)
  const prepareQuery = session.prepareQuery.bind(session)
  // Drizzle prepares on the server only what has a name. A nameless query costs a second round trip each time (describe, then
  // bind) and cannot travel together with others; so all of them get one. postgres.js itself goes by the text.
  session.prepareQuery = (query, fields, name, ...rest) => prepareQuery(query, fields, name ?? 'kept', ...rest)
  return new PostgresJsTransaction<NoRelations, NoRelations>(dialect, session, undefined)
}

function clientOn(scope: Scope): object {
  return {
    unsafe: scope.send,
    savepoint: <T>(run: (inner: object) => Promise<T>) => scope.savepoint((inner) => run(clientOn(inner))),
  }
}

/** Drizzle's session wants a whole client of postgres.js: `unsafe` and `savepoint` are all that it calls. */
function isConnection(client: object): client is Sql & TransactionSql {
  return 'unsafe' in client && 'savepoint' in client
}
