import { settleLines, type Leased } from '#db/repositories/outbox.ts'
import { lookAgain, noteClosed } from '#src/features/telling/tell/closed-room.ts'
import type { Sending } from '#src/features/telling/tell/known.ts'
import type { Telling } from './telling.ts'

/**
 * Managers hear once of a room that cannot be written to. A card waits for it; of what is of its moment alone nothing more is said. What is
 * only in the same channel, such as a requester's card, goes where else it can.
 */
export async function waitsForRoom(
  { db, now, newId, putOff }: Pick<Telling, 'db' | 'now' | 'newId' | 'putOff'>,
  line: Leased,
  { to }: Sending,
  why: string,
): Promise<boolean> {
  const { kind } = line.line
  const isCard = line.line.kind === 'card' && line.line.for === 'board'
  const isOfRoom =
    isCard || kind === 'room-digest' || (line.line.kind === 'social' && line.line.social.about === 'room')
  const seconds = lookAgain.total('seconds')
  const isHeld = await db.inAgency(line.agency, async (tx) => {
    const isRoom = await noteClosed(tx, line.agency, to, { now: now(), newId })
    if (!isRoom || !isOfRoom) return false
    await settleLines(tx, [isCard ? { line, to: 'put-off', seconds, why } : { line, to: 'gone', why }])
    return true
  })
  if (isHeld && isCard) putOff(seconds)
  return isHeld
}
