import { bigserial, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from '#orm/pg-core'
import { agencyId, instant } from './columns.ts'
import { persons } from './people.ts'
import { tasks } from './tasks.ts'

/** What somebody asked to be reminded of. When it is due stands in `timers`, under its id. */
export const reminders = pgTable(
  'reminders',
  {
    agencyId: agencyId(),
    id: uuid('id').notNull(),
    personId: uuid('person_id').notNull(),
    /** What its buttons name it by. Never given twice: an old message's button must not mean a new reminder. */
    number: bigserial('number', { mode: 'number' }).notNull(),
    taskId: uuid('task_id'),
    text: text('text').notNull(),
    /** Where it was asked for: there it comes, if it can. */
    platform: text('platform', { enum: ['slack', 'discord'] }).notNull(),
    at: instant('at').notNull(),
    setAt: instant('set_at').notNull(),
    /** Null until it is told; it is kept a while after that, to be put off. */
    toldAt: instant('told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.id] }),
    uniqueIndex('reminders_number_once').on(table.agencyId, table.personId, table.number),
    index('reminders_by_person').on(table.agencyId, table.personId, table.at),
    index('reminders_told').on(table.agencyId, table.toldAt),
    foreignKey({ columns: [table.agencyId, table.personId], foreignColumns: [persons.agencyId, persons.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.agencyId, table.taskId], foreignColumns: [tasks.agencyId, tasks.id] }).onDelete(
      'cascade',
    ),
  ],
)
