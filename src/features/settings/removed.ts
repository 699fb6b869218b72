import type { Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Role } from '#src/kernel/person.ts'

/**
 * Names of clients that others serve now, and of those for whom nobody is left; how many repeats and templates named them;
 * and the unfinished tasks that they had asked for.
 */
export type Removed = {
  name: string
  taken: Role[]
  left: Role[]
  client: string | null
  served: string[]
  unserved: string[]
  forgotten: number
  asked: { numbers: number[]; more: number }
}

/** What was taken, what is left, and what goes on without them. */
export function removedCard(about: Removed, { words }: Reader): Card {
  const { removed, roleNames } = words
  const { name, taken, left, client, served, unserved, forgotten, asked } = about
  const title =
    client === null
      ? removed.roles(
          name,
          taken.map((role) => roleNames[role]),
        )
      : removed.member(name, client)
  const lines = [
    served.length > 0 ? removed.served(served) : '',
    unserved.length > 0 ? removed.unserved(unserved) : '',
    forgotten > 0 ? removed.forgotten(forgotten) : '',
    asked.numbers.length > 0 ? removed.asked(asked.numbers, asked.more) : '',
    left.length > 0 ? removed.left(left.map((role) => roleNames[role])) : removed.nothingLeft,
  ]
  return { title, tone: 'good', body: lines.filter(Boolean).join('\n') }
}
