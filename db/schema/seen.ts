import { foreignKey, index, pgTable, primaryKey, uuid } from '#orm/pg-core'
import { agencyId, instant } from './columns.ts'
import { persons } from './people.ts'
import { tasks } from './tasks.ts'

/**
 * When someone last saw a task that could be news to them: opened it, moved it, or was told of it by a message. One row for
 * both, forgotten when no digest can ask any more.
 */
export const seen = pgTable(
  'seen',
  {
    agencyId: agencyId(),
    personId: uuid('person_id').notNull(),
    taskId: uuid('task_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.personId, table.taskId] }),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.taskId], foreignColumns: [tasks.agencyId, tasks.id] }).onDelete(
      'cascade',
    ),
    index('seen_by_time').on(table.agencyId, table.at),
  ],
)
