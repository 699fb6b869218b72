import type { SandboxClock } from '../clock.ts'

/** 2015-01-01, the first millisecond that a snowflake can name. */
const DISCORD_EPOCH = 1_420_070_400_000

/** Ids in strictly rising order, carrying the sandbox's time even when a frozen clock makes thousands of them at once. */
export function createSnowflakes(clock: SandboxClock): () => string {
  let last = 0
  let increment = 0

  return () => {
    const ms = Math.max(clock.now(), last)
    increment = ms === last ? increment + 1 : 0
    // Twelve bits count within a millisecond; the next one is borrowed when they are used up.
    last = increment > 4095 ? ms + 1 : ms
    increment = increment > 4095 ? 0 : increment
    return ((BigInt(last - DISCORD_EPOCH) << 22n) | BigInt(increment)).toString()
  }
}
