import type { Platform } from '#src/kernel/person.ts'

/** Messages that a channel takes at once, and seconds until it takes one more: Slack allows about one a second, with short bursts. */
const burst = 3
const refillMs = 1_000
const toleranceMs = (burst - 1) * refillMs

/** A request that takes longer is slow, and where that many are slow, nothing more is begun on that platform for now. */
const slowAfterMs = 1_000
const mostSlow = 16

/** Turns that nobody came for are forgotten: another process told those lines. */
const forgetAfterMs = 10 * 60_000

export type To = { platform: Platform; channel: string }

/** `ms` until a line may be told there; 0 is now. `held`: the platform asked for it, or is slow; else it is our own pace. */
export type Turn = { ms: number; held: boolean }

export type Pace = {
  /** Whose turn is now counts as being told until `done`; whose is later keeps its place until it asks again. */
  turn(to: To, line: string): Turn
  done(to: To, line: string): void
  /** Nothing is told there (`null`: on the whole platform) for so many seconds. */
  hold(platform: Platform, channel: string | null, seconds: number): void
}

/**
 * How fast each destination is spoken to, and how many requests to it are open. It never waits: what has to is put off by whoever asks.
 *
 * It runs on the machine's own clock, like leases: this is about a platform's patience, not about people's time.
 */
export function createPace({ now = () => performance.now() } = {}): Pace {
  /** When the next message would come if all came evenly (GCRA): what is due up to `toleranceMs` later may come now. */
  const evenly = new Map<string, number>()
  const heldUntil = new Map<string, number>()
  const turns = new Map<string, number>()
  const open = new Map<string, { to: To; since: number }>()

  const keyOf = ({ platform, channel }: To) => `${platform}:${channel}`
  const heldAt = (to: To) => Math.max(heldUntil.get(keyOf(to)) ?? 0, heldUntil.get(to.platform) ?? 0)

  /** When it is this line's turn: its place in the queue, or a new one behind what holds the destination up. */
  function placeOf(to: To, line: string, at: number): number {
    const held = heldAt(to)
    const kept = turns.get(line)
    if (kept !== undefined && kept >= held) return kept
    const start = Math.max(at, held)
    const even = Math.max(evenly.get(keyOf(to)) ?? 0, start)
    evenly.set(keyOf(to), even + refillMs)
    return Math.max(start, even - toleranceMs)
  }

  function isFull(to: To, at: number): boolean {
    const there = [...open.values()].filter((each) => each.to.platform === to.platform)
    if (there.filter((each) => each.to.channel === to.channel).length >= burst) return true
    return there.filter(({ since }) => at - since > slowAfterMs).length >= mostSlow
  }

  function forget(at: number): void {
    for (const map of [evenly, heldUntil]) for (const [key, until] of map) if (until < at) map.delete(key)
    for (const [line, turn] of turns) if (turn < at - forgetAfterMs) turns.delete(line)
  }

  return {
    turn(to, line) {
      const at = now()
      if (evenly.size + turns.size > 10_000) forget(at)
      const held = heldAt(to) > at
      const start = placeOf(to, line, at)
      if (start > at) {
        turns.set(line, start)
        return { ms: start - at, held }
      }
      if (isFull(to, at)) {
        // Behind whoever waits for it already: what is slow takes one more a second at most.
        turns.delete(line)
        const behind = Math.max(placeOf(to, line, at), at + refillMs)
        turns.set(line, behind)
        return { ms: behind - at, held: true }
      }
      turns.delete(line)
      open.set(line, { to, since: at })
      return { ms: 0, held: false }
    },
    done: (_, line) => void open.delete(line),
    hold: (platform, channel, seconds) =>
      void heldUntil.set(channel === null ? platform : keyOf({ platform, channel }), now() + seconds * 1000),
  }
}
