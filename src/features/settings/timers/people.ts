import { z } from 'zod'
import { loadAgency } from '#db/repositories/agencies.ts'
import { rosterOf } from '#db/repositories/roster.ts'
import { setTimer } from '#db/repositories/timers.ts'
import { refreshPerson } from '#src/features/settings/handlers/refresh.ts'
import type { SideEffect } from '#src/kernel/side-effects.ts'
import type { Waking } from '#src/bot/timers.ts'

/** As many are asked about in one go: Slack answers about a hundred such questions a minute. */
const atOnce = 50
const pause = Temporal.Duration.from({ minutes: 2 })
const daily = Temporal.Duration.from({ hours: 24 })

const noted = z.object({ after: z.string() })

/** Once a day, of all whom an agency knows: their names, zones, and whether they are still there. */
export async function wakePeople({ tx, agency, wake, now }: Waking): Promise<SideEffect> {
  const after = noted.safeParse(wake.note).data?.after ?? ''
  const { identities } = await rosterOf(tx, agency.id)
  const all = [...identities.values()]
    .flat()
    .map(({ platform, place, externalId }) => ({ key: `${platform}:${externalId}`, platform, place, user: externalId }))
    .filter(({ key }) => key > after)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const some = all.slice(0, atOnce)
  const last = all.length > atOnce ? some.at(-1) : null
  const at = now.add(last ? pause : daily)
  await setTimer(tx, agency.id, { ...wake, at, note: last ? { after: last.key } : null })
  return async ({ db, check, stopping, now: clock, newId }) => {
    for (const { platform, place, user } of some) {
      if (stopping.aborted || !check) return
      const seen = await check(platform, place, user)
      if (seen === null) continue
      await db.inAgency(agency.id, async (inside) =>
        refreshPerson(
          { tx: inside, agency: await loadAgency(inside, agency.id), now: clock(), newId },
          { platform, user },
          seen,
        ),
      )
    }
  }
}
