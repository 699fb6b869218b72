import { and, eq, sql } from 'drizzle-orm'
import { rows, type Tx } from './connect.ts'
import { digests } from './schema/digests.ts'

export type DigestRow = {
  times: string[]
  days: number[]
  nextAt: Temporal.Instant | null
  nextSlot: string | null
  lastSlot: string | null
  lastAt: Temporal.Instant | null
}

export async function digestOf(tx: Tx, agency: string, person: string): Promise<DigestRow | null> {
  const [row] = await tx
    .select()
    .from(digests)
    .where(and(eq(digests.agencyId, agency), eq(digests.personId, person)))
  return row ?? null
}

export async function setDigest(
  tx: Tx,
  agency: string,
  person: string,
  row: Omit<DigestRow, 'lastSlot' | 'lastAt'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(digests)
    // News is what is finished from now on, however late the first digest comes.
    .values({ agencyId: agency, personId: person, ...row, lastAt: now })
    .onConflictDoUpdate({ target: [digests.agencyId, digests.personId], set: row })
}

/**
 * From `slot` to the one after. `told` is when the slot was that is told now; null keeps what was told before.
 * False when another process has moved it on already, or it was changed or turned off.
 */
export async function moveDigestOn(
  tx: Tx,
  agency: string,
  person: string,
  slot: string,
  next: { nextAt: Temporal.Instant | null; nextSlot: string | null },
  told: { slot: string; at: Temporal.Instant } | null,
): Promise<boolean> {
  const moved = await tx
    .update(digests)
    .set({ ...next, ...(told && { lastSlot: told.slot, lastAt: told.at }) })
    .where(and(eq(digests.agencyId, agency), eq(digests.personId, person), eq(digests.nextSlot, slot)))
    .returning({ person: digests.personId })
  return moved.length > 0
}

/** Digests that are due by now, over all agencies; the most overdue first. */
export async function dueDigests(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<{ agency: string; person: string; slot: string; at: Temporal.Instant }[]> {
  const found = await rows<{ agency_id: string; person_id: string; next_slot: string; next_at: string }>(
    tx,
    sql`
      select agency_id, person_id, next_slot, next_at::text from digests
      where next_at is not null and next_at <= ${now.toString()}::timestamptz
      order by next_at
      limit ${limit}
      for update skip locked`,
  )
  return found.map((row) => ({
    agency: row.agency_id,
    person: row.person_id,
    slot: row.next_slot,
    at: Temporal.Instant.from(row.next_at),
  }))
}
