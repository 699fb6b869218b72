import { sql } from '#orm/core'
import { tmpdir } from 'node:os'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { migrate } from '#db/connection/migrate.ts'
import { reportFigures } from '#db/repositories/reports.ts'
import { lookAtAll } from '#src/bot/clock.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import { compose } from '#src/bot/outbox/compose.ts'
import { leaseLines } from '#db/repositories/outbox.ts'
import { spanOf } from '#src/features/reports/report.ts'
import { startPostgres } from '#test/db/postgres.ts'
import { newId } from '#test/db/rows.ts'
import { bestDaily } from './digests-best.ts'
import { agencyOf, now, seedDigests } from './digests-seed.ts'

const silent = { debug() {}, info() {}, warn() {}, error: (data: object, text: string) => console.error(text, data) }

/** All digests of one hour, and of one Monday the summaries of the week: what they cost beside the best query there is. */
export async function digests(people: number, tasks: number, agencies: number): Promise<void> {
  const server = await startPostgres({ shared_buffers: '1GB', work_mem: '32MB', maintenance_work_mem: '512MB' })
  const db = await connectDatabase({ url: await server.create(), dataDir: tmpdir() })
  try {
    await migrate(db)
    const took = await timed(() => seedDigests(db, { people, tasks, agencies }))
    say(`${people} people in ${agencies} agencies, ${tasks} tasks; seeded in ${Math.round(took.ms / 1000)} s`)
    const table = [await daily(db), await weekly(db)]
    console.table(table)
    await wording(db)
    await reports(db)
    await idle(db)
  } finally {
    await db.close()
    await server.stop()
  }
}

const parts = (db: Database) => ({ db, log: silent, now: () => now, newId })

async function daily(db: Database) {
  // Once before, so that neither finds a colder house than the other.
  await best(db)
  const single = await best(db)
  const computed = await flatly(() => sendDigests(parts(db)))
  return row('digests', single, computed, await linesOf(db, 'digest'))
}

async function best(db: Database): Promise<number> {
  return (await timed(() => db.asOwner((tx) => rows(tx, bestDaily(now))))).ms
}

async function weekly(db: Database) {
  await db.asOwner((tx) =>
    rows(tx, sql`update weekly_digests set next_at = ${now.toString()}::timestamptz, next_slot = '2026-03-02T09:00'`),
  )
  const computed = await flatly(() => sendDigests(parts(db), 'weekly'))
  return row('weeks', null, computed, await linesOf(db, 'week'))
}

function row(what: string, single: number | null, { ms, before, most }: Measured, lines: number) {
  return {
    what,
    lines,
    'single query, ms': single && Math.round(single),
    'the clock, ms': Math.round(ms),
    times: single && Math.round((ms / single) * 10) / 10,
    'MB before': before,
    'MB at most': most,
  }
}

type Measured = { ms: number; before: number; most: number }

/** How long it takes, and how much memory there is at most meanwhile. */
async function flatly(run: () => Promise<void>): Promise<Measured> {
  globalThis.gc?.()
  const before = megabytes()
  let most = before
  const looking = setInterval(() => (most = Math.max(most, megabytes())), 20)
  const { ms } = await timed(run)
  clearInterval(looking)
  return { ms, before, most }
}

const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20)

async function timed(run: () => Promise<unknown>): Promise<{ ms: number }> {
  const began = performance.now()
  await run()
  return { ms: performance.now() - began }
}

async function linesOf(db: Database, kind: string): Promise<number> {
  const [found] = await db.asOwner((tx) =>
    rows<{ count: number }>(tx, sql`select count(*)::int as count from outbox where line->>'kind' = ${kind}`),
  )
  return found?.count ?? 0
}

/** What a pump does with a line before it sends it. */
async function wording(db: Database): Promise<void> {
  const leased = await db.acrossAgencies((tx) => leaseLines(tx, { limit: 500, seconds: 600, now, except: [] }))
  const { ms } = await timed(async () => {
    for (const line of leased) await compose({ db, chats: new Map(), now: () => now }, line)
  })
  say(`put into words: ${(ms / leased.length).toFixed(1)} ms each (${leased.length} of them)`)
}

async function reports(db: Database): Promise<void> {
  const agency = agencyOf(0)
  for (const stretch of ['last-week', 'last-month'] as const) {
    const cuts = spanOf(stretch, 'Asia/Kolkata', now).cuts.map((cut) => cut.toInstant())
    for (const by of ['client', 'assistant', 'duty'] as const) {
      const { ms } = await timed(() => db.inAgency(agency, (tx) => reportFigures(tx, agency, {}, cuts, by)))
      say(`/report ${stretch} by ${by}, of one whole agency: ${Math.round(ms)} ms`)
    }
  }
}

/** The once-a-second tick when nothing is due. */
async function idle(db: Database): Promise<void> {
  const ticks = 300
  const { ms } = await timed(async () => {
    for (let tick = 0; tick < ticks; tick++) await lookAtAll(parts(db))
  })
  say(`a tick with nothing due: ${(ms / ticks).toFixed(2)} ms`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
