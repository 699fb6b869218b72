import type { Socket } from 'node:net'
import { drizzle } from '#orm/postgres-js'
import postgres, { type PendingQuery, type Row, type Sql, type UnsafeQueryOptions } from 'postgres'
import { DatabaseAway, outageFrom } from './outage.ts'
import { openSocket, type Address } from './socket.ts'

export type LinkOptions = {
  url: string
  /** What an administrator sees it called. */
  name: string
  /** Settings of the session, such as `statement_timeout` in milliseconds. */
  settings?: Record<string, string | number>
  secondsToConnect: number
  hear?: (channel: string, payload: string) => void
}

/** The rows are the statement's promise, which no type can check. */
export type Send = <T extends Row[] = Row[]>(
  text: string,
  values?: Parameters<Sql['unsafe']>[1],
  how?: UnsafeQueryOptions,
) => PendingQuery<T>

/** One connection to Postgres, used up to its first fault and never after it. */
export type Link = {
  /** Sends a statement; throws once the connection is lost. Whatever was not answered by then rejects. */
  send: Send
  /** Why it is of no use any more; null while it is well. */
  lost(): DatabaseAway | null
  /** Calls it once, before whoever waits for an answer hears of it; answers how to have it not called. */
  onLost(listener: () => void): () => void
  /** How many statements wait for their answer. */
  unanswered(): number
  /** Grows with all that the server says. */
  bytesHeard(): number
  /** Ends it at once, answered or not. */
  cut(why: string): void
  /** Whether it was ended here, and not by the server or on the way. */
  wasCut(): boolean
  /** Ends it politely. */
  end(): Promise<void>
}

/**
 * Opens a connection and waits until it answers. Throws DatabaseAway when it does not within the time.
 *
 * postgres.js mends a broken connection by itself, and there it fails: what a transaction says after the break it writes to
 * the connection as if nothing had been, to no socket at all (which ends the process), or to the new one, outside of its
 * transaction. So each client of it is given one socket in its life, by us, and nothing once that is gone. See
 * docs/decisions/014-connections-of-our-own.md.
 */
export async function openLink(options: LinkOptions): Promise<Link> {
  const ending = createEnding(() => sql)
  const { lose } = ending
  const client = {
    ...clientOptions(options),
    onclose: () => lose(new DatabaseAway('the connection to the database was lost')),
    socket: createSockets(options, ending),
  }
  const sql = postgres(options.url, client)
  // Called for what it does to the client: dates and JSON are handed over as text, which columns read themselves.
  drizzle(sql)

  const link = linkOver(sql, ending)
  const limit = setTimeout(() => link.cut('the database does not answer'), options.secondsToConnect * 1000)
  try {
    await Promise.race([link.send('select 1'), ending.whenLost])
    ending.isOpen = true
    return link
  } catch (error) {
    const why = outageFrom(error)
    lose(why)
    throw why
  } finally {
    clearTimeout(limit)
  }
}

/** How a connection ends: once, whoever ends it. */
type Ending = {
  lose(error: DatabaseAway): void
  lost: DatabaseAway | null
  listeners: Set<() => void>
  /** Rejects when it is lost. */
  whenLost: Promise<never>
  socket: Socket | null
  isOpen: boolean
}

function createEnding(client: () => Sql): Ending {
  const whenLost = Promise.withResolvers<never>()
  whenLost.promise.catch(() => {})
  const ending: Ending = {
    ...{ lost: null, listeners: new Set(), whenLost: whenLost.promise, socket: null, isOpen: false },
    lose(error) {
      if (ending.lost) return
      ending.lost = error
      for (const listener of ending.listeners) listener()
      whenLost.reject(error)
      // What the client has taken in and not sent yet would wait for ever.
      client()
        .end({ timeout: 0 })
        .catch(() => {})
      ending.socket?.destroy()
    },
  }
  return ending
}

/** Asked for again after a break, which is refused; and before, where a URL names several servers of which one will do. */
function createSockets({ secondsToConnect }: LinkOptions, ending: Ending) {
  let addresses: Address[] | null = null
  return async ({ host, port, path }: { host: string[]; port: number[]; path: string | false }): Promise<Socket> => {
    addresses ??= path ? [{ path }] : host.map((name, n) => ({ host: name, port: port[n] ?? 5432 }))
    let why: unknown = new DatabaseAway('the connection to the database broke off')
    const isWanted = () => !ending.isOpen && !ending.lost
    for (let address = addresses.shift(); address && isWanted(); address = addresses.shift()) {
      try {
        return (ending.socket = await openSocket(address, secondsToConnect))
      } catch (error) {
        why = error
      }
    }
    ending.lose(outageFrom(why))
    throw why
  }
}

function linkOver(sql: Sql, ending: Ending): Link {
  const { lose, listeners } = ending
  let wasCut = false
  let unanswered = 0
  const answered = () => void (unanswered -= 1)
  return {
    send<T extends Row[]>(...[text, values, how]: Parameters<Send>) {
      if (ending.lost) throw ending.lost
      const query = sql.unsafe<T>(text, values, how)
      unanswered += 1
      query.then(answered, (error: unknown) => {
        answered()
        if (isBreak(error)) lose(outageFrom(error))
      })
      return query
    },
    lost: () => ending.lost,
    onLost(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    unanswered: () => unanswered,
    bytesHeard: () => ending.socket?.bytesRead ?? 0,
    cut(why) {
      wasCut ||= ending.lost === null
      lose(new DatabaseAway(why))
    },
    wasCut: () => wasCut,
    end: () => sql.end({ timeout: 1 }),
  }
}

/** What the driver or the system says of a connection, and not the server of a statement. */
function isBreak(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  return 'syscall' in error || /^(?:CONNECT|ECONN|EPIPE)/u.test(error.code)
}

const listOf = (oid: number, parse: (text: string) => unknown[]) => ({
  to: oid,
  from: [oid],
  parse,
  serialize: (value: unknown) => value,
})

/** Lists of Postgres' own types, by their numbers. Columns read theirs by themselves; these are for what is written as SQL. */
const arrays = {
  booleans: listOf(1000, (text) => readList(text).map((value) => value === 't')),
  integers: listOf(1007, (text) => readList(text).map(Number)),
  texts: listOf(1009, readList),
  uuids: listOf(2951, readList),
}

/** What stands in `{a,"b, \"c\""}`. Drizzle's own reading of it loses each backslash. */
function readList(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([^{},"]+)/gsu)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll(/\\(.)/gsu, '$1'),
  )
}

function clientOptions({ name, settings, secondsToConnect, hear }: LinkOptions) {
  return {
    max: 1,
    // Both are the pool's: the client would end a connection in the middle of a transaction.
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: secondsToConnect,
    // Asked by the client itself, with nobody to hear that it failed: which would end the process.
    fetch_types: false,
    types: arrays,
    onnotice: () => {},
    connection: { application_name: name, ...settings },
    ...(hear && { onnotify: hear }),
  }
}
