import { sql, type SQL, type SQLWrapper } from '#orm/core'
import { customType, integer, jsonb, text, uuid } from '#orm/pg-core'

/** `timestamptz` as a `Temporal.Instant`. Both drivers hand it over as Postgres' own text, which Temporal reads. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.Instant.from(value),
})

/** Bytes. They travel as base64 (`base64Of`), which the embedded database reads and writes eight times as fast as its own way. */
export const bytea = customType<{ data: Uint8Array; driverData: SQL }>({
  dataType: () => 'bytea',
  toDriver: (value) =>
    sql`decode(${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}, 'base64')`,
})

/** Such a column as text, to be selected. */
export const base64Of = (column: SQLWrapper) => sql<string | null>`encode(${column}, 'base64')`

/** A calendar day, in whatever zone its owner lives. */
export const day = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.PlainDate.from(value),
})

/** Every tenant table begins with it, in its key and in every index, so that one agency's rows lie together. */
export const agencyId = () => uuid('agency_id').notNull()

/** What a history is made of, line by line, besides whose it is. */
export const historyColumns = <Type extends string>() => ({
  /** 1, 2, 3 … within the task or the post. */
  seq: integer('seq').notNull(),
  type: text('type').$type<Type>().notNull(),
  /** The person; null for the clock. */
  by: uuid('by_id'),
  via: text('via', { enum: ['slack', 'discord', 'clock'] }).notNull(),
  at: instant('at').notNull(),
  data: jsonb('data').$type<unknown>().notNull(),
})
