import type { Database, Tx } from '#db/connection/connect.ts'
import {
  holidayCalendarById,
  keepHolidays,
  lockHolidayCalendar,
  noteHolidaysFailed,
  type HolidayCalendar,
  type Said,
} from '#db/repositories/holidays.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { clearTimer, setTimer, timerOf } from '#db/repositories/timers.ts'
import type { HolidayFailure } from '#src/features/calendars/failure.ts'
import { fetchCalendar } from '#src/features/calendars/queries/fetch-calendar.ts'
import { readHolidaysApart } from '#src/features/calendars/queries/holidays-apart.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import type { SideEffect } from '#src/kernel/side-effects.ts'
import type { Waking } from '#src/bot/timers.ts'

/** By then whoever went to ask has come back, or never will: another goes. */
const afterAsking = Temporal.Duration.from({ minutes: 30 })
const afterReading = Temporal.Duration.from({ hours: 24 })
const afterFailing = Temporal.Duration.from({ hours: 6 })
/** A calendar that cannot be read for so long is told of, once. */
const patience = Temporal.Duration.from({ hours: 72 })

/** Time that was counted lately is counted right, also where the calendar is added late. */
const daysBack = 60
const yearsAhead = 2
/** What repeats is spelled out anew that often, though the calendar never changes. */
const daysToSpellAnew = 30

const toldNote = 'told'

/** What is asked of the world outside: a shared calendar's text. */
export type Fetch = typeof fetchCalendar

/** Reads a shared calendar of holidays: the wake is moved on first, and the calendar asked for after the commit. */
export async function wakeHolidays(
  { tx, agency, wake, now: began }: Waking,
  fetch: Fetch = fetchCalendar,
): Promise<SideEffect | undefined> {
  const calendar = await holidayCalendarById(tx, agency.id, wake.subject)
  if (!calendar) {
    await clearTimer(tx, agency.id, 'holidays', wake.subject)
    return undefined
  }
  await setTimer(tx, agency.id, { ...wake, at: began.add(afterAsking) })
  return async ({ db, now, newId, stopping }) => {
    const today = began.toZonedDateTimeISO('UTC').toPlainDate()
    const came = await ask(calendar, today, fetch, stopping)
    if (stopping.aborted) return
    await note({ db, agency: agency.id, calendar: calendar.id, now: now(), newId }, came)
  }
}

type Came =
  | {
      ok: true
      said: Said | null
    }
  | { ok: false; why: HolidayFailure }

async function ask(
  { url, etag, spelledOutTo }: HolidayCalendar,
  today: Temporal.PlainDate,
  fetch: Fetch,
  stopping: AbortSignal,
): Promise<Came> {
  const from = today.subtract({ days: daysBack })
  const to = today.add({ years: yearsAhead })
  const isFarEnough =
    spelledOutTo !== null && Temporal.PlainDate.compare(spelledOutTo, to.subtract({ days: daysToSpellAnew })) > 0
  const fetched = await fetch(url, isFarEnough ? etag : null, stopping)
  if (!fetched.ok) return { ok: false, why: fetched.why }
  if ('unchanged' in fetched) return { ok: true, said: null }
  const read = await readHolidaysApart(fetched.text, from, to)
  if (!read.ok) return read
  const { holidays: days, passed, cut } = read
  return { ok: true, said: { days, from, to, etag: fetched.etag, remarks: { passed, cut } } }
}

type Noting = { db: Database; agency: string; calendar: string; now: Temporal.Instant; newId(): string }

async function note(noting: Noting, came: Came): Promise<void> {
  const { db, agency, calendar: id, now } = noting
  await db.inAgency(agency, async (tx) => {
    const calendar = await lockHolidayCalendar(tx, agency, id)
    if (!calendar) return
    if (!came.ok) return noteFailed(tx, noting, calendar, came.why)
    await keepHolidays(tx, agency, calendar, came.said, now)
    await setTimer(tx, agency, { kind: 'holidays', subject: id, at: now.add(afterReading), note: null })
    if (calendar.readAt === null) await tellFirst(tx, noting, calendar)
  })
}

async function noteFailed(
  tx: Tx,
  { agency, now, newId }: Noting,
  calendar: HolidayCalendar,
  why: HolidayFailure,
): Promise<void> {
  const since = await noteHolidaysFailed(tx, agency, calendar, why, now)
  const { id, subject } = calendar
  const wasTold = (await timerOf(tx, agency, 'holidays', id))?.note === toldNote
  // One that never could be read is told of at once: whoever added it is still there to mend it.
  const isFirst = calendar.readAt === null
  const isLong = isFirst || Temporal.Duration.compare(since.until(now), patience) >= 0
  await setTimer(tx, agency, {
    ...{ kind: 'holidays', subject: id, at: now.add(afterFailing) },
    note: wasTold || isLong ? toldNote : null,
  })
  if (wasTold || !isLong) return
  if (isFirst) return tellFirst(tx, { agency, now, newId }, calendar)
  const line: Notification = { kind: 'holidays', calendar: id, person: subject.kind === 'person' ? subject.id : null }
  await addLines(tx, agency, [entryOf(line, newId)], now)
}

/** Whoever added it hears what came of it, the first time that it was read or could not be. */
async function tellFirst(
  tx: Tx,
  { agency, now, newId }: Pick<Noting, 'agency' | 'now' | 'newId'>,
  { id, addedBy }: HolidayCalendar,
): Promise<void> {
  const line: Notification = { kind: 'holidays', calendar: id, person: addedBy, first: true }
  await addLines(tx, agency, [entryOf(line, newId)], now)
}
