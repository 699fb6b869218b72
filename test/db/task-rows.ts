import { tasks } from '#db/schema/tasks.ts'
import type { Tx } from '#db/connection/connect.ts'
import { monday, newId, type Seeded } from './rows.ts'

type Row = typeof tasks.$inferInsert

const numbers = new Map<string, number>()

/** A task as it lies in its table, in whatever state; what it needs for that is added. Answers its id. */
export async function putTask(tx: Tx, office: Seeded, changes: Partial<Row> = {}): Promise<string> {
  const { agency, client, requester, assistant, place } = office
  const number = (numbers.get(agency) ?? 0) + 1
  numbers.set(agency, number)
  const status = changes.status ?? 'open'
  const held = status === 'open' ? null : assistant.id
  const over = status === 'in-review' || status === 'done'
  const id = newId()
  await tx.insert(tasks).values({
    ...{ agencyId: agency, id, number, clientId: client.id, requesterId: requester.id, assistantId: held, status },
    ...{ title: `Task ${number}`, brief: `The brief of ${number}`, duty: 'travel', priority: 'normal', due: null },
    promise: status === 'open' || status === 'assigned' ? null : monday.add({ hours: 48 }),
    ...{ routed: { by: 'pool', skipped: [] }, passedOver: [], rating: null, actBy: null, version: 1, moved: 1 },
    question: status === 'waiting' ? { text: 'Which?', options: [], askedAt: monday.toString() } : null,
    result: over ? { text: 'Done', links: [], at: monday.toString() } : null,
    ...{ createdAt: monday, since: monday, doneAt: status === 'done' ? monday : null },
    ...{ originPlace: place.id, originChannel: 'C1' },
    ...changes,
  })
  return id
}
