import { index, jsonb, pgTable, primaryKey, text, uuid } from '#orm/pg-core'
import type { TimerKind } from '#src/time/timer.ts'
import { agencies } from './agencies.ts'
import { agencyId, instant } from './columns.ts'

/**
 * When the clock must look at something next. The row decides each tick: whoever moves it on acts.
 *
 * Its index begins with the time and not with the agency, since the clock asks what is due of all of them at once.
 */
export const timers = pgTable(
  'timers',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    kind: text('kind').$type<TimerKind>().notNull(),
    /** What is to be looked at: an id, or several with colons between them. */
    subject: text('subject').notNull(),
    at: instant('at').notNull(),
    /** What was done about it so far. */
    note: jsonb('note').$type<unknown>(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.kind, table.subject] }), index('timers_due').on(table.at)],
)

/**
 * When the clock ran: a row for each stretch without a break, over all processes. What was due outside of them came late because nobody
 * was there to do it. It belongs to no agency.
 */
export const runs = pgTable(
  'runs',
  {
    id: uuid('id').primaryKey(),
    /** From when to when, by people's time. */
    began: instant('began').notNull(),
    seen: instant('seen').notNull(),
    /** The last beat by the database's own clock: people's time may be set forward in the sandbox. */
    beat: instant('beat').notNull(),
  },
  (table) => [index('runs_seen').on(table.seen)],
)
