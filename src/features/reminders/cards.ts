import { plain, type Button, type Card, type Row } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { snoozes } from '#src/features/tasks/snooze.ts'
import { detailsButtons } from '#src/features/details.ts'
import type { Reminder } from './reminder.ts'

/** Of a task, what may be shown of it; `title` is `null` where it may not be seen any more. */
export type About = { number: number; title: string | null }

/** What one is reminded of, in one line. */
export function whatOf(text: string, about: About | null, { words }: Reader): string {
  if (!about) return text
  const task = about.title === null ? `#${about.number}` : words.reminders.task(about.number, about.title)
  return text === '' ? task : `${task}: ${text}`
}

/** The answer to `/remind`: the moment as it was understood, `read`: in which of two ways; each with one press to change it. */
export function setCard(
  { number, text, at }: Pick<Reminder, 'number' | 'text' | 'at'>,
  about: About | null,
  read: string[],
  reader: Reader,
): Card {
  const { reminders } = reader.words
  return {
    title: reminders.set(inWords(at, reader)),
    tone: 'good',
    body: [whatOf(text, about, reader), about ? reminders.notIfDone(about.number) : '', ...read]
      .filter(Boolean)
      .join('\n'),
    buttons: [
      { label: reader.words.nudges.snooze.other, style: 'plain', action: open(number) },
      {
        label: reminders.otherWords,
        style: 'plain',
        action: { press: 'open', subject: String(number), detail: 'remind-words' },
      },
      { label: reminders.cancel, style: 'danger', action: { press: 'unremind', subject: String(number), detail: '' } },
      ...detailsButtons('reminder', [at], reader.zone, reader.words),
    ],
  }
}

/** What comes at the moment that was named. */
export function reminderCard(
  { number, text, at, setAt }: Reminder,
  about: About | null,
  isLate: boolean,
  reader: Reader,
): Card {
  const { reminders, tasks, nudges } = reader.words
  const show = about?.title ? [showButton(about.number, tasks.buttons.show)] : []
  const snooze = snoozes.map((choice): Button => ({
    label: nudges.snooze[choice],
    style: 'plain',
    action: { press: 'again', subject: String(number), detail: choice },
  }))
  return {
    title: reminders.title(whatOf(text, about, reader)),
    tone: 'attention',
    ...(about?.title === null ? { body: reminders.noLonger } : {}),
    buttons: [...show, ...snooze, { label: nudges.snooze.other, style: 'plain', action: open(number) }],
    note: [isLate ? reminders.cameLate(inWords(at, reader)) : '', reminders.askedFor(inWords(setAt, reader))]
      .filter(Boolean)
      .join(' '),
  }
}

/** Reminders that one card shows. */
export const remindersShown = 15

export function remindersCard(
  found: { reminder: Reminder; about: About | null }[],
  count: number,
  reader: Reader,
): Card {
  const { reminders } = reader.words
  return {
    title: reminders.all,
    tone: 'plain',
    ...(found.length ? {} : { body: reminders.none }),
    list: found.map(({ reminder, about }): Row => ({
      text: whatOf(reminder.text, about, reader),
      detail: inWords(reminder.at, reader),
      button: {
        label: reminders.cancel,
        style: 'danger',
        action: { press: 'unremind', subject: String(reminder.number), detail: '' },
      },
    })),
    ...(count > found.length ? { note: reminders.count(found.length, count) } : {}),
  }
}

function open(number: number) {
  return { press: 'open', subject: String(number), detail: 'remind-again' } as const
}

function showButton(number: number, label: string): Button {
  return { label, style: 'plain', action: { press: 'show', subject: String(number), detail: '' } }
}

export function inWords(at: Temporal.Instant, reader: Reader): string {
  return plain([when(at, { ...reader, shared: false })].flat())
}
