import type { Person } from '#src/kernel/person.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { plain, type Button, type Card } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { movesButtons } from './buttons.ts'
import { stateWords, toneOf } from './cards.ts'
import type { NudgeStep } from './kept.ts'
import { movesOf, type Move } from './next.ts'
import { snoozes } from './snooze.ts'
import { isOpen, type Task } from './task.ts'
import type { TaskView } from './view.ts'

type Nudge = Extract<Notification, { kind: 'nudge' }>

/** Whether what it speaks of is still to be done. */
export function isDue(task: Task, { version }: Pick<Nudge, 'version'>): boolean {
  return isOpen(task) && task.moved === version
}

/**
 * A word from the clock, with what its reader can do about it right there, and with ways to put it off. What was done
 * meanwhile leaves the message without buttons.
 */
export function nudgeCard(view: TaskView, nudge: Nudge, person: Person, reader: Reader): Card {
  const { task, nameOf } = view
  const due = isDue(task, nudge)
  const title = nudgeTitle(view, nudge.step, reader)
  // Who only stands in reads no more than its kind of work and its client until it is theirs.
  const status = nudge.step === 'standby' ? {} : { status: reader.words.tasks.heading(task.number, task.title) }
  if (!due) {
    return { title, tone: 'closed', ...status, note: plain(stateWords(task, nameOf, { ...reader, shared: false })) }
  }
  const body = bodyOf(view, nudge, reader)
  const note = nudge.late ? reader.words.nudges.cameLate(inWords(nudge.late, reader)) : ''
  const moves = movesOf(task, person, reader.now).filter((move) => answers[nudge.step].includes(move))
  return {
    title,
    tone: toneOf(task, reader.now),
    ...status,
    ...(body ? { body } : {}),
    ...(note ? { note } : {}),
    buttons: [
      ...movesButtons(task, moves, reader),
      ...showButton(task, nudge.step, reader),
      ...snoozeButtons(task, reader),
    ],
  }
}

/** What one does about each of them. */
const answers: Record<NudgeStep, Move[]> = {
  'accept-soon': ['take-on', 'decline'],
  'start-soon': ['start', 'release'],
  'start-now': ['start', 'release'],
  'due-soon': ['start', 'submit', 'ask'],
  'due-now': ['start', 'submit', 'ask'],
  answer: ['answer'],
  'answer-still': ['answer'],
  review: ['accept', 'return'],
  'review-last': ['accept', 'return'],
  'at-risk': ['answer'],
  untaken: ['change'],
  standby: [],
  unclaimed: ['assign'],
  'unclaimed-still': ['assign'],
  unanswered: ['answer', 'assign'],
  promise: ['promise', 'ask'],
  unpromised: ['assign'],
  'late-work': ['assign'],
}

export function nudgeTitle({ task, nameOf }: TaskView, step: NudgeStep, { words, now }: Reader): string {
  const { nudges } = words
  const isOverdue = task.due && Temporal.Instant.compare(task.due, now) <= 0
  if (step === 'at-risk' && isOverdue) return nudges.late(task.number)
  const isAsked = step === 'unanswered'
  const who = isAsked ? task.requester : task.assistant
  return nudges.title[step](task.number, who ? nameOf(who) : '')
}

function bodyOf({ task, client, nameOf }: TaskView, nudge: Nudge, reader: Reader): string {
  const { nudges } = reader.words
  const { step, why } = nudge
  const said = (at: Temporal.Instant | null, words: (when: string) => string) =>
    at ? words(whenPlain(at, reader)) : ''
  const outcome = nudge.outcome ? Temporal.Instant.from(nudge.outcome) : null
  const lines = (...parts: string[]) => parts.filter(Boolean).join('\n')
  const assistant = task.assistant ? nameOf(task.assistant) : ''
  switch (step) {
    case 'accept-soon':
      return said(outcome, nudges.passesOn)
    case 'start-soon':
    case 'start-now':
      return said(outcome, nudges.lapses)
    case 'due-soon':
    case 'due-now':
    case 'late-work':
      return said(task.promise, nudges.promised)
    case 'answer':
    case 'answer-still':
    case 'unanswered':
      return task.question?.text ?? ''
    case 'review':
    case 'review-last':
      return said(outcome, nudges.accepts)
    case 'at-risk': {
      const because = why ? nudges.why[why](assistant, task.promise ? whenPlain(task.promise, reader) : '') : ''
      return lines(because, why === 'waits-for-you' ? (task.question?.text ?? '') : '', said(task.due, nudges.due))
    }
    case 'promise':
    case 'unpromised':
      return nudges.unpromised
    case 'standby':
      return nudges.mayBeAsked(client, task.duty)
    case 'untaken':
      return lines(nudges.untaken, said(task.due, nudges.due))
    case 'unclaimed':
    case 'unclaimed-still':
      return said(task.due, nudges.due)
  }
}

function whenPlain(at: Temporal.Instant, reader: Reader): string {
  return plain([when(at, { ...reader, shared: false })].flat())
}

function inWords(at: string, reader: Reader): string {
  return whenPlain(Temporal.Instant.from(at), reader)
}

function showButton({ number }: Task, step: NudgeStep, { words }: Reader): Button[] {
  if (step === 'standby') return []
  return [
    { label: words.tasks.buttons.show, style: 'plain', action: { press: 'show', subject: String(number), detail: '' } },
  ]
}

/** Tied to the wait that they put off: an old message's button does nothing to a new one. */
function snoozeButtons({ number, moved }: Task, { words }: Reader): Button[] {
  const { snooze } = words.nudges
  const subject = String(number)
  return [
    ...snoozes.map((choice): Button => ({
      label: snooze[choice],
      style: 'plain',
      action: { press: 'snooze', subject, detail: `${moved}.${choice}` },
    })),
    { label: snooze.other, style: 'plain', action: { press: 'open', subject, detail: 'snooze' } },
  ]
}
