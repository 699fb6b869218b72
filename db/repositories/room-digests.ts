import { and, eq, inArray, isNotNull, sql } from '#orm/core'
import type { Counts } from '#src/features/digests/room.ts'
import type { Series } from '#src/features/digests/schedule.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import type { DigestRow } from './digests.ts'
import { roomDigests } from '#db/schema/digests.ts'
import { promisedBy } from '#db/schema/tasks.ts'

type RoomRow = Omit<DigestRow, 'holidays'>

const one = (agency: string, room: string, series: Series) =>
  and(eq(roomDigests.agencyId, agency), eq(roomDigests.roomId, room), eq(roomDigests.series, series))

const known = createMemory<RoomRow | null>()

export function roomDigestOf(tx: Tx, agency: string, room: string, series: Series): Promise<RoomRow | null> {
  return known.recall(tx, `${room}:${series}`, async () => {
    const [row] = await tx
      .select()
      .from(roomDigests)
      .where(one(agency, room, series))
    return row ?? null
  })
}

/** Those that are on, of these rooms. */
export async function roomDigestsOn(
  tx: Tx,
  agency: string,
  ids: string[],
): Promise<(RoomRow & { room: string; series: Series })[]> {
  if (ids.length === 0) return []
  const found = await tx
    .select()
    .from(roomDigests)
    .where(and(eq(roomDigests.agencyId, agency), inArray(roomDigests.roomId, ids), isNotNull(roomDigests.nextAt)))
  return found.map(({ roomId, ...row }) => ({ ...row, room: roomId }))
}

export async function setRoomDigest(
  tx: Tx,
  agency: string,
  room: string,
  series: Series,
  row: Pick<RoomRow, 'times' | 'days' | 'nextAt' | 'nextSlot'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(roomDigests)
    .values({ agencyId: agency, roomId: room, series, ...row, lastAt: now })
    .onConflictDoUpdate({ target: [roomDigests.agencyId, roomDigests.roomId, roomDigests.series], set: row })
  const before = await known.known(tx, `${room}:${series}`)
  if (before !== undefined) known.keep(tx, `${room}:${series}`, { lastAt: now, lastSlot: null, ...before, ...row })
}

export type DueRoomDigest = { agency: string; room: string; series: Series; slot: string; at: Temporal.Instant }

/** Over all agencies, the most overdue first; locked until the transaction ends. */
export async function dueRoomDigests(tx: Tx, now: Temporal.Instant, limit: number): Promise<DueRoomDigest[]> {
  const found = await rows<{
    agency_id: string
    room_id: string
    series: Series
    next_slot: string
    next_at: string
  }>(
    tx,
    sql`
      select agency_id, room_id, series, next_slot, next_at::text from room_digests
      where next_at is not null and next_at <= ${now.toString()}::timestamptz
      order by next_at
      limit ${limit}
      for update skip locked`,
  )
  return found.map((row) => ({
    agency: row.agency_id,
    room: row.room_id,
    series: row.series,
    slot: row.next_slot,
    at: Temporal.Instant.from(row.next_at),
  }))
}

export async function moveRoomDigestOn(
  tx: Tx,
  { agency, room, series }: Pick<DueRoomDigest, 'agency' | 'room' | 'series'>,
  next: { at: Temporal.Instant; slot: string } | null,
  told: { at: Temporal.Instant; slot: string } | null,
): Promise<void> {
  await tx
    .update(roomDigests)
    .set({
      nextAt: next?.at ?? null,
      nextSlot: next?.slot ?? null,
      ...(told && { lastAt: told.at, lastSlot: told.slot }),
    })
    .where(one(agency, room, series))
}

/** How many tasks of the agency, or of one client, are where; of the finished ones those since then. */
export async function countsOf(
  tx: Tx,
  agency: string,
  client: string | null,
  now: Temporal.Instant,
  since: Temporal.Instant,
): Promise<Counts> {
  const own = client === null ? sql`` : sql`and client_id = ${client}`
  const [found] = await rows<Counts>(
    tx,
    sql`
      select open.*, (
        select count(*)::int from tasks
        where agency_id = ${agency} and status = 'done' and done_at >= ${since.toString()}::timestamptz ${own}
      ) as finished
      from (
        select
          (count(*) filter (where status in ('claimed', 'in-progress')))::int as "inProgress",
          (count(*) filter (where status in ('waiting', 'in-review')))::int as waiting,
          (count(*) filter (where status <> 'in-review'
            and ${promisedBy({ promise: sql`promise`, due: sql`due` })} < ${now.toString()}::timestamptz))::int as late
        from tasks
        where agency_id = ${agency} and status not in ('done', 'cancelled') ${own}
      ) open`,
  )
  return found ?? { inProgress: 0, waiting: 0, late: 0, finished: 0 }
}
