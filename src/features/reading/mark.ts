import type { FoundRhythm, FoundTime } from '#src/time/reading.ts'
import type { Named } from './name-in-text.ts'
import type { Priority } from '#src/kernel/priority.ts'

/** What an agency calls things: what marks are held against. Names and duties are NFC. */
export type Vocabulary = {
  duties: readonly string[]
  /** Those whom the speaker may speak for. */
  clients: readonly Named[]
  assistants: readonly Named[]
  /** Mentions in the platform's own way, as they stand in the text, of those who are assistants: their ids. */
  mentions: Readonly<Record<string, string>>
}

/** Something that could have been a mark and is left in the text, or was read in one of two ways: said with the answer. */
export type Hint =
  | { hint: 'near-duty'; given: string; near: string[] }
  | { hint: 'near-priority'; given: string }
  | { hint: 'near-person'; given: string; near: string[] }
  /** It stands where an assistant's would, and is none's. */
  | { hint: 'no-assistant'; given: string }
  /** Nobody is assigned: it stands within the sentence, or beside another. */
  | { hint: 'person-in-text'; given: string }
  | { hint: 'time-in-text'; given: string }

/** What one mark means. `words`: nothing, but marks may stand before and behind it (`please`, `#hashtag`). */
export type Meaning =
  | { kind: 'duty'; duty: string }
  | { kind: 'priority'; priority: Priority }
  | { kind: 'client'; client: string }
  /** An id where they are known, else the name as it was typed, to be looked up and asked about. */
  | { kind: 'person'; person: string }
  | { kind: 'template'; template: string }
  | { kind: 'due'; time: FoundTime }
  /** Words that were to be a due time. */
  | { kind: 'due-typed'; phrase: string }
  | { kind: 'rhythm'; rhythm: FoundRhythm }
  | { kind: 'rhythm-typed'; phrase: string }
  /** Said outright, and there is none of that name. */
  | { kind: 'unknown-duty'; given: string }
  | { kind: 'unknown-priority'; given: string }
  | { kind: 'words' }
  | { kind: 'courtesy' }

/** A mark with where it stands, and whether a title is better without it. */
export type Mark = { meaning: Meaning; from: number; to: number; cut: boolean; hint?: Hint }

/** A line that is read for marks: NFC, and the same with all that is not read made unreadable. */
export type Line = {
  text: string
  spoken: string
  now: Temporal.Instant
  times: readonly FoundTime[]
  rhythm: FoundRhythm | null
}

/** A mark that says when it is due. */
export function isDue({ meaning }: Mark): boolean {
  return meaning.kind === 'due' || meaning.kind === 'due-typed'
}

/** Two marks share letters. */
export function overlap(one: Mark, other: Mark): boolean {
  return one.from < other.to && other.from < one.to
}

/** Of which no word says that something is due by then. */
export function isPlainTime({ meaning }: Mark): boolean {
  return meaning.kind === 'due' && meaning.time.lead === null
}
