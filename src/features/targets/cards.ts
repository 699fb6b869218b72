import { formatWorkTime } from '#src/time/work-time.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { targetPriorities, type Target, type Times } from './target.ts'

const minute = 60_000

/** `answer within 1 h, done within 8 h`. */
export function targetWords({ respond, done }: Times, { words, language }: Reader): string {
  const { targets } = words
  return [
    ...(respond === null ? [] : [targets.respond(formatWorkTime(respond * minute, language))]),
    ...(done === null ? [] : [targets.done(formatWorkTime(done * minute, language))]),
  ].join(', ')
}

/** Every target, client by client, the general one first. */
export function targetsCard(named: (Target & { name: string })[], reader: Reader): Card {
  const { targets, priorityNames } = reader.words
  const inOrder = named.toSorted(
    (a, b) =>
      a.name.localeCompare(b.name) || targetPriorities.indexOf(a.priority) - targetPriorities.indexOf(b.priority),
  )
  return {
    title: targets.title,
    tone: 'plain',
    ...(named.length === 0 ? { body: targets.none } : {}),
    list: inOrder.map((target) => ({
      text: targets.line(target.name, target.priority === '*' ? targets.all : priorityNames[target.priority]),
      detail: targetWords(target, reader),
    })),
    note: targets.counted,
  }
}
