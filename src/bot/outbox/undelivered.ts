import type { Tx } from '#db/connection/connect.ts'
import { addLines, type Leased } from '#db/repositories/outbox.ts'
import { namesOf } from '#db/repositories/people.ts'
import { taskById } from '#db/repositories/tasks.ts'
import type { Language } from '#src/kernel/person.ts'
import { entryOf, untellable, type Line } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import { wordsIn } from '#src/words/words.ts'

type Undelivered = Extract<Line, { kind: 'undelivered' }>

/** What a manager sees of it: who was not told, about which task, and why. */
export async function undeliveredCard(
  tx: Tx,
  agency: string,
  { person, task, why, attempts }: Undelivered,
  language: Language,
): Promise<Card> {
  const { telling, tasks } = wordsIn(language)
  const name = person && (await namesOf(tx, agency, [person])).get(person)
  const stored = task && (await taskById(tx, agency, task))
  const ours = untellable.find((known) => known === why)
  return {
    title: telling.givenUp(name || telling.room),
    tone: 'attention',
    ...(stored ? { status: tasks.heading(stored.task.number, stored.task.title) } : {}),
    body: telling.givenUpWhy(ours ? telling.untellable[ours] : telling.platformSays(why), attempts),
  }
}

/** What could not be told is told to a manager; if that cannot be told either, the program's own log has it. */
export async function addUndelivered(
  tx: Tx,
  { agency, line, attempts }: Leased,
  why: string,
  now: Temporal.Instant,
  newId: () => string,
): Promise<void> {
  if (line.kind === 'undelivered') return
  const task = 'task' in line ? line.task : null
  const stored = task === null ? null : await taskById(tx, agency, task)
  const requester = line.kind === 'card' && line.for === 'requester' ? (stored?.task.requester ?? null) : null
  const about = line.kind === 'social' && 'person' in line.social ? line.social.person : requester
  const person = 'person' in line ? line.person : about
  const notice: Line = { kind: 'undelivered', task, person, why, attempts }
  await addLines(tx, agency, [entryOf(notice, newId)], now)
}
