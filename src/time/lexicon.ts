import { english } from './lexicon-english.ts'
import { hindi } from './lexicon-hindi.ts'
import type { Weekday } from './weekdays.ts'

export type Part =
  | 'morning'
  | 'breakfast'
  | 'noon'
  | 'lunch'
  | 'afternoon'
  | 'tea'
  | 'evening'
  | 'dinner'
  | 'night'
  | 'bedtime'
export type Unit = 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'fortnight' | 'month' | 'quarter' | 'year'

/** All that a word of time may mean; which of it is meant, the words around it say. */
export type Meaning = {
  weekday?: Weekday
  /** Of a weekday: `Mondays`. */
  plural?: true
  month?: number
  number?: number
  /** `-1` is the last. */
  ordinal?: number
  unit?: Unit
  /** Days from today. */
  day?: number
  part?: Part
  clock?: readonly [number, number]
  half?: 'am' | 'pm'
  which?: 'this' | 'next' | 'last' | 'following'
  adverb?: readonly ['day' | 'week' | 'month' | 'year', number]
  /** A word of the grammar, by one name in all languages. */
  key?: string
  hindi?: true
  /** Also an ordinary word: by itself it is no sign of a time. */
  weak?: true
}

const nasal = /[नम]्(?=[क-ह])|ँ/gu

const words = new Map<string, Meaning>()
const hindiWords = new Map<string, Meaning>()
for (const [spellings, meaning] of english) for (const word of spellings.split('|')) words.set(word, meaning)
for (const [spellings, meaning] of hindi) {
  for (const word of spellings.split('|')) hindiWords.set(plainHindi(word), { ...meaning, hindi: true })
}

/** Words that are English, and would be Hindi's only after `plainHindi`. */
const englishAlone = new Set('tin bad men man pass bus mad sad has gin'.split(' '))

/** What a word in small letters and NFC means; `null` for one that has nothing to do with time. */
export function meaningOf(word: string): Meaning | null {
  const known = words.get(word)
  const latin = /^[a-z]/u.test(word)
  if (known || (latin && (word.length > 14 || englishAlone.has(word)))) return merged(word, known)
  return hindiWords.get(plainHindi(word)) ?? null
}

/** "sat" is Saturday and seven, "second" an ordinal: both readings stay. */
function merged(word: string, known: Meaning | undefined): Meaning | null {
  if (!known) return null
  if (word === 'sat') return { ...known, number: 7 }
  return word === 'is' ? { ...known, which: 'this' } : known
}

/** One spelling for the usual ones: no nukta, anusvara for every nasal; single vowels and `v` in Latin letters. */
function plainHindi(word: string): string {
  if (!/^[a-z]/u.test(word)) {
    return word.normalize('NFC').replaceAll('़', '').replaceAll(nasal, 'ं').replace(/ः$/u, '')
  }
  return word
    .replaceAll('aa', 'a')
    .replaceAll('ee', 'i')
    .replaceAll('oo', 'u')
    .replaceAll('w', 'v')
    .replaceAll(/z(?!a|$)/gu, 'j')
}
