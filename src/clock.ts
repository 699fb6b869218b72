import cron from 'node-cron'
import { moveDigestOn, digestOf, dueDigests } from '#db/digests.ts'
import type { Database, Tx } from '#db/connect.ts'
import { forgetAnswers } from '#db/inbox.ts'
import { addLines, forgetLines } from '#db/outbox.ts'
import { personById } from '#db/people.ts'
import { forgetReminders } from '#db/reminders.ts'
import { watchAll } from '#db/watching.ts'
import { startErrands } from './clock/errands.ts'
import { runWakes } from './clock/wakes.ts'
import type { Log } from './log.ts'
import { keptDays } from './reminders/reminder.ts'
import { mergeKeyOf, recipientOf, type Line } from './telling/line.ts'
import { nextAt, type Slot } from './time/recurrence.ts'

/** A digest that is later than this is not sent: the day's next one says what is so by then. */
const grace = Temporal.Duration.from({ hours: 6 })
const digestsAtOnce = 200
/** Platforms deliver again for minutes; a button that was pressed twice stands in a message for days. */
const answersKept = Temporal.Duration.from({ hours: 7 * 24 })
const linesKeptDays = 30

type Parts = { db: Database; log: Log; now(): Temporal.Instant; newId(): string; eachTick?: (() => Promise<void>)[] }

export type Clock = {
  /** All that is due by now, at once; what the timetable does each second. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/**
 * Ticks once a second on every process; the rows decide who acts. node-cron's own zones are not used: what people see is
 * computed in their zone by `nextAt`. Housekeeping goes by the machine's clock.
 */
export function startClock(parts: Parts): Clock {
  const { db, log, eachTick = [] } = parts
  const errands = startErrands(parts)
  let running = Promise.resolve()

  /** One tick at a time, also when one is asked for between two seconds. */
  function inTurn(what: string, run: () => Promise<void>): Promise<void> {
    running = running.then(run).catch((error: unknown) => log.error({ error }, `${what} failed`))
    return running
  }

  const tick = () =>
    inTurn('the tick', async () => {
      await sendDigests(parts)
      for (const errand of await runWakes(parts)) errands.send(errand)
      for (const run of eachTick) await run()
    })
  const jobs = [
    cron.schedule('* * * * * *', tick, { noOverlap: true, name: 'tick' }),
    cron.schedule('*/10 * * * *', () => inTurn('the vacuum', () => db.housekeeping()), {
      noOverlap: true,
      name: 'housekeeping',
    }),
    cron.schedule('23 * * * *', () => inTurn('forgetting', () => forget(parts)), {
      noOverlap: true,
      name: 'retention',
    }),
  ]

  // Tasks from before there was a clock that watched them.
  void inTurn('looking for what nobody watches', () => db.acrossAgencies((tx) => watchAll(tx, parts.now())))

  return {
    tick,
    async stop() {
      await Promise.all(jobs.map((job) => job.destroy()))
      await running
      await errands.stop()
    },
  }
}

async function forget({ db, now }: Parts): Promise<void> {
  await db.acrossAgencies(async (tx) => {
    await forgetAnswers(tx, now().subtract(answersKept))
    await forgetLines(tx, linesKeptDays)
    await forgetReminders(tx, now().subtract({ hours: 24 * keptDays }))
  })
}

/** Each digest that is due becomes a line in the outbox, in the transaction that moves it on to its next slot. */
export async function sendDigests(parts: Parts): Promise<void> {
  for (let found = digestsAtOnce; found === digestsAtOnce;) {
    found = await parts.db.acrossAgencies(async (tx) => {
      const due = await dueDigests(tx, parts.now(), digestsAtOnce)
      for (const digest of due) await sendDigest(parts, tx, digest)
      return due.length
    })
  }
}

async function sendDigest(
  { now, newId, log }: Parts,
  tx: Tx,
  { agency, person: id, slot, at }: Awaited<ReturnType<typeof dueDigests>>[number],
): Promise<void> {
  const [row, person] = await Promise.all([digestOf(tx, agency, id), personById(tx, agency, id)])
  if (!row || !person) return
  const { latest, next } = upTo(now(), { slot, at }, (after) => nextAt(row, person.zone, after))
  const late = latest.at.until(now())
  const inTime = Temporal.Duration.compare(late, grace) <= 0
  const moved = await moveDigestOn(
    tx,
    agency,
    id,
    slot,
    { nextAt: next?.at ?? null, nextSlot: next?.slot ?? null },
    inTime ? latest : null,
  )
  if (!moved) return
  if (!inTime) return log.info({ agency, person: id, slot: latest.slot }, 'a digest was missed by too long to be sent')

  const since = row.lastAt ?? latest.at.subtract({ hours: 24 })
  const line: Line = { kind: 'digest', person: id, slot: latest.slot, since: since.toString() }
  await addLines(tx, agency, [{ id: newId(), recipient: recipientOf(line), line, mergeKey: mergeKeyOf(line) }], now())
}

/** Of several slots that went by while nobody was there, the newest is told for all; and the first that is still to come. */
function upTo(
  now: Temporal.Instant,
  due: Slot,
  after: (at: Temporal.Instant) => Slot | null,
): { latest: Slot; next: Slot | null } {
  let latest = due
  let next = after(due.at)
  // A bot that was away for years need not count each day of them.
  const recent = now.subtract({ hours: 8 * 24 })
  if (next && Temporal.Instant.compare(next.at, recent) < 0) next = after(recent)
  while (next && Temporal.Instant.compare(next.at, now) <= 0) {
    latest = next
    next = after(latest.at)
  }
  return { latest, next }
}
