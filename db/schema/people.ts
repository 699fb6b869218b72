import { sql } from '#orm/core'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import type { WeeklyHours } from '#src/time/hours.ts'
import { agencies, places } from './agencies.ts'
import { agencyId, day, instant } from './columns.ts'

export const persons = pgTable(
  'persons',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    language: text('language', { enum: ['en', 'hi'] }).notNull(),
    zone: text('zone').notNull(),
    hours: jsonb('hours').$type<WeeklyHours>(),
    roles: text('roles', { enum: ['owner', 'manager', 'client', 'assistant'] })
      .array()
      .notNull(),
    duties: text('duties').array().notNull(),
    capacity: integer('capacity').notNull(),
    lastAssigned: instant('last_assigned'),
    /** What they chose themselves: no platform's word takes its place. */
    own: text('own', { enum: ['zone', 'name'] })
      .array()
      .notNull()
      .default([]),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    // Few among many: the clock asks for the first of them at each task that it looks at.
    index('persons_managing')
      .on(table.agencyId, table.createdAt)
      .where(sql`${table.roles} && array['owner','manager']::text[]`),
    check('persons_roles_known', sql`${table.roles} <@ array['owner','manager','client','assistant']::text[]`),
    check('persons_capacity_positive', sql`${table.capacity} > 0`),
  ],
)

/** A person as a platform knows them. */
export const identities = pgTable(
  'identities',
  {
    agencyId: agencyId(),
    platform: text('platform', { enum: ['slack', 'discord'] }).notNull(),
    /** The user's id on the platform. */
    externalId: text('external_id').notNull(),
    personId: uuid('person_id').notNull(),
    placeId: uuid('place_id').notNull(),
    /** The direct message channel, once opened. */
    direct: text('direct'),
    /** Since when they are no longer in the place: what is theirs stays, and nothing is told to them there. */
    leftAt: instant('left_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.platform, table.externalId] }),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.placeId], foreignColumns: [places.agencyId, places.id] }).onDelete(
      'cascade',
    ),
    index('identities_by_person').on(table.agencyId, table.personId),
  ],
)

export const daysAway = pgTable(
  'days_away',
  {
    agencyId: agencyId(),
    personId: uuid('person_id').notNull(),
    from: day('from_day').notNull(),
    to: day('to_day').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.personId, table.from] }),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    check('days_away_in_order', sql`${table.from} <= ${table.to}`),
  ],
)

export const clients = pgTable(
  'clients',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    zone: text('zone'),
    language: text('language', { enum: ['en', 'hi'] }),
    reviewDays: integer('review_days'),
    /** Since when nothing more is done for them; what was done stays. */
    archivedAt: instant('archived_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('clients_name_once').on(table.agencyId, sql`lower(${table.name})`),
  ],
)

export const clientMembers = pgTable(
  'client_members',
  {
    agencyId: agencyId(),
    clientId: uuid('client_id').notNull(),
    personId: uuid('person_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.clientId, table.personId] }),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    index('client_members_by_person').on(table.agencyId, table.personId),
  ],
)

export const assignments = pgTable(
  'assignments',
  {
    agencyId: agencyId(),
    clientId: uuid('client_id').notNull(),
    /** `*`: all duties that have no assignment of their own. */
    duty: text('duty').notNull(),
    primary: uuid('primary_id').notNull(),
    backups: uuid('backups').array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.clientId, table.duty] }),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.primary], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
  ],
)
