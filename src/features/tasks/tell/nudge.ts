import { viewFrom } from '#src/features/tasks/queries/views.ts'
import { isDue, nudgeCard } from '#src/features/tasks/nudges.ts'
import { nudgeTopic, type Notification } from '#src/features/telling/line.ts'
import { readerFor } from '#src/words/reader.ts'
import { findDesk, findDirect, type Found, type Parts } from '#src/features/telling/tell/destinations.ts'
import { astray, isGone, load, place, put, type Composed, type Known } from '#src/features/telling/tell/known.ts'

type Nudge = Extract<Notification, { kind: 'nudge' }> & { person: string }

/** A word from the clock: told only while it is still so, and closed where it was told before. */
export async function composeNudge(parts: Parts, home: string, line: Nudge): Promise<Composed> {
  const about = { topic: nudgeTopic(line), person: line.person }
  const known = await load(parts, { agency: home, task: line.task }, about)
  if (!known) return { kind: 'nothing', why: 'the task is gone' }
  const { stored, message, person } = known
  if (!message && !isDue(stored.task, line)) return { kind: 'nothing', why: 'done in time' }
  if (!person) return { kind: 'nothing', why: 'the person is gone' }
  if (!message && isGone(person, stored)) return { kind: 'nothing', why: 'no longer theirs to see' }

  const to = message ? place(message) : await whereFor(parts, known, line)
  if (to.kind !== 'here') return astray(to)
  return put(known, to.at, nudgeCard(viewFrom(known, parts.now()), line, person, readerFor(person, parts.now())))
}

/** Beside the work, for whoever works on it; what is only offered has no desk yet. */
async function whereFor(parts: Parts, known: Known, line: Nudge): Promise<Found> {
  const { person } = line
  const { agency, identities } = known
  const { task } = known.stored
  if (task.status === 'assigned') return findDirect(parts, agency, person, 'discord', identities)
  return task.assistant === person
    ? findDesk(parts, known, person)
    : findDirect(parts, agency, person, null, identities)
}
