import { sql } from '#orm/core'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import type { Rhythm } from '#src/time/rhythm.ts'
import { agencies } from './agencies.ts'
import { agencyId, instant } from './columns.ts'

/**
 * A task that is made again and again. Its owner and its client are ids alone: when one of them is gone it is stopped
 * with a word to a manager, and not silently gone with them.
 */
export const repeats = pgTable(
  'repeats',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    number: integer('number').notNull(),
    clientId: uuid('client_id').notNull(),
    ownerId: uuid('owner_id').notNull(),
    brief: text('brief').notNull(),
    duty: text('duty').notNull(),
    priority: text('priority', { enum: ['low', 'normal', 'high', 'urgent'] }).notNull(),
    assistantId: uuid('assistant_id'),
    /** In words, read anew at each occurrence. */
    due: text('due'),
    checklist: text('checklist').array().notNull(),
    /** The rhythm as it was typed, and all that was typed, the rhythm in it. */
    wording: text('wording').notNull(),
    line: text('line').notNull(),
    rhythm: jsonb('rhythm').$type<Rhythm>().notNull(),
    /** The local day from which weeks, months and so on are counted. */
    firstDay: text('first_day').notNull(),
    /** How many are still to be made; null while there is no such end. */
    left: integer('left_over'),
    state: text('state', { enum: ['on', 'paused', 'ended'] }).notNull(),
    /** Why it is not on. */
    why: text('why', { enum: ['by-hand', 'refused', 'done', 'owner-gone', 'client-gone', 'not-allowed'] }),
    nextSlot: text('next_slot'),
    nextAt: instant('next_at'),
    /** Occurrences that were refused one after another. */
    refused: integer('refused').notNull().default(0),
    originPlace: uuid('origin_place').notNull(),
    originChannel: text('origin_channel').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('repeats_number_once').on(table.agencyId, table.number),
    index('repeats_by_client').on(table.agencyId, table.clientId, table.state),
    check('repeats_on_has_next', sql`(${table.state} = 'on') = (${table.nextAt} is not null)`),
    check('repeats_next_whole', sql`(${table.nextAt} is null) = (${table.nextSlot} is null)`),
    check('repeats_off_has_reason', sql`(${table.state} = 'on') = (${table.why} is null)`),
    check('repeats_brief_length', sql`length(${table.brief}) <= 20000`),
  ],
)

/** What became of each occurrence: one slot, one row, whatever restarts or replicas there are. */
export const repeatSlots = pgTable(
  'repeat_slots',
  {
    agencyId: agencyId(),
    repeatId: uuid('repeat_id').notNull(),
    /** The local date and time that was meant. */
    slot: text('slot').notNull(),
    outcome: text('outcome', { enum: ['made', 'skipped', 'missed', 'refused'] }).notNull(),
    taskId: uuid('task_id'),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.repeatId, table.slot] }),
    foreignKey({ columns: [table.agencyId, table.repeatId], foreignColumns: [repeats.agencyId, repeats.id] }).onDelete(
      'cascade',
    ),
    check('repeat_slots_made_has_task', sql`(${table.outcome} = 'made') = (${table.taskId} is not null)`),
  ],
)
