import { and, eq } from '#orm/core'
import type { Target, TargetPriority } from '#src/features/targets/target.ts'
import type { Tx } from '#db/connection/connect.ts'
import { rosterOf } from './roster.ts'
import { targets } from '#db/schema/targets.ts'

/** Of these clients; of all of them where none are named. */
export async function targetsOf(tx: Tx, agency: string, clients?: string[]): Promise<Target[]> {
  const { targets: all } = await rosterOf(tx, agency)
  return clients ? all.filter(({ client }) => clients.includes(client)) : all
}

/** A target that says nothing any more is none. */
export async function setTarget(tx: Tx, agency: string, { client, priority, respond, done }: Target): Promise<void> {
  if (respond === null && done === null) return removeTarget(tx, agency, client, priority)
  const times = { respondMinutes: respond, doneMinutes: done }
  await tx
    .insert(targets)
    .values({ agencyId: agency, clientId: client, priority, ...times })
    .onConflictDoUpdate({ target: [targets.agencyId, targets.clientId, targets.priority], set: times })
}

async function removeTarget(tx: Tx, agency: string, client: string, priority: TargetPriority): Promise<void> {
  await tx
    .delete(targets)
    .where(and(eq(targets.agencyId, agency), eq(targets.clientId, client), eq(targets.priority, priority)))
}
