import type { Candidate } from '#src/kernel/person.ts'

/**
 * What an agency says of where tasks go, before a client's assignments are asked: in order, the first that fits answers. All that is said of
 * a task has to fit it; null or nothing is every one.
 */
export type RoutingRule = {
  id: string
  client: string | null
  duty: string | null
  /** Words and phrases of which one stands in the task's words. */
  words: string[]
  /** Whoever is asked, by id; null: the pool. */
  assistant: string | null
}

/** What a rule is held against. `text`: a task's own words. */
export type Ruled = { client: string; duty: string; text: string }

/** Why a rule says nothing of a task: the first thing that does not fit it; null when it fits. */
export function whyNotRule(rule: RoutingRule, { client, duty, text }: Ruled): 'client' | 'duty' | 'words' | null {
  if (rule.client !== null && rule.client !== client) return 'client'
  if (rule.duty !== null && rule.duty !== duty) return 'duty'
  return rule.words.length > 0 && wordOf(rule, text) === null ? 'words' : null
}

/** The first of its words that stands in the text, as the rule has it. */
export function wordOf({ words }: Pick<RoutingRule, 'words'>, text: string): string | null {
  const said = plain(text)
  return words.find((word) => stands(plain(word), said)) ?? null
}

/** Those whom rules may ask about such a task, whatever its words. */
export function namedByRules(
  rules: RoutingRule[],
  { client, duty }: { client: string; duty: string | null },
): string[] {
  return rules
    .filter((rule) => rule.client === null || rule.client === client)
    .filter((rule) => rule.duty === null || duty === null || rule.duty === duty)
    .flatMap(({ assistant }) => assistant ?? [])
}

/** Letters and digits with one space between words, at both ends too: what is whole in one is found whole in the other. */
function plain(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return ` ${words.join(' ')} `
}

/** A word of signs alone stands nowhere. */
function stands(word: string, text: string): boolean {
  return word.trim() !== '' && text.includes(word)
}

export function candidateIn(candidates: Candidate[], id: string): Candidate | undefined {
  return candidates.find((candidate) => candidate.id === id)
}
