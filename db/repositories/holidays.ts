import { and, asc, eq, gte, inArray, lt, ne, or, sql } from '#orm/core'
import type { HolidayFailure } from '#src/features/calendars/failure.ts'
import type { Holiday, Remarks } from '#src/features/calendars/holidays.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
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
  addedBy: string
  /** Whether days that are kept and worked on count as days off. */
  observances: boolean
  /** What was passed over or cut when it was read last; null before. */
  remarks: Remarks | null
}

const one = (agency: string, id: string) => and(eq(holidayCalendars.agencyId, agency), eq(holidayCalendars.id, id))

function toCalendar(row: typeof holidayCalendars.$inferSelect): HolidayCalendar {
  const { id, subjectKind, subjectId, url, etag, readAt, spelledOutTo, failingSince, why, addedBy } = row
  const { observances, remarks } = row
  const subject = { kind: subjectKind, id: subjectId }
  return { id, subject, url, etag, readAt, spelledOutTo, failingSince, why, addedBy, observances, remarks }
}

/** By agency and person. */
const listed = createMemory<HolidayCalendar[]>()
const keyOf = (agency: string, person: string) => `${agency}:${person}`

/** One of which whoever adds it knows that it is not there; where another one added it in the same moment, that one stays. */
export async function addHolidayCalendar(
  tx: Tx,
  agency: string,
  { id, subject, url, addedBy }: Pick<HolidayCalendar, 'id' | 'subject' | 'url'> & { addedBy: string },
  now: Temporal.Instant,
): Promise<void> {
  const before = await listHolidayCalendars(tx, agency, addedBy)
  await tx
    .insert(holidayCalendars)
    .values({ agencyId: agency, id, subjectKind: subject.kind, subjectId: subject.id, url, addedBy, createdAt: now })
    .onConflictDoNothing()
  const unread = { etag: null, readAt: null, spelledOutTo: null, failingSince: null, why: null, remarks: null }
  const added: HolidayCalendar = { ...unread, id, subject, url, addedBy, observances: false }
  listed.keep(tx, keyOf(agency, addedBy), [...before, added])
}

/** Those that one person may come across. */
const near = (agency: string, person: string) =>
  and(
    eq(holidayCalendars.agencyId, agency),
    or(ne(holidayCalendars.subjectKind, 'person'), eq(holidayCalendars.subjectId, person)),
  )

/** The agency's, its clients' and those of one person. */
export function listHolidayCalendars(tx: Tx, agency: string, person: string): Promise<HolidayCalendar[]> {
  return listed.recall(tx, keyOf(agency, person), async () => {
    const found = await tx
      .select()
      .from(holidayCalendars)
      .where(near(agency, person))
      .orderBy(asc(holidayCalendars.createdAt), asc(holidayCalendars.id))
    return found.map(toCalendar)
  })
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

/** `by`: who takes it away. */
export async function removeHolidayCalendar(tx: Tx, agency: string, id: string, by: string): Promise<void> {
  const before = await listHolidayCalendars(tx, agency, by)
  await tx.delete(holidayCalendars).where(one(agency, id))
  listed.keep(
    tx,
    keyOf(agency, by),
    before.filter((calendar) => calendar.id !== id),
  )
}

/** What a calendar said when it was read: the days from the one to the other, both included. */
export type Said = {
  days: Holiday[]
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  etag: string | null
  remarks: Remarks
}

/**
 * What it says now, in the place of all that it said of those days before; null: it says what it said. What lies further
 * back stays: time that was counted then is not counted anew.
 */
export async function keepHolidays(
  tx: Tx,
  agency: string,
  { id, subject, observances }: HolidayCalendar,
  said: Said | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .update(holidayCalendars)
    .set({
      readAt: now,
      failingSince: null,
      why: null,
      ...(said && { etag: said.etag, spelledOutTo: said.to, remarks: said.remarks }),
    })
    .where(one(agency, id))
  if (!said) return
  await tx
    .delete(holidays)
    .where(and(eq(holidays.agencyId, agency), eq(holidays.calendarId, id), gte(holidays.day, said.from)))
  const rows = said.days.map(({ day, name, observance }) => ({
    ...{ agencyId: agency, calendarId: id, day, name, observance, dayOff: !observance || observances },
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

/** A day off that is still to come. */
export type Coming = Pick<Holiday, 'day' | 'name'>

/** The first day off that each calendar still names which this person may come across. */
export function nextHolidays(
  tx: Tx,
  agency: string,
  person: string,
  from: Temporal.PlainDate,
): Promise<Map<string, Coming>> {
  return coming.recall(tx, keyOf(agency, person), () => firstOfEach(tx, agency, person, from))
}

const coming = createMemory<Map<string, Coming>>()

async function firstOfEach(
  tx: Tx,
  agency: string,
  person: string,
  from: Temporal.PlainDate,
): Promise<Map<string, Coming>> {
  const calendars = tx.select({ id: holidayCalendars.id }).from(holidayCalendars).where(near(agency, person))
  const found = await tx
    .selectDistinctOn([holidays.calendarId], {
      calendar: holidays.calendarId,
      day: holidays.day,
      name: holidays.name,
    })
    .from(holidays)
    .where(
      and(
        eq(holidays.agencyId, agency),
        inArray(holidays.calendarId, calendars),
        gte(holidays.day, from),
        holidays.dayOff,
      ),
    )
    .orderBy(asc(holidays.calendarId), asc(holidays.day), asc(holidays.name))
  return new Map(found.map(({ calendar, day, name }) => [calendar, { day, name }]))
}

/** What a calendar says of the year from that day on: how many days off, the first of them, and how many observances. */
export async function yearOf(
  tx: Tx,
  agency: string,
  calendar: string,
  from: Temporal.PlainDate,
  most: number,
): Promise<{ daysOff: number; next: Coming[]; observances: Coming[] }> {
  const within = and(
    eq(holidays.agencyId, agency),
    eq(holidays.calendarId, calendar),
    gte(holidays.day, from),
    lt(holidays.day, from.add({ years: 1 })),
  )
  const found = await tx
    .select({ day: holidays.day, name: holidays.name, observance: holidays.observance, dayOff: holidays.dayOff })
    .from(holidays)
    .where(within)
    .orderBy(asc(holidays.day), asc(holidays.name))
  const off = found.filter(({ dayOff }) => dayOff)
  return {
    daysOff: new Set(off.map(({ day }) => day.toString())).size,
    next: off.slice(0, most),
    observances: found.filter(({ observance }) => observance),
  }
}

/** From now on observances are days off there, or are not. */
export async function countObservances(tx: Tx, agency: string, calendar: string, on: boolean): Promise<void> {
  listed.forget(tx)
  await tx.update(holidayCalendars).set({ observances: on }).where(one(agency, calendar))
  await tx
    .update(holidays)
    .set({ dayOff: sql`not ${holidays.observance} or ${on}` })
    .where(and(eq(holidays.agencyId, agency), eq(holidays.calendarId, calendar)))
}
