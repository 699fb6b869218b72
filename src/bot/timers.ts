import { loadAgency, type Agency } from '#db/repositories/agencies.ts'
import type { Database, Tx } from '#db/connection/connect.ts'
import { dueTimers, setTimer, takeTimer, timerOf, type DueTimer } from '#db/repositories/timers.ts'
import { wakeAbsence } from '#src/features/tasks/timers/away.ts'
import type { SideEffect } from '#src/kernel/side-effects.ts'
import { wakeHeld } from '#src/features/guard/timers/held.ts'
import { wakeForm } from '#src/features/requests/timers/forms.ts'
import { wakeHolidays } from '#src/features/calendars/timers/holidays.ts'
import { tellManagers } from '#src/features/tasks/timers/gathered.ts'
import { breakPromise } from '#src/features/requests/promises.ts'
import type { Log } from '#src/kernel/log.ts'
import { sendAgain } from '#src/features/digests/timers/digests.ts'
import type { Timer, TimerKind } from '#src/time/timer.ts'
import { tellReminder } from '#src/features/reminders/timers/reminders.ts'
import { lookAtTask } from '#src/features/tasks/timers/tasks.ts'
import { wakePost } from '#src/features/social/timers/posts.ts'
import { wakeSlot } from '#src/features/social/timers/slots.ts'
import { wakePeople } from '#src/features/settings/timers/people.ts'
import { endAgency } from '#src/features/leaving/timers/leaving.ts'
import { wakeRoom } from '#src/features/telling/tell/room-wake.ts'
import { wakeRepeat } from '#src/features/repeats/timers/repeats.ts'

/** Looked for at once; more than that are taken in the next round of the same tick. */
const timersAtOnce = 200
/** How long a thing is left alone that could not be looked at because of a fault of ours. */
const afterFault = Temporal.Duration.from({ minutes: 5 })

export type Parts = { db: Database; log: Log; now(): Temporal.Instant; newId(): string }

/** What the clock has before it: one thing whose time has come, and the transaction in which it is dealt with. */
export type Waking = {
  tx: Tx
  agency: Agency
  wake: Timer
  log: Log
  now: Temporal.Instant
  newId(): string
}

/**
 * Looks at one thing and does what is due, all in the one transaction. It must set the wake to a later time, or clear
 * it: what it leaves standing is a fault, since it would come again each second. What must be asked of the world outside is
 * an effect that it answers: it is run after the commit, and the time that was set is when it is tried again should it
 * never come back.
 */
export type Waker = (waking: Waking) => Promise<SideEffect | void>

/** Who looks at what. A kind that nobody looks at yet is never set. */
const wakers: { [kind in TimerKind]?: Waker } = {
  task: lookAtTask,
  reminder: tellReminder,
  holidays: (waking) => wakeHolidays(waking),
  post: wakePost,
  slot: wakeSlot,
  repeat: wakeRepeat,
  digest: sendAgain,
  away: wakeAbsence,
  form: wakeForm,
  promise: breakPromise,
  managers: tellManagers,
  people: wakePeople,
  room: wakeRoom,
  held: wakeHeld,
  agency: endAgency,
}

/** All that is due, each in a transaction of its own, so that one that fails holds up nothing else. Answers their side effects. */
export async function runTimers(
  parts: Parts,
  looking: { [kind in TimerKind]?: Waker } = wakers,
): Promise<SideEffect[]> {
  const sideEffects: SideEffect[] = []
  for (let found = timersAtOnce; found === timersAtOnce;) {
    const now = parts.now()
    const due = await parts.db.acrossAgencies((tx) => dueTimers(tx, now, timersAtOnce))
    for (const each of due) {
      const effect = await runOne(parts, looking, each, now)
      if (effect) sideEffects.push(effect)
    }
    found = due.length
  }
  return sideEffects
}

async function runOne(
  { db, log, newId }: Parts,
  looking: { [kind in TimerKind]?: Waker },
  due: DueTimer,
  now: Temporal.Instant,
): Promise<SideEffect | undefined> {
  const { agency, kind, subject } = due
  try {
    return await db.inAgency(agency, async (tx) => {
      const wake = await takeTimer(tx, due, now)
      if (!wake) return undefined
      const look = looking[kind]
      if (!look) throw new Error(`nobody looks at ${kind}`)
      const answered = await look({ tx, agency: await loadAgency(tx, agency), wake, log, now, newId })
      const after = await timerOf(tx, agency, kind, subject)
      if (after && Temporal.Instant.compare(after.at, now) <= 0) throw new Error(`a wake was left standing: ${kind}`)
      return answered ?? undefined
    })
  } catch (error) {
    log.error({ agency, kind, subject, error }, 'what was due could not be dealt with')
    await db.inAgency(agency, async (tx) => {
      const wake = await takeTimer(tx, due, now)
      if (wake) await setTimer(tx, agency, { ...wake, at: now.add(afterFault) })
    })
  }
}
