import { findPlace, loadAgency } from '#db/repositories/agencies.ts'
import { refreshPerson } from '#src/features/settings/handlers/refresh.ts'
import type { Noticed } from '#src/kernel/core.ts'
import type { CoreDeps } from './engine.ts'

/** What a platform says by itself of someone, where the place belongs to an agency that knows them. */
export async function notice({ db, now, newId }: CoreDeps, { platform, place, user, seen }: Noticed): Promise<void> {
  const found = await db.acrossAgencies((tx) => findPlace(tx, platform, place))
  if (!found) return
  await db.inAgency(found.agency, async (tx) => {
    const agency = await loadAgency(tx, found.agency)
    await refreshPerson({ tx, agency, now: now(), newId }, { platform, user }, seen)
  })
}
