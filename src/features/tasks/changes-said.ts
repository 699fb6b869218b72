import type { Said } from '#src/features/telling/line.ts'
import { plain } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { short } from './said-on.ts'

/** How much of what was written before is said again; the new words stand on the card. */
const longestSaid = 300

/** What was changed of a task, one line each: what was, and what is. */
export function changeLines({ was, is }: { was: Said; is: Said }, reader: Reader): string[] {
  const { tasks, priorityNames } = reader.words
  const { facts, changes } = tasks
  const due = (at: string | null | undefined) => (at ? whenPlain(at, reader) : tasks.noDue)
  const named = (priority: Said['priority']) => (priority ? priorityNames[priority] : '')
  return [
    // Words that only begin alike have one title: then the brief is what is said.
    ...(is.title === undefined ? [] : [changes.line(changes.what, was.title ?? '', is.title)]),
    ...(is.brief === undefined ? [] : [changes.brief(short(is.brief, longestSaid))]),
    ...(is.due === undefined ? [] : [changes.line(facts.due, due(was.due), due(is.due))]),
    ...(is.priority === undefined ? [] : [changes.line(facts.priority, named(was.priority), named(is.priority))]),
    ...(is.duty === undefined ? [] : [changes.line(facts.duty, was.duty ?? '', is.duty)]),
  ]
}

export function whenPlain(at: string, reader: Reader): string {
  return plain([when(Temporal.Instant.from(at), { ...reader, shared: false })].flat())
}
