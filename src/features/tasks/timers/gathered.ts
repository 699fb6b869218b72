import { addLines } from '#db/repositories/outbox.ts'
import { clearWake } from '#db/repositories/wakes.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Waking } from '#src/bot/wakes.ts'

/** What waited for managers' hours, or for the hour after their last message to be over. */
export async function tellManagers({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  await clearWake(tx, agency.id, wake.kind, wake.subject)
  await addLines(tx, agency.id, [entryOf({ kind: 'managers' }, newId)], now)
}
