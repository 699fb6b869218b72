import { taskSubject } from '#src/features/tasks/policy.ts'
import { lockTaskState } from '#db/repositories/task-state.ts'
import { manages } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import { readMomentFor } from '#src/features/reminders/remind-text.ts'
import { keptFor, readKept } from '#src/features/tasks/kept.ts'
import { lastTold, putOff, snoozedUntil, snoozes } from '#src/features/tasks/snooze.ts'
import { isOpen } from '#src/features/tasks/task.ts'
import { outcomeOf, timetable } from '#src/features/tasks/watch.ts'
import { formatInstant } from '#src/time/words.ts'
import type { Action } from '#src/kernel/action-id.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { speakerOf } from './reminders.ts'
import { keepWatch, loadWatched } from '#src/features/tasks/handlers/watch.ts'

/** A button beneath a word from the clock, tied to the wait that it spoke of. */
export async function snooze(context: RequestContext, { subject, detail }: Action): Promise<Outcome> {
  const [version = '', wanted = ''] = detail.split('.')
  const choice = snoozes.find((known) => known === wanted)
  if (!choice) return no({ code: 'not-understood' })
  return snoozeTask(context, subject, snoozedUntil(choice, context.now, context.by), Number(version))
}

/** The form that asks for another time. */
export async function snoozeUntil(context: RequestContext, subject: string, values: Values): Promise<Outcome> {
  const draft = { form: 'snooze' as const, subject, values, wrong: 'time' }
  const time = readMomentFor(textOf(values['time']), speakerOf(context))
  if ('code' in time) return no(time, draft)
  const snoozed = await snoozeTask(context, subject, time.at, null)
  return snoozed.ok ? snoozed : { ...snoozed, draft }
}

async function snoozeTask(
  context: RequestContext,
  subject: string,
  until: Temporal.Instant,
  version: number | null,
): Promise<Outcome> {
  const { tx, agency, by, now } = context
  // The task before its wake, as whoever moves it does.
  const number = /^\d{1,9}$/u.test(subject) ? Number(subject) : null
  const state = number === null ? null : await lockTaskState(tx, agency.id, number, { holds: null, also: [] })
  if (!state) return no({ code: 'no-such-task', number: subject })
  const { task } = state
  if (!may(by, 'see', taskSubject(task))) return no({ code: 'not-your-task', number: task.number })
  const kept = keptFor(task.moved, readKept(state.note))
  const told = lastTold(kept, by.id, manages(by))
  if (!isOpen(task) || !told || (version !== null && version !== task.moved)) {
    return no({ code: 'snooze-over', number: task.number })
  }

  const watched = await loadWatched(context, task, state.inHand)
  const after = putOff(kept, told, until)
  const end = outcomeOf(told.step, timetable(watched, after, now))
  if (end && Temporal.Instant.compare(end, until) <= 0) {
    return no({ code: 'snooze-too-late', number: task.number, when: formatInstant(end, by.zone, by.language, now) })
  }
  await keepWatch(context, watched, after)
  return done({ say: 'snoozed', number: task.number, at: until.toString() })
}
