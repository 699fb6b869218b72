import { lockPersonIfFree, personById } from '#db/repositories/people.ts'
import { clearWake, setWake } from '#db/repositories/wakes.ts'
import { lookAtAbsence } from '#src/features/tasks/handlers/away.ts'
import type { Waking } from '#src/bot/wakes.ts'

/** Someone's days away begin, or are over. */
export async function wakeAbsence({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  const person = await lockPersonIfFree(tx, agency.id, wake.subject)
  if (person) {
    await lookAtAbsence({ tx, agency, now, newId }, person, true)
    return
  }
  // Whoever changes their days holds them and then wants this wake, so we must not wait for them.
  if (await personById(tx, agency.id, wake.subject))
    return setWake(tx, agency.id, { ...wake, at: now.add({ seconds: 2 }) })
  return clearWake(tx, agency.id, wake.kind, wake.subject)
}
