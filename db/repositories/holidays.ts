import { and, asc, eq, gte, inArray, ne, or } from '#orm/core'
import type { HolidayFailure } from '#src/features/calendars/failure.ts'
import type { Holiday } from '#src/features/calendars/holidays.ts'
import type { Tx } from '#db/connection/connect.ts'
import { holidayCalendars, holidays } from '#db/schema/calendars.ts'

/** Whose days off a shared calendar names. */
export type HolidaySubject = { kind: 'agency' | 'client' | 'person'; id: string }

export type HolidayCalendar = {
  id: string
  subject: HolidaySubject
  url: string
  etag: string | null
  readAt: Temporal.Instant | null
  /** Until which day what it says is spelled out. */
  spelledOutTo: Temporal.PlainDate | null
  failingSince: Temporal.Instant | null
  why: HolidayFailure | null
}

const one = (agency: string, id: string) => and(eq(holidayCalendars.agencyId, agency), eq(holidayCalendars.id, id))

function toCalendar(row: typeof holidayCalendars.$inferSelect): HolidayCalendar {
  const { id, subjectKind, subjectId, url, etag, readAt, spelledOutTo, failingSince, why } = row
  return { id, subject: { kind: subjectKind, id: subjectId }, url, etag, readAt, spelledOutTo, failingSince, why }
}

/** False when that calendar is there already. */
export async function addHolidayCalendar(
  tx: Tx,
  agency: string,
  { id, subject, url, addedBy }: Pick<HolidayCalendar, 'id' | 'subject' | 'url'> & { addedBy: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const added = await tx
    .insert(holidayCalendars)
    .values({ agencyId: agency, id, subjectKind: subject.kind, subjectId: subject.id, url, addedBy, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: holidayCalendars.id })
  return added.length > 0
}

export async function countHolidayCalendars(tx: Tx, agency: string, { kind, id }: HolidaySubject): Promise<number> {
  return tx.$count(
    holidayCalendars,
    and(
      eq(holidayCalendars.agencyId, agency),
      eq(holidayCalendars.subjectKind, kind),
      eq(holidayCalendars.subjectId, id),
    ),
  )
}

/** The agency's, its clients' and those of one person. */
export async function listHolidayCalendars(tx: Tx, agency: string, person: string): Promise<HolidayCalendar[]> {
  const found = await tx
    .select()
    .from(holidayCalendars)
    .where(
      and(
        eq(holidayCalendars.agencyId, agency),
        or(ne(holidayCalendars.subjectKind, 'person'), eq(holidayCalendars.subjectId, person)),
      ),
    )
    .orderBy(asc(holidayCalendars.createdAt), asc(holidayCalendars.id))
  return found.map(toCalendar)
}

export async function holidayCalendarById(tx: Tx, agency: string, id: string): Promise<HolidayCalendar | null> {
  const [row] = await tx.select().from(holidayCalendars).where(one(agency, id))
  return row ? toCalendar(row) : null
}

/** Until this transaction ends nobody takes it away; null when somebody has. */
export async function lockHolidayCalendar(tx: Tx, agency: string, id: string): Promise<HolidayCalendar | null> {
  const [row] = await tx.select().from(holidayCalendars).where(one(agency, id)).for('update')
  return row ? toCalendar(row) : null
}

export async function removeHolidayCalendar(tx: Tx, agency: string, id: string): Promise<void> {
  await tx.delete(holidayCalendars).where(one(agency, id))
}

/** What a calendar said when it was read: the days from the one to the other, both included. */
export type Said = { days: Holiday[]; from: Temporal.PlainDate; to: Temporal.PlainDate; etag: string | null }

/**
 * What it says now, in the place of all that it said of those days before; null: it says what it said. What lies further
 * back stays: time that was counted then is not counted anew.
 */
export async function keepHolidays(
  tx: Tx,
  agency: string,
  { id, subject }: HolidayCalendar,
  said: Said | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .update(holidayCalendars)
    .set({ readAt: now, failingSince: null, why: null, ...(said && { etag: said.etag, spelledOutTo: said.to }) })
    .where(one(agency, id))
  if (!said) return
  await tx
    .delete(holidays)
    .where(and(eq(holidays.agencyId, agency), eq(holidays.calendarId, id), gte(holidays.day, said.from)))
  const rows = said.days.map(({ day, name }) => ({
    ...{ agencyId: agency, calendarId: id, day, name },
    ...{ subjectKind: subject.kind, subjectId: subject.id },
  }))
  if (rows.length > 0) await tx.insert(holidays).values(rows)
}

/** Answers since when it fails. */
export async function noteHolidaysFailed(
  tx: Tx,
  agency: string,
  { id, failingSince }: HolidayCalendar,
  why: HolidayFailure,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const since = failingSince ?? now
  await tx.update(holidayCalendars).set({ failingSince: since, why }).where(one(agency, id))
  return since
}

/** The first day that each of these calendars still names. */
export async function nextHolidays(
  tx: Tx,
  agency: string,
  calendars: string[],
  from: Temporal.PlainDate,
): Promise<Map<string, Holiday>> {
  if (calendars.length === 0) return new Map()
  const found = await tx
    .selectDistinctOn([holidays.calendarId], {
      calendar: holidays.calendarId,
      day: holidays.day,
      name: holidays.name,
    })
    .from(holidays)
    .where(and(eq(holidays.agencyId, agency), inArray(holidays.calendarId, calendars), gte(holidays.day, from)))
    .orderBy(asc(holidays.calendarId), asc(holidays.day), asc(holidays.name))
  return new Map(found.map(({ calendar, day, name }) => [calendar, { day, name }]))
}
