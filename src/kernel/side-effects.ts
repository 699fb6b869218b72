import type { Database } from '#db/connection/connect.ts'
import type { Resume } from '#src/bot/engine.ts'
import type { Checked } from './chat.ts'
import type { Log } from './log.ts'
import type { Platform } from './person.ts'

type Parts = {
  db: Database
  now(): Temporal.Instant
  newId(): string
  resume: Resume
  /** Whether the bot can write there, and what a platform says of someone whom we know; left out where no platform is spoken to. */
  canPost?: (platform: Platform, place: string, channel: string) => Promise<boolean>
  check?: (platform: Platform, place: string, user: string) => Promise<Checked | null>
}

/** What must be asked of the world outside, after a commit. It gives up when it is told that the bot stops. */
export type SideEffect = (outside: Parts & { stopping: AbortSignal }) => Promise<void>

export type SideEffects = {
  send(effect: SideEffect): void
  /** Resolves when all that were sent have come back. */
  idle(): Promise<void>
  stop(): Promise<void>
}

const atOnce = 4

/** Runs side effects beside the clock, a few at a time: a slow server far away must not hold up everybody's digests. */
export function startSideEffects({ log, ...parts }: Parts & { log: Log }): SideEffects {
  const waiting: SideEffect[] = []
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()

  function fill(): void {
    while (running.size < atOnce && !stopping.signal.aborted) {
      const next = waiting.shift()
      if (!next) return
      const run = next({ ...parts, stopping: stopping.signal })
        .catch((error: unknown) => log.error({ error }, 'a side effect failed'))
        .finally(() => {
          running.delete(run)
          fill()
        })
      running.add(run)
    }
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running)
  }

  return {
    send(effect) {
      waiting.push(effect)
      fill()
    },
    idle,
    async stop() {
      stopping.abort()
      await idle()
    },
  }
}
