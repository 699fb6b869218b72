import { sql } from '#orm/core'
import { check, foreignKey, integer, pgTable, primaryKey, text, uuid } from '#orm/pg-core'
import { agencyId } from './columns.ts'
import { clients, persons } from './people.ts'

/** Where tasks go before a client's assignments are asked. */
export const routingRules = pgTable(
  'routing_rules',
  {
    agencyId: agencyId(),
    id: uuid('id').notNull(),
    /** From 1, in the order in which they are asked. */
    place: integer('place').notNull(),
    /** Null: every client. */
    clientId: uuid('client_id'),
    /** Null: every duty. */
    duty: text('duty'),
    /** Of which one stands in the task's words. Empty: whatever its words. */
    words: text('words').array().notNull(),
    /** Null: the pool. */
    assistantId: uuid('assistant_id'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [table.agencyId, table.assistantId],
      foreignColumns: [persons.agencyId, persons.id],
    }).onDelete('cascade'),
    check(
      'routing_rules_say_when',
      sql`${table.clientId} is not null or ${table.duty} is not null or cardinality(${table.words}) > 0`,
    ),
  ],
)
