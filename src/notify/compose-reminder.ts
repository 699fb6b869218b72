import type { Agency } from '#db/agencies.ts'
import { personById } from '#db/people.ts'
import { reminderById } from '#db/reminders.ts'
import { taskById } from '#db/tasks.ts'
import { aboutOf } from '#src/handle/reminders.ts'
import { reminderCard } from '#src/reminders/cards.ts'
import { isOpen } from '#src/tasks/task.ts'
import type { Line } from '#src/telling/line.ts'
import { readerFor } from '#src/ui/reader.ts'
import { findDirect, type Parts } from './destinations.ts'
import { astray, type Composed } from './known.ts'

type Told = Extract<Line, { kind: 'reminder' }>

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
