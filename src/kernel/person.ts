import type { WeeklyHours } from '#src/time/hours.ts'

export const platforms = ['slack', 'discord'] as const
export type Platform = (typeof platforms)[number]

export const languages = ['en', 'hi'] as const
export type Language = (typeof languages)[number]

/** A language by its code or its name, in either language. */
export function languageNamed(text: string): Language | null {
  const word = text.trim().toLowerCase()
  const names: Record<string, string> = {
    english: 'en',
    hindi: 'hi',
    अंग्रेज़ी: 'en',
    अंग्रेजी: 'en',
    हिन्दी: 'hi',
    हिंदी: 'hi',
  }
  return languages.find((known) => known === (names[word] ?? word)) ?? null
}

export const roles = ['owner', 'manager', 'client', 'assistant'] as const
export type Role = (typeof roles)[number]

/** Days on which someone does no work, both included, in their own calendar. `holiday`: a shared calendar says so. */
export type Away = { from: Temporal.PlainDate; to: Temporal.PlainDate; holiday?: string }

/** A human in an agency: who they are, how to speak to them, and what they do there. */
export type Person = {
  id: string
  name: string
  language: Language
  /** IANA name. */
  zone: string
  /** `null`: none were set, so any hour is theirs. */
  hours: WeeklyHours | null
  away: Away[]
  roles: Role[]
  /** Ids of the clients that they are a member of. */
  clients: string[]
  /** The kinds of work that they do, as an assistant. */
  duties: string[]
  /** How many tasks they hold at once, claimed and in progress together. */
  capacity: number
  /** Since when they are in none of the agency's places any more: they keep their name and roles, and are asked and told nothing. */
  left?: Temporal.Instant
}

/** An assistant as routing weighs them. */
export type Candidate = Person & {
  /** Tasks claimed or in progress now; what capacity counts. */
  inHand: number
  lastAssigned: Temporal.Instant | null
}

export const defaultCapacity = 5

/** Whoever has left is nothing any more until they come back. */
export function is(person: Pick<Person, 'roles' | 'left'>, role: Role): boolean {
  return person.left === undefined && person.roles.includes(role)
}

/** Work that nobody gave a kind. */
export const anyonesDuty = 'other'

/** What has no kind is anyone's: who delegates need not know the kinds. */
export function does({ duties }: Pick<Person, 'duties'>, duty: string): boolean {
  return duty === anyonesDuty || duties.includes(duty)
}

/** The kinds of work that they see in the pool. */
export function dutiesInPool({ duties }: Pick<Person, 'duties'>): string[] {
  return [...new Set([...duties, anyonesDuty])]
}

/** Owners and managers look after every client of the agency. */
export function manages(person: Pick<Person, 'roles' | 'left'>): boolean {
  return is(person, 'owner') || is(person, 'manager')
}

/** What someone may set about themselves, in the order in which it is shown. */
export const profileFields = ['zone', 'language', 'hours', 'duties', 'capacity', 'away'] as const
export type ProfileField = (typeof profileFields)[number]
