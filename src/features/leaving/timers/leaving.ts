import { deleteAgency } from '#db/repositories/export.ts'
import type { Waking } from '#src/bot/timers.ts'

/** The day is over, and nobody has stopped it: all of the agency goes, this wake among it. */
export async function endAgency({ tx, agency, log }: Waking): Promise<void> {
  log.warn({ agency: agency.id }, 'an agency is deleted, as its owner asked a day ago')
  await deleteAgency(tx, agency.id)
}
