import { sql } from '#orm/core'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import { agencyId, instant } from './columns.ts'

export const agencies = pgTable(
  'agencies',
  {
    agencyId: agencyId().primaryKey(),
    name: text('name').notNull(),
    zone: text('zone').notNull(),
    language: text('language', { enum: ['en', 'hi'] }).notNull(),
    /** The duties that may be named, in the order in which they are offered. */
    duties: text('duties').array().notNull(),
    /** In the assistant's working hours. */
    responseHours: integer('response_hours').notNull().default(4),
    leaseHours: integer('lease_hours').notNull().default(8),
    reviewDays: integer('review_days').notNull().default(7),
    createdAt: instant('created_at').notNull(),
    /** What was written before was heard by nobody, and is not carried over now. Null: all is heard since the agency is there. */
    talkSince: instant('talk_since'),
  },
  (table) => [
    check(
      'agencies_hours_positive',
      sql`${table.responseHours} > 0 and ${table.leaseHours} > 0 and ${table.reviewDays} > 0`,
    ),
  ],
)

/** What is counted per agency. Not on the agency's row: whoever decides reads that one, and must not wait for who counts. */
export const counters = pgTable(
  'counters',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    what: text('what', { enum: ['task'] }).notNull(),
    /** The last number that was given. */
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.what] })],
)

/**
 * Which state of an agency's people, clients, rooms and settings is in force. Triggers give it a new version in whatever transaction
 * changes one of them, so that what a process remembers of them is known to be right or not (docs/decisions/016-two-trips.md).
 */
export const rosters = pgTable('rosters', {
  forAgency: uuid('for_agency').primaryKey(),
  /** Never the same twice, also where a transaction was undone or a backup put back. */
  version: uuid('version').notNull(),
})

/** A Slack workspace or a Discord server. */
export const places = pgTable(
  'places',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    platform: text('platform', { enum: ['slack', 'discord'] }).notNull(),
    /** Slack's team id, Discord's guild id. */
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    connectedAt: instant('connected_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.id] })],
)

/**
 * Which agency a place belongs to: asked before the agency is known, and therefore the one look-up that is not bound to
 * one. It holds nothing but ids.
 */
export const placeDirectory = pgTable(
  'place_directory',
  {
    platform: text('platform', { enum: ['slack', 'discord'] }).notNull(),
    externalId: text('external_id').notNull(),
    forAgency: uuid('for_agency')
      .notNull()
      .references(() => agencies.agencyId, { onDelete: 'cascade' }),
    placeId: uuid('place_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.externalId] })],
)

/** One-time codes, known only by their hash. Looked up before the agency is known. */
export const codes = pgTable('codes', {
  hash: text('hash').primaryKey(),
  purpose: text('purpose', { enum: ['setup', 'connect', 'link'] }).notNull(),
  /** Null for a setup code: there is no agency yet. */
  forAgency: uuid('for_agency').references(() => agencies.agencyId, { onDelete: 'cascade' }),
  forPerson: uuid('for_person'),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** A channel in a place that has a purpose. */
export const rooms = pgTable(
  'rooms',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    placeId: uuid('place_id').notNull(),
    purpose: text('purpose', { enum: ['board', 'digest', 'social', 'log', 'client'] }).notNull(),
    /** The channel's id on its platform. */
    channel: text('channel').notNull(),
    clientId: uuid('client_id'),
    /** Since when nothing can be written there, and managers know it. */
    closedAt: instant('closed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('rooms_one_per_purpose')
      .on(table.agencyId, table.placeId, table.purpose, table.clientId)
      .where(sql`${table.clientId} is not null`),
    uniqueIndex('rooms_one_shared_per_purpose')
      .on(table.agencyId, table.placeId, table.purpose)
      .where(sql`${table.clientId} is null`),
    index('rooms_by_channel').on(table.agencyId, table.channel),
  ],
)
