import { does, is, type Person, type Role } from './person.ts'
import type { Task } from '#src/features/tasks/task.ts'

/**
 * Who may do what: the one table, closed by default. Each action names the roles that may do it and, where a task is
 * concerned, whose task it must be. `handle.ts` and the cards ask it with the same words, so a button is shown to just
 * those who may press it.
 */
type Rule = {
  /** Those who may for any client. */
  any?: Role[]
  /** Members of the task's client. */
  ownClient?: true
  /** The assistant who holds the task, or to whom it was offered. */
  holder?: true
  /** An assistant who serves the client for its posts. */
  serves?: true
  /** Any assistant, for a task in the pool whose duty is theirs. */
  pool?: true
}

const managers: Role[] = ['owner', 'manager']

const table = {
  // About the agency
  'connect-place': { any: ['owner'] },
  'set-role': { any: ['owner'] },
  'manage-clients': { any: managers },
  'manage-rooms': { any: managers },
  'see-people': { any: managers },
  'change-agency': { any: managers },
  'change-client': { any: managers, ownClient: true },
  'manage-holidays': { any: managers },
  'see-calendar': { any: managers, ownClient: true },
  'delegate-for-any': { any: managers },
  'set-targets': { any: managers },
  // About figures: a client's and an assistant's are their own.
  'see-targets': { any: managers, ownClient: true },
  'see-report': { any: managers, ownClient: true, holder: true },
  // About a task
  delegate: { any: managers, ownClient: true },
  see: { any: managers, ownClient: true, holder: true },
  'see-summary': { any: managers, ownClient: true, holder: true, pool: true },
  claim: { pool: true },
  'take-on': { holder: true },
  decline: { holder: true },
  start: { holder: true },
  ask: { holder: true },
  submit: { holder: true },
  release: { holder: true },
  assign: { any: managers },
  answer: { any: managers, ownClient: true },
  accept: { any: managers, ownClient: true },
  return: { any: managers, ownClient: true },
  cancel: { any: managers, ownClient: true },
  reopen: { any: managers, ownClient: true },
  rate: { any: managers, ownClient: true },
  // About a client's social accounts, and a post for one
  'manage-social': { any: managers, ownClient: true },
  'see-post': { any: managers, ownClient: true, serves: true },
  'draft-post': { any: managers, ownClient: true, serves: true },
  'approve-post': { any: managers, ownClient: true },
  'confirm-post': { any: managers, ownClient: true, serves: true },
  'change-task': { any: managers, ownClient: true },
  'add-note': { any: managers, ownClient: true, holder: true },
  promise: { holder: true },
  tick: { holder: true },
  // About what repeats, and what is kept to be delegated again
  'manage-repeat': { any: managers, ownClient: true },
  'save-template': { any: managers, ownClient: true },
  'manage-agency-templates': { any: managers },
} satisfies Record<string, Rule>

export type PolicyAction = keyof typeof table

/** What a task is to a person who asks: enough to judge by. `delegate` is judged before there is a task. */
export type Subject = Pick<Task, 'client' | 'assistant' | 'status' | 'duty'> & {
  /** Who serves the client for its posts, by id. */
  servedBy?: readonly string[]
}

export function may(by: Person, action: PolicyAction, subject?: Subject): boolean {
  const rule: Rule = table[action]
  if (rule.any?.some((role) => is(by, role))) return true
  if (!subject) return false
  if (rule.ownClient && is(by, 'client') && by.clients.includes(subject.client)) return true
  if (rule.holder && is(by, 'assistant') && subject.assistant === by.id) return true
  if (rule.serves && is(by, 'assistant') && subject.servedBy?.includes(by.id)) return true
  return Boolean(rule.pool) && is(by, 'assistant') && subject.status === 'open' && does(by, subject.duty)
}

/** A file in a post: one's own, or one that the post has already (`held`). */
export function mayUseFile(by: Person, file: { id: string; uploader: string }, held: readonly string[]): boolean {
  return file.uploader === by.id || held.includes(file.id)
}

/** The roles that could, for the sentence that refuses. */
export function whoMay(action: PolicyAction): Role[] {
  const rule: Rule = table[action]
  const roles = new Set<Role>(rule.any)
  if (rule.ownClient) roles.add('client')
  if (rule.holder || rule.pool || rule.serves) roles.add('assistant')
  return [...roles]
}
