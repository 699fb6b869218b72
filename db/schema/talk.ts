import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import { agencies } from './agencies.ts'
import { agencyId, instant } from './columns.ts'

/**
 * What people wrote to each other about a task, as it stands where they wrote it. What it became on the other side is a row of
 * `messages`, whose subject is this one.
 */
export const talkMessages = pgTable(
  'talk_messages',
  {
    agencyId: agencyId().references(() => agencies.agencyId, { onDelete: 'cascade' }),
    /** Made of where it was written: whoever hears of it again means the same row. */
    id: uuid('id').notNull(),
    subjectKind: text('subject_kind', { enum: ['task'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    placeId: uuid('place_id').notNull(),
    channel: text('channel').notNull(),
    /** The message of the channel that it stands below or replies to. */
    thread: text('thread'),
    /** Slack's `ts`, Discord's message id. */
    externalId: text('external_id').notNull(),
    /** On whose side it was written. */
    side: text('side', { enum: ['requester', 'assistant'] }).notNull(),
    writerId: uuid('writer_id').notNull(),
    /** As they were called when they wrote it: whoever leaves keeps their name. */
    writerName: text('writer_name').notNull(),
    writerPicture: text('writer_picture'),
    text: text('text').notNull(),
    /** Files, stickers and whatever else was there besides words. */
    besides: jsonb('besides').$type<unknown>().notNull(),
    /** A note for assistants and managers, which no client sees. */
    internal: boolean('internal').notNull(),
    writtenAt: instant('written_at').notNull(),
    editedAt: instant('edited_at'),
    /** Its words are gone as well then. */
    removedAt: instant('removed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('talk_messages_once').on(table.agencyId, table.placeId, table.channel, table.externalId),
    index('talk_messages_by_subject').on(table.agencyId, table.subjectKind, table.subjectId, table.writtenAt),
  ],
)
