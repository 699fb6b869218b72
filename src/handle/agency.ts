import {
  connectPlace,
  createAgency,
  keepCode,
  lockCode,
  setRoom,
  useCode,
  type Agency,
  type Code,
} from '#db/agencies.ts'
import type { Tx } from '#db/connect.ts'
import { addClient, listClients, setAssignment } from '#db/clients.ts'
import { addIdentity, addMember, addPerson, personById, personByIdentity, savePerson, withRole } from '#db/people.ts'
import { setDigest } from '#db/digests.ts'
import type { Args } from '#src/commands.ts'
import { nextAt } from '#src/time/recurrence.ts'
import { hashCode, newCode } from '#src/codes.ts'
import { defaultDuties, purposes } from '#src/people/client.ts'
import { defaultCapacity, is, roles, type Person, type Role } from '#src/people/person.ts'
import { may, whoMay, type PolicyAction } from '#src/policy.ts'
import type { Refusal } from '#src/refusal.ts'
import type { Draft } from '#src/reply.ts'
import { typedValues } from '#src/ui/form.ts'
import { done, no, type Asked, type Outcome } from './asked.ts'
import { findClient, findPerson, mentioned, nameGiven } from './find.ts'

export const codeLives = Temporal.Duration.from({ minutes: 15 })

/** When a digest comes until its reader chooses: nine in the morning of every day, in their zone. */
const firstDigest = { times: ['09:00'], days: [1, 2, 3, 4, 5, 6, 7] }

function denied({ by }: Asked, action: PolicyAction): Outcome | null {
  return may(by, action) ? null : no({ code: 'not-yours-to-do', needs: whoMay(action) })
}

/** Locks the code and says why it does not serve, or whose it is. */
export async function redeem(
  tx: Tx,
  secret: string,
  typed: string,
  purpose: Code['purpose'],
  now: Temporal.Instant,
): Promise<{ ok: true; code: Code } | { ok: false; reason: Refusal }> {
  const code = await lockCode(tx, hashCode(typed, secret))
  if (!code) return { ok: false, reason: { code: 'code-unknown' } }
  if (code.usedAt) return { ok: false, reason: { code: 'code-used' } }
  if (Temporal.Instant.compare(code.expiresAt, now) < 0) return { ok: false, reason: { code: 'code-expired' } }
  if (code.purpose !== purpose) return { ok: false, reason: { code: 'code-other-purpose' } }
  await useCode(tx, code.hash, now)
  return { ok: true, code }
}

export async function makeCode(
  tx: Tx,
  secret: string,
  about: { purpose: Code['purpose']; forAgency: string | null; forPerson: string | null },
  now: Temporal.Instant,
): Promise<string> {
  const code = newCode()
  await keepCode(tx, { hash: hashCode(code, secret), ...about, expiresAt: now.add(codeLives) })
  return code
}

/** A new agency, its first place, and its first owner: the one who redeems the setup code. */
export async function foundAgency(asked: Omit<Asked, 'agency' | 'by'>, agency: Agency): Promise<Person> {
  const { tx, place, origin, now, newId, profile } = asked
  await createAgency(tx, agency, now)
  await connectPlace(
    tx,
    agency.id,
    { id: place, platform: origin.platform, externalId: origin.place, name: origin.placeName },
    now,
  )
  const owner = newPerson(newId(), profile?.name ?? origin.userName, agency, profile)
  return join(
    { ...asked, agency },
    { ...owner, language: profile?.language ?? origin.language ?? agency.language, roles: ['owner'] },
    origin.user,
  )
}

export function newAgency(id: string, name: string, zone: string | null): Agency {
  return {
    id,
    name,
    zone: zone ?? 'UTC',
    language: 'en',
    duties: [...defaultDuties],
    responseHours: 4,
    leaseHours: 8,
    reviewDays: 7,
  }
}

function newPerson(id: string, name: string, agency: Agency, profile: Asked['profile']): Person {
  return {
    id,
    name,
    language: profile?.language ?? agency.language,
    zone: profile?.zone ?? agency.zone,
    hours: null,
    away: [],
    roles: [],
    clients: [],
    duties: [],
    capacity: defaultCapacity,
  }
}

async function join(
  { tx, agency, place, origin, now }: Omit<Asked, 'by'>,
  person: Person,
  user: string,
): Promise<Person> {
  await addPerson(tx, agency.id, person, { platform: origin.platform, externalId: user, placeId: place }, now)
  const slot = nextAt(firstDigest, person.zone, now)
  await setDigest(tx, agency.id, person.id, { ...firstDigest, nextAt: slot?.at ?? null, nextSlot: slot?.slot ?? null })
  return person
}

/** Without a code it gives one; with one (typed where no agency is known yet) see `handle.ts`. */
export async function connectCode(asked: Asked): Promise<Outcome> {
  const { tx, agency, by, now, secret } = asked
  const refused = denied(asked, 'connect-place')
  if (refused) return refused
  const code = await makeCode(tx, secret, { purpose: 'connect', forAgency: agency.id, forPerson: by.id }, now)
  return done({ say: 'code', purpose: 'connect' }, code)
}

/** A code for one's own second account. */
export async function linkCode({ tx, agency, by, now, secret }: Asked): Promise<Outcome> {
  const code = await makeCode(tx, secret, { purpose: 'link', forAgency: agency.id, forPerson: by.id }, now)
  return done({ say: 'code', purpose: 'link' }, code)
}

/** `/profile link CODE`, typed with the account that is to be joined. Answers who it now belongs to. */
export async function link(
  asked: Omit<Asked, 'by'>,
  typed: string,
): Promise<{ ok: true; person: Person } | { ok: false; reason: Refusal }> {
  const { tx, agency, origin, place, now, secret } = asked
  if (await personByIdentity(tx, agency.id, origin.platform, origin.user))
    return { ok: false, reason: { code: 'identity-taken' } }
  const redeemed = await redeem(tx, secret, typed, 'link', now)
  if (!redeemed.ok) return redeemed
  const { forAgency, forPerson } = redeemed.code
  const person = forAgency === agency.id && forPerson ? await personById(tx, agency.id, forPerson) : null
  if (!person) return { ok: false, reason: { code: 'code-unknown' } }
  await addIdentity(tx, agency.id, {
    platform: origin.platform,
    externalId: origin.user,
    personId: person.id,
    placeId: place,
  })
  return { ok: true, person }
}

export async function giveRole(asked: Asked, args: Args<'agency role'>): Promise<Outcome> {
  const { tx, agency } = asked
  const refused = denied(asked, 'set-role')
  if (refused) return refused
  const role = roles.find((name) => name === args.role.toLowerCase())
  if (!role) return no({ code: 'unknown-role', given: args.role })
  const client = role === 'client' ? await findClient(asked, args.client ?? null) : null
  if (client && !client.ok) return no(client.reason)

  const known = await findPerson(asked, args.person)
  const person = known.ok ? known.found : await welcome(asked, args.person)
  if (!person) return known.ok ? no({ code: 'no-such-person', given: args.person }) : no(known.reason)

  await savePerson(tx, agency.id, withNewRole(person, role, agency))
  if (client) await addMember(tx, agency.id, client.found.id, person.id)
  return done({ say: 'role', name: person.name, role, client: client?.found.name ?? null })
}

/** A new assistant does every duty until they say otherwise: better asked for too much than found by nobody. */
function withNewRole(person: Person, role: Role, agency: Agency): Person {
  const duties = role === 'assistant' && person.duties.length === 0 ? agency.duties : person.duties
  return { ...person, duties, roles: [...new Set([...person.roles, role])] }
}

/** Someone named on the asker's own platform of whom we knew nothing. */
async function welcome(asked: Asked, word: string): Promise<Person | null> {
  const { agency, origin, profile, newId } = asked
  const token = mentioned(word)
  if (!token) return null
  const name = profile?.name ?? token.name ?? nameGiven(asked, origin.platform, token.user)
  return name === null ? null : join(asked, newPerson(newId(), name, agency, profile), token.user)
}

export async function addAClient(asked: Asked, { name }: Args<'agency client add'>): Promise<Outcome> {
  const { tx, agency, newId } = asked
  const refused = denied(asked, 'manage-clients')
  if (refused) return refused
  const exists = (await listClients(tx, agency.id)).some((client) => client.name.toLowerCase() === name.toLowerCase())
  if (exists) return no({ code: 'client-exists', name })
  await addClient(tx, agency.id, { id: newId(), name, zone: null, language: null, reviewDays: null })
  return done({ say: 'client-added', name })
}

/** Words for "all duties" in the languages that people type. */
const allDuties = ['all', '*', 'सभी', 'सब']

export async function assign(asked: Asked, args: Args<'agency assign'>): Promise<Outcome> {
  const { tx, agency } = asked
  const refused = denied(asked, 'manage-clients')
  if (refused) return refused
  const draft: Draft = { form: 'assignment', subject: '', values: typedValues(args) }
  const client = await findClient(asked, args.client ?? null)
  if (!client.ok) return no(client.reason, draft)
  const duty =
    args.duty === undefined || allDuties.includes(args.duty.toLowerCase())
      ? null
      : args.duty.toLowerCase().replace(/^#/u, '')
  if (duty !== null && !agency.duties.includes(duty))
    return no({ code: 'unknown-duty', given: duty, known: agency.duties }, draft)
  if (!args.primary) return no({ code: 'nobody-to-assign' }, draft)

  const people: Person[] = []
  for (const word of [args.primary, ...splitNames(args.backups ?? '')]) {
    const found = await findPerson(asked, word)
    if (!found.ok) return no(found.reason, draft)
    if (!is(found.found, 'assistant')) return no({ code: 'not-an-assistant', name: found.found.name }, draft)
    people.push(found.found)
  }
  const [primary, ...backups] = people
  if (!primary) return no({ code: 'nobody-to-assign' }, draft)
  await setAssignment(tx, agency.id, {
    client: client.found.id,
    duty,
    primary: primary.id,
    backups: backups.map((person) => person.id),
  })
  return done({
    say: 'assignment',
    client: client.found.name,
    duty,
    primary: primary.name,
    backups: backups.map((person) => person.name),
  })
}

/** Names after one another: mentions need no comma between them, names do, unless each begins with an at sign. */
export function splitNames(text: string): string[] {
  return text
    .split(/,|(?<=>)\s+|\s+(?=[@<])/u)
    .map((name) => name.trim())
    .filter(Boolean)
}

export async function chooseRoom(asked: Asked, args: Args<'agency room'>, member: boolean): Promise<Outcome> {
  const { tx, agency, place, origin, newId } = asked
  const refused = denied(asked, 'manage-rooms')
  if (refused) return refused
  const purpose = purposes.find((name) => name === args.purpose.toLowerCase())
  if (!purpose) return no({ code: 'purpose-not-known', given: args.purpose })
  const client = purpose === 'client' ? await findClient(asked, args.client ?? null) : null
  if (client && !client.ok) return no(client.reason)
  await setRoom(tx, agency.id, {
    id: newId(),
    placeId: place,
    purpose,
    channel: origin.channel,
    clientId: client?.found.id ?? null,
  })
  return done({ say: 'room', purpose, member })
}

/** An agency is never left without an owner. */
export async function isLastOwner({ tx, agency }: Asked, person: Person): Promise<boolean> {
  const owners = await withRole(tx, agency.id, ['owner'])
  return owners.length === 1 && owners[0]?.id === person.id
}
