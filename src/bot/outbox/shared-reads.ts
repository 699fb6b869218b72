import type { Database, Tx } from '#db/connection/connect.ts'
import { createBatch } from './batch.ts'

/** Keeps what it has read to itself. */
type Reading = (tx: Tx) => Promise<void>
type Read = (reading: Reading) => Promise<{ error: unknown } | null>

/** Agencies that are remembered: what is at work is not lost with it. */
const mostAgencies = 1_000

/**
 * The database, where what several lines of one agency ask at once is asked in one transaction: they share its beginning and its end, the
 * agency's roster, and whatever row more than one of them asks for. For questions, and for notes that each stand by themselves.
 */
export function shareReads(db: Database): Database {
  const agencies = new Map<string, Read>()

  function readIn(agency: string): Read {
    if (agencies.size > mostAgencies) agencies.clear()
    const read = agencies.get(agency) ?? createBatch((readings: Reading[]) => readTogether(db, agency, readings))
    agencies.set(agency, read)
    return read
  }

  return {
    ...db,
    async inAgency<T>(agency: string, run: (tx: Tx) => Promise<T>): Promise<T> {
      const kept: T[] = []
      const failed = await readIn(agency)(async (tx) => {
        const value = await run(tx)
        kept.splice(0, 1, value)
      })
      if (failed) throw failed.error
      for (const value of kept) return value
      throw new Error('what was asked for was not answered')
    },
  }
}

/** Where one of them fails, each is asked by itself, so that it fails alone. */
async function readTogether(db: Database, agency: string, readings: Reading[]): Promise<({ error: unknown } | null)[]> {
  try {
    await db.inAgency(agency, (tx) => readAll(tx, readings))
    return readings.map(() => null)
  } catch (error) {
    if (readings.length === 1) return [{ error }]
    return Promise.all(readings.map(async (one) => (await readTogether(db, agency, [one]))[0] ?? null))
  }
}

/** None of them goes on after the transaction has ended. */
async function readAll(tx: Tx, readings: Reading[]): Promise<void> {
  const ended = await Promise.allSettled(readings.map((reading) => reading(tx)))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}
