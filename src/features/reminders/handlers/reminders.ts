import { numberIn } from '#src/kernel/number-in.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import {
  countReminders,
  lockReminder,
  remindersOf,
  rewordReminder,
  roomForReminder,
} from '#db/repositories/reminders.ts'
import type { Reminder } from '#src/features/reminders/reminder.ts'
import { taskById, taskByNumber } from '#db/repositories/tasks.ts'
import { actingFor, create, transact } from '#src/kernel/aggregate.ts'
import { reminders, type ReminderCommand } from './reminders-kept.ts'
import type { Args } from '#src/features/commands.ts'
import { may } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { remindersCard, remindersShown, type About } from '#src/features/reminders/cards.ts'
import { readMomentFor, readReminder } from '#src/features/reminders/remind-text.ts'
import { longestReminder, mostReminders } from '#src/features/reminders/reminder.ts'
import { snoozedUntil, snoozes } from '#src/features/tasks/snooze.ts'
import { isOpen, type Task } from '#src/features/tasks/task.ts'
import { charactersIn } from '#src/features/tasks/title.ts'
import { tomorrowMorning } from '#src/time/quiet.ts'
import type { Action } from '#src/kernel/action-id.ts'
import type { Card } from '#src/kernel/card.ts'
import { typedValues, type Values, textOf } from '#src/kernel/form.ts'
import { readerFor } from '#src/words/reader.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { mentionsAsNames } from '#src/features/people/queries/find.ts'

/** `/remind`: in a line of words, or taken apart into a task, a time and words. An option counts more than the words. */
export async function remind(context: RequestContext, args: Args<'remind'>): Promise<Outcome> {
  const { tx, agency, by } = context
  const stop = (reason: Refusal, wrong: string) =>
    no(reason, { form: 'remind', subject: '', values: draftOf(args), wrong })

  const read = readReminder(args.what ?? '', speakerOf(context))
  if (read.repeats || repeatsIn(args.time, context)) return stop({ code: 'remind-once' }, 'time')
  const time = args.time === undefined ? read.time : readMomentFor(args.time, speakerOf(context))
  if (time && 'code' in time) return stop(time, 'time')
  // With a time of its own, all the words are what is to be said.
  const words =
    args.time === undefined || !read.time ? read : { ...read, text: textAsTyped(args.what ?? '', read.task) }
  const [found, { count, number }] = await Promise.all([
    findTask(context, args.task ?? words.task),
    roomForReminder(tx, agency.id, by.id),
  ])
  if (found && !found.ok) return stop(found.reason, 'what')
  const text = (await mentionsAsNames(context, words.text)).trim()
  if (text === '' && !found) return stop({ code: 'remind-what' }, 'what')
  if (!time) return stop({ code: 'remind-when', given: args.what ?? '' }, 'time')

  const length = charactersIn(text)
  if (length > longestReminder) return stop({ code: 'text-too-long', length, limit: longestReminder }, 'what')
  if (count >= mostReminders) return stop({ code: 'too-many-reminders', limit: mostReminders }, 'what')
  const about = { text, task: found?.task.id ?? null, at: time.at }
  const command = {
    type: 'set',
    reminder: { ...about, id: context.newId(), number, platform: context.origin.platform },
  } as const
  const set = await create(reminders, actingFor(context), command, { found: null, context: null })
  if (!set.ok) return stop(set.reason, 'what')
  const said = { number, text, task: found?.task.number ?? null, at: time.at.toString() }
  return done({ say: 'reminder-set', ...said, read: time.read && { given: time.phrase, how: time.read } })
}

function repeatsIn(time: string | undefined, context: RequestContext): boolean {
  return time !== undefined && readReminder(time, speakerOf(context)).repeats
}

/** What was typed, as the form takes it apart. */
function draftOf({ task, ...rest }: Args<'remind'>): Values {
  const typed = typedValues(rest)
  return task === undefined
    ? typed
    : { ...typed, what: [`#${task.replace(/^#/u, '')}`, rest.what ?? ''].join(' ').trim() }
}

function textAsTyped(what: string, task: string | null): string {
  return task === null ? what : what.replace(/^\s*(?:me\s+)?(?:about\s+)?#?\d+[,.:]?\s*/iu, '')
}

type FoundTask = { ok: true; task: Task } | { ok: false; reason: Refusal }

async function findTask({ tx, agency, by }: RequestContext, typed: string | null): Promise<FoundTask | null> {
  if (typed === null) return null
  const number = numberIn(typed)
  const stored = number === null ? null : await taskByNumber(tx, agency.id, number)
  if (!stored || !may(by, 'see-summary', taskSubject(stored.task))) {
    return { ok: false, reason: { code: 'no-such-task', number: typed.replace(/^#/u, '') } }
  }
  const { task } = stored
  return isOpen(task)
    ? { ok: true, task }
    : { ok: false, reason: { code: 'remind-over', number: task.number, status: task.status } }
}

/** A button beneath a reminder that came: the same again, later. */
export async function remindAgain(context: RequestContext, { subject, detail }: Action): Promise<Outcome> {
  const choice = snoozes.find((known) => known === detail)
  if (!choice) return no({ code: 'not-understood' })
  const { by, now } = context
  // What is not work comes tomorrow, whether they work then or not.
  return again(context, subject, choice === 'morning' ? tomorrowMorning(now, by) : snoozedUntil(choice, now, by))
}

/** The form that asks for another time. */
export async function remindAgainAt(context: RequestContext, subject: string, values: Values): Promise<Outcome> {
  const draft = { form: 'remind-again' as const, subject, values, wrong: 'time' }
  const time = readMomentFor(textOf(values['time']), speakerOf(context))
  return 'code' in time ? no(time, draft) : again(context, subject, time.at)
}

async function again(context: RequestContext, subject: string, at: Temporal.Instant): Promise<Outcome> {
  const moved = await transact(reminders, actingFor(context), subject, (): ReminderCommand => ({
    type: 'postpone',
    at,
  }))
  return moved.ok ? done({ say: 'reminder-moved', at: at.toString() }) : no(moved.reason)
}

/** What one's own reminder says, as it stands in its form. */
export async function wordsOf(context: RequestContext, subject: string): Promise<Values> {
  const reminder = await ownReminder(context, subject)
  return { what: reminder?.text ?? '' }
}

/** It says something else; when it comes and which task it is about stay. */
export async function reword(context: RequestContext, subject: string, values: Values): Promise<Outcome> {
  const { tx, agency } = context
  const draft = { form: 'remind-words' as const, subject, values, wrong: 'what' }
  const reminder = await ownReminder(context, subject)
  if (!reminder) return no({ code: 'no-such-reminder' })
  const text = (await mentionsAsNames(context, textOf(values['what']))).trim()
  if (text === '' && reminder.task === null) return no({ code: 'remind-what' }, draft)
  const length = charactersIn(text)
  if (length > longestReminder) return no({ code: 'text-too-long', length, limit: longestReminder }, draft)
  await rewordReminder(tx, agency.id, reminder.id, text)
  const stored = reminder.task === null ? null : await taskById(tx, agency.id, reminder.task)
  const { number, at } = reminder
  return done({ say: 'reminder-set', number, text, task: stored?.task.number ?? null, at: at.toString(), read: null })
}

export async function cancelReminder(context: RequestContext, subject: string): Promise<Outcome> {
  const { tx, agency } = context
  const moved = await transact(reminders, actingFor(context), subject, (): ReminderCommand => ({ type: 'cancel' }))
  if (!moved.ok) return no(moved.reason)
  const { text, task } = moved.state
  const stored = task === null ? null : await taskById(tx, agency.id, task)
  return done({ say: 'reminder-cancelled', text, task: stored?.task.number ?? null })
}

/** One's own, by its number; others wait with deciding on it. */
async function ownReminder({ tx, agency, by }: RequestContext, subject: string): Promise<Reminder | null> {
  return /^\d{1,15}$/u.test(subject) ? lockReminder(tx, agency.id, by.id, Number(subject)) : null
}

export async function showReminders({ tx, agency, by, now }: RequestContext): Promise<Card> {
  const [found, count] = await Promise.all([
    remindersOf(tx, agency.id, by.id, remindersShown),
    countReminders(tx, agency.id, by.id),
  ])
  const known = await Promise.all(
    found.map(async (reminder) => ({ reminder, about: await aboutOf({ tx, agency, by }, reminder.task) })),
  )
  return remindersCard(known, count, readerFor(by, now))
}

/** What may be shown of the task that a reminder is about. */
export async function aboutOf(
  { tx, agency, by }: Pick<RequestContext, 'tx' | 'agency' | 'by'>,
  task: string | null,
): Promise<About | null> {
  const stored = task === null ? null : await taskById(tx, agency.id, task)
  if (!stored) return null
  const { number, title } = stored.task
  return { number, title: may(by, 'see-summary', taskSubject(stored.task)) ? title : null }
}

export function speakerOf({ by, now }: Pick<RequestContext, 'by' | 'now'>) {
  return { now, zone: by.zone, language: by.language, hours: by.hours, away: by.away, use: 'reminder' as const }
}
