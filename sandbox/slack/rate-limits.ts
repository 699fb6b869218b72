import type { SandboxClock } from '../clock.ts'

/** So many calls at once, and one more after each `everyMs`. */
export type Allowance = { atOnce: number; everyMs: number }

export type RateLimits = {
  /** Counts a call. Answers the seconds to wait when it is one too many. */
  take(key: string, allowance: Allowance): number | undefined
  /** Lets all through, for a benchmark of something else. */
  setEnforced(enforced: boolean): void
  clear(): void
}

/** What an app has left of each method, by the sandbox's clock. */
export function createRateLimits(clock: SandboxClock): RateLimits {
  const buckets = new Map<string, { left: number; at: number }>()
  let enforced = true

  return {
    take(key, { atOnce, everyMs }) {
      if (!enforced) return undefined
      const now = clock.now()
      const known = buckets.get(key)
      // A clock that was set back must not leave an app waiting for hours.
      const before = known && known.at <= now ? known : { left: atOnce, at: now }
      const left = Math.min(atOnce, before.left + (now - before.at) / everyMs)
      if (left < 1) return Math.ceil(((1 - left) * everyMs) / 1000)
      buckets.set(key, { left: left - 1, at: now })
      return undefined
    },
    setEnforced: (value) => void (enforced = value),
    clear: () => buckets.clear(),
  }
}
