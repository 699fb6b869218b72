import { assignmentsOf, listAssignments, listClients } from '#db/repositories/clients.ts'
import type { Tx } from '#db/connection/connect.ts'
import type { Agency } from '#db/repositories/agencies.ts'
import { peopleById } from '#db/repositories/people.ts'
import { approvalsOf, membersOf } from '#db/repositories/social.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { zoneOf, type Assignment, type Client } from '#src/features/people/client.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import { carersOf, serving } from '#src/features/social/carers.ts'
import type { PostContext } from '#src/features/social/decide.ts'
import type { Account } from '#src/features/social/network.ts'
import type { Approvals } from '#src/features/social/post.ts'
import type { Via } from '#src/features/tasks/task.ts'

/** A client, and everyone who has to do with its posts. */
export type ClientTeam = {
  client: Client
  zone: string
  approvals: Approvals
  assignments: Assignment[]
  serving: string[]
  /** Those who serve, and the members. */
  people: Person[]
  /** Who speaks for the client. */
  members: Person[]
}

export async function clientTeamOf(tx: Tx, agency: Agency, id: string): Promise<ClientTeam> {
  const [clients, assignments, approvals, memberIds] = await Promise.all([
    listClients(tx, agency.id),
    assignmentsOf(tx, agency.id, id),
    approvalsOf(tx, agency.id, id),
    membersOf(tx, agency.id, id),
  ])
  const client = clients.find((one) => one.id === id)
  if (!client) throw new Error(`client ${id} is gone`)
  const served = serving(assignments)
  const people = await peopleById(tx, agency.id, [...new Set([...served, ...memberIds])])
  const members = memberIds.flatMap(
    (member) => people.find((person) => person.id === member && is(person, 'client')) ?? [],
  )
  return { client, zone: zoneOf(client, agency), approvals, assignments, serving: served, people, members }
}

/** What a decision about one of the client's posts needs to know. */
export function contextIn(
  circle: ClientTeam,
  about: { account: Account; author: string | null; via: Via; now: Temporal.Instant },
): PostContext {
  const { account, author, via, now } = about
  const { keeper, backup } = carersOf(author, circle.assignments, circle.people, now)
  const { approvals, serving: served } = circle
  return { via, approvals, account, serving: served, keeper: keeper?.id ?? null, backup: backup?.id ?? null }
}

/** Whose posts are asked for: in which agency, and by whom. */
export type Whose = Pick<RequestContext, 'tx' | 'by'> & { agency: { id: string } }

/** The clients whose posts someone may see: a manager all, a member their own, an assistant those that they serve. */
export async function socialClients({ tx, agency, by }: Whose): Promise<Client[]> {
  const all = (await listClients(tx, agency.id)).filter(({ archived }) => !archived)
  if (manages(by)) return all
  const assignments = is(by, 'assistant') ? await listAssignments(tx, agency.id) : []
  const serves = (client: string) => serving(assignments.filter((one) => one.client === client)).includes(by.id)
  return all.filter(({ id }) => (is(by, 'client') && by.clients.includes(id)) || serves(id))
}
