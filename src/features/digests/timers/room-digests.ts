import { listRooms, loadAgency } from '#db/repositories/agencies.ts'
import { listClients } from '#db/repositories/clients.ts'
import { inPart, type Tx } from '#db/connection/connect.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { dueRoomDigests, moveRoomDigestOn, roomDigestOf, type DueRoomDigest } from '#db/repositories/room-digests.ts'
import { newsSince } from '#src/features/digests/queries/digest.ts'
import { zoneOf } from '#src/features/people/client.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import { nextAt } from '#src/time/recurrence.ts'
import { upTo } from './up-to.ts'
import type { Parts } from '#src/bot/timers.ts'

const roomsAtOnce = 50
const afterFault = Temporal.Duration.from({ minutes: 5 })

/** Rooms are few: what is in a digest of theirs is found when it is sent. */
export async function sendRoomDigests(parts: Parts): Promise<void> {
  for (let found = roomsAtOnce; found === roomsAtOnce;) {
    const now = parts.now()
    found = await parts.db.acrossAgencies(async (tx) => {
      const due = await dueRoomDigests(tx, now, roomsAtOnce)
      for (const one of due) await sendOr(parts, tx, one, now)
      return due.length
    })
  }
}

/** One that fails holds up nothing else: it is left alone for a while. */
async function sendOr(parts: Parts, tx: Tx, due: DueRoomDigest, now: Temporal.Instant): Promise<void> {
  try {
    await inPart(tx, (inner) => sendOne(parts, inner, due, now))
  } catch (error) {
    parts.log.error({ ...due, error }, 'the digest of a room could not be told')
    await moveRoomDigestOn(tx, due, { slot: due.slot, at: now.add(afterFault) }, null)
  }
}

async function sendOne({ newId }: Parts, tx: Tx, due: DueRoomDigest, now: Temporal.Instant): Promise<void> {
  const { agency: id, room, series, slot, at } = due
  const [row, agency, rooms, clients] = await Promise.all([
    roomDigestOf(tx, id, room, series),
    loadAgency(tx, id),
    listRooms(tx, id),
    listClients(tx, id),
  ])
  if (!row) return
  const client = rooms.find((known) => known.id === room)?.clientId
  const zone = zoneOf(
    clients.find((known) => known.id === client),
    agency,
  )
  const { latest, next, inTime } = upTo(now, { slot, at }, (after) => nextAt(row, zone, after))
  await moveRoomDigestOn(tx, due, next, inTime ? latest : null)
  if (!inTime) return

  const since = series === 'weekly' ? latest.at : newsSince(row.lastAt, now)
  const line: Notification = { kind: 'room-digest', room, series, slot: latest.slot, since: since.toString() }
  await addLines(tx, id, [entryOf(line, newId)], now)
}
