import { addLines } from '#db/repositories/outbox.ts'
import { noteReminded, reminderById, removeReminder } from '#db/repositories/reminders.ts'
import { taskById } from '#db/repositories/tasks.ts'
import { clearTimer } from '#db/repositories/timers.ts'
import { isOpen } from '#src/features/tasks/task.ts'
import { wasDown } from '#db/repositories/runs.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import type { Waking } from '#src/bot/timers.ts'

/** What comes later than this says so, where nobody ran at its moment: what merely took its time is not said to be more than that. */
const inTime = Temporal.Duration.from({ minutes: 10 })

/** One reminder whose moment has come, however long ago; none of a task that is over. */
export async function tellReminder({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  const reminder = await reminderById(tx, agency.id, wake.subject)
  await clearTimer(tx, agency.id, wake.kind, wake.subject)
  if (!reminder) return
  const stored = reminder.task === null ? null : await taskById(tx, agency.id, reminder.task)
  if (stored && !isOpen(stored.task)) return removeReminder(tx, agency.id, reminder.id)

  await noteReminded(tx, agency.id, reminder.id, now)
  const late = Temporal.Instant.compare(reminder.at.add(inTime), now) < 0 && (await wasDown(tx, reminder.at))
  const { id, person, at } = reminder
  const line: Notification = { kind: 'reminder', reminder: id, person, at: at.toString(), late }
  await addLines(tx, agency.id, [entryOf(line, newId)], now)
}
