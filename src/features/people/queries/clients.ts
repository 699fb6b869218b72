import { listAssignments, listClients, openTasksOf } from '#db/repositories/clients.ts'
import { listPeople } from '#db/repositories/people.ts'
import { clientsCard } from '#src/features/people/clients-card.ts'
import { refuseQuestion as refused } from '#src/features/requests/refuse.ts'
import type { Card } from '#src/kernel/card.ts'
import { is } from '#src/kernel/person.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'

/** `/agency client list`: each client with who speaks for it and who serves it, for whoever manages. */
export async function showClients(context: Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>): Promise<Card> {
  const { tx, agency, by, now } = context
  if (!may(by, 'manage-clients')) return refused(context, { code: 'not-yours-to-do', needs: whoMay('manage-clients') })
  const [clients, people, assignments, open] = await Promise.all([
    listClients(tx, agency.id),
    listPeople(tx, agency.id),
    listAssignments(tx, agency.id),
    openTasksOf(tx, agency.id),
  ])
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '–'
  const lines = clients.map((client) => ({
    client,
    members: people
      .filter((person) => is(person, 'client') && person.clients.includes(client.id))
      .map(({ name }) => name),
    serving: [
      ...new Set(assignments.filter((one) => one.client === client.id).flatMap((one) => [one.primary, ...one.backups])),
    ].map(nameOf),
    open: open.get(client.id) ?? 0,
  }))
  return clientsCard(lines, readerFor(by, now))
}
