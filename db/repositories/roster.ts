import type { Assignment, Client, Purpose } from '#src/features/people/client.ts'
import type { Language, Person, Platform } from '#src/kernel/person.ts'
import type { Target } from '#src/features/targets/target.ts'
import type { Tx } from '#db/connection/connect.ts'
import { rowsIn, wireOf, type Wire } from '#db/connection/wire.ts'
import { awayOf, toAway, type AwayRow } from './away.ts'

export type Agency = {
  id: string
  name: string
  zone: string
  language: Language
  duties: string[]
  responseHours: number
  leaseHours: number
  reviewDays: number
}

export type Place = { id: string; platform: Platform; externalId: string; name: string }
export type Room = {
  id: string
  placeId: string
  platform: Platform
  place: string
  purpose: Purpose
  channel: string
  clientId: string | null
  /** Since when nothing can be written there; null: it can. */
  closed: Temporal.Instant | null
}

export type Identity = {
  platform: Platform
  externalId: string
  placeId: string
  place: string
  direct: string | null
  left: Temporal.Instant | null
}

/**
 * Who and what an agency is: all that changes rarely and is asked for by nearly everything. Read whole, and remembered for as
 * long as its version is in force; so nothing in it may be changed in place.
 */
export type Roster = {
  version: string | null
  /** Null: there is no such agency. */
  agency: Agency | null
  /** By name. */
  people: Person[]
  /** The same by when they came. */
  bySeniority: Person[]
  person: Map<string, Person>
  /** By platform and user, as `PLATFORM:USER`. */
  byIdentity: Map<string, Person>
  /** By person; the place that was connected first comes first. */
  identities: Map<string, Identity[]>
  /** By name. */
  clients: Client[]
  assignments: Assignment[]
  places: Place[]
  rooms: Room[]
  targets: Target[]
}

type Read = Pick<Roster, 'version' | 'agency' | 'places' | 'targets'> & {
  rooms: (Omit<Room, 'closed'> & { closed: string | null })[]
  clients: (Omit<Client, 'archived'> & { archived: boolean })[]
  people: (Omit<Person, 'away'> & { away: AwayRow[] })[]
  seniority: string[]
  identities: (Omit<Identity, 'left'> & { person: string; left: string | null })[]
  assignments: Assignment[]
}

const list = (columns: string, from: string, order = '') =>
  `coalesce((select json_agg(json_build_object(${columns})${order && ` order by ${order}`}) from ${from} where agency_id = $1), '[]'::json)`

/** One statement, and so of one moment. */
const readWhole = `select json_build_object(
  'version', (select version from rosters where for_agency = $1),
  'agency', (select json_build_object('id', agency_id, 'name', name, 'zone', zone, 'language', language, 'duties', duties,
    'responseHours', response_hours, 'leaseHours', lease_hours, 'reviewDays', review_days) from agencies where agency_id = $1),
  'people', ${list(
    `'id', id, 'name', name, 'language', language, 'zone', zone, 'hours', hours, 'roles', roles, 'duties', duties, 'capacity', capacity,
    'clients', coalesce((select json_agg(m.client_id) from client_members m
      where m.agency_id = persons.agency_id and m.person_id = persons.id), '[]'::json),
    'away', ${awayOf}`,
    'persons',
    'name, id',
  )},
  'seniority', coalesce((select json_agg(id order by created_at, id) from persons where agency_id = $1), '[]'::json),
  'identities', coalesce((
    select json_agg(json_build_object('person', i.person_id, 'platform', i.platform, 'externalId', i.external_id,
      'placeId', i.place_id, 'place', p.external_id, 'direct', i.direct, 'left', i.left_at) order by p.connected_at, p.id)
    from identities i join places p on p.agency_id = i.agency_id and p.id = i.place_id where i.agency_id = $1), '[]'::json),
  'clients', ${list(`'id', id, 'name', name, 'zone', zone, 'language', language, 'reviewDays', review_days, 'archived', archived_at is not null`, 'clients', 'name, id')},
  'assignments', ${list(`'client', client_id, 'duty', nullif(duty, '*'), 'primary', primary_id, 'backups', backups`, 'assignments')},
  'places', ${list(`'id', id, 'platform', platform, 'externalId', external_id, 'name', name`, 'places')},
  'rooms', coalesce((
    select json_agg(json_build_object('id', r.id, 'placeId', r.place_id, 'platform', p.platform, 'place', p.external_id,
      'purpose', r.purpose, 'channel', r.channel, 'clientId', r.client_id, 'closed', r.closed_at))
    from rooms r join places p on p.agency_id = r.agency_id and p.id = r.place_id where r.agency_id = $1), '[]'::json),
  'targets', ${list(`'client', client_id, 'priority', priority, 'respond', respond_minutes, 'done', done_minutes`, 'targets')}
)::text as roster`

const readVersion = 'select version::text as version from rosters where for_agency = $1'

/** What this transaction knows already; `changes`: of which state. */
type Known = Map<string, { changes: number; roster: Promise<Roster> }>
const known = new WeakMap<Wire, Known>()

/** The agency's roster as this transaction sees it: remembered where nothing in it has changed, read where something has. */
export function rosterOf(tx: Tx, agency: string): Promise<Roster> {
  const wire = wireOf(tx)
  const here = known.get(wire) ?? new Map()
  known.set(wire, here)
  const { changes } = wire
  const found: { changes: number; roster: Promise<Roster> } | undefined = here.get(agency)
  if (found?.changes === changes) return found.roster
  const roster = find(wire, agency)
  here.set(agency, { changes, roster })
  return roster
}

/** What is locked by now may have changed since this transaction began: it is known anew. */
export function rereadRoster(tx: Tx): void {
  wireOf(tx).changes += 1
}

async function find(wire: Wire, agency: string): Promise<Roster> {
  const remembered = wire.cache.get(agency)
  const held = isRoster(remembered) && remembered.version !== null ? remembered : null
  if (wire.wrote && wire.changes > 0) return load(wire, agency)
  if (wire.agency === agency && wire.changes === 0) {
    // Another transaction may have remembered a newer one meanwhile.
    if (held && wire.trusting && (wire.guarded === null || wire.guarded === held.version)) {
      wire.trusted = held.version
      return held
    }
    const version = await wire.version
    return held && held.version === version ? held : load(wire, agency)
  }
  if (!held) return load(wire, agency)
  const [row] = rowsIn(await wire.ask(readVersion, [agency]))
  return row?.['version'] === held.version ? held : load(wire, agency)
}

async function load(wire: Wire, agency: string): Promise<Roster> {
  const { changes, wrote } = wire
  const [row] = rowsIn(await wire.ask(readWhole, [agency]))
  const text = row?.['roster']
  if (typeof text !== 'string') throw new Error('a roster was asked for and none came')
  const roster = rosterFrom(JSON.parse(text))
  // The version is raised at the commit: what this transaction has changed is not what the version stands for.
  if (roster.version !== null && !(wrote && changes > 0)) wire.cache.set(agency, roster, text.length)
  return roster
}

function isRoster(remembered: unknown): remembered is Roster {
  return typeof remembered === 'object' && remembered !== null && 'bySeniority' in remembered
}

function rosterFrom(read: Read): Roster {
  const identities = new Map<string, Identity[]>()
  for (const { person: id, left, ...identity } of read.identities) {
    const one = { ...identity, left: left === null ? null : Temporal.Instant.from(left) }
    identities.set(id, [...(identities.get(id) ?? []), one])
  }
  const people = read.people.map(({ away, ...person }): Person => {
    const left = leftSince(identities.get(person.id) ?? [])
    return { ...person, away: toAway(away), ...(left ? { left } : {}) }
  })
  const person = new Map(people.map((one) => [one.id, one]))
  const known = (id: string) => person.get(id) ?? []
  const byIdentity = new Map(
    read.identities.flatMap(({ platform, externalId, person: id }) =>
      [known(id)].flat().map((one): [string, Person] => [`${platform}:${externalId}`, one]),
    ),
  )
  const { version, agency, assignments, places, targets } = read
  const rooms = read.rooms.map(({ closed, ...room }): Room => ({
    ...room,
    closed: closed === null ? null : Temporal.Instant.from(closed),
  }))
  const clients = read.clients.map(({ archived, ...client }): Client => (archived ? { ...client, archived } : client))
  const bySeniority = read.seniority.flatMap(known)
  return {
    version,
    agency,
    people,
    bySeniority,
    person,
    byIdentity,
    identities,
    clients,
    assignments,
    places,
    rooms,
    targets,
  }
}

/** Since when someone is in none of their places; null while they are in one. */
function leftSince(identities: Pick<Identity, 'left'>[]): Temporal.Instant | null {
  const times = identities.flatMap(({ left }) => left ?? [])
  if (identities.length === 0 || times.length < identities.length) return null
  return times.toSorted(Temporal.Instant.compare).at(-1) ?? null
}

/** With since when they have left, where that is so. */
export function withLeft(person: Person, all: (Pick<Identity, 'left'> & { person: string })[]): Person {
  const left = leftSince(all.filter((identity) => identity.person === person.id))
  return left ? { ...person, left } : person
}
