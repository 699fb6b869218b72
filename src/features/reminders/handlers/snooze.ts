import { taskSubject } from '#src/features/tasks/policy.ts'
import { lockTaskState, type TaskState } from '#db/repositories/task-state.ts'
import { actingFor, transact, type Aggregate } from '#src/kernel/aggregate.ts'
import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import { manages, type Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import { readMomentFor } from '#src/features/reminders/remind-text.ts'
import { keptFor, readKept, type Kept } from '#src/features/tasks/kept.ts'
import { lastTold, putOff, snoozedUntil, snoozes } from '#src/features/tasks/snooze.ts'
import type { Watched } from '#src/features/tasks/stages.ts'
import { isOpen, type Task } from '#src/features/tasks/task.ts'
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
  const snoozed = await transact(waits, actingFor(context), subject, () => ({ until, version }))
  if (!snoozed.ok) return no(snoozed.reason)
  return done({ say: 'snoozed', number: snoozed.state.task.number, at: until.toString() })
}

/** What the clock tells of a task's wait, and to whom. */
type Wait = { task: Task; kept: Kept }
type PutOff = { until: Temporal.Instant; version: number | null }

/** The task before its timer, as whoever moves it does. */
const waits: Aggregate<string, Wait, PutOff, Kept, TaskState, Watched> = {
  async find({ tx, agency }, subject) {
    const number = /^\d{1,9}$/u.test(subject) ? Number(subject) : null
    const found = number === null ? null : await lockTaskState(tx, agency.id, number, { holds: null, also: [] })
    return found && { found, state: { task: found.task, kept: keptFor(found.task.moved, readKept(found.note)) } }
  },
  missing: (subject) => ({ code: 'no-such-task', number: subject }),
  context: (acting, { task }, { inHand }) => loadWatched(acting, task, inHand),
  decide: (wait, command, by, now, watched) =>
    wait && by ? putOffBy(by, wait, command, now, watched) : refuse({ code: 'not-understood' }),
  evolve(wait, kept) {
    if (wait === null) throw new Error('nothing waits that was never told of')
    return { ...wait, kept }
  },
  // The clock alone knows of it.
  insert: async () => {},
  save: async () => {},
  look: (acting, { after, context }) => keepWatch(acting, context, after.kept),
}

function putOffBy(
  by: Person,
  { task, kept }: Wait,
  { until, version }: PutOff,
  now: Temporal.Instant,
  watched: Watched,
): Decision<Kept> {
  const { number } = task
  if (!may(by, 'see', taskSubject(task))) return refuse({ code: 'not-your-task', number })
  const told = lastTold(kept, by.id, manages(by))
  if (!isOpen(task) || !told || (version !== null && version !== task.moved))
    return refuse({ code: 'snooze-over', number })

  const after = putOff(kept, told, until)
  const end = outcomeOf(told.step, timetable(watched, after, now))
  if (end && Temporal.Instant.compare(end, until) <= 0)
    return refuse({ code: 'snooze-too-late', number, when: formatInstant(end, by.zone, by.language, now) })
  return accept(after)
}
