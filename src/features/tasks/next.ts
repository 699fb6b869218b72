import { taskSubject } from '#src/features/tasks/policy.ts'
import { does, is, type Person } from '#src/kernel/person.ts'
import { may, whoMay, type PolicyAction } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { PersonCommandType } from './command.ts'
import { isOpen, type Status, type Task } from './task.ts'

/** Days after it was done in which a task may be reopened. */
export const reopenDays = 14

/** Which move a command makes of a task, from where, and whose it is. */
type Step = { command: PersonCommandType; action: PolicyAction; from: readonly Status[] }

const unfinished = ['assigned', 'open', 'claimed', 'in-progress', 'waiting', 'in-review'] as const

/** Every move that a person can make: what `decide` allows and what a card offers are both read from here. */
const steps = {
  claim: { command: 'claim', action: 'claim', from: ['open'] },
  'take-on': { command: 'accept', action: 'take-on', from: ['assigned'] },
  decline: { command: 'decline', action: 'decline', from: ['assigned'] },
  start: { command: 'start', action: 'start', from: ['claimed'] },
  submit: { command: 'submit', action: 'submit', from: ['in-progress'] },
  ask: { command: 'ask', action: 'ask', from: ['in-progress'] },
  answer: { command: 'answer', action: 'answer', from: ['waiting'] },
  accept: { command: 'accept', action: 'accept', from: ['in-review'] },
  return: { command: 'return', action: 'return', from: ['in-review'] },
  rate: { command: 'rate', action: 'rate', from: ['done'] },
  reopen: { command: 'reopen', action: 'reopen', from: ['done'] },
  release: { command: 'release', action: 'release', from: ['claimed', 'in-progress', 'waiting'] },
  assign: { command: 'assign', action: 'assign', from: unfinished },
  cancel: { command: 'cancel', action: 'cancel', from: unfinished },
  promise: { command: 'promise', action: 'promise', from: ['claimed', 'in-progress', 'waiting'] },
  change: { command: 'change', action: 'change-task', from: unfinished },
  note: { command: 'add-note', action: 'add-note', from: [...unfinished, 'done'] },
} as const satisfies Record<string, Step>

export type Move = keyof typeof steps

/** In the order in which a card shows them: what carries the work on first, what ends it last. */
export const moveNames = [
  'claim',
  'take-on',
  'decline',
  'start',
  'promise',
  'submit',
  'ask',
  'answer',
  'accept',
  'return',
  'rate',
  'reopen',
  'release',
  'assign',
  'change',
  'note',
  'cancel',
] as const satisfies Move[]

/** Just what this person may do with it now. Whether their hands are full is told when they press. */
export function movesOf(task: Task, person: Person, now: Temporal.Instant): Move[] {
  return moveNames.filter((move) => whyNotMove(steps[move], task, person, now) === null)
}

/** Why this person may not give that command now; `null` when they may. */
export function whyNot(type: PersonCommandType, task: Task, by: Person, now: Temporal.Instant): Refusal | null {
  const all = moveNames.map((move) => steps[move]).filter((step) => step.command === type)
  // One word can mean two moves: an assistant accepts what was offered, a client a result. It means what can be done now.
  const possible = all.filter(({ from }) => from.some((status) => status === task.status))
  const meant = possible.length > 0 ? possible : all
  const reasons = meant.map((step) => whyNotMove(step, task, by, now))
  if (reasons.includes(null)) return null
  if (type === 'claim') return whyNotClaim(task, by)

  // They may at another time: the status says why not now. A reason of its own comes before that.
  const theirs = reasons.filter((reason) => reason !== null && reason.code !== 'not-yours-to-do')
  return theirs.find((reason) => reason?.code !== 'not-now') ?? theirs[0] ?? notTheirs(all, task, by)
}

function whyNotMove({ command, action, from }: Step, task: Task, by: Person, now: Temporal.Instant): Refusal | null {
  if (!may(by, action, taskSubject(task))) return { code: 'not-yours-to-do', needs: whoMay(action) }
  if (!from.includes(task.status)) return notNow(task, command)
  if (action === 'reopen' && !canReopen(task, now)) {
    return { code: 'reopen-too-late', number: task.number, days: reopenDays }
  }
  return null
}

export function notNow({ number, status }: Task, wanted: string): Refusal {
  return { code: 'not-now', number, status, wanted }
}

function canReopen(task: Task, now: Temporal.Instant): boolean {
  return task.status === 'done' && now.since(task.doneAt).total('hours') <= 24 * reopenDays
}

/** Two may press in the same second: the second is told who has it, not that something failed. */
function whyNotClaim(task: Task, by: Person): Refusal {
  const { number, assistant, duty } = task
  if (!is(by, 'assistant')) return { code: 'not-yours-to-do', needs: whoMay('claim') }
  if (assistant === by.id && isOpen(task) && task.status !== 'assigned') {
    return { code: 'already-theirs', number, assistant }
  }
  if (assistant === by.id) return notNow(task, 'claim')
  if (!does(by, duty)) {
    if (task.status !== 'open') return { code: 'not-your-task', number }
    return { code: 'duty-not-theirs', assistant: by.id, duty }
  }
  if (!isOpen(task) || assistant === null) return notNow(task, 'claim')
  return { code: 'already-taken', number, assistant }
}

/**
 * Someone who could do it with a task of theirs hears that this one is not. Who cannot even see the task hears the same
 * in every status, so that nothing of it shows.
 */
function notTheirs(all: Step[], task: Task, by: Person): Refusal {
  const unseen = !may(by, 'see-summary', taskSubject(task))
  const now = all.filter(({ from }) => from.includes(task.status))
  const needs = [...new Set((unseen || now.length === 0 ? all : now).flatMap(({ action }) => whoMay(action)))]
  if (needs.some((role) => is(by, role))) return { code: 'not-your-task', number: task.number }
  return { code: 'not-yours-to-do', needs }
}
