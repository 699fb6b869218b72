import { sql } from '#orm/core'
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from '#orm/pg-core'
import { agencies, rooms } from './agencies.ts'
import { agencyId, instant } from './columns.ts'
import { persons } from './people.ts'

/** When something comes. The row decides each tick: whoever moves `next_at` on sends that slot. */
const schedule = () => ({
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
})

/** What becomes of it on a public holiday or a day off of its reader. */
const holidays = () =>
  text('holidays', { enum: ['move', 'skip'] })
    .notNull()
    .default('move')

/**
 * When a person gets their digest.
 *
 * The index of what is due begins with the time and not with the agency, since the clock asks for all of them at once.
 */
export const digests = pgTable(
  'digests',
  { agencyId: agencyId(), personId: uuid('person_id').notNull(), ...schedule(), holidays: holidays() },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.personId] }),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    index('digests_due')
      .on(table.nextAt)
      .where(sql`${table.nextAt} is not null`),
  ],
)

/** When a person gets their summary of the week. */
export const weeklyDigests = pgTable(
  'weekly_digests',
  { agencyId: agencyId(), personId: uuid('person_id').notNull(), ...schedule(), holidays: holidays() },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.personId] }),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    index('weekly_digests_due')
      .on(table.nextAt)
      .where(sql`${table.nextAt} is not null`),
  ],
)

/** When a room gets its digest, or its summary of the week. */
export const roomDigests = pgTable(
  'room_digests',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    roomId: uuid('room_id').notNull(),
    series: text('series', { enum: ['daily', 'weekly'] }).notNull(),
    ...schedule(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.roomId, table.series] }),
    foreignKey({ columns: [table.agencyId, table.roomId], foreignColumns: [rooms.agencyId, rooms.id] }).onDelete(
      'cascade',
    ),
    index('room_digests_due')
      .on(table.nextAt)
      .where(sql`${table.nextAt} is not null`),
  ],
)
