import { deleteAgency, deleteSome } from '#db/repositories/export.ts'
import { setTimer } from '#db/repositories/timers.ts'
import type { Waking } from '#src/bot/timers.ts'

const untilNextStep = Temporal.Duration.from({ seconds: 1 })

/**
 * The day is over, and nobody has stopped it: all of the agency goes, this wake with it. A large one goes in steps, the first of which closes its
 * doors: a statement has half a minute, and a million tasks take longer.
 */
export async function endAgency({ tx, agency, wake, log, now }: Waking): Promise<void> {
  if (!(await deleteSome(tx, agency.id))) return setTimer(tx, agency.id, { ...wake, at: now.add(untilNextStep) })
  log.warn({ agency: agency.id }, 'an agency is deleted, as its owner asked a day ago')
  await deleteAgency(tx, agency.id)
}
