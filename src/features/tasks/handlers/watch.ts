import { assignmentsOf } from '#db/repositories/clients.ts'
import { rulesOf } from '#db/repositories/rules.ts'
import { firstManaging, loadCandidates, peopleById, personById } from '#db/repositories/people.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { is, type Candidate } from '#src/kernel/person.ts'
import { route } from '#src/features/routing/route.ts'
import { namedByRules } from '#src/features/routing/rule.ts'
import { candidateNamed, type Context } from '#src/features/tasks/context.ts'
import { wordsOf } from '#src/features/tasks/delegate.ts'
import { keptFor, managers, readKept, writeKept, type Kept, type Told } from '#src/features/tasks/kept.ts'
import type { Receiver, Watched } from '#src/features/tasks/stages.ts'
import { isOpen, type Task } from '#src/features/tasks/task.ts'
import { timetable } from '#src/features/tasks/watch.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { WorkTime } from '#src/time/hours.ts'
import type { Acting } from './tasks.ts'

/** When an unfinished task of which nothing is planned is looked at all the same; until then its wake remembers what was told. */
const lookAgain = Temporal.Duration.from({ hours: 30 * 24 })

type Where = Pick<Acting, 'tx' | 'agency' | 'now'>

/**
 * From now on the clock looks at the task as it has become; `note` is what it remembered until now. Answers lines that close what it
 * said of the wait that is over, so that no button stays where there is nothing left to press for.
 */
export async function watchFrom(
  { tx, agency, now }: Where,
  facts: Context,
  before: Task | null,
  after: Task,
  note: unknown,
): Promise<Notification[]> {
  const kept = forNewDue(readKept(note), before, after)
  await keepWatch({ tx, agency, now }, watchedIn(facts, after, null, now), keptFor(after.moved, kept))
  return kept && kept.version !== after.moved ? kept.told.map((told) => closing(after.id, kept.version, told)) : []
}

/** Of another due time it is told anew that it may be late. */
function forNewDue(kept: Kept | null, before: Task | null, after: Task): Kept | null {
  if (!kept || !before || before.due?.epochMilliseconds === after.due?.epochMilliseconds) return kept
  return { ...kept, atRisk: false, told: kept.told.filter(({ step }) => step !== 'at-risk') }
}

/** Sets when to look next, with what was told so far. Sooner than it should be does no harm: whoever looks sees that. */
export async function keepWatch({ tx, agency, now }: Where, watched: Watched, kept: Kept): Promise<void> {
  const { task } = watched
  if (!isOpen(task)) return clearTimer(tx, agency.id, 'task', task.id)
  const [next] = timetable(watched, kept, now)
    .map(({ at }) => at)
    .toSorted(Temporal.Instant.compare)
  const soonest = now.add({ seconds: 1 })
  const at = next && Temporal.Instant.compare(next, soonest) < 0 ? soonest : (next ?? now.add(lookAgain))
  await setTimer(tx, agency.id, { kind: 'task', subject: task.id, at, note: writeKept(kept) })
}

/**
 * The same for one that is only looked at: of a large agency no more people are read than it may be about. `inHand`: what they hold, where that
 * was read with the task.
 */
export async function loadWatched(
  { tx, agency, now }: Where,
  task: Task,
  inHand: ReadonlyMap<string, number> | null = null,
): Promise<Watched> {
  const [assignments, rules, requester, manager] = await Promise.all([
    assignmentsOf(tx, agency.id, task.client),
    rulesOf(tx, agency.id),
    personById(tx, agency.id, task.requester),
    firstManaging(tx, agency.id),
  ])
  const people = new Set([
    ...assignments.flatMap(({ primary, backups }) => [primary, ...backups]),
    ...namedByRules(rules, task),
  ])
  if (task.assistant) people.add(task.assistant)
  const candidates = inHand
    ? (await peopleById(tx, agency.id, [...people]))
        .filter((person) => is(person, 'assistant'))
        .map((person): Candidate => ({ ...person, inHand: inHand.get(person.id) ?? 0, lastAssigned: null }))
    : await loadCandidates(tx, agency.id, [...people])
  const { responseHours, leaseHours, reviewDays } = agency
  const times = { responseHours, leaseHours, reviewDays }
  return watchedIn({ via: 'clock', candidates, assignments, rules, requester, ...times }, task, manager, now)
}

/** A task with those whom the clock may write to about it. */
export function watchedIn(facts: Context, task: Task, manager: WorkTime | null, now: Temporal.Instant): Watched {
  const assistant = candidateNamed(task.assistant, facts)
  const { requester } = facts
  return {
    task,
    assistant: assistant && { person: assistant.id, work: assistant },
    requester: requester && { person: task.requester, work: requester },
    backup: backupIn(facts, task, now),
    manager,
    responseHours: facts.responseHours,
  }
}

/** Who would be asked if its assistant gave it back. */
function backupIn(facts: Context, task: Task, now: Temporal.Instant): Receiver | null {
  const { client, duty, assistant, passedOver } = task
  if (!assistant) return null
  const without = [...passedOver, { person: assistant, why: 'no-answer' as const }]
  const found = route({ client, duty, named: null, text: wordsOf(task) }, facts, now, without)
  return 'to' in found && found.to === 'assistant' ? { person: found.assistant.id, work: found.assistant } : null
}

function closing(task: string, version: number, { step, to, at }: Told): Notification {
  const person = to === managers ? null : to
  return { kind: 'nudge', task, person, step, version, told: at.toString(), outcome: null, why: null, late: null }
}
