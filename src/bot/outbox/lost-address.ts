import { settleLines, addLines, type Leased } from '#db/repositories/outbox.ts'
import { closeThread, forgetDirect, forgetThread } from '#db/repositories/lost-addresses.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Sending } from '#src/features/telling/tell/known.ts'
import { isClosed } from '#src/features/telling/tell/closed-room.ts'
import { waitsForRoom } from './closed-room.ts'
import type { Telling } from './telling.ts'

/** What platforms say of a channel that is no more, or no more for us. */
const noMore = /^channel_not_found$|^\d{3} (?:10003|50001):/u

/** What Discord says of a thread that is there and takes nothing of ours: no permission, locked, or asleep for good. */
const shut = /^\d{3} (?:50013|50083|160005):/u

/** Another address was tried so often that something else must be wrong. */
const mostMoves = 3

type Parts = Pick<Telling, 'db' | 'now' | 'newId' | 'putOff'>

/** Where a line cannot be told: whether it waits for its room, or is told at another address of its reader's. */
export async function isToldElsewhere(parts: Parts, line: Leased, sending: Sending, why: string): Promise<boolean> {
  return (isClosed(why) && (await waitsForRoom(parts, line, sending, why))) || leavesAddress(parts, line, sending, why)
}

/**
 * Somebody's thread or direct message that is no more, such as a thread that a moderator deleted: what is to be said there is said in
 * another one, with the task's card. Answers whether it was such an address.
 */
async function leavesAddress(
  { db, now, newId, putOff }: Parts,
  line: Leased,
  { to }: Sending,
  why: string,
): Promise<boolean> {
  if (line.attempts > mostMoves || !(noMore.test(why) || shut.test(why))) return false
  // Talk stands below the card, or in the thread that is opened for it.
  const seconds = line.line.kind === 'relayed' ? 1 : 0
  const moved = await db.inAgency(line.agency, async (tx) => {
    const was = await (noMore.test(why) ? forgetThread : closeThread)(tx, line.agency, to)
    if (!was && !(noMore.test(why) && (await forgetDirect(tx, line.agency, to)))) return false
    if (was) await addLines(tx, line.agency, [entryOf({ kind: 'card', for: 'assistant', ...was }, newId)], now())
    await settleLines(tx, [{ line, to: 'put-off', seconds, why }])
    return true
  })
  if (moved) putOff(seconds)
  return moved
}
