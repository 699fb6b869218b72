import { languages } from '#src/kernel/person.ts'
import { wordsIn } from '#src/words/words.ts'

/** What a label says: the name of an option, and where its value begins. */
type Label = { name: string; from: number; to: number }

/** The names of options as people write them, in each language: `client`, `क्लाइंट`. */
const namesOf = new Map(
  languages.flatMap((language) =>
    Object.entries(wordsIn(language).commandOptions).map(
      ([name, words]) => [`${language} ${words.name}`.normalize('NFC').toLowerCase(), name] as const,
    ),
  ),
)

const label = /(?<![^\s,])([\p{L}\p{M}-]{2,20}):(?=[\s_"“<@#\p{L}\p{M}\p{N}])\s*/gu

/** `client: globex`, `काम: travel`: the labels of these options that stand in a text outside of quotation marks, in order. */
export function labelsIn(text: string, names: readonly string[]): Label[] {
  const open = text.replaceAll(/"[^"]*"|“[^”]*”|<[^>]*>/gu, (quoted) => '_'.repeat(quoted.length))
  return [...open.matchAll(label)].flatMap((found) => {
    const name = nameOf(found[1] ?? '')
    if (name === null || !names.includes(name)) return []
    return [{ name, from: found.index, to: found.index + found[0].length }]
  })
}

function nameOf(written: string): string | null {
  const small = written.normalize('NFC').toLowerCase()
  return languages.flatMap((language) => namesOf.get(`${language} ${small}`) ?? [])[0] ?? null
}
