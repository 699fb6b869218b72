import { and, eq, like, sql } from '#orm/core'
import { keptNotes } from '#src/kernel/kept-notes.ts'
import type { Timer, TimerKind } from '#src/time/timer.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { write } from './life.ts'
import { timers } from '#db/schema/timers.ts'

const one = (agency: string, kind: TimerKind, subject: string) =>
  and(eq(timers.agencyId, agency), eq(timers.kind, kind), eq(timers.subject, subject))

/** From now on the clock looks at it then, and no more when it was to before. */
export async function setTimer(tx: Tx, agency: string, { kind, subject, at, note }: Timer): Promise<void> {
  write(tx, agency, 'timers', `${kind}:${subject}`, { kind, subject, at, note: keptNotes.write(kind, note) })
  known.keep(tx, `${agency}:${kind}:${subject}`, { kind, subject, at, note })
}

export async function clearTimer(tx: Tx, agency: string, kind: TimerKind, subject: string): Promise<void> {
  write(tx, agency, 'cleared', `${kind}:${subject}`, { kind, subject })
  known.keep(tx, `${agency}:${kind}:${subject}`, null)
}

/** Those of one thing that are named for it and one time of it: `ID:…`. */
export async function clearTimersBelow(tx: Tx, agency: string, kind: TimerKind, subject: string): Promise<void> {
  known.forget(tx)
  await tx
    .delete(timers)
    .where(and(eq(timers.agencyId, agency), eq(timers.kind, kind), like(timers.subject, `${subject}:%`)))
}

export async function clearTimers(
  tx: Tx,
  those: { agency: string; kind: TimerKind; subject: string }[],
): Promise<void> {
  if (those.length === 0) return
  known.forget(tx)
  const array = (of: (one: (typeof those)[number]) => string) => sql`${`{${those.map(of).join(',')}}`}`
  await rows(
    tx,
    sql`
      delete from timers w
      using unnest(
        ${array(({ agency }) => agency)}::uuid[], ${array(({ kind }) => kind)}::text[],
        ${array(({ subject }) => subject)}::text[]) as gone(agency_id, kind, subject)
      where w.agency_id = gone.agency_id and w.kind = gone.kind and w.subject = gone.subject`,
  )
}

const known = createMemory<Timer | null>()

export function timerOf(tx: Tx, agency: string, kind: TimerKind, subject: string): Promise<Timer | null> {
  return known.recall(tx, `${agency}:${kind}:${subject}`, async () => {
    const [row] = await tx
      .select({ kind: timers.kind, subject: timers.subject, at: timers.at, note: timers.note })
      .from(timers)
      .where(one(agency, kind, subject))
    return row ? readTimer(row) : null
  })
}

export type DueTimer = { agency: string; kind: TimerKind; subject: string }

/** What is due by now, over all agencies; the most overdue first. Nothing is locked by it: see `takeTimer`. */
export async function dueTimers(tx: Tx, now: Temporal.Instant, limit: number): Promise<DueTimer[]> {
  const found = await rows<{ agency_id: string; kind: TimerKind; subject: string }>(
    tx,
    sql`
      select agency_id, kind, subject from timers
      where at <= ${now.toString()}::timestamptz
      order by at
      limit ${limit}`,
  )
  return found.map((row) => ({ agency: row.agency_id, kind: row.kind, subject: row.subject }))
}

/** Takes one that is due, until this transaction ends. Null: it was moved on meanwhile, or another process has it. */
export async function takeTimer(
  tx: Tx,
  { agency, kind, subject }: DueTimer,
  now: Temporal.Instant,
): Promise<Timer | null> {
  const [row] = await tx
    .select({ kind: timers.kind, subject: timers.subject, at: timers.at, note: timers.note })
    .from(timers)
    .where(and(one(agency, kind, subject), sql`${timers.at} <= ${now.toString()}::timestamptz`))
    .for('update', { skipLocked: true })
  return row ? readTimer(row) : null
}

function readTimer(row: Timer): Timer {
  return { ...row, note: keptNotes.read(row.kind, row.note) }
}

/** When anything at all is due next; null when nothing ever is. */
export async function nextTimer(tx: Tx): Promise<Temporal.Instant | null> {
  const [row] = await rows<{ at: string | null }>(tx, sql`select min(at)::text as at from timers`)
  return row?.at ? Temporal.Instant.from(row.at) : null
}
