import { sql } from '#orm/core'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import { agencyId, bytea, instant } from './columns.ts'
import { persons } from './people.ts'
import { posts } from './social.ts'

/**
 * What people attached. The bytes are there once they were fetched from the platform; they never change. Pictures and films are
 * compressed as they are, so the migration tells the database not to try (`storage external`).
 */
export const files = pgTable(
  'files',
  {
    agencyId: agencyId(),
    id: uuid('id').notNull(),
    /** How forms name it. */
    ref: text('ref').notNull(),
    name: text('name').notNull(),
    /** MIME type; empty where the platform does not say. */
    type: text('type').notNull(),
    size: integer('size').notNull(),
    uploaderId: uuid('uploader_id').notNull(),
    platform: text('platform', { enum: ['slack', 'discord'] }).notNull(),
    place: text('place').notNull(),
    source: text('source').notNull(),
    sha: text('sha'),
    bytes: bytea('bytes'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('files_ref_once').on(table.agencyId, table.ref),
    foreignKey({
      columns: [table.agencyId, table.uploaderId],
      foreignColumns: [persons.agencyId, persons.id],
    }).onDelete('cascade'),
    check('files_kept_whole', sql`(${table.bytes} is null) = (${table.sha} is null)`),
    check('files_size', sql`${table.bytes} is null or octet_length(${table.bytes}) = ${table.size}`),
    check('files_not_too_big', sql`${table.bytes} is null or ${table.size} <= 10000000`),
  ],
)

/** Which posts have, or once had, which file: as long as one needs it, it stays. */
export const postFiles = pgTable(
  'post_files',
  {
    agencyId: agencyId(),
    postId: uuid('post_id').notNull(),
    fileId: uuid('file_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.postId, table.fileId] }),
    index('post_files_by_file').on(table.agencyId, table.fileId),
    foreignKey({ columns: [table.agencyId, table.postId], foreignColumns: [posts.agencyId, posts.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.fileId], foreignColumns: [files.agencyId, files.id] }).onDelete(
      'cascade',
    ),
  ],
)
