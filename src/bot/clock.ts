import type { Database } from '#db/connection/connect.ts'
import { whatIsDue } from '#db/repositories/due.ts'
import { forgetFiles } from '#db/repositories/files.ts'
import { forgetAnswers } from '#db/repositories/inbox.ts'
import { forgetLines } from '#db/repositories/outbox.ts'
import { forgetReminders } from '#db/repositories/reminders.ts'
import { forgetRuns, noteRunning } from '#db/repositories/runs.ts'
import { forgetSeen } from '#db/repositories/seen.ts'
import { watchAll, watchPeople } from '#db/repositories/watching.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import { startSideEffects, type SideEffect } from '#src/kernel/side-effects.ts'
import { sendRoomDigests } from '#src/features/digests/timers/room-digests.ts'
import { startTimetable } from './timetable.ts'
import { runTimers } from './timers.ts'
import type { Log } from '#src/kernel/log.ts'
import { keptDays } from '#src/features/reminders/reminder.ts'

/** Platforms deliver again for minutes; a button that was pressed twice stands in a message for days. */
const answersKept = Temporal.Duration.from({ hours: 7 * 24 })
const linesKeptDays = 30
/** No digest asks of news that are older. */
const runsKept = Temporal.Duration.from({ hours: 90 * 24 })
const seenKept = Temporal.Duration.from({ hours: 35 * 24 })
/** Files that no post took up, and those of posts that are over. */
const unusedFilesKept = Temporal.Duration.from({ hours: 7 * 24 })
const usedFilesKept = Temporal.Duration.from({ hours: 30 * 24 })

/** How often it is written down that the clock runs, by the machine's clock, and how far people's time may go on meanwhile. */
const beatMs = 20_000

type Parts = { db: Database; log: Log; now(): Temporal.Instant; newId(): string }

type Starting = Parts & Parameters<typeof startSideEffects>[0] & { eachTick?: (() => Promise<void>)[] }

export type Clock = {
  /** All that is due by now, at once; what the timetable does each second. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/**
 * Ticks once a second on every process; the rows decide who acts. node-cron's own zones are not used: what people see is
 * computed in their zone by `nextAt`. Housekeeping goes by the machine's clock.
 */
export function startClock(parts: Starting): Clock {
  const { db, log, eachTick = [] } = parts
  const sideEffects = startSideEffects(parts)
  let running = Promise.resolve()

  /** One tick at a time, also when one is asked for between two seconds. */
  function inTurn(what: string, run: () => Promise<void>): Promise<void> {
    running = running.then(run).catch((error: unknown) => log.error({ error }, `${what} failed`))
    return running
  }

  const beat = startBeat(parts)
  void inTurn('saying that the clock runs', beat)
  const tick = () =>
    inTurn('the tick', async () => {
      await beat()
      for (const effect of await lookAtAll(parts)) sideEffects.send(effect)
      for (const run of eachTick) await run()
    })
  const timetable = startTimetable(log)
  timetable.at('* * * * * *', 'tick', tick)
  timetable.at('*/10 * * * *', 'housekeeping', () => inTurn('the vacuum', () => db.housekeeping()))
  timetable.at('23 * * * *', 'retention', () => inTurn('forgetting', () => forget(parts)))

  // Tasks from before there was a clock that watched them.
  void inTurn('looking for what nobody watches', () =>
    db.acrossAgencies(async (tx) => {
      await watchAll(tx, parts.now())
      await watchPeople(tx, parts.now())
    }),
  )

  return {
    tick,
    async stop() {
      await timetable.stop()
      await running
      await sideEffects.stop()
    },
  }
}

/** Says that the clock runs, when that has not been said for a while. */
function startBeat({ db, now, newId }: Parts): () => Promise<void> {
  let last: { real: number; at: Temporal.Instant } | null = null
  return async () => {
    const [real, at] = [performance.now(), now()]
    if (last && real - last.real < beatMs && at.since(last.at).total('milliseconds') < beatMs) return
    await db.acrossAgencies((tx) => noteRunning(tx, { id: newId(), now: at, starting: last === null }))
    last = { real, at }
  }
}

/** Most seconds nothing is due, and that is asked with one question. Answers what is to be run after it. */
export async function lookAtAll(parts: Parts): Promise<SideEffect[]> {
  const due = await parts.db.acrossAgencies((tx) => whatIsDue(tx, parts.now()))
  if (due.daily) await sendDigests(parts, 'daily')
  if (due.weekly) await sendDigests(parts, 'weekly')
  if (due.rooms) await sendRoomDigests(parts)
  return due.timers ? runTimers(parts) : []
}

async function forget({ db, now }: Parts): Promise<void> {
  await db.acrossAgencies(async (tx) => {
    await forgetAnswers(tx, now().subtract(answersKept))
    await forgetLines(tx, linesKeptDays)
    await watchPeople(tx, now())
    await forgetRuns(tx, now().subtract(runsKept))
    await forgetReminders(tx, now().subtract({ hours: 24 * keptDays }))
    await forgetSeen(tx, now().subtract(seenKept))
    await forgetFiles(tx, { unused: now().subtract(unusedFilesKept), over: now().subtract(usedFilesKept) })
  })
}
