import { and, asc, eq, inArray, isNotNull, isNull } from '#orm/core'
import type { Item } from '#src/features/tasks/checklist.ts'
import type { Tx } from '#db/connection/connect.ts'
import { checklistItems } from '#db/schema/templates.ts'

export async function addChecklist(tx: Tx, agency: string, task: string, items: string[]): Promise<void> {
  if (items.length === 0) return
  await tx
    .insert(checklistItems)
    .values(items.map((text, index) => ({ agencyId: agency, taskId: task, place: index + 1, text })))
}

/** Ticks one off, or takes that back. False when it was so already, or is not there. */
export async function tickItem(
  tx: Tx,
  agency: string,
  { task, place, by }: { task: string; place: number; by: string },
  done: boolean,
  now: Temporal.Instant,
): Promise<boolean> {
  const ticked = await tx
    .update(checklistItems)
    .set(done ? { doneAt: now, doneBy: by } : { doneAt: null, doneBy: null })
    .where(
      and(
        eq(checklistItems.agencyId, agency),
        eq(checklistItems.taskId, task),
        eq(checklistItems.place, place),
        done ? isNull(checklistItems.doneAt) : isNotNull(checklistItems.doneAt),
      ),
    )
    .returning({ place: checklistItems.place })
  return ticked.length > 0
}

/** By task; a task without a checklist is not there. */
export async function checklistsOf(tx: Tx, agency: string, tasks: string[]): Promise<Map<string, Item[]>> {
  if (tasks.length === 0) return new Map()
  const found = await tx
    .select()
    .from(checklistItems)
    .where(and(eq(checklistItems.agencyId, agency), inArray(checklistItems.taskId, tasks)))
    .orderBy(asc(checklistItems.place))
  const byTask = new Map<string, Item[]>()
  for (const { taskId, place, text, doneAt } of found) {
    byTask.set(taskId, [...(byTask.get(taskId) ?? []), { place, text, done: doneAt !== null }])
  }
  return byTask
}
