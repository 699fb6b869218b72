import type { Agency } from '#db/repositories/agencies.ts'
import { personById } from '#db/repositories/people.ts'
import { tasksByIds } from '#db/repositories/tasks.ts'
import { viewOf } from '#src/features/tasks/queries/views.ts'
import { awayCard } from '#src/features/tasks/away-card.ts'
import { isOpen } from '#src/features/tasks/task.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { readerFor } from '#src/words/reader.ts'
import type { Composed } from '#src/bot/outbox/compose.ts'
import { findLog, type Parts } from '#src/features/telling/tell/destinations.ts'

/** What someone who is away leaves behind, to whoever manages: as far as nobody has taken it since. */
export async function composeAway(
  parts: Parts,
  agency: Agency,
  line: Extract<Notification, { kind: 'away' }>,
): Promise<Composed> {
  const { db, now } = parts
  const known = await db.inAgency(agency.id, async (tx) => {
    const person = await personById(tx, agency.id, line.assistant)
    const stored = await tasksByIds(tx, agency.id, [...line.left, ...line.opened])
    const still = stored
      .map(({ task }) => task)
      .filter(
        (task) => isOpen(task) && (line.left.includes(task.id) ? task.assistant === line.assistant : !task.assistant),
      )
      .toSorted((a, b) => a.number - b.number)
    return { person, views: await Promise.all(still.map((task) => viewOf(tx, agency, task, now()))) }
  })
  const { person, views } = known
  if (!person || views.length === 0) return { kind: 'nothing', why: 'somebody has taken it' }

  const { found, reader } = await findLog(parts, agency)
  if (found.kind !== 'here') return found
  const left = views.filter(({ task }) => line.left.includes(task.id))
  const opened = views.filter(({ task }) => !line.left.includes(task.id))
  const news = { name: person.name, from: line.from, to: line.to, left, opened }
  const card = awayCard(news, readerFor(reader ?? agency, now(), reader === null))
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}
