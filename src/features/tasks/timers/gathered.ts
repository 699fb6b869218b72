import { addLines } from '#db/repositories/outbox.ts'
import { clearTimer } from '#db/repositories/timers.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Waking } from '#src/bot/timers.ts'

/** What waited for managers' hours, or for the hour after their last message to be over. */
export async function tellManagers({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  await clearTimer(tx, agency.id, wake.kind, wake.subject)
  await addLines(tx, agency.id, [entryOf({ kind: 'managers' }, newId)], now)
}
