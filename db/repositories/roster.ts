import type { Assignment, Client, Purpose } from '#src/features/people/client.ts'
import type { Language, Person, Platform } from '#src/kernel/person.ts'
import type { Account } from '#src/features/social/network.ts'
import type { Approvals } from '#src/features/social/post.ts'
import type { Slot } from '#src/features/social/slot.ts'
import type { RoutingRule } from '#src/features/routing/rule.ts'
import type { Target } from '#src/features/targets/target.ts'
import type { Tx } from '#db/connection/connect.ts'
import { rowsIn, wireOf, type Wire } from '#db/connection/wire.ts'
import { toAway, type AwayRow } from './away.ts'
import { readWhole } from './roster-text.ts'

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
  /** In their order. */
  rules: RoutingRule[]
  /** By network and handle. */
  accounts: Account[]
  /** By when they were added; those that have ended among them, since buttons name them. */
  slots: KeptSlot[]
  /** What clients chose otherwise than usual. */
  approvals: { client: string; approvals: Approvals }[]
}

export type KeptSlot = Slot & { ended: boolean }

type Unread = 'people' | 'bySeniority' | 'person' | 'byIdentity' | 'identities' | 'clients' | 'rooms'

type Read = Omit<Roster, Unread> & {
  rooms: (Omit<Room, 'closed'> & { closed: string | null })[]
  clients: (Omit<Client, 'archived'> & { archived: boolean })[]
  people: (Omit<Person, 'away'> & { away: AwayRow[] })[]
  seniority: string[]
  identities: (Omit<Identity, 'left'> & { person: string; left: string | null })[]
}

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
  const roster = (await loadAll(wire, [agency])).get(agency)
  if (!roster) throw new Error('a roster was asked for and none came')
  return roster
}

async function loadAll(wire: Wire, agencies: string[]): Promise<Map<string, Roster>> {
  const { changes, wrote } = wire
  const loaded = new Map<string, Roster>()
  for (const { agency, roster: text } of rowsIn(await wire.ask(readWhole, [`{${agencies.join()}}`]))) {
    if (typeof agency !== 'string' || typeof text !== 'string') throw new Error('something else than a roster came')
    const roster = rosterFrom(JSON.parse(text))
    // The version is raised at the commit: what this transaction has changed is not what the version stands for.
    if (roster.version !== null && !(wrote && changes > 0)) wire.cache.set(agency, roster, text.length)
    loaded.set(agency, roster)
  }
  return loaded
}

/** The rosters of agencies of which it is known what version is in force: those that are remembered, and all others in one statement. */
export async function rostersOf(tx: Tx, versions: ReadonlyMap<string, string | null>): Promise<Map<string, Roster>> {
  const wire = wireOf(tx)
  const rosters = new Map<string, Roster>()
  for (const [agency, version] of versions) {
    const held = wire.cache.get(agency)
    if (version !== null && isRoster(held) && held.version === version) rosters.set(agency, held)
  }
  const others = [...versions.keys()].filter((agency) => !rosters.has(agency))
  if (others.length > 0) for (const [agency, roster] of await loadAll(wire, others)) rosters.set(agency, roster)
  return rosters
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
  const rooms = read.rooms.map(({ closed, ...room }): Room => ({
    ...room,
    closed: closed === null ? null : Temporal.Instant.from(closed),
  }))
  const clients = read.clients.map(({ archived, ...client }): Client => (archived ? { ...client, archived } : client))
  const bySeniority = read.seniority.flatMap(known)
  const { version, agency, assignments, places, targets, rules, accounts, slots, approvals } = read
  const same = { version, agency, assignments, places, rooms, targets, rules, accounts, slots, approvals }
  return { ...same, people, bySeniority, person, byIdentity, identities, clients }
}

/** What this transaction changes is known to it without being asked for: `change` says how it stands once `write` was sent. */
export async function changeRoster(
  tx: Tx,
  agency: string,
  write: () => Promise<unknown>,
  change: (roster: Roster) => Roster,
): Promise<void> {
  const before = await rosterOf(tx, agency)
  await write()
  const wire = wireOf(tx)
  known.get(wire)?.set(agency, { changes: wire.changes, roster: Promise.resolve(change(before)) })
}

/** The roster with somebody as they are now. */
export function withPerson(roster: Roster, person: Person): Roster {
  const now = (one: Person) => (one.id === person.id ? person : one)
  const people = roster.people.map(now)
  const byIdentity = new Map([...roster.byIdentity].map(([key, one]) => [key, now(one)]))
  const bySeniority = roster.bySeniority.map(now)
  return { ...roster, people, bySeniority, byIdentity, person: new Map(people.map((one) => [one.id, one])) }
}

/** Since when someone is in none of their places; null while they are in one. */
function leftSince(identities: Pick<Identity, 'left'>[]): Temporal.Instant | null {
  const times = identities.flatMap(({ left }) => left ?? [])
  if (identities.length === 0 || times.length < identities.length) return null
  return times.toSorted(Temporal.Instant.compare).at(-1) ?? null
}
