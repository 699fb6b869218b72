import type { Reader } from '#src/words/reader.ts'

/** The name of each but the reader, who reads *you*. What is said with it goes through `asYou`. */
export function namesFor(nameOf: (id: string) => string, { you, words }: Reader): (id: string) => string {
  return (id) => (id === you ? words.tasks.you.name : nameOf(id))
}

/** A sentence about somebody, with the grammar that *you* asks for where it is about its reader. */
export function asYou(sentence: string, who: string | null, { you, words }: Reader): string {
  return who !== null && who === you ? words.tasks.you.mend(sentence) : sentence
}
