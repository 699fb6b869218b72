import { index, jsonb, pgTable, primaryKey, text } from '#orm/pg-core'
import type { WakeKind } from '#src/time/wake.ts'
import { agencies } from './agencies.ts'
import { agencyId, instant } from './columns.ts'

/**
 * When the clock must look at something next. The row decides each tick: whoever moves it on acts.
 *
 * Its index begins with the time and not with the agency, since the clock asks what is due of all of them at once.
 */
export const wakes = pgTable(
  'wakes',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    kind: text('kind').$type<WakeKind>().notNull(),
    /** What is to be looked at: an id, or several with colons between them. */
    subject: text('subject').notNull(),
    at: instant('at').notNull(),
    /** What was done about it so far. */
    note: jsonb('note').$type<unknown>(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.kind, table.subject] }), index('wakes_due').on(table.at)],
)
