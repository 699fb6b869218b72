import { setTimeout as wait } from 'node:timers/promises'

/** What comes within that many milliseconds, else null. */
export async function inTime<T>(coming: Promise<T>, ms: number): Promise<T | null> {
  const over = new AbortController()
  try {
    return await Promise.race([coming, wait(ms, null, { signal: over.signal })])
  } finally {
    over.abort()
  }
}
