/** January first: how each is written in Hindi, as the source of a pattern. */
export const hindiMonths = [
  'जनवरी',
  'फ़रवरी|फरवरी',
  'मार्च',
  'अप्रैल',
  'मई',
  'जून',
  'जुलाई',
  'अगस्त',
  'सितंबर|सितम्बर',
  'अक्टूबर|अक्तूबर',
  'नवंबर|नवम्बर',
  'दिसंबर|दिसम्बर',
] as const

const englishMonths = [
  'january|jan',
  'february|feb',
  'march|mar',
  'april|apr',
  'may',
  'june|jun',
  'july|jul',
  'august|aug',
  'september|sept|sep',
  'october|oct',
  'november|nov',
  'december|dec',
] as const

const byName = new Map<string, number>()
for (const names of [englishMonths, hindiMonths])
  names.forEach((words, i) => words.split('|').forEach((word) => byName.set(word, i + 1)))

/** The source of a pattern that matches one month's name, in either language. */
export const monthPattern = [...byName.keys()].toSorted((a, b) => b.length - a.length).join('|')

/** January is 1. */
export function monthNamed(word: string): number | null {
  return byName.get(word) ?? null
}
