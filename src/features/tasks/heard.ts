import type { Ambiguity, RhythmAmbiguity } from '#src/time/reading.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Hint } from '#src/features/reading/mark.ts'

/** What was heard in a line besides the task itself: kept with the answer, and worded whenever it is asked for. */
export type Heard = {
  hints: Hint[]
  /** A due time, or how often, that could be read in another way, as it was typed. */
  read: { given: string; how: Ambiguity | RhythmAmbiguity } | null
}

/** A sentence for each thing that was read in one of two ways, or left in the text. */
export function heardWords({ hints, read }: Heard, { words: { heard } }: Reader): string[] {
  return [
    ...(read ? [heard.read(read.given, heard.readAs[read.how])] : []),
    ...hints.flatMap((hint) => hintWords(hint, heard) ?? []),
  ]
}

function hintWords(hint: Hint, heard: Reader['words']['heard']): string | null {
  switch (hint.hint) {
    case 'near-duty':
      return heard.nearDuty(hint.given, hint.near.map((name) => `#${name}`).join(', '))
    case 'near-priority':
      return heard.nearPriority(hint.given)
    case 'near-person':
      return heard.nearPerson(hint.given, hint.near.join(', '))
    case 'no-assistant':
      return heard.noAssistant(hint.given)
    case 'person-in-text':
      return heard.personInText(hint.given)
    case 'time-in-text':
      return null
  }
}

/** Instead of "No due time was given.", where one stands in the text; `null` where none does. */
export function dueInText({ hints }: Heard, { words: { heard } }: Reader): string | null {
  const left = hints.find((hint) => hint.hint === 'time-in-text')
  return left ? heard.dueInText(left.given) : null
}
