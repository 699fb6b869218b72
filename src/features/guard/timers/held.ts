import { clearTimer } from '#db/repositories/timers.ts'
import type { Waking } from '#src/bot/timers.ts'
import { forgetHeld, readHeld } from '#src/features/guard/handlers/held.ts'
import { tellHeld } from '#src/features/guard/handlers/talk.ts'

/** Nobody decided within the hour: it is forgotten, and was not sent. Of a message it stays known for a while that it was so. */
export async function wakeHeld(waking: Waking): Promise<void> {
  const { tx, agency, wake } = waking
  const held = readHeld(wake.note)
  if (held.at === null || held.sealed === null) {
    await clearTimer(tx, agency.id, 'held', wake.subject)
    return
  }
  await forgetHeld(waking, wake.subject, held)
  await tellHeld(waking, { id: wake.subject, task: held.at.task })
}
