import { sql } from '#orm/core'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import type { PostEventType } from '#src/features/social/post.ts'
import { agencies } from './agencies.ts'
import { agencyId, historyColumns, instant } from './columns.ts'
import { clients, persons } from './people.ts'

/** A client's account on a network. */
export const socialAccounts = pgTable(
  'social_accounts',
  {
    agencyId: agencyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    /** In small letters: one that we know, or any name. */
    network: text('network').notNull(),
    handle: text('handle').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('social_accounts_once').on(table.agencyId, table.clientId, table.network, sql`lower(${table.handle})`),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** A time that comes again, in the client's zone. One that ended stays, since buttons that name it do. */
export const socialSlots = pgTable(
  'social_slots',
  {
    agencyId: agencyId(),
    id: uuid('id').notNull(),
    accountId: uuid('account_id').notNull(),
    /** Local times, `HH:MM`. */
    times: text('times').array().notNull(),
    /** 1 is Monday. */
    days: integer('days').array().notNull(),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    index('social_slots_by_account').on(table.agencyId, table.accountId),
    foreignKey({
      columns: [table.agencyId, table.accountId],
      foreignColumns: [socialAccounts.agencyId, socialAccounts.id],
    }).onDelete('cascade'),
  ],
)

/** What a client chose otherwise than usual. */
export const socialSettings = pgTable(
  'social_settings',
  {
    agencyId: agencyId(),
    clientId: uuid('client_id').notNull(),
    approvals: text('approvals', { enum: ['required', 'optional', 'off'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.clientId] }),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** How many posts an agency has numbered: a row of its own, so that counting one holds up no task. */
export const postNumbers = pgTable('post_numbers', {
  agencyId: agencyId()
    .primaryKey()
    .references(() => agencies.agencyId, { onDelete: 'cascade' }),
  last: integer('last').notNull(),
})

/** The row is the truth; `post_events` says how it came about. */
export const posts = pgTable(
  'posts',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    number: integer('number').notNull(),
    clientId: uuid('client_id').notNull(),
    accountId: uuid('account_id').notNull(),
    authorId: uuid('author_id').notNull(),
    status: text('status', {
      enum: ['idea', 'draft', 'approval', 'approved', 'due', 'posted', 'missed', 'cancelled'],
    }).notNull(),
    text: text('text').notNull(),
    link: text('link'),
    media: jsonb('media').$type<unknown>().notNull(),
    /** Of text, link and media: what an approval is tied to. */
    hash: text('hash').notNull(),
    /** Null: an idea. */
    at: instant('at'),
    approval: jsonb('approval').$type<unknown>(),
    /** The hash that was approved. */
    approvedHash: text('approved_hash'),
    comment: jsonb('comment').$type<unknown>(),
    told: text('told', { enum: ['nothing', 'ahead', 'late'] }).notNull(),
    due: jsonb('due').$type<unknown>(),
    posted: jsonb('posted').$type<unknown>(),
    createdAt: instant('created_at').notNull(),
    since: instant('since').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('posts_number_once').on(table.agencyId, table.number),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }),
    foreignKey({
      columns: [table.agencyId, table.accountId],
      foreignColumns: [socialAccounts.agencyId, socialAccounts.id],
    }),
    foreignKey({ columns: [table.agencyId, table.authorId], foreignColumns: [persons.agencyId, persons.id] }),
    index('posts_by_client').on(table.agencyId, table.clientId, table.at),
    index('posts_by_account').on(table.agencyId, table.accountId, table.at),
    // What is approved is approved as it stands: other words cannot keep the approval of the old ones.
    check('posts_approved_as_it_stands', sql`${table.approval} is null or ${table.approvedHash} = ${table.hash}`),
    check('posts_approval_has_a_hash', sql`(${table.approval} is null) = (${table.approvedHash} is null)`),
    check('posts_approved_is_approved', sql`${table.status} <> 'approved' or ${table.approval} is not null`),
    check('posts_planned_but_ideas', sql`${table.status} in ('idea', 'cancelled') or ${table.at} is not null`),
    check('posts_due_was_told', sql`${table.status} <> 'due' or ${table.due} is not null`),
    check('posts_posted_has_an_address', sql`(${table.status} = 'posted') = (${table.posted} is not null)`),
    check('posts_text_length', sql`length(${table.text}) between 1 and 20000`),
  ],
)

export const postEvents = pgTable(
  'post_events',
  {
    agencyId: agencyId(),
    postId: uuid('post_id').notNull(),
    ...historyColumns<PostEventType>(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.postId, table.seq] }),
    foreignKey({ columns: [table.agencyId, table.postId], foreignColumns: [posts.agencyId, posts.id] }).onDelete(
      'cascade',
    ),
  ],
)
