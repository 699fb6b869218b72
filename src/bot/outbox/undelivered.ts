import type { Tx } from '#db/connection/connect.ts'
import { addLines, type Leased } from '#db/repositories/outbox.ts'
import { namesOf } from '#db/repositories/people.ts'
import { taskById } from '#db/repositories/tasks.ts'
import type { Language } from '#src/kernel/person.ts'
import { entryOf, untellable, type Notification, type Untellable } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import { wordsIn } from '#src/words/words.ts'

type Undelivered = Extract<Notification, { kind: 'undelivered' }>

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
  const ours = inOurWords(why)
  return {
    title: telling.givenUp(name || telling.room),
    tone: 'attention',
    ...(stored ? { status: tasks.heading(stored.task.number, stored.task.title) } : {}),
    body: telling.givenUpWhy(ours ? telling.untellable[ours] : telling.platformSays(why), attempts),
  }
}

/** What platforms say of a channel that is archived, and of somebody who left or takes no messages. */
const theirs: [RegExp, Untellable][] = [
  [/^(?:is_archived|is_inactive)$/u, 'channel-archived'],
  [/^\d{3} (?:50007|50278|10007|10013):/u, 'cannot-be-written-to'],
  [/^(?:user_not_found|user_disabled|cannot_dm_bot)$/u, 'cannot-be-written-to'],
]

function inOurWords(why: string): Untellable | undefined {
  return untellable.find((known) => known === why) ?? theirs.find(([pattern]) => pattern.test(why))?.[1]
}

/**
 * What could not be told is told to a manager; if that cannot be told either, the program's own log has it. Whoever wrote something that did not get
 * across hears of it where they wrote it.
 */
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
  const about =
    line.kind === 'social' && 'person' in line.social ? line.social.person : readerOf(line, stored?.task.requester)
  const person = 'person' in line ? line.person : about
  const notice: Notification = { kind: 'undelivered', task, person, why, attempts }
  const toWriter: Notification[] =
    line.kind === 'relayed' ? [{ kind: 'not-carried', task: line.task, said: line.said, files: [] }] : []
  await addLines(
    tx,
    agency,
    [notice, ...toWriter].map((each) => entryOf(each, newId)),
    now,
  )
}

/** Who was to read it, where the line names nobody by `person`. */
function readerOf(line: Notification, requester: string | undefined): string | null {
  if (line.kind === 'relayed' && line.to !== 'requester') return line.to
  const isTheirs = line.kind === 'relayed' || (line.kind === 'card' && line.for === 'requester')
  return isTheirs ? (requester ?? null) : null
}
