import type { Task } from './task.ts'
import { managing, type Rules, type Subject } from '#src/kernel/policy.ts'

/** Who may do what with a task. `delegate` is judged before there is one. */
export const tasksPolicy = {
  'delegate-for-any': { any: managing },
  delegate: { any: managing, ownClient: true },
  see: { any: managing, ownClient: true, holder: true },
  'see-summary': { any: managing, ownClient: true, holder: true, pool: true },
  claim: { pool: true },
  'take-on': { holder: true },
  decline: { holder: true },
  start: { holder: true },
  ask: { holder: true },
  submit: { holder: true },
  release: { holder: true },
  assign: { any: managing },
  answer: { any: managing, ownClient: true },
  accept: { any: managing, ownClient: true },
  return: { any: managing, ownClient: true },
  cancel: { any: managing, ownClient: true },
  reopen: { any: managing, ownClient: true },
  rate: { any: managing, ownClient: true },
  'change-task': { any: managing, ownClient: true },
  'add-note': { any: managing, ownClient: true, holder: true },
  promise: { holder: true },
  tick: { holder: true },
} satisfies Rules

/** What a task is to people. */
export function taskSubject({
  client,
  assistant,
  status,
  duty,
}: Pick<Task, 'client' | 'assistant' | 'status' | 'duty'>): Subject {
  return { client, holder: assistant, open: status === 'open' ? duty : null }
}
