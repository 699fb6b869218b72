import { sql } from '#orm/core'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import type { HolidayFailure } from '#src/features/calendars/failure.ts'
import { agencies } from './agencies.ts'
import { agencyId, day, instant } from './columns.ts'
import { clients, persons } from './people.ts'

/** A calendar of ours that somebody subscribes to. Its address is made of its id and our secret, and kept nowhere. */
export const feeds = pgTable(
  'feeds',
  {
    agencyId: agencyId(),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: ['person', 'client', 'social'] }).notNull(),
    /** Who asked for it: with what they may see, so may it be seen. */
    personId: uuid('person_id').notNull(),
    clientId: uuid('client_id'),
    /** Counted up when its address is renewed. */
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.clientId], foreignColumns: [clients.agencyId, clients.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('feeds_of_client_once')
      .on(table.agencyId, table.personId, table.kind, table.clientId)
      .where(sql`${table.clientId} is not null`),
    uniqueIndex('feeds_of_person_once')
      .on(table.agencyId, table.personId)
      .where(sql`${table.clientId} is null`),
    check('feeds_of_whom', sql`(${table.kind} = 'person') = (${table.clientId} is null)`),
  ],
)

/** A shared calendar of holidays, read once a day. */
export const holidayCalendars = pgTable(
  'holiday_calendars',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    subjectKind: text('subject_kind', { enum: ['agency', 'client', 'person'] }).notNull(),
    /** The agency's own id, a client's or a person's. */
    subjectId: uuid('subject_id').notNull(),
    url: text('url').notNull(),
    addedBy: uuid('added_by').notNull(),
    etag: text('etag'),
    readAt: instant('read_at'),
    /** Until which day what it says is spelled out: what repeats has no end. */
    spelledOutTo: day('spelled_out_to'),
    failingSince: instant('failing_since'),
    /** Why it could not be read the last time. */
    why: text('why').$type<HolidayFailure>(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('holiday_calendars_once').on(table.agencyId, table.subjectKind, table.subjectId, table.url),
  ],
)

/** The days that shared calendars name. */
export const holidays = pgTable(
  'holidays',
  {
    agencyId: agencyId(),
    calendarId: uuid('calendar_id').notNull(),
    day: day('day').notNull(),
    name: text('name').notNull(),
    subjectKind: text('subject_kind', { enum: ['agency', 'client', 'person'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.calendarId, table.day, table.name] }),
    foreignKey({
      columns: [table.agencyId, table.calendarId],
      foreignColumns: [holidayCalendars.agencyId, holidayCalendars.id],
    }).onDelete('cascade'),
    index('holidays_by_subject').on(table.agencyId, table.subjectKind, table.subjectId, table.day),
  ],
)
