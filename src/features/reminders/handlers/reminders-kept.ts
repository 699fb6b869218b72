import { addReminder, lockReminder, moveReminder, removeReminder } from '#db/repositories/reminders.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import type { Reminder } from '#src/features/reminders/reminder.ts'
import type { Aggregate } from '#src/kernel/aggregate.ts'
import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import type { Person } from '#src/kernel/person.ts'

export type ReminderCommand =
  | { type: 'set'; reminder: Omit<Reminder, 'person' | 'setAt' | 'toldAt'> }
  | { type: 'postpone'; at: Temporal.Instant }
  | { type: 'cancel' }

/** `cancelled`: it is no more. */
type ReminderEvent = { is: Reminder; cancelled: boolean }

/** What people asked to be reminded of, as the engine moves it: by its number, and nobody's but their own. */
export const reminders: Aggregate<string, Reminder, ReminderCommand, ReminderEvent, null, null> = {
  async find({ tx, agency, by }, subject) {
    const number = /^\d{1,15}$/u.test(subject) ? Number(subject) : null
    const state = number === null || !by ? null : await lockReminder(tx, agency.id, by.id, number)
    return state && { state, found: null }
  },
  missing: () => ({ code: 'no-such-reminder' }),
  context: () => null,
  decide,
  evolve: (_, { is }) => is,
  insert: ({ tx, agency }, { toldAt: _, ...reminder }) => addReminder(tx, agency.id, reminder),
  save: ({ tx, agency }, { id, at }) => moveReminder(tx, agency.id, id, at),
  async look({ tx, agency }, { after, events }) {
    if (!events.some(({ cancelled }) => cancelled)) {
      return setTimer(tx, agency.id, { kind: 'reminder', subject: after.id, at: after.at, note: null })
    }
    await clearTimer(tx, agency.id, 'reminder', after.id)
    await removeReminder(tx, agency.id, after.id)
  },
}

function decide(
  reminder: Reminder | null,
  command: ReminderCommand,
  by: Person | null,
  now: Temporal.Instant,
): Decision<ReminderEvent> {
  if (command.type === 'set') {
    if (!by) return refuse({ code: 'not-yours-to-do', needs: [] })
    return accept({ is: { ...command.reminder, person: by.id, setAt: now, toldAt: null }, cancelled: false })
  }
  if (!reminder) return refuse({ code: 'no-such-reminder' })
  return command.type === 'postpone'
    ? accept({ is: { ...reminder, at: command.at, toldAt: null }, cancelled: false })
    : accept({ is: reminder, cancelled: true })
}
