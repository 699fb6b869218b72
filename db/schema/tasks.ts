import { sql, type SQL, type SQLWrapper } from '#orm/core'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from '#orm/pg-core'
import type { TaskEventType } from '#src/features/tasks/task.ts'
import { agencies } from './agencies.ts'
import { agencyId, historyColumns, instant } from './columns.ts'
import { clients, persons } from './people.ts'

/**
 * By when it is to be done: as promised, or as asked for while nobody has promised. Not `coalesce`: of a query that policies
 * bind Postgres takes only what surely leaks nothing to an index, and it does not know that of `coalesce`.
 */
export function promisedBy({ promise, due }: { promise: SQLWrapper; due: SQLWrapper }): SQL {
  return sql`(case when ${promise} is null then ${due} else ${promise} end)`
}

/** The row is the truth; `task_events` says how it came about. */
export const tasks = pgTable(
  'tasks',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    number: integer('number').notNull(),
    clientId: uuid('client_id').notNull(),
    requesterId: uuid('requester_id').notNull(),
    assistantId: uuid('assistant_id'),
    status: text('status', {
      enum: ['assigned', 'open', 'claimed', 'in-progress', 'waiting', 'in-review', 'done', 'cancelled'],
    }).notNull(),
    title: text('title').notNull(),
    brief: text('brief').notNull(),
    duty: text('duty').notNull(),
    priority: text('priority', { enum: ['low', 'normal', 'high', 'urgent'] }).notNull(),
    due: instant('due'),
    promise: instant('promise'),
    routed: jsonb('routed').$type<unknown>().notNull(),
    passedOver: jsonb('passed_over').$type<unknown>().notNull(),
    question: jsonb('question').$type<unknown>(),
    result: jsonb('result').$type<unknown>(),
    rating: integer('rating'),
    createdAt: instant('created_at').notNull(),
    since: instant('since').notNull(),
    actBy: instant('act_by'),
    doneAt: instant('done_at'),
    version: integer('version').notNull(),
    /** The version to which its last move brought it. */
    moved: integer('moved').notNull(),
    /** Where it was asked for: the requester's card belongs there. */
    originPlace: uuid('origin_place').notNull(),
    originChannel: text('origin_channel').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('tasks_number_once').on(table.agencyId, table.number),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }),
    foreignKey({ columns: [table.agencyId, table.requesterId], foreignColumns: [persons.agencyId, persons.id] }),
    foreignKey({ columns: [table.agencyId, table.assistantId], foreignColumns: [persons.agencyId, persons.id] }),
    index('tasks_open_by_assistant')
      .on(table.agencyId, table.assistantId, table.status)
      .where(sql`${table.status} not in ('done', 'cancelled')`),
    index('tasks_open_by_client')
      .on(table.agencyId, table.clientId, table.status)
      .where(sql`${table.status} not in ('done', 'cancelled')`),
    index('tasks_open_by_requester')
      .on(table.agencyId, table.requesterId, table.status)
      .where(sql`${table.status} not in ('done', 'cancelled')`),
    // What a calendar shows as done or cancelled since.
    index('tasks_finished_by_assistant')
      .on(table.agencyId, table.assistantId, table.since)
      .where(sql`${table.status} in ('done', 'cancelled')`),
    index('tasks_finished_by_client')
      .on(table.agencyId, table.clientId, table.since)
      .where(sql`${table.status} in ('done', 'cancelled')`),
    index('tasks_finished_by_requester')
      .on(table.agencyId, table.requesterId, table.since)
      .where(sql`${table.status} in ('done', 'cancelled')`),
    index('tasks_done')
      .on(table.agencyId, table.clientId, table.doneAt)
      .where(sql`${table.status} = 'done'`),
    index('tasks_done_by')
      .on(table.agencyId, table.assistantId, table.doneAt)
      .where(sql`${table.status} = 'done'`),
    index('tasks_asked_for')
      .on(table.agencyId, table.requesterId)
      .where(sql`${table.status} in ('waiting', 'in-review')`),
    index('tasks_pool')
      .on(table.agencyId, table.duty, table.since)
      .where(sql`${table.status} = 'open'`),
    index('tasks_by_time_promised')
      .on(table.agencyId, promisedBy(table))
      .where(sql`${table.status} not in ('done', 'cancelled', 'in-review')`),
    /** What was moved in a period, and so has events in it. */
    index('tasks_moved').on(table.agencyId, table.since),
    check(
      'tasks_one_holder',
      sql`(${table.status} = 'open') = (${table.assistantId} is null) or ${table.status} = 'cancelled'`,
    ),
    check('tasks_question_while_waiting', sql`(${table.status} = 'waiting') = (${table.question} is not null)`),
    check('tasks_done_has_result', sql`${table.status} not in ('done', 'in-review') or ${table.result} is not null`),
    check('tasks_rating_one_to_five', sql`${table.rating} between 1 and 5`),
    check('tasks_brief_length', sql`length(${table.brief}) <= 20000`),
  ],
)

export const taskEvents = pgTable(
  'task_events',
  {
    agencyId: agencyId(),
    taskId: uuid('task_id').notNull(),
    ...historyColumns<TaskEventType>(),
    /** Who was waited for until it came; null for nobody, and for what was written before this was counted. */
    waitedOn: text('waited_on', { enum: ['assistant', 'client', 'manager'] }),
    waitedPerson: uuid('waited_person'),
    /** How long, in milliseconds of the clock, and of the working time of whoever was waited for. */
    plainMs: bigint('plain_ms', { mode: 'number' }),
    workMs: bigint('work_ms', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.taskId, table.seq] }),
    index('task_events_by_time').on(table.agencyId, table.at),
    // Few among many: what managers are told gathers them.
    index('task_events_wished')
      .on(table.agencyId, table.taskId, table.seq)
      .where(sql`${table.type} = 'assistant-wished'`),
    index('task_events_waited')
      .on(table.agencyId, table.waitedPerson, table.at)
      .where(sql`${table.waitedPerson} is not null`),
    foreignKey({ columns: [table.agencyId, table.taskId], foreignColumns: [tasks.agencyId, tasks.id] }).onDelete(
      'cascade',
    ),
  ],
)
