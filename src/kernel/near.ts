import { distance } from 'fastest-levenshtein'

/** Up to three of the known words that are a slip of the finger away: a third of the letters wrong at most. */
export function near(given: string, known: readonly string[]): string[] {
  const wanted = given.toLocaleLowerCase()
  return known
    .map((word) => ({
      word,
      slips: distance(wanted, word.toLocaleLowerCase()),
      longest: Math.max(wanted.length, word.length),
    }))
    .filter(({ slips, longest }) => slips <= Math.max(1, Math.ceil(longest / 3)))
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ word }) => word)
}
