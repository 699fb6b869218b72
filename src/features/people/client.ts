import type { Language } from '#src/kernel/person.ts'

/** The account that work is done for. */
export type Client = {
  id: string
  name: string
  /** `null`: the agency's own. */
  zone: string | null
  language: Language | null
  /** Days of silence after which a result is accepted. */
  reviewDays: number | null
  /** Nothing more is delegated for it. */
  archived?: true
}

/** Who serves a client for a duty, or for everything that has no assignment of its own. */
export type Assignment = {
  client: string
  duty: string | null
  primary: string
  backups: string[]
}

/** An assignment that does without someone: the first backup steps up. `null` when nobody is left. */
export function without(assignment: Assignment, person: string): Assignment | null {
  const serving = [assignment.primary, ...assignment.backups]
  if (!serving.includes(person)) return assignment
  const [primary, ...backups] = serving.filter((one) => one !== person)
  return primary === undefined ? null : { ...assignment, primary, backups }
}

export const purposes = ['board', 'digest', 'social', 'log', 'client'] as const
export type Purpose = (typeof purposes)[number]

export const defaultDuties = [
  'clerical',
  'bookkeeping',
  'social-media',
  'writing',
  'travel',
  'scheduling',
  'data-entry',
  'file-storage',
  'research',
  'other',
] as const

/** The zone that a client, or where it has none or there is no client the agency, lives in. */
export function zoneOf(client: Pick<Client, 'zone'> | null | undefined, agency: { zone: string }): string {
  return client?.zone ?? agency.zone
}
