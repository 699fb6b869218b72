/** Messages that a channel takes at once, and seconds until it takes one more: Slack allows about one a second, with short bursts. */
const burst = 3
const refillSeconds = 1

export type Pace = ReturnType<typeof createPace>

/**
 * How fast each destination is spoken to. A destination is `platform:channel`; a hold on `platform` holds all of it.
 *
 * It runs on the machine's own clock, like leases: this is about a platform's patience, not about people's time.
 */
export function createPace({ now = () => performance.now(), sleep = wait } = {}) {
  const tokens = new Map<string, { left: number; at: number }>()
  const heldUntil = new Map<string, number>()

  function take(destination: string): number {
    const at = now()
    const before = tokens.get(destination) ?? { left: burst, at }
    const left = Math.min(burst, before.left + (at - before.at) / 1000 / refillSeconds) - 1
    tokens.set(destination, { left, at })
    if (tokens.size > 10_000) forgetFull(at)
    return left >= 0 ? 0 : -left * refillSeconds * 1000
  }

  function forgetFull(at: number): void {
    for (const [destination, { left, at: since }] of tokens) {
      if (left + (at - since) / 1000 / refillSeconds >= burst) tokens.delete(destination)
    }
  }

  return {
    /** Resolves when this destination may be spoken to. */
    async wait(destination: string): Promise<void> {
      const [platform = destination] = destination.split(':')
      const held = Math.max(heldUntil.get(destination) ?? 0, heldUntil.get(platform) ?? 0) - now()
      const pause = Math.max(held, take(destination))
      if (pause > 0) await sleep(pause)
    },
    hold(destination: string, seconds: number): void {
      heldUntil.set(destination, now() + seconds * 1000)
    },
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
