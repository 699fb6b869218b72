import { and, eq, sql } from '#orm/core'
import { is, type Candidate, type Person, type Platform, type Role } from '#src/kernel/person.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import { write } from './life.ts'
import { changeRoster, rereadRoster, rosterOf, withPerson, type Identity } from './roster.ts'
import { clientMembers, daysAway, identities, persons } from '#db/schema/people.ts'

export type { Identity } from './roster.ts'

export async function personByIdentity(
  tx: Tx,
  agency: string,
  platform: Platform,
  user: string,
): Promise<Person | null> {
  return (await rosterOf(tx, agency)).byIdentity.get(`${platform}:${user}`) ?? null
}

export async function personById(tx: Tx, agency: string, id: string): Promise<Person | null> {
  return (await rosterOf(tx, agency)).person.get(id) ?? null
}

export async function peopleById(tx: Tx, agency: string, ids: string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const { person } = await rosterOf(tx, agency)
  return [...new Set(ids)].flatMap((id) => person.get(id) ?? [])
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
  return (await rosterOf(tx, agency)).people
}

/** Every assistant of the agency, or those of them who are named, as routing weighs them. */
export async function loadCandidates(tx: Tx, agency: string, only?: string[]): Promise<Candidate[]> {
  const { people } = await rosterOf(tx, agency)
  const assistants = people.filter((person) => is(person, 'assistant') && (only?.includes(person.id) ?? true))
  const loads = await loadsOf(
    tx,
    agency,
    assistants.map(({ id }) => id),
  )
  return assistants.map((person) => ({ ...person, ...(loads.get(person.id) ?? { inHand: 0, lastAssigned: null }) }))
}

type Load = Pick<Candidate, 'inHand' | 'lastAssigned'>

const readLoads = `select p.id, p.last_assigned::text as last, (
    select count(*)::int from tasks t
    where t.agency_id = p.agency_id and t.assistant_id = p.id and t.status in ('claimed', 'in-progress')) as held
  from persons p where p.agency_id = $1 and p.id = any($2::uuid[])`

/** What these have in hand, by id. It is not in the roster, since it changes all the time. */
export async function loadsOf(tx: Tx, agency: string, people: string[]): Promise<Map<string, Load>> {
  if (people.length === 0) return new Map()
  const expected = await expectedLoads.known(tx, agency)
  return expected && people.every((id) => expected.has(id)) ? expected : readLoadsOf(tx, agency, people)
}

const expectedLoads = createMemory<Map<string, Load>>()

/** More are asked for once it is known whom it is about. */
const mostExpected = 40

/**
 * Asks with whatever is read first what those have in hand whom assignments of these clients name, and `loadsOf` need not wait for it. Null:
 * of whichever clients.
 */
export async function expectLoads(tx: Tx, agency: string, clients: string[] | null): Promise<void> {
  const { assignments } = await rosterOf(tx, agency)
  const named = assignments
    .filter(({ client }) => clients === null || clients.includes(client))
    .flatMap(({ primary, backups }) => [primary, ...backups])
  const people = [...new Set(named)]
  if (people.length === 0 || people.length > mostExpected) return
  void expectedLoads.recall(tx, agency, () => readLoadsOf(tx, agency, people))
}

async function readLoadsOf(tx: Tx, agency: string, people: string[]): Promise<Map<string, Load>> {
  const found = rowsIn(await wireOf(tx).ask(readLoads, [agency, `{${people.join(',')}}`]))
  return new Map(
    found.map(({ id, held, last }): [string, Load] => [
      String(id),
      { inHand: Number(held), lastAssigned: typeof last === 'string' ? Temporal.Instant.from(last) : null },
    ]),
  )
}

/** Who has managed longest; an owner only where there is no manager. */
export async function firstManaging(tx: Tx, agency: string): Promise<Person | null> {
  const { bySeniority } = await rosterOf(tx, agency)
  return (
    bySeniority.find((person) => is(person, 'manager')) ?? bySeniority.find((person) => is(person, 'owner')) ?? null
  )
}

export async function withRole(tx: Tx, agency: string, wanted: Role[]): Promise<Person[]> {
  const { bySeniority } = await rosterOf(tx, agency)
  return bySeniority.filter((person) => wanted.some((role) => is(person, role)))
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

export async function savePerson(tx: Tx, agency: string, person: Person): Promise<void> {
  const { id, away, clients: _, left: __, ...rest } = person
  const before = await personById(tx, agency, id)
  const write = async () => {
    await tx
      .update(persons)
      .set(rest)
      .where(and(eq(persons.agencyId, agency), eq(persons.id, id)))
    if (before?.away === away) return
    await tx.delete(daysAway).where(and(eq(daysAway.agencyId, agency), eq(daysAway.personId, id)))
    // Holidays are the shared calendar's to say.
    const own = away.filter(({ holiday }) => holiday === undefined)
    if (own.length > 0)
      await tx.insert(daysAway).values(own.map(({ from, to }) => ({ agencyId: agency, personId: id, from, to })))
  }
  await changeRoster(tx, agency, write, (roster) => withPerson(roster, person))
}

/** Someone as they are now; others wait with deciding on them, or on what they hold, until this transaction ends. */
export async function lockPerson(tx: Tx, agency: string, person: string): Promise<Person | null> {
  const locking = wireOf(tx).ask('select from persons where agency_id = $1 and id = $2 for update', [agency, person])
  // What is known of them is older than the lock, behind which it is read.
  rereadRoster(tx)
  const [, found] = await Promise.all([locking, personById(tx, agency, person)])
  return found
}

/** The same unless someone is at them now, or they are no more: null. Whoever holds something must not wait. */
export async function lockPersonIfFree(tx: Tx, agency: string, person: string): Promise<Person | null> {
  const locked = await tx
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, agency), eq(persons.id, person)))
    .for('no key update', { skipLocked: true })
  rereadRoster(tx)
  return locked.length > 0 ? personById(tx, agency, person) : null
}

export async function noteAssigned(tx: Tx, agency: string, person: string, now: Temporal.Instant): Promise<void> {
  write(tx, agency, 'assigned', person, { person, at: now })
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
  const { identities } = await rosterOf(tx, agency)
  return new Map(
    people.flatMap((id): [string, Identity[]][] => {
      const found = identities.get(id)
      return found ? [[id, found]] : []
    }),
  )
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

/** Since when they are no longer in the place; null: they are there. */
export async function setLeft(
  tx: Tx,
  agency: string,
  { platform, user }: { platform: Platform; user: string },
  leftAt: Temporal.Instant | null,
): Promise<void> {
  await tx
    .update(identities)
    .set({ leftAt })
    .where(and(eq(identities.agencyId, agency), eq(identities.platform, platform), eq(identities.externalId, user)))
}

/** What someone chose themselves, so that no platform changes it. */
export async function ownOf(tx: Tx, agency: string, person: string): Promise<('zone' | 'name')[]> {
  const [row] = await tx
    .select({ own: persons.own })
    .from(persons)
    .where(and(eq(persons.agencyId, agency), eq(persons.id, person)))
  return row?.own ?? []
}

export async function keepOwn(tx: Tx, agency: string, person: string, what: 'zone' | 'name'): Promise<void> {
  const write = () =>
    tx
      .update(persons)
      .set({ own: sql`array_append(array_remove(${persons.own}, ${what}), ${what})` })
      .where(and(eq(persons.agencyId, agency), eq(persons.id, person)))
      .execute()
  // No roster says it.
  await changeRoster(tx, agency, write, (roster) => roster)
}

export async function namesOf(tx: Tx, agency: string, ids: string[]): Promise<Map<string, string>> {
  return new Map((await peopleById(tx, agency, ids)).map(({ id, name }) => [id, name]))
}

export async function addMember(tx: Tx, agency: string, client: string, person: string): Promise<void> {
  await tx.insert(clientMembers).values({ agencyId: agency, clientId: client, personId: person }).onConflictDoNothing()
}
