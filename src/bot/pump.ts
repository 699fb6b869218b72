import { leaseLines, type Taken } from '#db/repositories/lease-lines.ts'
import { outboxChannel, takeBackLeases } from '#db/repositories/outbox.ts'
import { readForTelling, type About } from '#db/repositories/telling.ts'
import { createBatch } from './outbox/batch.ts'
import { openLedger } from './outbox/outcomes.ts'
import { createPace, type Pace } from './outbox/pace.ts'
import { shareReads } from './outbox/shared-reads.ts'
import { tellLine } from './outbox/tell.ts'
import type { Telling, TellingDeps } from './outbox/telling.ts'

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

type Parts = TellingDeps & {
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
  const { db } = parts
  const pumping: Pumping = {
    ...{ parts, monotonic: parts.monotonic ?? (() => performance.now()) },
    ...{ inHand: new Map(), timers: new Set(), lingering: null },
    ...{ stopping: false, woken: false, leasing: false, pacedUntil: 0, idle: [] },
  }
  const tell = createTeller(pumping)
  const wakeNow = () => wake(pumping, tell)

  if (db.kind === 'embedded') await db.acrossAgencies(takeBackLeases)
  const unlisten = await db.listen(outboxChannel, wakeNow)
  const poll = setInterval(wakeNow, pollMs)
  wakeNow()

  return {
    settled: () => settled(pumping, wakeNow),
    async stop() {
      pumping.stopping = true
      clearInterval(poll)
      for (const timer of pumping.timers) clearTimeout(timer)
      if (pumping.lingering) clearTimeout(pumping.lingering)
      await unlisten()
      await quiet(pumping)
    },
  }
}

type Pumping = {
  parts: Parts
  monotonic(): number
  /** What this process is at, and since when: a lease that runs out under it is not taken by itself. */
  inHand: Map<string, number>
  timers: Set<NodeJS.Timeout>
  lingering: NodeJS.Timeout | null
  stopping: boolean
  /** Whether something may be there that nobody has looked for since. */
  woken: boolean
  leasing: boolean
  pacedUntil: number
  /** To be called once nothing is in hand. */
  idle: (() => void)[]
}

type Tell = (taken: Taken) => Promise<void>

/** What tells one line to its end and then looks for others. */
function createTeller(pumping: Pumping): Tell {
  const { parts, monotonic, inHand } = pumping
  const { db } = parts
  const readAgain = createBatch((about: About[]) => db.acrossAgencies((tx) => readForTelling(tx, about)))
  const telling: Telling = {
    ...{ db, chats: parts.chats, log: parts.log, now: parts.now, newId: parts.newId, chance: parts.chance, monotonic },
    pace: parts.pace ?? createPace(),
    read: async (about) => (await readAgain(about))(),
    reads: shareReads(db),
    ledger: openLedger(parts, { leaseSeconds }),
    stopping: () => pumping.stopping,
    paced: (ms) => void (pumping.pacedUntil = Math.max(pumping.pacedUntil, monotonic() + ms)),
    putOff: (seconds) => wakeIn(pumping, tell, seconds * 1000),
  }
  async function tell({ line, reading }: Taken): Promise<void> {
    inHand.set(line.id, monotonic())
    await tellLine(telling, line, reading)
    inHand.delete(line.id)
    // What was told may have hidden more of the same recipient behind it. While many are on their way others will end in a moment: what is read
    // and written is then shared by more lines.
    if (inHand.size > 0 && free(pumping) < slots / 2) linger(pumping, tell)
    else wake(pumping, tell)
    sayIfIdle(pumping)
  }
  return tell
}

function wake(pumping: Pumping, tell: Tell): void {
  pumping.woken = true
  if (pumping.leasing || pumping.stopping) return
  pumping.leasing = true
  void takeLines(pumping, tell)
    .catch((error: unknown) => pumping.parts.log.error({ error }, 'the outbox could not be read'))
    .finally(() => {
      pumping.leasing = false
      // Heard after the last look, and before this.
      if (pumping.woken && free(pumping) > 0) wake(pumping, tell)
      sayIfIdle(pumping)
    })
}

/** A little later than by our clock, since the database goes by its own. The poll sees to what waits for longer. */
function wakeIn(pumping: Pumping, tell: Tell, ms: number): void {
  const { timers, stopping } = pumping
  if (stopping || ms > 60_000) return
  const timer = setTimeout(() => (timers.delete(timer), wake(pumping, tell)), ms + 5)
  timers.add(timer)
}

function linger(pumping: Pumping, tell: Tell): void {
  pumping.lingering ??= setTimeout(() => {
    pumping.lingering = null
    wake(pumping, tell)
  }, lingerMs)
}

function free({ inHand, monotonic }: Pumping): number {
  const now = monotonic()
  const young = [...inHand.values()].filter((since) => now - since < lentAfterMs).length
  return Math.min(slots - young, mostInHand - inHand.size)
}

async function takeLines(pumping: Pumping, tell: Tell): Promise<void> {
  const { parts, inHand } = pumping
  while (pumping.woken && !pumping.stopping && free(pumping) > 0) {
    pumping.woken = false
    const limit = free(pumping)
    const { taken, more } = await parts.db.acrossAgencies((tx) =>
      leaseLines(tx, { limit, seconds: leaseSeconds, now: parts.now(), except: [...inHand.keys()] }),
    )
    if (more) pumping.woken = true
    for (const each of taken) void tell(each)
  }
}

function isIdle({ leasing, inHand }: Pumping): boolean {
  return !leasing && inHand.size === 0
}

function sayIfIdle(pumping: Pumping): void {
  if (!isIdle(pumping)) return
  for (const say of pumping.idle.splice(0)) say()
}

function quiet(pumping: Pumping): Promise<void> {
  return isIdle(pumping) ? Promise.resolve() : new Promise((resolve) => pumping.idle.push(resolve))
}

async function settled(pumping: Pumping, wakeNow: () => void): Promise<void> {
  do {
    wakeNow()
    await quiet(pumping)
    const paced = pumping.pacedUntil - pumping.monotonic()
    if (paced > 0) await new Promise((resolve) => setTimeout(resolve, paced + 10))
    else pumping.pacedUntil = 0
  } while ((pumping.woken || pumping.pacedUntil > 0) && !pumping.stopping)
}
