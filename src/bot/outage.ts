import { setTimeout as wait } from 'node:timers/promises'
import { outageIn, type DatabaseAway } from '#db/connection/outage.ts'

/** How long a person is kept waiting for a database that is away, before they are told: a restart takes less. */
const bearMs = 10_000
const againMs = 500

/**
 * Carries a delivery out anew as long as the database is away, for a while. What was undone is done now; and where the
 * database went away as it was told to commit, the delivery's kept answer says what became of it, as for any repeated one.
 *
 * Throws what it failed with; where nobody knows whether a commit stands, that is said by `uncertain` of DatabaseAway.
 */
export async function throughOutage<T>(run: () => Promise<T>, bear = bearMs): Promise<T> {
  const began = performance.now()
  let uncertain: DatabaseAway | null = null
  for (;;) {
    try {
      return await run()
    } catch (error) {
      const outage = outageIn(error)
      if (outage?.uncertain) uncertain ??= outage
      if (!outage || performance.now() - began > bear) throw uncertain ?? error
    }
    await wait(againMs)
  }
}

/** Undoes something now, or as soon as the database is back. */
export async function undoWhenBack(undo: () => Promise<void>): Promise<void> {
  try {
    await undo()
  } catch (error) {
    if (!outageIn(error)) throw error
    const later = async () => throughOutage(undo, Infinity)
    later().catch(() => {})
  }
}
