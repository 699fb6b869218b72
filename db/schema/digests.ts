import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { agencyId, instant } from './columns.ts'
import { persons } from './people.ts'

/** When a person gets their digest. The row decides each tick: whoever moves `next_at` on sends that slot. */
export const digests = pgTable(
  'digests',
  {
    agencyId: agencyId(),
    personId: uuid('person_id').notNull(),
    /** Local times, `HH:MM`. */
    times: text('times').array().notNull(),
    /** 1 is Monday. */
    days: integer('days').array().notNull(),
    /** Null while it is off. */
    nextAt: instant('next_at'),
    nextSlot: text('next_slot'),
    /** The newest slot that was told, or passed over with nothing to say. */
    lastSlot: text('last_slot'),
    lastAt: instant('last_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.personId] }),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    index('digests_due')
      .on(table.agencyId, table.nextAt)
      .where(sql`${table.nextAt} is not null`),
  ],
)
