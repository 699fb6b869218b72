import { and, eq, gt, isNotNull, isNull, lt, sql } from '#orm/core'
import type { Entry, Line } from '#src/features/telling/line.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { wireOf } from '#db/connection/wire.ts'
import { write } from './life.ts'
import { outbox } from '#db/schema/telling.ts'

/** `heldUntil`: it is told no sooner, by people's time; what comes after it to the same recipient waits as well. */
export type NewLine = Entry & { heldUntil?: Temporal.Instant }

export type Leased = {
  agency: string
  id: string
  seq: number
  recipient: string
  line: Line
  mergeKey: string | null
  attempts: number
  /** Since when it may have been sent without our knowing. Null: it has not been tried. */
  uncertainSince: Temporal.Instant | null
  createdAt: Temporal.Instant
}

export const outboxChannel = 'sahayak_outbox'

/** Written in the transaction that makes it true; the pumps are woken once it is committed. */
export async function addLines(tx: Tx, agency: string, lines: NewLine[], now: Temporal.Instant): Promise<void> {
  for (const line of lines) write(tx, agency, 'lines', line.id, { ...line, createdAt: now })
  if (lines.length > 0) wireOf(tx).calls.add(outboxChannel)
}

/** The same for lines of several agencies at once: what the clock writes. */
export async function addLinesAcross(
  tx: Tx,
  lines: (NewLine & { agency: string })[],
  now: Temporal.Instant,
): Promise<void> {
  if (lines.length === 0) return
  const values = lines.map(({ agency, ...line }) => ({
    ...{ agencyId: agency, ...line, createdAt: now },
    notBefore: sql`clock_timestamp()`,
  }))
  await tx.insert(outbox).values(values)
  wireOf(tx).calls.add(outboxChannel)
}

/**
 * Takes lines to tell, each the first of its recipient that is still untold, so that each recipient hears them in order.
 *
 * Leases run by the database's own clock: people's time may be set forward in the sandbox, and replicas' clocks differ. Quiet
 * hours are people's: a line that is held for them waits by the time that it is for them.
 * A line that was leased before and has no outcome is uncertain from then on.
 */
export async function leaseLines(
  tx: Tx,
  { limit, seconds, now, except }: { limit: number; seconds: number; now: Temporal.Instant; except: string[] },
): Promise<Leased[]> {
  const found = await rows<{
    agency_id: string
    id: string
    seq: string | number
    recipient: string
    line: Line
    merge_key: string | null
    attempts: number
    uncertain_since: string | null
    created_at: string
  }>(
    tx,
    sql`
      with head as (
        -- As locked, so that what another process noted a moment ago is seen.
        select o.agency_id, o.id, o.uncertain_since from outbox o
        where o.outcome is null
          and o.not_before <= clock_timestamp()
          and (o.held_until is null or o.held_until <= ${now.toString()}::timestamptz)
          and (o.leased_until is null or o.leased_until < clock_timestamp())
          and not (o.id = any(${`{${except.join(',')}}`}::uuid[]))
          and not exists (
            select 1 from outbox e
            where e.agency_id = o.agency_id and e.recipient = o.recipient and e.outcome is null and e.seq < o.seq)
        order by o.seq
        limit ${limit}
        for update skip locked
      )
      update outbox o
      set leased_until = clock_timestamp() + make_interval(secs => ${seconds}),
          attempts = o.attempts + 1,
          uncertain_since = coalesce(o.uncertain_since, ${now.toString()}::timestamptz)
      from head
      where o.agency_id = head.agency_id and o.id = head.id
      returning o.agency_id, o.id, o.seq, o.recipient, o.line, o.merge_key, o.attempts,
        head.uncertain_since::text as uncertain_since, o.created_at::text as created_at`,
  )
  return found
    .map((row) => ({
      agency: row.agency_id,
      id: row.id,
      seq: Number(row.seq),
      recipient: row.recipient,
      line: row.line,
      mergeKey: row.merge_key,
      attempts: row.attempts,
      uncertainSince: row.uncertain_since === null ? null : Temporal.Instant.from(row.uncertain_since),
      createdAt: Temporal.Instant.from(row.created_at),
    }))
    .sort((a, b) => a.seq - b.seq)
}

/**
 * Ends the later lines that this one will tell as well: it is worded from the state as it stands after this commit.
 * What comes later than this commit writes a line of its own.
 */
export async function mergeInto(tx: Tx, line: Leased): Promise<void> {
  if (line.mergeKey === null) return
  await tx
    .update(outbox)
    .set({ outcome: 'merged', endedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(outbox.agencyId, line.agency),
        eq(outbox.recipient, line.recipient),
        eq(outbox.mergeKey, line.mergeKey),
        isNull(outbox.outcome),
        eq(outbox.attempts, 0),
        gt(outbox.seq, line.seq),
      ),
    )
}

const untold = (line: Leased) => and(eq(outbox.agencyId, line.agency), eq(outbox.id, line.id), isNull(outbox.outcome))

/** Whoever was so slow that another process has leased the line since may not speak of that one's lease. */
const mine = (line: Leased) => and(untold(line), eq(outbox.attempts, line.attempts))

/** The first outcome stands: false when there was one already. */
export async function endLine(
  tx: Tx,
  line: Leased,
  outcome: 'sent' | 'gone' | 'given-up',
  why: string | null,
): Promise<boolean> {
  const ended = await tx
    .update(outbox)
    .set({ outcome, why, endedAt: sql`clock_timestamp()`, leasedUntil: null })
    .where(untold(line))
    .returning({ id: outbox.id })
  return ended.length > 0
}

/** It surely was not sent: tried again after `seconds`. */
export async function putOff(tx: Tx, line: Leased, seconds: number, why: string): Promise<void> {
  await tx
    .update(outbox)
    .set({
      notBefore: sql`clock_timestamp() + make_interval(secs => ${seconds})`,
      leasedUntil: null,
      uncertainSince: null,
      why,
    })
    .where(mine(line))
}

/** It may have been sent: after `seconds` someone looks, and sends it only if it is not there. */
export async function leaveUncertain(tx: Tx, line: Leased, seconds: number, why: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ notBefore: sql`clock_timestamp() + make_interval(secs => ${seconds})`, leasedUntil: null, why })
    .where(mine(line))
}

/** A process that stops gives back what it has not begun. */
export async function giveBack(tx: Tx, line: Leased): Promise<void> {
  await tx
    .update(outbox)
    .set({ leasedUntil: null, attempts: sql`${outbox.attempts} - 1`, uncertainSince: line.uncertainSince })
    .where(mine(line))
}

export async function forgetLines(tx: Tx, days: number): Promise<void> {
  await tx.delete(outbox).where(lt(outbox.endedAt, sql`clock_timestamp() - make_interval(days => ${days})`))
}

/**
 * Takes back every lease. Only where no other process can be at work: a single one has the embedded database, so what is
 * leased when it starts was left by one that died. It is uncertain, and will be looked for.
 */
export async function takeBackLeases(tx: Tx): Promise<void> {
  await tx
    .update(outbox)
    .set({ leasedUntil: null })
    .where(and(isNull(outbox.outcome), isNotNull(outbox.leasedUntil)))
}
