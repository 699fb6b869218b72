import { readRow } from '#src/features/tasks/row.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import type { tasks } from '#db/schema/tasks.ts'

/** Where a task was asked for. */
export type OriginRef = { place: string; channel: string }

export type Stored = { task: Task; origin: OriginRef }

export function toStored(row: typeof tasks.$inferSelect): Stored {
  return { task: readRow(row), origin: { place: row.originPlace, channel: row.originChannel } }
}

/** What this transaction knows of tasks. */
export const knownTasks = createMemory<Stored | null>()

/** What was read and locked, and is as this transaction leaves it. */
export function keepTask(tx: Tx, agency: string, stored: Stored): Stored {
  knownTasks.keep(tx, stored.task.id, stored)
  knownTasks.keep(tx, `${agency}:${stored.task.number}`, stored)
  return stored
}
