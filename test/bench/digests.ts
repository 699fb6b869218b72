import { sql, type SQL } from '#orm/core'
import { tmpdir } from 'node:os'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { migrate } from '#db/connection/migrate.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import { newId } from '#test/db/rows.ts'
import { bestDaily } from './digests-best.ts'
import { now, seedDigests } from './digests-seed.ts'
import type { How } from './how.ts'
import { startBenchPostgres } from './postgres.ts'
import type { Ratio, Report, Round, Rounds } from './report.ts'

const best = 'the best single query'
const clock = 'the clock'

/** All digests of one hour, made and written down, beside the one query that finds what is in them. */
export async function digests({ rounds: count, quick }: How): Promise<Report> {
  const size = quick
    ? { people: 2_000, tasks: 100_000, agencies: 20 }
    : { people: 10_000, tasks: 1_000_000, agencies: 100 }
  const server = await startBenchPostgres({ work_mem: '32MB', maintenance_work_mem: '512MB' })
  const db = await connectDatabase({ url: await server.create(), dataDir: tmpdir() })
  try {
    await migrate(db)
    await seedDigests(db, size)
    const rounds: Rounds = new Map([
      [best, []],
      [clock, []],
    ])
    // The first round is for warmth, of both alike.
    for (let round = -1; round < count; round += 1) {
      for (const [name, work] of [
        [best, queryOf(db)],
        [clock, clockOf(db)],
      ] as const) {
        await makeDue(db)
        const measured = await measure(work)
        if (round >= 0) rounds.get(name)?.push(measured)
      }
    }
    const what = `All digests of ${size.people} people in ${size.agencies} agencies over ${size.tasks} tasks; ${count} rounds, medians`
    const ratio: Ratio = {
      figure: 'digests beside the best query',
      of: [clock, 'ms'],
      beside: [best, 'ms'],
      atMost: 1.5,
    }
    return { bench: 'digests', what, rounds, ratios: [ratio] }
  } finally {
    await db.close()
    await server.stop()
  }
}

/** Under the policies that bind the clock too. */
const queryOf = (db: Database) => () => db.acrossAgencies((tx) => rows(tx, bestDaily(now)))

const clockOf = (db: Database) => () => sendDigests({ db, log: silent, now: () => now, newId })

const silent = { debug() {}, info() {}, warn() {}, error: (data: object, text: string) => console.error(text, data) }

/** As it was before any was sent. */
async function makeDue(db: Database): Promise<void> {
  const run = (statement: SQL) => db.asOwner((tx) => rows(tx, statement))
  await run(sql`truncate outbox`)
  const at = sql`${now.toString()}::timestamptz`
  await run(sql`update digests set next_at = ${at}, next_slot = '2026-03-02T09:00', last_at = ${at} - interval '1 day'`)
  await db.asOwner((tx) => rows(tx, sql`analyze digests`))
}

async function measure(work: () => Promise<unknown>): Promise<Round> {
  globalThis.gc?.()
  const before = megabytes()
  let most = before
  const looking = setInterval(() => (most = Math.max(most, megabytes())), 20)
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  clearInterval(looking)
  return { ms, 'MB more at most': most - before }
}

const megabytes = () => process.memoryUsage().rss / 2 ** 20
