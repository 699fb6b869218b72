import { listRooms } from '#db/repositories/agencies.ts'
import { roomDigestsOn } from '#db/repositories/room-digests.ts'
import { accountsOf, slotsOf } from '#db/repositories/social.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { rescheduleRoom } from '#src/features/digests/handlers/digest-settings.ts'
import { moveSlot } from '#src/features/social/handlers/slot-wake.ts'

/** Whose zone is another one now: clients by their ids, and where the agency's own is, the rooms that are no client's. */
export type ZoneMove = { clients: string[]; shared: boolean; from: string; to: string }

/** Nine o'clock is nine o'clock in the new zone: social slots and digests of rooms are looked for anew. */
export async function followZone(context: RequestContext, { clients, shared, from, to }: ZoneMove): Promise<void> {
  const { tx, agency } = context
  const accounts = await accountsOf(tx, agency.id, clients)
  const slots = await slotsOf(
    tx,
    agency.id,
    accounts.map(({ id }) => id),
  )
  for (const slot of slots) await moveSlot(context, slot, from, to)

  const rooms = (await listRooms(tx, agency.id)).filter(({ clientId }) =>
    clientId === null ? shared : clients.includes(clientId),
  )
  const digests = await roomDigestsOn(
    tx,
    agency.id,
    rooms.map(({ id }) => id),
  )
  for (const digest of digests) await rescheduleRoom(context, digest, to)
}
