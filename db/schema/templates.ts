import { sql } from '#orm/core'
import { check, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import { agencies } from './agencies.ts'
import { agencyId, instant } from './columns.ts'
import { clients, persons } from './people.ts'
import { tasks } from './tasks.ts'

/** A task to be delegated again, with what belongs to it. */
export const templates = pgTable(
  'templates',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    /** Null: for all clients of the agency. */
    clientId: uuid('client_id'),
    brief: text('brief').notNull(),
    duty: text('duty').notNull(),
    priority: text('priority', { enum: ['low', 'normal', 'high', 'urgent'] }).notNull(),
    /** In words, read when it is delegated. */
    due: text('due'),
    checklist: text('checklist').array().notNull(),
    questions: text('questions').array().notNull(),
    /** Who usually does it. */
    assistantId: uuid('assistant_id'),
    createdAt: instant('created_at').notNull(),
    /** Set while it is removed and could still be had back. */
    removedAt: instant('removed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('templates_number_once').on(table.agencyId, table.number),
    uniqueIndex('templates_name_once')
      .on(table.agencyId, sql`lower(${table.name})`, table.clientId)
      .where(sql`${table.removedAt} is null and ${table.clientId} is not null`),
    uniqueIndex('templates_shared_name_once')
      .on(table.agencyId, sql`lower(${table.name})`)
      .where(sql`${table.removedAt} is null and ${table.clientId} is null`),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
    check('templates_brief_length', sql`length(${table.brief}) <= 20000`),
  ],
)

/** What is to be ticked off of a task, in order. Who ticked it and when stands beside it. */
export const checklistItems = pgTable(
  'checklist_items',
  {
    agencyId: agencyId(),
    taskId: uuid('task_id').notNull(),
    /** 1, 2, 3 … */
    place: integer('place').notNull(),
    text: text('text').notNull(),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.taskId, table.place] }),
    foreignKey({ columns: [table.agencyId, table.taskId], foreignColumns: [tasks.agencyId, tasks.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.doneBy], foreignColumns: [persons.agencyId, persons.id] }),
    check('checklist_items_done_by_someone', sql`(${table.doneAt} is null) = (${table.doneBy} is null)`),
  ],
)
