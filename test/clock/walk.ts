import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { nextTimer } from '#db/repositories/timers.ts'
import { runTimers } from '#src/bot/timers.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { newId } from '#test/db/rows.ts'

type Walking = { db: Database; clock: { now: Temporal.Instant } }

/** Lets the clock look whenever it wants to until that moment, as if it ticked all the time. Faults are thrown. */
export async function walk({ db, clock }: Walking, until: Temporal.Instant): Promise<void> {
  for (;;) {
    const next = await db.acrossAgencies(nextTimer)
    if (!next || Temporal.Instant.compare(next, until) > 0) break
    if (Temporal.Instant.compare(next, clock.now) > 0) clock.now = next
    await tick({ db, clock })
  }
  clock.now = until
}

/** All that is due now. */
export async function tick({ db, clock }: Walking): Promise<void> {
  const faults: object[] = []
  const log: Log = { debug() {}, info() {}, warn() {}, error: (about) => void faults.push(about) }
  await runTimers({ db, log, now: () => clock.now, newId }, undefined)
  for (const fault of faults)
    throw 'error' in fault && fault.error instanceof Error ? fault.error : new Error(JSON.stringify(fault))
}

export type Told = { at: Temporal.Instant; line: Notification }

/** What is to be told, but for cards and for what only brings the managers' message up to date, in the order in which it was written. */
export async function toldBy(db: Database): Promise<Told[]> {
  const found = await db.acrossAgencies((tx) =>
    rows<{ line: Notification; at: string }>(
      tx,
      sql`select line, created_at::text as at from outbox where line->>'kind' not in ('card', 'managers') order by seq`,
    ),
  )
  return found.map(({ line, at }) => ({ line, at: Temporal.Instant.from(at) }))
}

export async function forgetTold(db: Database): Promise<void> {
  await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
}
