import type { Database } from '#db/connection/connect.ts'
import type { Ending, Leased } from '#db/repositories/outbox.ts'
import type { About, TaskReading } from '#db/repositories/telling.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Ledger } from './outcomes.ts'
import type { Pace } from './pace.ts'

/** With the delays of `backoff` that is a day of trying. */
export const mostAttempts = 20

/** Seconds until the next try: doubling from two seconds to three hours, and spread so that not all come at once. */
export function backoff(attempts: number, chance: number): number {
  return Math.min(3 * 3600, 2 ** attempts) * (0.5 + chance)
}

/** What is needed of the world to tell anything. */
export type TellingDeps = {
  db: Database
  chats: ReadonlyMap<Platform, Chat>
  log: Log
  now(): Temporal.Instant
  newId(): string
  chance(): number
}

export type Telling = TellingDeps & {
  /** The machine's own clock, which goes on while a process is stopped. Milliseconds. */
  monotonic(): number
  pace: Pace
  read(about: About): Promise<TaskReading | null>
  /** Where what is asked for the words of lines is shared. */
  reads: Database
  ledger: Ledger
  stopping(): boolean
  /** Called with what is put off for so many milliseconds by nothing but our own pace. */
  paced(ms: number): void
  /** Called with what is put off for so many seconds. */
  putOff(seconds: number): void
}

export async function end({ ledger, putOff }: Telling, ending: Ending): Promise<void> {
  await ledger.conclude({ ending, told: null })
  if ('seconds' in ending) putOff(ending.seconds)
}

/** Never sooner than was asked for; and later each time, so that a day of trying is a day whatever stood in the way. */
export function waitFor(seconds: number, { attempts }: Leased, { chance }: Telling): number {
  return Math.max(seconds, backoff(attempts, chance()))
}

/** Another process may be the one that speaks to this platform: it is left to that one. */
export async function leaveTo(telling: Telling, line: Leased, platform: Platform): Promise<null> {
  const why = `no connection to ${platform}`
  const to = line.uncertainSince ? 'uncertain' : 'put-off'
  await end(telling, { line, to, seconds: waitFor(5, line, telling), why })
  return null
}
