import { and, eq, isNull, sql } from '#orm/core'
import { rows, type Tx } from '#db/connection/connect.ts'
import { wireOf } from '#db/connection/wire.ts'
import { outboxChannel } from './outbox.ts'
import { rooms } from '#db/schema/agencies.ts'

/** Nothing can be written there from now on. Answers the rooms of which that was not known yet. */
export async function closeRooms(
  tx: Tx,
  agency: string,
  { placeId, channel }: { placeId: string; channel: string },
  now: Temporal.Instant,
): Promise<string[]> {
  const closed = await tx
    .update(rooms)
    .set({ closedAt: now })
    .where(
      and(eq(rooms.agencyId, agency), eq(rooms.placeId, placeId), eq(rooms.channel, channel), isNull(rooms.closedAt)),
    )
    .returning({ id: rooms.id })
  return closed.map(({ id }) => id)
}

/** It can be written to again: what waited for it is told now. */
export async function reopenRoom(tx: Tx, agency: string, room: string): Promise<void> {
  await tx
    .update(rooms)
    .set({ closedAt: null })
    .where(and(eq(rooms.agencyId, agency), eq(rooms.id, room)))
  await rows(
    tx,
    sql`
      update outbox set not_before = clock_timestamp()
      where agency_id = ${agency} and recipient like ${`room:${room}:%`} and outcome is null and leased_until is null`,
  )
  wireOf(tx).calls.add(outboxChannel)
}
