import { openLink, type Link } from './link.ts'

/** How often a process asks whether it may lead, and whether it still does. */
const beatMs = 1_000
/** A question is given up after so long, and asked again on another connection. */
const beatLimitMs = 3_000
/** So long after a beat the lead is certain; only after longer is it taken from whoever does not beat. */
const certainMs = 4_000
const secondsOfSilence = 6
/** One that nobody stood by to follow goes on for so long while the database is away: people are to be told of it. */
const aloneMs = 120_000
/** After so long without a beat nobody leads alone any more, by whatever clock. */
const secondsUntilNobody = aloneMs / 1000 + 5
/** Less than the silence after which another leads: who has not even asked for so long was stopped. */
const awakeMs = 5_000

export type Leadership = { stop(): Promise<void> }

/**
 * Whether this process may act as the leader now. Where that is not certain it is asked, which takes a few seconds at most: a
 * process that was stopped for a while has been replaced, and finds on waking what its successor has seen to.
 */
export type Leads = () => Promise<boolean>

type Led = { stop(): Promise<void> }

type Options = {
  url: string | undefined
  name: string
  lead(leads: Leads): Promise<Led>
  failed(error: unknown): void
}

/**
 * Of all processes on one Postgres, one at a time does `lead`: the one that holds the advisory lock, on a connection of its own.
 *
 * When that process dies its connection ends and with it the lock. When it stands still or is cut off, the others see that it
 * has not asked for six seconds, by the server's clock, and end its connection. One of whom it has not heard, since they came after it asked
 * last, waits until it leads alone no more. See docs/decisions/014-connections-of-our-own.md.
 * The embedded database has a single process anyway: without a URL it leads at once, for good.
 */
export async function takeTheLead({ url, name, lead, failed }: Options): Promise<Leadership> {
  if (!url) return lead(async () => true)

  const leading: Leading = {
    ...{ lead, failed, ask: createAsking(url, name) },
    ...{ led: null, certain: never, beaten: now(), alone: false, stopping: false, beating: null },
  }
  let timer: NodeJS.Timeout | undefined
  async function goOn(): Promise<void> {
    const pause = await beatNow(leading)
    if (!leading.stopping) timer = setTimeout(() => void goOn(), pause)
  }
  await goOn()
  await leading.led

  return {
    async stop() {
      leading.stopping = true
      clearTimeout(timer)
      await leading.beating
      await stepDown(leading)
      await leading.ask.end()
    },
  }
}

type Leading = Pick<Options, 'lead' | 'failed'> & {
  ask: Asking
  led: Promise<Led | null> | null
  /** When it was last certain that the lead is ours. */
  certain: Moment
  /** When we last asked, whatever came of it. */
  beaten: Moment
  /** Nobody else was there to take the lead, so that one that cannot ask goes on. */
  alone: boolean
  stopping: boolean
  beating: Promise<number> | null
}

/** Answers after how many milliseconds to ask again. */
async function beat(leading: Leading): Promise<number> {
  const { ask, failed } = leading
  const asked = now()
  try {
    const { mine, others, ended } = await ask.whose()
    if (leading.stopping) return beatMs
    leading.certain = mine ? asked : never
    leading.alone = mine && others === 0
    if (mine) leading.led ??= begin(leading)
    else stepDown(leading).catch(failed)
    return ended ? 100 : beatMs
  } catch (error) {
    failed(error)
    if (since(leading.certain) > (leading.alone ? aloneMs : certainMs)) stepDown(leading).catch(failed)
    return beatMs
  } finally {
    leading.beaten = now()
  }
}

/** One at a time, whoever asks. */
function beatNow(leading: Leading): Promise<number> {
  leading.beating ??= beat(leading).finally(() => (leading.beating = null))
  return leading.beating
}

async function begin(leading: Leading): Promise<Led | null> {
  try {
    return await leading.lead(() => leads(leading))
  } catch (error) {
    leading.failed(error)
    leading.led = null
    return null
  }
}

async function leads(leading: Leading): Promise<boolean> {
  if (!mayAct(leading)) await beatNow(leading)
  return mayAct(leading)
}

function mayAct({ led, certain, alone, beaten }: Leading): boolean {
  if (led === null) return false
  return since(certain) <= certainMs || (alone && since(certain) <= aloneMs && since(beaten) <= awakeMs)
}

async function stepDown(leading: Leading): Promise<void> {
  const was = leading.led
  leading.led = null
  await (await was)?.stop()
}

type Asking = { whose(): Promise<Standing>; end(): Promise<void> }
type Standing = { mine: boolean; others: number; ended: boolean }

/** Asks on a connection of its own, and on another when that one is lost. */
function createAsking(url: string, name: string): Asking {
  // Postgres keeps 63 bytes of it.
  const called = `sahayak ${name}`.slice(0, 63)
  let link: Link | null = null
  /** Since when others can know of us, by the server's clock. */
  let arrived: string | null = null

  return {
    async whose(): Promise<Standing> {
      const before = link
      // Whoever was replaced finds its connection ended, and must not take that for an outage.
      if (before && !before.lost()) return ask(before).catch(async (error: unknown) => ask(await anew(error)))
      return ask(await anew(null))
    },
    async end() {
      await link?.end()
    },
  }

  async function anew(error: unknown): Promise<Link> {
    if (error && !link?.lost()) throw error
    arrived = null
    link = await openLink({ url, name: called, secondsToConnect: beatLimitMs / 1000 })
    return link
  }

  async function ask(asked: Link): Promise<Standing> {
    const limit = setTimeout(() => asked.cut('the database does not answer'), beatLimitMs)
    try {
      const [row] = await asked.send<{ mine: boolean; others: number; at: string }[]>(tryLock, [name, called])
      if (!row) throw new Error('Postgres does not say whose the lead is')
      const { mine, others, at } = row
      arrived ??= at
      const ended = mine ? [] : await asked.send(endSilent, [name, arrived])
      return { mine, others, ended: ended.length > 0 }
    } finally {
      clearTimeout(limit)
    }
  }
}

/** A lock that this connection has already is given again; a new connection after a break must win it anew. */
const tryLock = `
  select pg_try_advisory_lock(hashtextextended($1, 0)) as mine, (
    select count(*)::int from pg_stat_activity
    where datname = current_database() and application_name = $2 and pid <> pg_backend_pid()
  ) as others, clock_timestamp()::text as at`

/** An advisory lock on one number is kept as its two halves. */
const endSilent = `
  select pg_terminate_backend(holder.pid)
  from pg_locks held join pg_stat_activity holder on holder.pid = held.pid
  where held.locktype = 'advisory' and held.granted and held.objsubid = 1
    and held.database = (select oid from pg_database where datname = current_database())
    and (held.classid::bigint << 32 | held.objid::bigint) = hashtextextended($1, 0)
    and holder.state_change < clock_timestamp() - interval '${secondsOfSilence} seconds'
    and (holder.query_start > $2::timestamptz
      or holder.state_change < clock_timestamp() - interval '${secondsUntilNobody} seconds')`

/** By both clocks of the machine: one stands still while it sleeps, the other may be set. */
type Moment = { steady: number; wall: number }

const never: Moment = { steady: -Infinity, wall: -Infinity }

function now(): Moment {
  return { steady: performance.now(), wall: Date.now() }
}

/** Milliseconds. */
function since({ steady, wall }: Moment): number {
  return Math.max(performance.now() - steady, Date.now() - wall)
}
