import { connectPlace, createAgency, setRoom, type Agency } from '#db/repositories/agencies.ts'
import { addClient, listClients, setAssignment } from '#db/repositories/clients.ts'
import { addMember, addPerson, lockPerson, savePerson } from '#db/repositories/people.ts'
import { setDigest } from '#db/repositories/digests.ts'
import type { Args } from '#src/features/commands.ts'
import { nextAt } from '#src/time/recurrence.ts'
import { defaultDuties, purposes, zoneOf, type Client } from '#src/features/people/client.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { defaultCapacity, is, roles, type Person, type Role } from '#src/kernel/person.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { typedValues } from '#src/kernel/form.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { denied } from '#src/features/policy.ts'
import { findClient, findPerson, mentioned, nameGiven } from '#src/features/people/queries/find.ts'

/** When a digest comes until its reader chooses: nine in the morning of every day, in their zone. */
const firstDigest = { times: ['09:00'], days: [1, 2, 3, 4, 5, 6, 7] }

/** A new agency, its first place, and its first owner: the one who redeems the setup code. */
export async function foundAgency(context: Omit<RequestContext, 'agency' | 'by'>, agency: Agency): Promise<Person> {
  const { tx, place, origin, now, newId, profile } = context
  await createAgency(tx, agency, now)
  await connectPlace(
    tx,
    agency.id,
    { id: place, platform: origin.platform, externalId: origin.place, name: origin.placeName },
    now,
  )
  const owner = newPerson(newId(), profile?.name ?? origin.userName, agency, profile)
  return join(
    { ...context, agency },
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

function newPerson(
  id: string,
  name: string,
  usual: Pick<Agency, 'zone' | 'language'>,
  profile: RequestContext['profile'],
): Person {
  return {
    id,
    name,
    language: profile?.language ?? usual.language,
    zone: profile?.zone ?? usual.zone,
    hours: null,
    away: [],
    roles: [],
    clients: [],
    duties: [],
    capacity: defaultCapacity,
  }
}

async function join(
  { tx, agency, place, origin, now }: Omit<RequestContext, 'by'>,
  person: Person,
  user: string,
): Promise<Person> {
  await addPerson(tx, agency.id, person, { platform: origin.platform, externalId: user, placeId: place }, now)
  const slot = nextAt(firstDigest, person.zone, now)
  await setDigest(
    tx,
    agency.id,
    person.id,
    { ...firstDigest, nextAt: slot?.at ?? null, nextSlot: slot?.slot ?? null },
    now,
  )
  return person
}

export async function giveRole(context: RequestContext, args: Args<'agency role'>): Promise<Outcome> {
  const { tx, agency } = context
  const refused = denied(context, 'set-role')
  if (refused) return refused
  const role = roles.find((name) => name === args.role.toLowerCase())
  if (!role) return no({ code: 'unknown-role', given: args.role })
  const client = role === 'client' ? await findClient(context, args.client ?? null) : null
  if (client && !client.ok) return no(client.reason)

  const known = await findPerson(context, args.person)
  const person = known.ok ? known.found : await welcome(context, args.person, client?.found ?? null)
  if (!person) return known.ok ? no({ code: 'no-such-person', given: args.person, near: [] }) : no(known.reason)

  const now = (await lockPerson(tx, agency.id, person.id)) ?? person
  await savePerson(tx, agency.id, withNewRole(now, role, agency))
  if (client) await addMember(tx, agency.id, client.found.id, person.id)
  return done({ say: 'role', name: person.name, role, client: client?.found.name ?? null })
}

/** A new assistant does every duty until they say otherwise: better asked for too much than found by nobody. */
function withNewRole(person: Person, role: Role, agency: Agency): Person {
  const duties = role === 'assistant' && person.duties.length === 0 ? agency.duties : person.duties
  return { ...person, duties, roles: [...new Set([...person.roles, role])] }
}

/** Someone named on the asker's own platform of whom we knew nothing: until they say otherwise they are as their client is. */
async function welcome(context: RequestContext, word: string, client: Client | null): Promise<Person | null> {
  const { agency, origin, profile, newId } = context
  const token = mentioned(word)
  if (!token) return null
  const usual = { zone: zoneOf(client, agency), language: client?.language ?? agency.language }
  const name = profile?.name ?? token.name ?? nameGiven(context, origin.platform, token.user)
  return name === null ? null : join(context, newPerson(newId(), name, usual, profile), token.user)
}

export async function addAClient(context: RequestContext, { name }: Args<'agency client add'>): Promise<Outcome> {
  const { tx, agency, newId } = context
  const refused = denied(context, 'manage-clients')
  if (refused) return refused
  const exists = (await listClients(tx, agency.id)).some((client) => client.name.toLowerCase() === name.toLowerCase())
  if (exists) return no({ code: 'client-exists', name })
  await addClient(tx, agency.id, { id: newId(), name, zone: null, language: null, reviewDays: null })
  return done({ say: 'client-added', name })
}

/** Words for "all duties" in the languages that people type. */
const allDuties = ['all', '*', 'सभी', 'सब']

export async function assign(context: RequestContext, typed: Args<'agency assign'>): Promise<Outcome> {
  const { tx, agency } = context
  const args = withoutDuty(typed)
  const refused = denied(context, 'manage-clients')
  if (refused) return refused
  const draft: Draft = { form: 'assignment', subject: '', values: typedValues(args) }
  const client = await findClient(context, args.client ?? null)
  if (!client.ok) return no(client.reason, draft)
  const all = args.duty === undefined || allDuties.includes(args.duty.toLowerCase())
  const named = all ? null : dutyNamed(args.duty ?? '', agency.duties)
  if (named && !named.ok) return no(named.reason, draft)
  const duty = named?.duty ?? null
  if (!args.primary) return no({ code: 'nobody-to-assign' }, draft)

  const people: Person[] = []
  for (const [index, word] of [args.primary, ...splitNames(args.backups ?? '')].entries()) {
    const found = await findPerson(context, word)
    const wrong = index === 0 ? 'primary' : 'backups'
    if (!found.ok) return no(found.reason, { ...draft, wrong })
    if (!is(found.found, 'assistant'))
      return no({ code: 'not-an-assistant', name: found.found.name }, { ...draft, wrong })
    people.push(found.found)
  }
  // Who is named twice stands where they were named first.
  const [primary, ...backups] = people.filter(({ id }, index) => people.findIndex((one) => one.id === id) === index)
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

/** `/agency assign Acme @ben`: a person where the kind of work would stand means all kinds. */
function withoutDuty(args: Args<'agency assign'>): Args<'agency assign'> {
  const { duty, primary, backups, ...rest } = args
  if (duty === undefined || !/^[@<]/u.test(duty)) return args
  const others = [primary, backups].filter((name) => name !== undefined).join(', ')
  return { ...rest, primary: duty, ...(others ? { backups: others } : {}) }
}

/** Names after one another: mentions need no comma between them, names do, unless each begins with an at sign. */
export function splitNames(text: string): string[] {
  return text
    .split(/,|(?<=>)\s+|\s+(?=[@<])/u)
    .map((name) => name.trim())
    .filter(Boolean)
}

export async function chooseRoom(
  context: RequestContext,
  args: Args<'agency room'>,
  member: boolean,
): Promise<Outcome> {
  const { tx, agency, place, origin, newId } = context
  const refused = denied(context, 'manage-rooms')
  if (refused) return refused
  if (origin.channelKind === 'direct') return no({ code: 'not-a-room' })
  const purpose = purposes.find((name) => name === args.purpose.toLowerCase())
  if (!purpose) return no({ code: 'purpose-not-known', given: args.purpose })
  const client = purpose === 'client' ? await findClient(context, args.client ?? null) : null
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
