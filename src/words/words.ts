import type { Language } from '#src/kernel/person.ts'
import { en } from './en.ts'
import { hi } from './hi.ts'

/** Every sentence that a person may read. A language that lacks one does not compile. */
export type Words = typeof en

const catalogue: Record<Language, Words> = { en, hi }

export function wordsIn(language: Language): Words {
  return catalogue[language]
}
