import type { Link } from './link.ts'
import { DatabaseAway, outageFrom } from './outage.ts'

/** How often we look whether connections are still heard. */
const lookMs = 1_000
/** So many connections are opened anew each hour or so, which spreads them over the servers behind one address. */
const lifeMs = 45 * 60_000

export type Patience = {
  /** A statement that has heard nothing for so long makes us ask, on a connection of its own, whether the server is there. */
  secondsToDoubt: number
  /** After so long it is given up, whatever the server says: it is more than Postgres itself grants a statement. */
  secondsToGiveUp: number
}

export type Pool = {
  /** Runs it on a connection that is nobody else's meanwhile. `patient`: what it says may take as long as the server lives. */
  use<T>(run: (link: Link) => Promise<T>, how?: { patient: boolean }): Promise<T>
  /** A connection that is nobody else's until it is given back, which is done once. */
  hold(how?: { patient: boolean }): Promise<{ link: Link; giveBack(): void }>
  /** Waits for what is running, for so many seconds. */
  close(seconds: number): Promise<void>
}

type Options = Patience & { max: number; open(): Promise<Link>; log(line: string): void }

type Kept = { link: Link; opened: number; heard: number; silent: number; patient: boolean }
type Waiting = { got(kept: Kept): void; failed(error: DatabaseAway): void; looks: number }

type State = Options & {
  all: Set<Kept>
  idle: Kept[]
  waiting: Waiting[]
  opening: number
  isAway: boolean
  probing: boolean
  /** Called with each connection that ends while the pool is being closed. */
  closing: (() => void) | null
}

/**
 * Connections that are thrown away at their first fault and opened anew when they are needed. Whoever waits for one is told
 * when the database cannot be reached, and never left to wait.
 */
export function createPool(options: Options): Pool {
  const pool: State = {
    ...options,
    ...{ all: new Set(), idle: [], waiting: [] },
    ...{ opening: 0, isAway: false, probing: false, closing: null },
  }
  const looking = setInterval(() => look(pool), lookMs)
  looking.unref()

  async function hold({ patient } = { patient: false }) {
    const kept = await take(pool)
    kept.patient = patient
    return { link: kept.link, giveBack: () => give(pool, kept) }
  }

  return {
    hold,
    async use(run, how) {
      const { link, giveBack } = await hold(how)
      try {
        return await run(link)
      } finally {
        giveBack()
      }
    },
    async close(seconds) {
      await closeAll(pool, seconds)
      clearInterval(looking)
    },
  }
}

function take(pool: State): Promise<Kept> {
  if (pool.closing) return Promise.reject(isClosing())
  const kept = pool.idle.pop()
  if (kept) return Promise.resolve(kept)
  return new Promise((got, failed) => {
    pool.waiting.push({ got, failed, looks: 0 })
    openMore(pool)
  })
}

function isClosing(): DatabaseAway {
  return new DatabaseAway('the connections to the database are being closed')
}

function openMore(pool: State): void {
  if (pool.waiting.length <= pool.opening || pool.all.size + pool.opening >= pool.max) return
  pool.opening += 1
  pool
    .open()
    .then(
      (link) => add(pool, link),
      (error: unknown) => fail(pool, outageFrom(error)),
    )
    .finally(() => {
      pool.opening -= 1
      openMore(pool)
    })
}

function add(pool: State, link: Link): void {
  const { all, idle } = pool
  if (pool.isAway) pool.log('the database is back')
  pool.isAway = false
  const kept = { link, opened: performance.now(), heard: 0, silent: 0, patient: false }
  all.add(kept)
  link.onLost(() => {
    all.delete(kept)
    const at = idle.indexOf(kept)
    if (at >= 0) idle.splice(at, 1)
    openMore(pool)
  })
  give(pool, kept)
}

/** As long as others are connected, whoever waits will get one of theirs. */
function fail(pool: State, error: DatabaseAway): void {
  if (pool.all.size > 0) return pool.log(`the database takes no further connection: ${error.message}`)
  if (!pool.isAway) pool.log(`the database is away: ${error.message}`)
  pool.isAway = true
  for (const one of pool.waiting.splice(0)) one.failed(error)
}

function give(pool: State, kept: Kept): void {
  if (kept.link.lost()) return
  if (pool.closing || performance.now() - kept.opened > lifeMs) {
    pool.all.delete(kept)
    kept.link.end().catch(() => {})
    pool.closing?.()
    return openMore(pool)
  }
  const next = pool.waiting.shift()
  if (next) next.got(kept)
  else pool.idle.push(kept)
}

/** Counted in looks and not in time: a process that was stopped for a while has not listened, and doubts nobody. */
function look(pool: State): void {
  const { all, waiting, secondsToDoubt, secondsToGiveUp } = pool
  for (const kept of all) {
    const heard = kept.link.bytesHeard()
    kept.silent = kept.link.unanswered() > 0 && heard === kept.heard ? kept.silent + 1 : 0
    kept.heard = heard
    if (kept.silent > secondsToGiveUp && !kept.patient) kept.link.cut('the database did not answer in time')
  }
  const tooLate = waiting.filter((one) => ++one.looks > secondsToGiveUp)
  for (const one of tooLate) {
    waiting.splice(waiting.indexOf(one), 1)
    one.failed(new DatabaseAway('no connection to the database came free'))
  }
  if (!pool.probing && [...all].some(({ silent }) => silent >= secondsToDoubt)) void probe(pool)
}

/** A statement may take long, and a server may be gone without a word: only a new connection tells the one from the other. */
async function probe(pool: State): Promise<void> {
  const { all, secondsToDoubt } = pool
  pool.probing = true
  try {
    const link = await pool.open()
    await link.end()
    for (const kept of all) if (kept.silent >= secondsToDoubt) kept.silent -= secondsToDoubt
  } catch (error) {
    const why = outageFrom(error)
    for (const kept of all) if (kept.silent > 0 || kept.link.unanswered() === 0) kept.link.cut(why.message)
    fail(pool, why)
  } finally {
    pool.probing = false
  }
}

async function closeAll(pool: State, seconds: number): Promise<void> {
  const { all, idle, waiting } = pool
  const idleNow = idle.splice(0)
  const free = Promise.withResolvers<void>()
  const closing = () => void (all.size === 0 && free.resolve())
  pool.closing = closing
  for (const one of waiting.splice(0)) one.failed(isClosing())
  for (const kept of idleNow) give(pool, kept)
  closing()
  const limit = setTimeout(free.resolve, seconds * 1000)
  await free.promise
  clearTimeout(limit)
  for (const { link } of all) link.cut('the connections to the database are closed')
}
