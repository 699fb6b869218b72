import type { Agency } from '#db/repositories/agencies.ts'
import { listPlaces, listRooms } from '#db/repositories/agencies.ts'
import { closeRooms } from '#db/repositories/closed-rooms.ts'
import type { Tx } from '#db/connection/connect.ts'
import { addLines, type Destination } from '#db/repositories/outbox.ts'
import { setTimer } from '#db/repositories/timers.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import { wordsIn } from '#src/words/words.ts'
import type { Composed } from './known.ts'
import { findLog, type Parts } from './destinations.ts'

/** How often it is looked whether a room can be written to again. */
export const lookAgain = Temporal.Duration.from({ hours: 1 })

/** What platforms say of a channel that is archived or deleted, or in which we may not write any more. */
export function isClosed(why: string): boolean {
  return /^(?:is_archived|is_inactive|channel_not_found|not_in_channel)$|^\d{3} (?:10003|50001|50013):/u.test(why)
}

/**
 * A room that cannot be written to: managers are told once, whatever else was to be told there, and it is looked at again each hour. Answers
 * whether it is a room of the agency at all.
 */
export async function noteClosed(
  tx: Tx,
  agency: string,
  { placeId, channel }: Pick<Destination, 'placeId' | 'channel'>,
  { now, newId }: { now: Temporal.Instant; newId(): string },
): Promise<boolean> {
  const here = (await listRooms(tx, agency)).filter((room) => room.placeId === placeId && room.channel === channel)
  if (here.length === 0) return false
  const fresh = await closeRooms(tx, agency, { placeId, channel }, now)
  if (fresh.length === 0) return true
  for (const room of fresh)
    await setTimer(tx, agency, { kind: 'room', subject: room, at: now.add(lookAgain), note: null })
  await addLines(tx, agency, [entryOf({ kind: 'room-closed', rooms: fresh }, newId)], now)
  return true
}

/** To managers: which room it is, and what to do. */
export async function composeRoomClosed(
  parts: Parts,
  agency: Agency,
  line: Extract<Notification, { kind: 'room-closed' }>,
): Promise<Composed> {
  const { rooms, places } = await parts.db.inAgency(agency.id, async (tx) => ({
    rooms: (await listRooms(tx, agency.id)).filter(({ id, closed }) => line.rooms.includes(id) && closed),
    places: await listPlaces(tx, agency.id),
  }))
  const [first] = rooms
  if (!first) return { kind: 'nothing', why: 'it can be written to again' }
  const { found, reader } = await findLog(parts, agency)
  if (found.kind !== 'here') return found
  const { telling, purposeNames } = wordsIn((reader ?? agency).language)
  const place = places.find(({ id }) => id === first.placeId)?.name ?? ''
  const what = rooms.map(({ purpose }) => purposeNames[purpose])
  const platform = first.platform === 'slack' ? 'Slack' : 'Discord'
  const card = {
    title: telling.roomClosed(what, platform, place),
    tone: 'attention' as const,
    body: telling.roomClosedBody,
  }
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}
