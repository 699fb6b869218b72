import type { Agency } from '#db/repositories/agencies.ts'
import { viewOf } from '#src/features/tasks/queries/views.ts'
import { isDue, nudgeCard } from '#src/features/tasks/nudges.ts'
import { nudgeTopic, type Line } from '#src/features/telling/line.ts'
import { readerFor } from '#src/words/reader.ts'
import { findDesk, findDirect, findLog, type Found, type Parts } from '#src/features/telling/tell/destinations.ts'
import { astray, isGone, load, place, put, type Composed, type Known } from '#src/features/telling/tell/known.ts'

type Nudge = Extract<Line, { kind: 'nudge' }>

/** A word from the clock: told only while it is still so, and closed where it was told before. */
export async function composeNudge(parts: Parts, agency: Agency, line: Nudge): Promise<Composed> {
  const known = await load(parts, agency, line.task, nudgeTopic(line), line.person)
  if (!known) return { kind: 'nothing', why: 'the task is gone' }
  const { stored, message, person } = known
  if (!message && !isDue(stored.task, line)) return { kind: 'nothing', why: 'done in time' }
  if (line.person !== null && !person) return { kind: 'nothing', why: 'the person is gone' }

  if (!message && person && isGone(person, stored)) return { kind: 'nothing', why: 'no longer theirs to see' }

  const where = line.person === null ? await findLog(parts, agency) : null
  const reader = where ? where.reader : person
  const to = message ? place(message) : where ? where.found : await whereFor(parts, agency, known, line)
  if (to.kind !== 'here') return astray(to)
  const view = await parts.db.inAgency(agency.id, (tx) => viewOf(tx, agency, stored.task, parts.now()))
  return put(known, to.at, nudgeCard(view, line, reader, readerFor(reader ?? agency, parts.now(), reader === null)))
}

/** Beside the work, for whoever works on it; what is only offered has no desk yet. */
async function whereFor(parts: Parts, agency: Agency, { stored }: Known, line: Nudge): Promise<Found> {
  const person = line.person ?? ''
  const { task } = stored
  if (task.status === 'assigned') return findDirect(parts, agency, person, 'discord')
  return task.assistant === person ? findDesk(parts, agency, stored, person) : findDirect(parts, agency, person, null)
}
