import { lockAgency } from '#db/repositories/agencies.ts'
import { digestsOf } from '#db/repositories/digests.ts'
import {
  listAssignments,
  listClients,
  removeAssignment,
  removeMember,
  setAssignment,
} from '#db/repositories/clients.ts'
import { lockPerson, savePerson, withRole } from '#db/repositories/people.ts'
import { forgetAssistantOfRepeats } from '#db/repositories/repeats.ts'
import { countTasks, findTasks, type Wanted } from '#db/repositories/tasks.ts'
import { forgetAssistantOfTemplates } from '#db/repositories/templates.ts'
import type { Args } from '#src/features/commands.ts'
import { without, type Client } from '#src/features/people/client.ts'
import { is, roles, type Person, type Role } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { denied } from '#src/features/policy.ts'
import { stopDigests } from '#src/features/digests/handlers/digest-settings.ts'
import { findClient, findPerson } from '#src/features/people/queries/find.ts'

/** What is taken from whom: roles, or with `client` the membership of that one alone. */
type Taking = { taken: Role[]; client: Client | null }

/** As many tasks as are named; of the others there is the number. */
const named = 5

/** `/agency remove @someone [role] [client]`; without a role all of them. */
export async function removeRole(context: RequestContext, args: Args<'agency remove'>): Promise<Outcome> {
  const { tx, agency } = context
  const refused = denied(context, 'set-role')
  if (refused) return refused
  const found = await findPerson(context, args.person)
  if (!found.ok) return no(found.reason)
  const meant = found.found
  const client = await clientMeant(context, args)
  const [locked, held, asked] = await Promise.all([
    lockBoth(context, meant.id),
    numbersOf(context, { assistant: meant.id, unfinished: true }),
    numbersOf(context, askedBy(meant, client)),
    digestsOf(tx, agency.id, meant.id),
  ])
  const person = locked ?? meant

  const taking = await takingFrom(context, person, args)
  if ('code' in taking) return no(taking)
  const why = await whyNotTake(context, person, taking.taken, held)
  if (why) return no(why)

  const left = await take(context, person, taking)
  const serving = taking.taken.includes('assistant') ? await standDown(context, person.id) : usualServing
  if (left.length === 0) await stopDigests(context, person.id)
  return done({
    ...{ say: 'role-removed', name: person.name, taken: taking.taken, left, ...serving },
    client: taking.client?.name ?? null,
    asked: left.length === 0 || taking.client ? asked : none,
  })
}

/** Of two owners who take it from each other in the same second one stays. What is asked for with it is asked behind the locks. */
async function lockBoth({ tx, agency }: RequestContext, person: string): Promise<Person | null> {
  const [, locked] = await Promise.all([lockAgency(tx, agency.id), lockPerson(tx, agency.id, person)])
  return locked
}

async function clientMeant(context: RequestContext, { client }: Args<'agency remove'>): Promise<Client | null> {
  const found = client === undefined ? null : await findClient(context, client)
  return found?.ok ? found.found : null
}

/** What is meant, or why there is no such thing to take. */
async function takingFrom(
  context: RequestContext,
  person: Person,
  args: Args<'agency remove'>,
): Promise<Taking | Refusal> {
  const role = roles.find((known) => known === args.role?.toLowerCase()) ?? null
  if (args.role !== undefined && !role) return { code: 'unknown-role', given: args.role, removing: true }
  if (args.client !== undefined && role !== null && role !== 'client') {
    return { code: 'too-many-words', rest: args.client, command: 'agency remove' }
  }
  const client = args.client === undefined ? null : await findClient(context, args.client)
  if (client && !client.ok) return client.reason
  const held = role === null && !client ? person.roles.length > 0 : is(person, role ?? 'client')
  if (!held) return { code: 'role-not-held', name: person.name, role: client ? 'client' : role, client: null }
  if (!client) return { taken: role === null ? person.roles : [role], client: null }

  const { id, name } = client.found
  if (!person.clients.includes(id)) return { code: 'role-not-held', name: person.name, role: 'client', client: name }
  // Who speaks for nobody is no client any more.
  return { taken: person.clients.length === 1 ? ['client'] : [], client: client.found }
}

async function whyNotTake(
  context: RequestContext,
  { id, name }: Person,
  taken: Role[],
  held: Numbers,
): Promise<Refusal | null> {
  const { tx, agency } = context
  if (taken.includes('owner') && (await withRole(tx, agency.id, ['owner'])).every((owner) => owner.id === id)) {
    return { code: 'last-owner', name }
  }
  if (!taken.includes('assistant')) return null
  return held.numbers.length > 0 ? { code: 'holds-tasks', name, ...held } : null
}

/** The roles that are left. */
async function take({ tx, agency }: RequestContext, person: Person, { taken, client }: Taking): Promise<Role[]> {
  const left = person.roles.filter((role) => !taken.includes(role))
  await savePerson(tx, agency.id, { ...person, roles: left })
  if (client || taken.includes('client')) await removeMember(tx, agency.id, person.id, client?.id ?? null)
  return left
}

type Numbers = { numbers: number[]; more: number }
const none: Numbers = { numbers: [], more: 0 }

async function numbersOf({ tx, agency }: RequestContext, wanted: Wanted): Promise<Numbers> {
  const found = await findTasks(tx, agency.id, wanted, { limit: named })
  const numbers = found.map(({ task }) => task.number).toSorted((a, b) => a - b)
  const all = found.length < named ? found.length : await countTasks(tx, agency.id, wanted)
  return { numbers, more: all - numbers.length }
}

function askedBy({ id }: Person, client: Client | null): Wanted {
  return { requester: id, unfinished: true, ...(client && { clients: [client.id] }) }
}

const usualServing = { served: [], unserved: [], forgotten: 0 }

/** Nothing is offered to them from now on: assignments, what repeats and what is kept do without them. */
async function standDown({ tx, agency }: RequestContext, person: string) {
  const clients = await listClients(tx, agency.id)
  const nameOf = (id: string) => clients.find((client) => client.id === id)?.name ?? ''
  const [served, unserved] = [new Set<string>(), new Set<string>()]
  for (const assignment of await listAssignments(tx, agency.id)) {
    const after = without(assignment, person)
    if (after === assignment) continue
    if (after) await setAssignment(tx, agency.id, after)
    else await removeAssignment(tx, agency.id, assignment)
    ;(after ? served : unserved).add(nameOf(assignment.client))
  }
  const repeats = await forgetAssistantOfRepeats(tx, agency.id, person)
  const templates = await forgetAssistantOfTemplates(tx, agency.id, person)
  return { served: [...served], unserved: [...unserved], forgotten: repeats + templates }
}
