import { createHash } from 'node:crypto'
import type { SandboxClock } from '../clock.ts'

/** How many requests in how many milliseconds. */
export type Allowance = readonly [limit: number, windowMs: number]

export type Verdict = {
  limited: boolean
  limit: number
  remaining: number
  /** Milliseconds since the epoch. */
  resetAt: number
  bucket: string
}

export type RateLimits = {
  /** One request of a route; `major` is the channel, guild or webhook that has its own count. */
  take(route: string, major: string, allowance: Allowance): Verdict
  /** The 50 a second that one token has for everything but interactions. Undefined when it is allowed. */
  takeGlobal(token: string): { resetAt: number } | undefined
  /** Lets all through, for a benchmark of something else. */
  setEnforced(enforced: boolean): void
  clear(): void
}

const GLOBAL: Allowance = [50, 1000]

/** Per-route buckets and the global limit, by the sandbox's clock. */
export function createRateLimits(clock: SandboxClock): RateLimits {
  const windows = new Map<string, { used: number; resetAt: number }>()
  const hashes = new Map<string, string>()
  let enforced = true

  function use(key: string, [limit, windowMs]: Allowance): { used: number; resetAt: number; limited: boolean } {
    const now = clock.now()
    let window = windows.get(key)
    // A clock that was set back must not leave a window open for hours.
    if (!window || window.resetAt <= now || window.resetAt > now + windowMs) {
      window = { used: 0, resetAt: now + windowMs }
      windows.set(key, window)
    }
    const limited = enforced && window.used >= limit
    if (!limited) window.used += 1
    return { ...window, limited }
  }

  return {
    take(route, major, allowance) {
      const { used, resetAt, limited } = use(`${route}|${major}`, allowance)
      const bucket = hashes.get(route) ?? createHash('md5').update(route).digest('hex')
      hashes.set(route, bucket)
      const [limit] = allowance
      return { limited, limit, resetAt, bucket, remaining: enforced ? Math.max(0, limit - used) : limit }
    },
    takeGlobal(token) {
      const { limited, resetAt } = use(`global|${token}`, GLOBAL)
      return limited ? { resetAt } : undefined
    },
    setEnforced: (value) => void (enforced = value),
    clear: () => windows.clear(),
  }
}
