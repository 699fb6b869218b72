import { connect, type Socket } from 'node:net'
import { drizzle } from '#orm/postgres-js'
import postgres, { type PendingQuery, type Row, type Sql, type UnsafeQueryOptions } from 'postgres'
import { DatabaseAway, outageFrom } from './outage.ts'

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
  const listeners = new Set<() => void>()
  const whenLost = Promise.withResolvers<never>()
  whenLost.promise.catch(() => {})
  let lost: DatabaseAway | null = null
  let socket: Socket | null = null
  let addresses: Address[] | null = null
  let isOpen = false
  let wasCut = false
  let unanswered = 0

  function lose(error: DatabaseAway): void {
    if (lost) return
    lost = error
    for (const listener of listeners) listener()
    whenLost.reject(error)
    // What the client has taken in and not sent yet would wait for ever.
    sql.end({ timeout: 0 }).catch(() => {})
    socket?.destroy()
  }

  const client = {
    ...clientOptions(options),
    onclose: () => lose(new DatabaseAway('the connection to the database was lost')),
    /** Asked for again after a break, which is refused; and before, where a URL names several servers of which one will do. */
    async socket({ host, port, path }: { host: string[]; port: number[]; path: string | false }): Promise<Socket> {
      addresses ??= path ? [{ path }] : host.map((name, n) => ({ host: name, port: port[n] ?? 5432 }))
      let why: unknown = new DatabaseAway('the connection to the database broke off')
      for (let address = addresses.shift(); address && !isOpen && !lost; address = addresses.shift()) {
        try {
          return (socket = await openSocket(address, options.secondsToConnect))
        } catch (error) {
          why = error
        }
      }
      lose(outageFrom(why))
      throw why
    },
  }
  const sql = postgres(options.url, client)
  // Called for what it does to the client: dates and JSON are handed over as text, which columns read themselves.
  drizzle(sql)

  const link: Link = {
    send<T extends Row[]>(...[text, values, how]: Parameters<Send>) {
      if (lost) throw lost
      const query = sql.unsafe<T>(text, values, how)
      unanswered += 1
      query.then(answered, (error: unknown) => {
        answered()
        if (isBreak(error)) lose(outageFrom(error))
      })
      return query
    },
    lost: () => lost,
    onLost(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    unanswered: () => unanswered,
    bytesHeard: () => socket?.bytesRead ?? 0,
    cut(why) {
      wasCut ||= lost === null
      lose(new DatabaseAway(why))
    },
    wasCut: () => wasCut,
    end: () => sql.end({ timeout: 1 }),
  }
  function answered(): void {
    unanswered -= 1
  }

  const limit = setTimeout(() => link.cut('the database does not answer'), options.secondsToConnect * 1000)
  try {
    await Promise.race([link.send('select 1'), whenLost.promise])
    isOpen = true
    return link
  } catch (error) {
    const why = outageFrom(error)
    lose(why)
    throw why
  } finally {
    clearTimeout(limit)
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

type Address = { host: string; port: number } | { path: string }

async function openSocket(address: Address, seconds: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(address)
  const limit = setTimeout(() => {
    reject(new DatabaseAway('the database takes no connection'))
    socket.destroy()
  }, seconds * 1000)
  socket.once('connect', resolve)
  socket.once('error', reject)
  try {
    await promise
  } finally {
    clearTimeout(limit)
    socket.off('error', reject)
    // Until the client listens: what breaks in between it finds out when it writes.
    socket.once('error', () => {})
  }
  inOneGo(socket)
  // What the client proves a certificate against.
  return 'host' in address ? Object.assign(socket, { host: address.host }) : socket
}

/** From here on the client writes at once; what is shorter it gathers until the end of the turn. */
const gathered = 1024

/**
 * Has what is sent in one turn travel in one packet: the client writes a long statement at once and the commit behind it by itself, and
 * each packet costs both sides a system call and wakes the server.
 */
function inOneGo(socket: Socket): void {
  const { write } = socket
  let held: NodeJS.Immediate | null = null
  const letGo = () => {
    held = null
    socket.uncork()
  }
  const hold = () => (held = setImmediate(() => (held = setImmediate(letGo))))
  const through = (...given: Parameters<typeof write>) => {
    const isLong = given[0].length >= gathered
    if (isLong && !held) {
      socket.cork()
      hold()
    }
    const result = write.apply(socket, given)
    // The last of the turn, since the client gathers until then.
    if (!isLong && held) {
      clearImmediate(held)
      letGo()
    }
    return result
  }
  Object.assign(socket, { write: through })
}
