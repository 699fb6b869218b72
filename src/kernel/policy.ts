import { does, is, type Person, type Role } from './person.ts'

/**
 * What something is to people, as far as that decides who may do what with it. What is left out is nobody: nobody is a party to what names no
 * parties.
 */
export type Subject = {
  /** The client whose it is. */
  client?: string
  /** The assistant who has it in hand, or to whom it was offered. */
  holder?: string | null
  /** The assistants who serve for it, by id. */
  servedBy?: readonly string[]
  /** Those between whom it was agreed, by id. */
  parties?: readonly string[]
  /** Who wrote or issued it. */
  author?: string | null
  /** The duty of the assistants of whom any may have it. */
  open?: string | null
  /** So that no task or post is taken for one: what of it counts is said where it is asked. */
  status?: never
}

/**
 * Who may do one thing, closed by default: the roles that may for anyone, and what else somebody must be to what it is done to. One of them is
 * enough.
 */
export type Rule = {
  any?: readonly Role[]
  /** Members of its client. */
  ownClient?: true
  holder?: true
  serves?: true
  /** Whoever of those between whom it was agreed, as long as they are somebody in the agency. */
  party?: true
  author?: true
  /** Any assistant, where it is open for a duty of theirs. */
  pool?: true
}

/** The rows of one feature. */
export type Rules = Record<string, Rule>

export const managing: readonly Role[] = ['owner', 'manager']

export function allows(rule: Rule, by: Person, subject: Subject = {}): boolean {
  if (rule.any?.some((role) => is(by, role))) return true
  const { client, holder, servedBy, parties, author, open } = subject
  if (rule.ownClient && client !== undefined && is(by, 'client') && by.clients.includes(client)) return true
  if (rule.party && by.roles.length > 0 && parties?.includes(by.id)) return true
  if (rule.author && by.roles.length > 0 && author === by.id) return true
  if (!is(by, 'assistant')) return false
  if (rule.holder && holder === by.id) return true
  if (rule.serves && servedBy?.includes(by.id)) return true
  return Boolean(rule.pool) && typeof open === 'string' && does(by, open)
}

/** The roles that could, for the sentence that refuses. Parties and authors are people and no roles. */
export function rolesIn(rule: Rule): Role[] {
  const roles = new Set<Role>(rule.any)
  if (rule.ownClient) roles.add('client')
  if (rule.holder || rule.pool || rule.serves) roles.add('assistant')
  return [...roles]
}
