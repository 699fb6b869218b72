import { lockPersonIfFree, personById } from '#db/repositories/people.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { lookAtAbsence } from '#src/features/tasks/handlers/away.ts'
import type { Waking } from '#src/bot/timers.ts'

/** Someone's days away begin, or are over. */
export async function wakeAbsence({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  const person = await lockPersonIfFree(tx, agency.id, wake.subject)
  if (person) {
    await lookAtAbsence({ tx, agency, now, newId }, person, true)
    return
  }
  // Whoever changes their days holds them and then wants this wake, so we must not wait for them.
  if (await personById(tx, agency.id, wake.subject))
    return setTimer(tx, agency.id, { ...wake, at: now.add({ seconds: 2 }) })
  return clearTimer(tx, agency.id, wake.kind, wake.subject)
}
