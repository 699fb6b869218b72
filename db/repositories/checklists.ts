import { and, asc, eq, inArray, isNotNull, isNull } from '#orm/core'
import type { Item } from '#src/features/tasks/checklist.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { tasks } from '#db/schema/tasks.ts'
import { checklistItems } from '#db/schema/templates.ts'

export async function addChecklist(tx: Tx, agency: string, task: string, items: string[]): Promise<void> {
  if (items.length === 0) return
  await tx
    .insert(checklistItems)
    .values(items.map((text, index) => ({ agencyId: agency, taskId: task, place: index + 1, text })))
}

const known = createMemory<Item[]>()

/** Of one task, by its number; as it is known once it was asked for. */
export function checklistOfTask(tx: Tx, agency: string, number: number): Promise<Item[]> {
  return known.recall(tx, `${agency}:${number}`, async () => {
    const { place, text, doneAt } = checklistItems
    const found = await tx
      .select({ place, text, doneAt })
      .from(checklistItems)
      .innerJoin(tasks, and(eq(tasks.agencyId, checklistItems.agencyId), eq(tasks.id, checklistItems.taskId)))
      .where(and(eq(tasks.agencyId, agency), eq(tasks.number, number)))
      .orderBy(asc(place))
    return found.map((row) => ({ place: row.place, text: row.text, done: row.doneAt !== null }))
  })
}

/** Ticks one off, or takes that back. False when it was so already, or is not there. Whoever asks holds the task. */
export async function tickItem(
  tx: Tx,
  agency: string,
  { task, place, by }: { task: Pick<Task, 'id' | 'number'>; place: number; by: string },
  done: boolean,
  now: Temporal.Instant,
): Promise<boolean> {
  const items = await checklistOfTask(tx, agency, task.number)
  if (!items.some((item) => item.place === place && item.done !== done)) return false
  await tx
    .update(checklistItems)
    .set(done ? { doneAt: now, doneBy: by } : { doneAt: null, doneBy: null })
    .where(
      and(
        eq(checklistItems.agencyId, agency),
        eq(checklistItems.taskId, task.id),
        eq(checklistItems.place, place),
        done ? isNull(checklistItems.doneAt) : isNotNull(checklistItems.doneAt),
      ),
    )
  const ticked = items.map((item) => (item.place === place ? { ...item, done } : item))
  known.keep(tx, `${agency}:${task.number}`, ticked)
  return true
}

/** By task; a task without a checklist is not there. */
export async function checklistsOf(tx: Tx, agency: string, ids: string[]): Promise<Map<string, Item[]>> {
  if (ids.length === 0) return new Map()
  const found = await tx
    .select()
    .from(checklistItems)
    .where(and(eq(checklistItems.agencyId, agency), inArray(checklistItems.taskId, ids)))
    .orderBy(asc(checklistItems.place))
  const byTask = new Map<string, Item[]>()
  for (const { taskId, place, text, doneAt } of found) {
    byTask.set(taskId, [...(byTask.get(taskId) ?? []), { place, text, done: doneAt !== null }])
  }
  return byTask
}
