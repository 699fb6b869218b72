import {
  addReminder,
  countReminders,
  moveReminder,
  reminderOf,
  remindersOf,
  removeReminder,
  rewordReminder,
} from '#db/repositories/reminders.ts'
import { taskById, taskByNumber } from '#db/repositories/tasks.ts'
import { clearWake, setWake } from '#db/repositories/wakes.ts'
import type { Args } from '#src/features/commands.ts'
import { may } from '#src/kernel/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { remindersCard, remindersShown, type About } from '#src/features/reminders/cards.ts'
import { readMomentFor, readReminder } from '#src/features/reminders/remind-text.ts'
import { longestReminder, mostReminders, type Reminder } from '#src/features/reminders/reminder.ts'
import { snoozedUntil, snoozes } from '#src/features/tasks/snooze.ts'
import { isOpen, type Task } from '#src/features/tasks/task.ts'
import { charactersIn } from '#src/features/tasks/title.ts'
import { tomorrowMorning } from '#src/time/quiet.ts'
import type { Action } from '#src/kernel/action-id.ts'
import type { Card } from '#src/kernel/card.ts'
import { typedValues, type Values, textOf } from '#src/kernel/form.ts'
import { readerFor } from '#src/words/reader.ts'
import { done, no, type Asked, type Outcome } from '#src/kernel/request-context.ts'
import { mentionsAsNames } from '#src/features/people/queries/find.ts'

/** `/remind`: in a line of words, or taken apart into a task, a time and words. An option counts more than the words. */
export async function remind(asked: Asked, args: Args<'remind'>): Promise<Outcome> {
  const { tx, agency, by } = asked
  const stop = (reason: Refusal, wrong: string) =>
    no(reason, { form: 'remind', subject: '', values: draftOf(args), wrong })

  const read = readReminder(args.what ?? '', speakerOf(asked))
  if (read.repeats || repeatsIn(args.time, asked)) return stop({ code: 'remind-once' }, 'time')
  const time = args.time === undefined ? read.time : readMomentFor(args.time, speakerOf(asked))
  if (time && 'code' in time) return stop(time, 'time')
  // With a time of its own, all the words are what is to be said.
  const words =
    args.time === undefined || !read.time ? read : { ...read, text: textAsTyped(args.what ?? '', read.task) }
  const found = await findTask(asked, args.task ?? words.task)
  if (found && !found.ok) return stop(found.reason, 'what')
  const text = (await mentionsAsNames(asked, words.text)).trim()
  if (text === '' && !found) return stop({ code: 'remind-what' }, 'what')
  if (!time) return stop({ code: 'remind-when', given: args.what ?? '' }, 'time')

  const length = charactersIn(text)
  if (length > longestReminder) return stop({ code: 'text-too-long', length, limit: longestReminder }, 'what')
  if ((await countReminders(tx, agency.id, by.id)) >= mostReminders)
    return stop({ code: 'too-many-reminders', limit: mostReminders }, 'what')
  const number = await keepReminder(asked, { text, task: found?.task.id ?? null, at: time.at })
  const said = { number, text, task: found?.task.number ?? null, at: time.at.toString() }
  return done({ say: 'reminder-set', ...said, read: time.read && { given: time.phrase, how: time.read } })
}

function repeatsIn(time: string | undefined, asked: Asked): boolean {
  return time !== undefined && readReminder(time, speakerOf(asked)).repeats
}

type New = Pick<Reminder, 'text' | 'task' | 'at'>

async function keepReminder({ tx, agency, by, now, newId, origin }: Asked, wanted: New): Promise<number> {
  const id = newId()
  const { platform } = origin
  const number = await addReminder(tx, agency.id, { id, person: by.id, platform, setAt: now, ...wanted })
  await setWake(tx, agency.id, { kind: 'reminder', subject: id, at: wanted.at, note: null })
  return number
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

async function findTask({ tx, agency, by }: Asked, typed: string | null): Promise<FoundTask | null> {
  if (typed === null) return null
  const number = /^#?(\d{1,9})$/u.exec(typed.trim())?.[1]
  const stored = number === undefined ? null : await taskByNumber(tx, agency.id, Number(number))
  if (!stored || !may(by, 'see-summary', stored.task)) {
    return { ok: false, reason: { code: 'no-such-task', number: typed.replace(/^#/u, '') } }
  }
  const { task } = stored
  return isOpen(task)
    ? { ok: true, task }
    : { ok: false, reason: { code: 'remind-over', number: task.number, status: task.status } }
}

/** A button beneath a reminder that came: the same again, later. */
export async function remindAgain(asked: Asked, { subject, detail }: Action): Promise<Outcome> {
  const choice = snoozes.find((known) => known === detail)
  if (!choice) return no({ code: 'not-understood' })
  const { by, now } = asked
  // What is not work comes tomorrow, whether they work then or not.
  return again(asked, subject, choice === 'morning' ? tomorrowMorning(now, by) : snoozedUntil(choice, now, by))
}

/** The form that asks for another time. */
export async function remindAgainAt(asked: Asked, subject: string, values: Values): Promise<Outcome> {
  const draft = { form: 'remind-again' as const, subject, values, wrong: 'time' }
  const time = readMomentFor(textOf(values['time']), speakerOf(asked))
  return 'code' in time ? no(time, draft) : again(asked, subject, time.at)
}

async function again(asked: Asked, subject: string, at: Temporal.Instant): Promise<Outcome> {
  const { tx, agency } = asked
  const reminder = await ownReminder(asked, subject)
  if (!reminder) return no({ code: 'no-such-reminder' })
  // The wake first, as the clock does: whoever holds it waits for nobody who waits for it.
  await setWake(tx, agency.id, { kind: 'reminder', subject: reminder.id, at, note: null })
  await moveReminder(tx, agency.id, reminder.id, at)
  return done({ say: 'reminder-moved', at: at.toString() })
}

/** What one's own reminder says, as it stands in its form. */
export async function wordsOf(asked: Asked, subject: string): Promise<Values> {
  const reminder = await ownReminder(asked, subject)
  return { what: reminder?.text ?? '' }
}

/** It says something else; when it comes and which task it is about stay. */
export async function reword(asked: Asked, subject: string, values: Values): Promise<Outcome> {
  const { tx, agency } = asked
  const draft = { form: 'remind-words' as const, subject, values, wrong: 'what' }
  const reminder = await ownReminder(asked, subject)
  if (!reminder) return no({ code: 'no-such-reminder' })
  const text = (await mentionsAsNames(asked, textOf(values['what']))).trim()
  if (text === '' && reminder.task === null) return no({ code: 'remind-what' }, draft)
  const length = charactersIn(text)
  if (length > longestReminder) return no({ code: 'text-too-long', length, limit: longestReminder }, draft)
  await rewordReminder(tx, agency.id, reminder.id, text)
  const stored = reminder.task === null ? null : await taskById(tx, agency.id, reminder.task)
  const { number, at } = reminder
  return done({ say: 'reminder-set', number, text, task: stored?.task.number ?? null, at: at.toString(), read: null })
}

export async function cancelReminder(asked: Asked, subject: string): Promise<Outcome> {
  const { tx, agency } = asked
  const reminder = await ownReminder(asked, subject)
  if (!reminder) return no({ code: 'no-such-reminder' })
  await clearWake(tx, agency.id, 'reminder', reminder.id)
  await removeReminder(tx, agency.id, reminder.id)
  const stored = reminder.task === null ? null : await taskById(tx, agency.id, reminder.task)
  return done({ say: 'reminder-cancelled', text: reminder.text, task: stored?.task.number ?? null })
}

async function ownReminder({ tx, agency, by }: Asked, subject: string): Promise<Reminder | null> {
  const number = /^\d{1,15}$/u.test(subject) ? Number(subject) : null
  return number === null ? null : reminderOf(tx, agency.id, by.id, number)
}

export async function showReminders({ tx, agency, by, now }: Asked): Promise<Card> {
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
  { tx, agency, by }: Pick<Asked, 'tx' | 'agency' | 'by'>,
  task: string | null,
): Promise<About | null> {
  const stored = task === null ? null : await taskById(tx, agency.id, task)
  if (!stored) return null
  const { number, title } = stored.task
  return { number, title: may(by, 'see-summary', stored.task) ? title : null }
}

export function speakerOf({ by, now }: Pick<Asked, 'by' | 'now'>) {
  return { now, zone: by.zone, language: by.language, hours: by.hours, away: by.away, use: 'reminder' as const }
}
