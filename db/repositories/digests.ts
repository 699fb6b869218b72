import { and, eq, sql, type SQL } from '#orm/core'
import type { HolidayRule, Series } from '#src/features/digests/schedule.ts'
import type { WeeklyHours } from '#src/time/hours.ts'
import type { Person, Role } from '#src/kernel/person.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { awayOf, toAway, type AwayRow } from './away.ts'
import { digests, weeklyDigests } from '#db/schema/digests.ts'

export type DigestRow = {
  times: string[]
  days: number[]
  nextAt: Temporal.Instant | null
  nextSlot: string | null
  lastSlot: string | null
  lastAt: Temporal.Instant | null
  holidays: HolidayRule
}

const tables = { daily: digests, weekly: weeklyDigests } as const
const names: Record<Series, SQL> = { daily: sql`digests`, weekly: sql`weekly_digests` }

const known = createMemory<DigestRow | null>()
const keyOf = (agency: string, person: string, series: Series) => `${agency}:${person}:${series}`

export function digestOf(tx: Tx, agency: string, person: string, series: Series = 'daily'): Promise<DigestRow | null> {
  return known.recall(tx, keyOf(agency, person, series), async () => {
    const table = tables[series]
    const [row] = await tx
      .select()
      .from(table)
      .where(and(eq(table.agencyId, agency), eq(table.personId, person)))
    return row ?? null
  })
}

/** Both, asked for at once. */
export async function digestsOf(tx: Tx, agency: string, person: string): Promise<Record<Series, DigestRow | null>> {
  const [daily, weekly] = await Promise.all([
    digestOf(tx, agency, person, 'daily'),
    digestOf(tx, agency, person, 'weekly'),
  ])
  return { daily, weekly }
}

export async function setDigest(
  tx: Tx,
  agency: string,
  person: string,
  row: Pick<DigestRow, 'times' | 'days' | 'nextAt' | 'nextSlot'> & {
    holidays?: HolidayRule
    lastAt?: Temporal.Instant
  },
  now: Temporal.Instant,
  series: Series = 'daily',
): Promise<void> {
  const table = tables[series]
  await tx
    .insert(table)
    // News is what is finished from now on, however late the first digest comes.
    .values({ agencyId: agency, personId: person, lastAt: now, ...row })
    .onConflictDoUpdate({ target: [table.agencyId, table.personId], set: row })
  const before = await known.known(tx, keyOf(agency, person, series))
  const fresh = { holidays: 'move' as const, lastAt: now, lastSlot: null }
  if (before !== undefined) known.keep(tx, keyOf(agency, person, series), { ...fresh, ...before, ...row })
}

export type DueDigest = { agency: string; person: string; slot: string; at: Temporal.Instant }

/** Digests that are due by now, over all agencies, the most overdue first; locked until the transaction ends. */
export async function dueDigests(tx: Tx, series: Series, now: Temporal.Instant, limit: number): Promise<DueDigest[]> {
  const found = await rows<{ agency_id: string; person_id: string; next_slot: string; next_at: string }>(
    tx,
    sql`
      select agency_id, person_id, next_slot, next_at::text from ${names[series]}
      where next_at is not null and next_at <= ${now.toString()}::timestamptz
      order by next_at
      limit ${limit}
      for update skip locked`,
  )
  return found.map((row) => ({
    agency: row.agency_id,
    person: row.person_id,
    slot: row.next_slot,
    at: Temporal.Instant.from(row.next_at),
  }))
}

/** All that is known of someone whose digest is due, as far as it decides on when it comes and what is in it. */
export type DueReader = Pick<Person, 'zone' | 'hours' | 'away' | 'roles' | 'duties'> &
  Pick<DigestRow, 'times' | 'days' | 'lastAt' | 'holidays'> & { agency: string; person: string }

/** In one query, however many they are. */
export async function readersOf(tx: Tx, series: Series, due: DueDigest[]): Promise<DueReader[]> {
  const found = await rows<{
    agency_id: string
    person_id: string
    times: string[]
    days: number[]
    last_at: string | null
    holidays: HolidayRule
    zone: string
    hours: WeeklyHours | null
    roles: Role[]
    duties: string[]
    away: AwayRow[]
  }>(
    tx,
    sql`
      select d.agency_id, d.person_id, to_json(d.times) as times, to_json(d.days) as days, d.last_at::text as last_at,
        d.holidays, persons.zone, persons.hours, to_json(persons.roles) as roles, to_json(persons.duties) as duties,
        ${sql.raw(awayOf)} as away
      from ${keysOf(due)} k
      join ${names[series]} d on d.agency_id = k.agency_id and d.person_id = k.person_id
      join persons on persons.agency_id = k.agency_id and persons.id = k.person_id`,
  )
  return found.map(({ agency_id: agency, person_id: person, last_at: last, away, ...rest }) => ({
    agency,
    person,
    lastAt: last === null ? null : Temporal.Instant.from(last),
    away: toAway(away),
    ...rest,
  }))
}

/** Where a digest goes from its slot. `told` is when the slot was that is told now; null keeps what was told before. */
export type MovedOn = {
  agency: string
  person: string
  next: { at: Temporal.Instant; slot: string } | null
  told: { at: Temporal.Instant; slot: string } | null
}

export async function moveDigestsOn(tx: Tx, series: Series, moved: MovedOn[]): Promise<void> {
  const texts = (of: (one: MovedOn) => string | null) => sql`${toArray(moved.map(of))}`
  await rows(
    tx,
    sql`
      update ${names[series]} d
      set next_at = m.next_at, next_slot = m.next_slot,
        last_at = coalesce(m.told_at, d.last_at), last_slot = coalesce(m.told_slot, d.last_slot)
      from unnest(
        ${texts(({ agency }) => agency)}::uuid[], ${texts(({ person }) => person)}::uuid[],
        ${texts(({ next }) => next?.at.toString() ?? null)}::timestamptz[], ${texts(({ next }) => next?.slot ?? null)}::text[],
        ${texts(({ told }) => told?.at.toString() ?? null)}::timestamptz[], ${texts(({ told }) => told?.slot ?? null)}::text[]
      ) as m(agency_id, person_id, next_at, next_slot, told_at, told_slot)
      where d.agency_id = m.agency_id and d.person_id = m.person_id`,
  )
}

/** One that could not be dealt with is left alone until then. */
export async function putDigestOff(
  tx: Tx,
  series: Series,
  { agency, person }: Pick<DueDigest, 'agency' | 'person'>,
  until: Temporal.Instant,
): Promise<void> {
  const table = tables[series]
  await tx
    .update(table)
    .set({ nextAt: until })
    .where(and(eq(table.agencyId, agency), eq(table.personId, person)))
}

/** Pairs of ids as a table, from which a query joins to what is theirs. */
export function keysOf(keys: { agency: string; person: string }[]): SQL {
  const agencies = toArray(keys.map(({ agency }) => agency))
  const people = toArray(keys.map(({ person }) => person))
  return sql`(select * from unnest(${agencies}::uuid[], ${people}::uuid[]) as u(agency_id, person_id))`
}

/** As Postgres reads an array. */
export function toArray(values: (string | null)[]): string {
  const quoted = values.map((value) => (value === null ? 'NULL' : `"${value.replaceAll(/["\\]/gu, '\\$&')}"`))
  return `{${quoted.join(',')}}`
}
