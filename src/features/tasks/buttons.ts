import type { FormName } from '#src/kernel/action-id.ts'
import type { Button } from '#src/kernel/card.ts'
import { formatCalendarDay } from '#src/time/words.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Move } from './next.ts'
import type { Task } from './task.ts'

/** A button for each move, the usual one first. */
export function movesButtons(task: Task, moves: Move[], reader: Reader): Button[] {
  return moves.flatMap((move) => buttonsFor(move, task, reader))
}

function buttonsFor(move: Move, task: Task, reader: Reader): Button[] {
  const { buttons } = reader.words.tasks
  switch (move) {
    case 'claim':
      return [press('claim', task, buttons.claim, 'primary')]
    case 'take-on':
      return [press('accept', task, buttons.acceptOffer, 'primary')]
    case 'accept':
      return [press('accept', task, buttons.acceptResult, 'primary')]
    case 'start':
      return [press('start', task, buttons.start, 'primary')]
    case 'submit':
      return [open('submit', task, buttons.submit, 'primary')]
    case 'answer':
      return [
        ...(task.question?.options ?? []).map((label, index) => optionButton(task, label, index)),
        open('answer', task, buttons.answer),
      ]
    case 'promise':
      return task.promise ? [open('promise', task, buttons.promiseAnew)] : promiseButtons(task, reader)
    case 'change':
      return [open('edit-task', task, buttons.edit)]
    case 'note':
      return [open('add-note', task, buttons.note)]
    case 'cancel':
      return [open('cancel', task, buttons.cancel, 'danger')]
    case 'rate':
      return [5, 4, 3, 2, 1].map((stars) => ({
        label: buttons.stars(stars),
        style: 'plain',
        action: { press: 'rate', subject: String(task.number), detail: String(stars) },
      }))
    case 'ask':
    case 'return':
    case 'decline':
    case 'release':
    case 'assign':
    case 'reopen':
      return [open(move, task, buttons[move])]
  }
}

/** One tap says by when: it means the day that it names, whenever it is pressed. */
function promiseButtons(task: Task, reader: Reader): Button[] {
  const { buttons } = reader.words.tasks
  const today = reader.now.toZonedDateTimeISO(reader.zone).toPlainDate()
  const tap = (label: (day: string) => string, date: Temporal.PlainDate): Button => ({
    label: label(formatCalendarDay(date, reader.language)),
    style: 'plain',
    action: { press: 'promise', subject: String(task.number), detail: date.toString() },
  })
  return [
    tap(buttons.promiseToday, today),
    tap(buttons.promiseTomorrow, today.add({ days: 1 })),
    open('promise', task, buttons.promiseOther),
  ]
}

/** To whoever has promised, when another time is wanted: that one, the one that they promised, or another. */
export function holdsButtons(task: Task, reader: Reader): Button[] {
  const { buttons } = reader.words.tasks
  const { due, promise } = task
  const tap = (label: string, at: Temporal.Instant, style: 'primary' | 'plain'): Button => ({
    label,
    style,
    action: { press: 'promise', subject: String(task.number), detail: `at.${Math.floor(at.epochMilliseconds / 1000)}` },
  })
  const isOther = due !== null && promise?.equals(due) !== true
  return [
    ...(due && isOther ? [tap(buttons.promiseDue, due, 'primary')] : []),
    ...(promise ? [tap(buttons.promiseKeep, promise, 'plain')] : []),
    open('promise', task, buttons.promiseOther),
  ]
}

/** Tied to the question that it answers: an old card's button does not answer a new question. */
function optionButton(task: Task, label: string, index: number): Button {
  return {
    label,
    style: 'primary',
    action: { press: 'choose', subject: String(task.number), detail: `${task.moved}.${index}` },
  }
}

/** To say something about it without a thread: where somebody works on it, there is somebody to hear it. */
export function replyButton(task: Task, { words }: Reader): Button[] {
  const isHeard = task.assistant !== null && ['claimed', 'in-progress', 'waiting', 'in-review'].includes(task.status)
  return isHeard ? [open('reply', task, words.relay.reply.button)] : []
}

/** A button that does it at once. */
export function press(
  name: 'claim' | 'accept' | 'start' | 'brief' | 'show',
  task: Task,
  label: string,
  style: 'primary' | 'danger' | 'plain',
): Button {
  return { label, style, action: { press: name, subject: String(task.number), detail: '' } }
}

function open(form: FormName, task: Task, label: string, style: 'primary' | 'danger' | 'plain' = 'plain'): Button {
  return { label, style, action: { press: 'open', subject: String(task.number), detail: form } }
}
