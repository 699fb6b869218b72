import type { Fact } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { TaskView } from './view.ts'
import { namesFor } from './you.ts'

/** What was asked, answered or noted about a task, and by whom; null is the clock. */
export type Said = { type: 'question-asked' | 'question-answered' | 'note-added'; by: string | null; text: string }

/** Sayings that a card shows, the newest of them; the history has them all. */
export const saidShown = 6
/** Characters of each: six of them fit into a field of either platform. */
const longest = 150

/** For whoever works on it, and whoever takes it over: the question that is still open stands elsewhere. */
export function saidFacts({ task, nameOf, said = [] }: TaskView, reader: Reader): Fact[] {
  const { facts } = reader.words.tasks
  const names = namesFor(nameOf, reader)
  const last = said.at(-1)
  const over = task.question && last?.type === 'question-asked' ? said.slice(0, -1) : said
  const lines = (wanted: (type: Said['type']) => boolean) =>
    over
      .filter(({ type }) => wanted(type))
      .map(({ by, text }) => `${by === null ? '' : `${names(by)}: `}${short(text, longest)}`)
  const asked = lines((type) => type !== 'note-added')
  const notes = lines((type) => type === 'note-added')
  return [
    ...(asked.length > 0 ? [{ label: facts.asked, value: asked.join('\n') }] : []),
    ...(notes.length > 0 ? [{ label: facts.notes, value: notes.join('\n') }] : []),
  ]
}

/** The beginning, cut at a word. */
export function short(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text
    .slice(0, most)
    .toWellFormed()
    .replace(/\s+\S*$/u, '')} …`
}
