import { sql } from '#orm/core'
import { bigserial, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from '#orm/pg-core'
import { agencies } from './agencies.ts'
import { agencyId, instant } from './columns.ts'

/** What was asked of us once is answered once: a second delivery gets the first one's answer. */
export const inbox = pgTable(
  'inbox',
  {
    agencyId: agencyId(),
    delivery: text('delivery').notNull(),
    /** The answer as codes and data. */
    answer: jsonb('answer').$type<unknown>(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.delivery] })],
)

/** One line for each one to be told, written in the transaction that makes it true. */
export const outbox = pgTable(
  'outbox',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    /** The order in which lines were written; also what marks a message as this line's, in base 36. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    /** Lines of one recipient are told in order. */
    recipient: text('recipient').notNull(),
    /** What is to be told, as codes and data; words are made when it is sent. */
    line: jsonb('line').$type<unknown>().notNull(),
    /** Lines with the same key that have not been tried yet are merged into one. */
    mergeKey: text('merge_key'),
    createdAt: instant('created_at').notNull(),
    notBefore: instant('not_before').notNull(),
    /** By people's own time, for quiet hours. */
    heldUntil: instant('held_until'),
    /** While in the future, one process is at it. A lease that ran out with `attempts` > 0 is uncertain. */
    leasedUntil: instant('leased_until'),
    attempts: integer('attempts').notNull().default(0),
    /** True from the moment a send began until its outcome is known. */
    uncertainSince: instant('uncertain_since'),
    /** What that send was: where to look for it. */
    begun: jsonb('begun').$type<unknown>(),
    outcome: text('outcome', { enum: ['sent', 'gone', 'merged', 'given-up'] }),
    why: text('why'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    index('outbox_pending')
      .on(table.agencyId, table.recipient, table.seq)
      .where(sql`${table.outcome} is null`),
    // The two ends at which a pump takes lines, so that it looks at none of those that wait behind them.
    index('outbox_due')
      .on(table.notBefore, table.seq)
      .where(sql`${table.outcome} is null and ${table.heldUntil} is null`),
    index('outbox_held')
      .on(table.heldUntil, table.seq)
      .where(sql`${table.outcome} is null and ${table.heldUntil} is not null`),
    index('outbox_ended')
      .on(table.agencyId, table.endedAt)
      .where(sql`${table.outcome} is not null`),
    check('outbox_ended_with_outcome', sql`(${table.outcome} is null) = (${table.endedAt} is null)`),
  ],
)

/** The messages that cards became, so that a later event edits them. */
export const messages = pgTable(
  'messages',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    /** The task or the post that it is about; of what somebody wrote, which it shows on the other side, that row. */
    taskId: uuid('task_id'),
    /** What it shows: a card's audience (`requester`, `board:ROOM`, `offer:PERSON`, `assistant:PERSON`), or a notice. */
    topic: text('topic').notNull(),
    placeId: uuid('place_id').notNull(),
    channel: text('channel').notNull(),
    /** Slack's `ts`, Discord's message id. */
    externalId: text('external_id').notNull(),
    postedAt: instant('posted_at').notNull(),
    /** Of the card as last sent: an edit that changes nothing is not sent. */
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    index('messages_by_task').on(table.agencyId, table.taskId, table.topic),
    index('messages_by_channel').on(table.agencyId, table.channel, table.externalId),
    // A thread that hangs from a message has its id on Discord.
    index('messages_by_external_id').on(table.agencyId, table.externalId),
  ],
)

/** A task's private thread on the assistant's side. */
export const threads = pgTable(
  'threads',
  {
    agencyId: agencyId(),
    taskId: uuid('task_id').notNull(),
    /** The assistant for whom it was opened; another one gets another thread. */
    personId: uuid('person_id').notNull(),
    placeId: uuid('place_id').notNull(),
    channel: text('channel').notNull(),
    openedAt: instant('opened_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.taskId, table.personId] }),
    index('threads_by_channel').on(table.agencyId, table.channel),
  ],
)
