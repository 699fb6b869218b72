import { sql } from '#orm/core'
import { check, foreignKey, integer, pgTable, primaryKey, text, uuid } from '#orm/pg-core'
import { agencyId } from './columns.ts'
import { clients } from './people.ts'

/** How fast a client is to be served, in minutes of working time. */
export const targets = pgTable(
  'targets',
  {
    agencyId: agencyId(),
    clientId: uuid('client_id').notNull(),
    /** `*`: every priority that has no target of its own. */
    priority: text('priority', { enum: ['low', 'normal', 'high', 'urgent', '*'] }).notNull(),
    respondMinutes: integer('respond_minutes'),
    doneMinutes: integer('done_minutes'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.clientId, table.priority] }),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
    check('targets_say_something', sql`${table.respondMinutes} > 0 or ${table.doneMinutes} > 0`),
  ],
)
