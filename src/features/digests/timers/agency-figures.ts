import { agenciesDue } from '#db/repositories/agency-figures.ts'
import type { Tx } from '#db/connection/connect.ts'
import type { Week } from '#src/features/digests/digest.ts'
import { wholeOf, wholeWeek, type Whole } from '#src/features/digests/queries/digest.ts'

/** Agencies whose figures are computed in one go. */
const agenciesAtOnce = 100

export type Agencies = ReturnType<typeof rememberAgencies>

/** What every manager of an agency reads is computed once in a tick, however many of them there are, and for many agencies at once. */
export function rememberAgencies() {
  const known = new Map<string, Whole>()
  const weeks = new Map<string, Week>()

  return {
    /** Those of the batch that is at hand, and with them those whose turn comes next. */
    async look(tx: Tx, agencies: string[], now: Temporal.Instant): Promise<void> {
      const missing = agencies.filter((agency) => !known.has(agency))
      if (missing.length === 0) return
      const next = await agenciesDue(tx, now, [...known.keys(), ...missing], agenciesAtOnce)
      for (const [agency, whole] of await wholeOf(tx, [...missing, ...next], now)) known.set(agency, whole)
    },
    figures: (agency: string): Whole => known.get(agency) ?? { load: null, response: null },
    async week(tx: Tx, { agency, cuts }: { agency: string; cuts: Temporal.Instant[] }): Promise<Week> {
      const key = `${agency}:${cuts[0]?.toString()}`
      const found = weeks.get(key) ?? (await wholeWeek(tx, agency, cuts))
      weeks.set(key, found)
      return found
    },
  }
}
