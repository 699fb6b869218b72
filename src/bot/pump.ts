import type { Database } from '#db/connection/connect.ts'
import { leaseLines, type Taken } from '#db/repositories/lease-lines.ts'
import { outboxChannel, takeBackLeases } from '#db/repositories/outbox.ts'
import { readForTelling, type About } from '#db/repositories/telling.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Log } from '#src/kernel/log.ts'
import { createBatch } from './outbox/batch.ts'
import { openLedger } from './outbox/outcomes.ts'
import { createPace, type Pace } from './outbox/pace.ts'
import { shareReads } from './outbox/shared-reads.ts'
import { tellLine } from './outbox/tell.ts'
import type { Telling } from './outbox/telling.ts'
import type { Platform } from '#src/kernel/person.ts'

/** How long a process may take from one word about a line to the next, in seconds: twice the longest request. */
const leaseSeconds = 60
/** How many lines are told at once; what takes longer than `lentAfterMs` is slow, and its slot is lent to others meanwhile. */
const slots = 64
const lentAfterMs = 1_000
const mostInHand = 256
/** How long ended lines are gathered at most, before others are taken in their place. */
const lingerMs = 10
/** The floor under LISTEN: how often we look for lines that nobody announced. */
const pollMs = 1_000

export type Pump = {
  /** Resolves when nothing is left that could be told now, or that only waits for our own pace. */
  settled(): Promise<void>
  stop(): Promise<void>
}

type Parts = {
  db: Database
  chats: ReadonlyMap<Platform, Chat>
  log: Log
  now(): Temporal.Instant
  newId(): string
  chance(): number
  /** How fast each destination is spoken to; by the machine's own clock unless told. */
  pace?: Pace
  /** The machine's own clock, in milliseconds. */
  monotonic?(): number
}

/**
 * Tells what the outbox holds, line by line, in the order of each recipient, as long as it runs.
 *
 * Each of many slots takes a line when it is free and tells it to its end; none waits for another one's. What is held (by a platform's
 * Retry-After, by the pace of its destination) is put off in its row and not leased meanwhile.
 */
export async function startPump(parts: Parts): Promise<Pump> {
  const { db, log, monotonic = () => performance.now() } = parts
  /** What this process is at, and since when: a lease that runs out under it is not taken by itself. */
  const inHand = new Map<string, number>()
  const timers = new Set<NodeJS.Timeout>()
  let stopping = false
  let woken = false
  let leasing = false
  let pacedUntil = 0
  let idle: (() => void)[] = []
  let lingering: NodeJS.Timeout | null = null

  const readAgain = createBatch((about: About[]) => db.acrossAgencies((tx) => readForTelling(tx, about)))
  const telling: Telling = {
    ...{ db, chats: parts.chats, log, now: parts.now, newId: parts.newId, chance: parts.chance, monotonic },
    pace: parts.pace ?? createPace(),
    read: async (about) => (await readAgain(about))(),
    reads: shareReads(db),
    ledger: openLedger(parts, { leaseSeconds }),
    stopping: () => stopping,
    paced: (ms) => void (pacedUntil = Math.max(pacedUntil, monotonic() + ms)),
    putOff: (seconds) => wakeIn(seconds * 1000),
  }

  function wake(): void {
    woken = true
    if (leasing || stopping) return
    leasing = true
    void takeLines()
      .catch((error: unknown) => log.error({ error }, 'the outbox could not be read'))
      .finally(() => {
        leasing = false
        // Heard after the last look, and before this.
        if (woken && free() > 0) wake()
        sayIfIdle()
      })
  }

  /** A little later than by our clock, since the database goes by its own. The poll sees to what waits for longer. */
  function wakeIn(ms: number): void {
    if (stopping || ms > 60_000) return
    const timer = setTimeout(() => (timers.delete(timer), wake()), ms + 5)
    timers.add(timer)
  }

  function linger(): void {
    lingering ??= setTimeout(() => {
      lingering = null
      wake()
    }, lingerMs)
  }

  function free(): number {
    const now = monotonic()
    const young = [...inHand.values()].filter((since) => now - since < lentAfterMs).length
    return Math.min(slots - young, mostInHand - inHand.size)
  }

  async function takeLines(): Promise<void> {
    while (woken && !stopping && free() > 0) {
      woken = false
      const limit = free()
      const { taken, more } = await db.acrossAgencies((tx) =>
        leaseLines(tx, { limit, seconds: leaseSeconds, now: parts.now(), except: [...inHand.keys()] }),
      )
      if (more) woken = true
      for (const each of taken) void tell(each)
    }
  }

  async function tell({ line, reading }: Taken): Promise<void> {
    inHand.set(line.id, monotonic())
    await tellLine(telling, line, reading)
    inHand.delete(line.id)
    // What was told may have hidden more of the same recipient behind it. While many are on their way others will end in a moment: what is read
    // and written is then shared by more lines.
    if (inHand.size > 0 && free() < slots / 2) linger()
    else wake()
    sayIfIdle()
  }

  const isIdle = () => !leasing && inHand.size === 0
  function sayIfIdle(): void {
    if (!isIdle()) return
    const waiting = idle
    idle = []
    for (const say of waiting) say()
  }
  const quiet = () => (isIdle() ? Promise.resolve() : new Promise<void>((resolve) => idle.push(resolve)))

  if (db.kind === 'embedded') await db.acrossAgencies(takeBackLeases)
  const unlisten = await db.listen(outboxChannel, wake)
  const poll = setInterval(wake, pollMs)
  wake()

  return {
    async settled() {
      do {
        wake()
        await quiet()
        const paced = pacedUntil - monotonic()
        if (paced > 0) await new Promise((resolve) => setTimeout(resolve, paced + 10))
        else pacedUntil = 0
      } while ((woken || pacedUntil > 0) && !stopping)
    },
    async stop() {
      stopping = true
      clearInterval(poll)
      for (const timer of timers) clearTimeout(timer)
      if (lingering) clearTimeout(lingering)
      await unlisten()
      await quiet()
    },
  }
}
