import { and, eq, inArray, notInArray, or, sql } from '#orm/core'
import type { Assignment, Client } from '#src/features/people/client.ts'
import type { ClientSettings } from '#src/features/settings/settings.ts'
import type { Tx } from '#db/connection/connect.ts'
import { wireOf } from '#db/connection/wire.ts'
import { changeRoster, rereadRoster, rosterOf } from './roster.ts'
import { assignments, clientMembers, clients } from '#db/schema/people.ts'
import { tasks } from '#db/schema/tasks.ts'

/** How an assignment for all duties is written in its key. */
const allDuties = '*'

/** Every client of the agency, by name, those that are archived among them. */
export async function listClients(tx: Tx, agency: string): Promise<Client[]> {
  return (await rosterOf(tx, agency)).clients
}

/** Days of a client's silence after which a result is accepted; `null`: the agency's own. */
export async function reviewDaysOf(tx: Tx, agency: string, client: string): Promise<number | null> {
  return (await listClients(tx, agency)).find(({ id }) => id === client)?.reviewDays ?? null
}

export async function renameClient(tx: Tx, agency: string, client: string, name: string): Promise<void> {
  await tx
    .update(clients)
    .set({ name })
    .where(and(eq(clients.agencyId, agency), eq(clients.id, client)))
}

/** `null`: it is an open one again. */
export async function archiveClient(
  tx: Tx,
  agency: string,
  client: string,
  archivedAt: Temporal.Instant | null,
): Promise<void> {
  await tx
    .update(clients)
    .set({ archivedAt })
    .where(and(eq(clients.agencyId, agency), eq(clients.id, client)))
}

/** How many tasks of each client are neither done nor cancelled; who has none is left out. */
export async function openTasksOf(tx: Tx, agency: string): Promise<Map<string, number>> {
  const found = await tx
    .select({ client: tasks.clientId, count: sql<number>`count(*)::int` })
    .from(tasks)
    .where(and(eq(tasks.agencyId, agency), notInArray(tasks.status, ['done', 'cancelled'])))
    .groupBy(tasks.clientId)
  return new Map(found.map(({ client, count }) => [client, count]))
}

export async function addClient(tx: Tx, agency: string, { archived: _, ...client }: Client): Promise<void> {
  await tx.insert(clients).values({ agencyId: agency, ...client })
}

/** A client as it is now; others wait with changing it until this transaction ends. */
export async function lockClient(tx: Tx, agency: string, client: string): Promise<Client | null> {
  const locking = wireOf(tx).ask('select from clients where agency_id = $1 and id = $2 for update', [agency, client])
  rereadRoster(tx)
  const [, roster] = await Promise.all([locking, rosterOf(tx, agency)])
  return roster.clients.find(({ id }) => id === client) ?? null
}

export async function saveClientSettings(
  tx: Tx,
  agency: string,
  client: string,
  { zone, language, reviewDays }: ClientSettings,
): Promise<void> {
  const set = { zone, language, reviewDays }
  await changeRoster(
    tx,
    agency,
    async () =>
      void (await tx
        .update(clients)
        .set(set)
        .where(and(eq(clients.agencyId, agency), eq(clients.id, client)))),
    (roster) => ({ ...roster, clients: roster.clients.map((one) => (one.id === client ? { ...one, ...set } : one)) }),
  )
}

/** Ids of the clients whose tasks an assistant holds or held, or sees in the pool of these duties. */
export async function clientsWorkedFor(tx: Tx, agency: string, assistant: string, duties: string[]): Promise<string[]> {
  const pool = and(eq(tasks.status, 'open'), inArray(tasks.duty, duties))
  const found = await tx
    .selectDistinct({ client: tasks.clientId })
    .from(tasks)
    .where(and(eq(tasks.agencyId, agency), or(eq(tasks.assistantId, assistant), pool)))
  return found.map(({ client }) => client)
}

export async function assignmentsOf(tx: Tx, agency: string, client: string): Promise<Assignment[]> {
  return (await listAssignments(tx, agency)).filter((assignment) => assignment.client === client)
}

export async function setAssignment(
  tx: Tx,
  agency: string,
  { client, duty, primary, backups }: Assignment,
): Promise<void> {
  await tx
    .insert(assignments)
    .values({ agencyId: agency, clientId: client, duty: duty ?? allDuties, primary, backups })
    .onConflictDoUpdate({
      target: [assignments.agencyId, assignments.clientId, assignments.duty],
      set: { primary, backups },
    })
}

export async function removeAssignment(tx: Tx, agency: string, { client, duty }: Assignment): Promise<void> {
  await tx
    .delete(assignments)
    .where(
      and(eq(assignments.agencyId, agency), eq(assignments.clientId, client), eq(assignments.duty, duty ?? allDuties)),
    )
}

/** Every assignment of the agency. */
export async function listAssignments(tx: Tx, agency: string): Promise<Assignment[]> {
  return (await rosterOf(tx, agency)).assignments
}

/** Someone speaks for one client no longer, or for none. */
export async function removeMember(tx: Tx, agency: string, person: string, client: string | null): Promise<void> {
  await tx
    .delete(clientMembers)
    .where(
      and(
        eq(clientMembers.agencyId, agency),
        eq(clientMembers.personId, person),
        client === null ? undefined : eq(clientMembers.clientId, client),
      ),
    )
}
