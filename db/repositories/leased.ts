import { eq, sql } from '#orm/core'
import { keptLines } from '#src/features/telling/kept-lines.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { Platform } from '#src/kernel/person.ts'
import { Unreadable } from '#src/kernel/versioned.ts'
import type { Tx } from '#db/connection/connect.ts'
import { outbox } from '#db/schema/telling.ts'

export type Leased = {
  agency: string
  id: string
  seq: number
  recipient: string
  line: Notification
  mergeKey: string | null
  attempts: number
  /** Since when it may have been sent without our knowing. Null: it has not been tried. */
  uncertainSince: Temporal.Instant | null
  /** The send of which that is so; null also where a program older than this one left it. */
  begun: Begun | null
  createdAt: Temporal.Instant
}

/** Where a message was sent to and what it was to become, or which message (an id of ours) was to be edited. */
export type Begun =
  | { kind: 'post'; to: Destination; task: string | null; topic: string | null }
  | { kind: 'edit'; message: string }

/** Where something is to be said; `thread`: below that message of the channel. */
export type Destination = {
  platform: Platform
  place: string
  placeId: string
  channel: string
  thread?: string | undefined
}

export type LeasedRow = {
  agency_id: string
  id: string
  seq: string | number
  recipient: string
  line: unknown
  merge_key: string | null
  attempts: number
  uncertain_since: string | null
  begun: Begun | null
  created_at: string
}

/** Those that can be read. One that cannot is told to nobody, and holds up nobody behind it. */
export async function readLeased(tx: Tx, found: LeasedRow[]): Promise<Leased[]> {
  const leased: Leased[] = []
  for (const row of found) {
    const line = readLine(row.line)
    if (line instanceof Unreadable) await giveUpUnread(tx, row.id, line.message)
    else leased.push(leasedOf(row, line))
  }
  return leased
}

function readLine(stored: unknown): Notification | Unreadable {
  try {
    return keptLines.read(stored)
  } catch (error) {
    if (error instanceof Unreadable) return error
    throw error
  }
}

async function giveUpUnread(tx: Tx, id: string, why: string): Promise<void> {
  const given = { outcome: 'given-up' as const, endedAt: sql`clock_timestamp()`, leasedUntil: null, why }
  await tx.update(outbox).set(given).where(eq(outbox.id, id))
}

function leasedOf(row: LeasedRow, line: Notification): Leased {
  return {
    agency: row.agency_id,
    id: row.id,
    seq: Number(row.seq),
    recipient: row.recipient,
    line,
    mergeKey: row.merge_key,
    attempts: row.attempts,
    uncertainSince: row.uncertain_since === null ? null : Temporal.Instant.from(row.uncertain_since),
    begun: row.begun,
    createdAt: Temporal.Instant.from(row.created_at),
  }
}
