import { loadAgency, type Agency } from '#db/agencies.ts'
import type { Database, Tx } from '#db/connect.ts'
import { dueWakes, setWake, takeWake, wakeOf, type DueWake } from '#db/wakes.ts'
import type { Log } from '#src/log.ts'
import type { Wake, WakeKind } from '#src/time/wake.ts'
import { tellReminder } from './reminders.ts'
import { lookAtTask } from './tasks.ts'

/** Looked for at once; more than that are taken in the next round of the same tick. */
const wakesAtOnce = 200
/** How long a thing is left alone that could not be looked at because of a fault of ours. */
const afterFault = Temporal.Duration.from({ minutes: 5 })

export type Parts = { db: Database; log: Log; now(): Temporal.Instant; newId(): string }

/** What the clock has before it: one thing whose time has come, and the transaction in which it is dealt with. */
export type Waking = {
  tx: Tx
  agency: Agency
  wake: Wake
  now: Temporal.Instant
  newId(): string
}

/**
 * Looks at one thing and does what is due, all in the one transaction. It must set the wake to a later time, or clear
 * it: what it leaves standing is a fault, since it would come again each second.
 */
export type Waker = (waking: Waking) => Promise<void>

/** Who looks at what. A kind that nobody looks at yet is never set. */
const wakers: { [kind in WakeKind]?: Waker } = { task: lookAtTask, reminder: tellReminder }

/** All that is due, each in a transaction of its own, so that one that fails holds up nothing else. */
export async function runWakes(parts: Parts, looking: { [kind in WakeKind]?: Waker } = wakers): Promise<void> {
  for (let found = wakesAtOnce; found === wakesAtOnce;) {
    const now = parts.now()
    const due = await parts.db.acrossAgencies((tx) => dueWakes(tx, now, wakesAtOnce))
    for (const each of due) await runOne(parts, looking, each, now)
    found = due.length
  }
}

async function runOne(
  { db, log, newId }: Parts,
  looking: { [kind in WakeKind]?: Waker },
  due: DueWake,
  now: Temporal.Instant,
): Promise<void> {
  const { agency, kind, subject } = due
  try {
    await db.inAgency(agency, async (tx) => {
      const wake = await takeWake(tx, due, now)
      if (!wake) return
      const look = looking[kind]
      if (!look) throw new Error(`nobody looks at ${kind}`)
      await look({ tx, agency: await loadAgency(tx, agency), wake, now, newId })
      const after = await wakeOf(tx, agency, kind, subject)
      if (after && Temporal.Instant.compare(after.at, now) <= 0) throw new Error(`a wake was left standing: ${kind}`)
    })
  } catch (error) {
    log.error({ agency, kind, subject, error }, 'what was due could not be dealt with')
    await db.inAgency(agency, async (tx) => {
      const wake = await takeWake(tx, due, now)
      if (wake) await setWake(tx, agency, { ...wake, at: now.add(afterFault) })
    })
  }
}
