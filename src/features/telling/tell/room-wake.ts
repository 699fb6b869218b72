import { listRooms } from '#db/repositories/agencies.ts'
import { reopenRoom } from '#db/repositories/closed-rooms.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import type { Waking } from '#src/bot/timers.ts'
import type { SideEffect } from '#src/kernel/side-effects.ts'
import { lookAgain } from './closed-room.ts'

/** Whether a room that could not be written to can be again: what waited for it is then told. */
export async function wakeRoom({ tx, agency, wake, now }: Waking): Promise<SideEffect | void> {
  const room = (await listRooms(tx, agency.id)).find(({ id }) => id === wake.subject)
  if (!room?.closed) return clearTimer(tx, agency.id, wake.kind, wake.subject)
  await setTimer(tx, agency.id, { ...wake, at: now.add(lookAgain) })
  return async ({ db, canPost }) => {
    if (!(await canPost?.(room.platform, room.place, room.channel))) return
    await db.inAgency(agency.id, async (inside) => {
      await reopenRoom(inside, agency.id, room.id)
      await clearTimer(inside, agency.id, wake.kind, wake.subject)
    })
  }
}
