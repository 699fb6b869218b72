import type { FormName } from '#src/kernel/action-id.ts'
import type { Button } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Move } from './next.ts'
import type { Task } from './task.ts'

/** A button for each move, the usual one first. */
export function movesButtons(task: Task, moves: Move[], reader: Reader): Button[] {
  return moves.flatMap((move) => buttonsFor(move, task, reader))
}

function buttonsFor(move: Move, task: Task, { words }: Reader): Button[] {
  const { buttons } = words.tasks
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

/** Tied to the question that it answers: an old card's button does not answer a new question. */
function optionButton(task: Task, label: string, index: number): Button {
  return {
    label,
    style: 'primary',
    action: { press: 'choose', subject: String(task.number), detail: `${task.version}.${index}` },
  }
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
