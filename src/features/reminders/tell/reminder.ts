import type { Agency } from '#db/repositories/agencies.ts'
import { personById } from '#db/repositories/people.ts'
import { reminderById } from '#db/repositories/reminders.ts'
import { taskById } from '#db/repositories/tasks.ts'
import { aboutOf } from '#src/features/reminders/handlers/reminders.ts'
import { reminderCard } from '#src/features/reminders/cards.ts'
import { isOpen } from '#src/features/tasks/task.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { readerFor } from '#src/words/reader.ts'
import { findDirect, type Parts } from '#src/features/telling/tell/destinations.ts'
import { astray, type Composed } from '#src/features/telling/tell/known.ts'

type Told = Extract<Notification, { kind: 'reminder' }>

/** A reminder, to the one who asked for it, where they asked for it if they can be written to there. */
export async function composeReminder(parts: Parts, agency: Agency, line: Told): Promise<Composed> {
  const known = await parts.db.inAgency(agency.id, async (tx) => {
    const [reminder, person] = await Promise.all([
      reminderById(tx, agency.id, line.reminder),
      personById(tx, agency.id, line.person),
    ])
    if (!reminder || !person) return null
    const stored = reminder.task === null ? null : await taskById(tx, agency.id, reminder.task)
    return {
      reminder,
      person,
      task: stored?.task ?? null,
      about: await aboutOf({ tx, agency, by: person }, reminder.task),
    }
  })
  if (!known) return { kind: 'nothing', why: 'cancelled' }
  const { reminder, person, task, about } = known
  if (task && !isOpen(task)) return { kind: 'nothing', why: 'done in time' }

  const to = await findDirect(parts, agency, person.id, reminder.platform)
  if (to.kind !== 'here') return astray(to)
  const at = Temporal.Instant.from(line.at)
  const card = reminderCard({ ...reminder, at }, about, line.late, readerFor(person, parts.now()))
  return { kind: 'post', to: to.at, card, task: null, topic: null }
}
