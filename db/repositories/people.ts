import { and, asc, eq, inArray, sql } from '#orm/core'
import type { Candidate, Person, Platform, Role } from '#src/kernel/person.ts'
import { awayOf, toAway, type AwayRow } from './away.ts'
import type { Tx } from '#db/connection/connect.ts'
import { places } from '#db/schema/agencies.ts'
import { clientMembers, daysAway, identities, persons } from '#db/schema/people.ts'

export type Identity = { platform: Platform; externalId: string; placeId: string; place: string; direct: string | null }

/**
 * Someone's row with what hangs on it, in one query: a command reads once.
 *
 * The outer row is named in plain text: in a select from one table drizzle writes a column of it without the table's
 * name, and inside a subquery that then means the inner table's column of that name.
 */
const personColumns = {
  id: persons.id,
  name: persons.name,
  language: persons.language,
  zone: persons.zone,
  hours: persons.hours,
  roles: persons.roles,
  duties: persons.duties,
  capacity: persons.capacity,
  lastAssigned: persons.lastAssigned,
  clients: sql<string[]>`coalesce((
    select json_agg(m.client_id) from client_members m
    where m.agency_id = persons.agency_id and m.person_id = persons.id), '[]'::json)`,
  away: sql<AwayRow[]>`${awayOf(sql`persons`)}`,
}

const inHand = sql<number>`(
  select count(*)::int from tasks t
  where t.agency_id = persons.agency_id and t.assistant_id = persons.id and t.status in ('claimed', 'in-progress'))`

type Row = Omit<Person, 'away'> & { away: AwayRow[]; lastAssigned: Temporal.Instant | null }

function toPerson({ away, lastAssigned: _, ...rest }: Row): Person {
  return {
    ...rest,
    away: toAway(away),
  }
}

export async function personByIdentity(
  tx: Tx,
  agency: string,
  platform: Platform,
  user: string,
): Promise<Person | null> {
  const [row] = await tx
    .select(personColumns)
    .from(identities)
    .innerJoin(persons, and(eq(persons.agencyId, identities.agencyId), eq(persons.id, identities.personId)))
    .where(and(eq(identities.agencyId, agency), eq(identities.platform, platform), eq(identities.externalId, user)))
  return row ? toPerson(row) : null
}

export async function personById(tx: Tx, agency: string, id: string): Promise<Person | null> {
  const [row] = await tx
    .select(personColumns)
    .from(persons)
    .where(and(eq(persons.agencyId, agency), eq(persons.id, id)))
  return row ? toPerson(row) : null
}

export async function peopleById(tx: Tx, agency: string, ids: string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const found = await tx
    .select(personColumns)
    .from(persons)
    .where(and(eq(persons.agencyId, agency), inArray(persons.id, ids)))
  return found.map(toPerson)
}

/** The agencies in which a platform's user is somebody: for a direct message, which names no server. */
export async function agenciesOf(
  tx: Tx,
  platform: Platform,
  user: string,
): Promise<{ agency: string; place: string }[]> {
  return tx
    .select({ agency: identities.agencyId, place: identities.placeId })
    .from(identities)
    .where(and(eq(identities.platform, platform), eq(identities.externalId, user)))
}

export async function listPeople(tx: Tx, agency: string): Promise<Person[]> {
  const found = await tx
    .select(personColumns)
    .from(persons)
    .where(eq(persons.agencyId, agency))
    .orderBy(asc(persons.name))
  return found.map(toPerson)
}

/** Every assistant of the agency, or those of them who are named, as routing weighs them. */
export async function loadCandidates(tx: Tx, agency: string, only?: string[]): Promise<Candidate[]> {
  const found = await tx
    .select({ ...personColumns, inHand })
    .from(persons)
    .where(
      and(
        eq(persons.agencyId, agency),
        sql`'assistant' = any(${persons.roles})`,
        only ? inArray(persons.id, only) : undefined,
      ),
    )
  return found.map(({ inHand, ...row }) => ({ ...toPerson(row), inHand, lastAssigned: row.lastAssigned }))
}

/** Who has managed longest; an owner only where there is no manager. */
export async function firstManaging(tx: Tx, agency: string): Promise<Person | null> {
  const [row] = await tx
    .select(personColumns)
    .from(persons)
    // Word for word what the index is of, or it is not used.
    .where(and(eq(persons.agencyId, agency), sql`${persons.roles} && array['owner','manager']::text[]`))
    .orderBy(sql`'manager' = any(${persons.roles}) desc`, asc(persons.createdAt))
    .limit(1)
  return row ? toPerson(row) : null
}

export async function withRole(tx: Tx, agency: string, wanted: Role[]): Promise<Person[]> {
  const found = await tx
    .select(personColumns)
    .from(persons)
    .where(and(eq(persons.agencyId, agency), sql`${persons.roles} && ${sql.param(`{${wanted.join(',')}}`)}::text[]`))
    .orderBy(asc(persons.createdAt))
  return found.map(toPerson)
}

/** Who is told what is for managers where there is no room for it: who has managed longest, else the first owner. */
export async function longestManaging(tx: Tx, agency: string): Promise<Person | null> {
  const [manager] = await withRole(tx, agency, ['manager'])
  if (manager) return manager
  const [owner] = await withRole(tx, agency, ['owner'])
  return owner ?? null
}

export async function addPerson(
  tx: Tx,
  agency: string,
  person: Person,
  identity: { platform: Platform; externalId: string; placeId: string },
  now: Temporal.Instant,
): Promise<void> {
  const { id, name, language, zone, hours, roles, duties, capacity } = person
  await tx
    .insert(persons)
    .values({ agencyId: agency, id, name, language, zone, hours, roles, duties, capacity, createdAt: now })
  await tx.insert(identities).values({ agencyId: agency, personId: id, ...identity })
}

export async function savePerson(tx: Tx, agency: string, { id, away, clients: _, ...rest }: Person): Promise<void> {
  await tx
    .update(persons)
    .set(rest)
    .where(and(eq(persons.agencyId, agency), eq(persons.id, id)))
  await tx.delete(daysAway).where(and(eq(daysAway.agencyId, agency), eq(daysAway.personId, id)))
  // Holidays are the shared calendar's to say.
  const own = away.filter(({ holiday }) => holiday === undefined)
  if (own.length > 0)
    await tx.insert(daysAway).values(own.map(({ from, to }) => ({ agencyId: agency, personId: id, from, to })))
}

/** Someone as they are now; others wait with deciding on them, or on what they hold, until this transaction ends. */
export async function lockPerson(tx: Tx, agency: string, person: string): Promise<Person | null> {
  await tx
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, agency), eq(persons.id, person)))
    .for('update')
  // A second query, since the first one's snapshot is older than its lock.
  return personById(tx, agency, person)
}

/** The same unless someone is at them now, or they are no more: null. Whoever holds something must not wait. */
export async function lockPersonIfFree(tx: Tx, agency: string, person: string): Promise<Person | null> {
  const locked = await tx
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, agency), eq(persons.id, person)))
    .for('no key update', { skipLocked: true })
  return locked.length > 0 ? personById(tx, agency, person) : null
}

export async function noteAssigned(tx: Tx, agency: string, person: string, now: Temporal.Instant): Promise<void> {
  await tx
    .update(persons)
    .set({ lastAssigned: now })
    .where(and(eq(persons.agencyId, agency), eq(persons.id, person)))
}

export async function addIdentity(
  tx: Tx,
  agency: string,
  identity: { platform: Platform; externalId: string; personId: string; placeId: string },
): Promise<void> {
  await tx.insert(identities).values({ agencyId: agency, ...identity })
}

/** Where a person can be written to: the place that was connected first comes first. */
export async function identitiesOf(tx: Tx, agency: string, people: string[]): Promise<Map<string, Identity[]>> {
  if (people.length === 0) return new Map()
  const found = await tx
    .select({
      person: identities.personId,
      platform: identities.platform,
      externalId: identities.externalId,
      placeId: identities.placeId,
      place: places.externalId,
      direct: identities.direct,
    })
    .from(identities)
    .innerJoin(places, and(eq(places.agencyId, identities.agencyId), eq(places.id, identities.placeId)))
    .where(and(eq(identities.agencyId, agency), inArray(identities.personId, people)))
    .orderBy(asc(places.connectedAt), asc(places.id))
  const byPerson = new Map<string, Identity[]>()
  for (const { person, ...identity } of found) byPerson.set(person, [...(byPerson.get(person) ?? []), identity])
  return byPerson
}

export async function keepDirect(
  tx: Tx,
  agency: string,
  platform: Platform,
  user: string,
  channel: string,
): Promise<void> {
  await tx
    .update(identities)
    .set({ direct: channel })
    .where(and(eq(identities.agencyId, agency), eq(identities.platform, platform), eq(identities.externalId, user)))
}

export async function namesOf(tx: Tx, agency: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await tx
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, agency), inArray(persons.id, ids)))
  return new Map(found.map(({ id, name }) => [id, name]))
}

export async function addMember(tx: Tx, agency: string, client: string, person: string): Promise<void> {
  await tx.insert(clientMembers).values({ agencyId: agency, clientId: client, personId: person }).onConflictDoNothing()
}
