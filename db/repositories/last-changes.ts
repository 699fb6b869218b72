import { and, eq, inArray, max } from '#orm/core'
import type { Tx } from '#db/connection/connect.ts'
import { postEvents } from '#db/schema/social.ts'
import { taskEvents } from '#db/schema/tasks.ts'

/** When each of these posts changed last, in any way: another time or other words count as much as another state. */
export async function lastChangesOfPosts(
  tx: Tx,
  agency: string,
  ids: string[],
): Promise<Map<string, Temporal.Instant>> {
  if (ids.length === 0) return new Map()
  const found = await tx
    .select({ id: postEvents.postId, at: max(postEvents.at) })
    .from(postEvents)
    .where(and(eq(postEvents.agencyId, agency), inArray(postEvents.postId, ids)))
    .groupBy(postEvents.postId)
  return new Map(found.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])))
}

/** The same for tasks. */
export async function lastChangesOfTasks(
  tx: Tx,
  agency: string,
  ids: string[],
): Promise<Map<string, Temporal.Instant>> {
  if (ids.length === 0) return new Map()
  const found = await tx
    .select({ id: taskEvents.taskId, at: max(taskEvents.at) })
    .from(taskEvents)
    .where(and(eq(taskEvents.agencyId, agency), inArray(taskEvents.taskId, ids)))
    .groupBy(taskEvents.taskId)
  return new Map(found.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])))
}
