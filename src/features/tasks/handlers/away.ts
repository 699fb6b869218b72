import { addLines } from '#db/repositories/outbox.ts'
import { findTasks, lockIfFree } from '#db/repositories/tasks.ts'
import { clearTimer, setTimer, timerOf } from '#db/repositories/timers.ts'
import {
  absencesOf,
  hasBegun,
  planAbsence,
  readSeen,
  worksAgain,
  writeSeen,
  type Absence,
  type Plan,
} from '#src/features/people/absence.ts'
import type { AwaySaid } from '#src/features/people/away-said.ts'
import { is, type Away, type Person } from '#src/kernel/person.ts'
import { cannotWait, handedOverFrom } from '#src/features/tasks/away.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import { heldLines } from '#src/features/telling/queries/held.ts'
import { moveTask, type Acting } from './tasks.ts'

type Where = Pick<Acting, 'tx' | 'agency' | 'now' | 'newId'>

/** More than anybody holds. */
const mostHeld = 10_000

/** What became of the tasks that could not wait; `null`: nothing was to be done now. */
export type Gone = { given: Task[]; opened: Task[]; left: Task[] }

/**
 * Hands over what cannot wait if somebody is away now, once for each absence, and plans when to look at their days again.
 * The caller holds the person's row, so that nobody changes their days meanwhile. `byTime`: nobody has just said so.
 */
export async function lookAtAbsence(where: Where, person: Person, byTime = false): Promise<Gone | null> {
  const { tx, agency, now } = where
  const wake = await timerOf(tx, agency.id, 'away', person.id)
  const plan = planAbsence(person, readSeen(wake?.note), now)
  const again = (at: Temporal.Instant, note: unknown) =>
    setTimer(tx, agency.id, { kind: 'away', subject: person.id, at, note })

  if (plan.does === 'nothing') {
    if (wake) await clearTimer(tx, agency.id, 'away', person.id)
    return null
  }
  if (plan.does === 'wait') {
    await again(plan.at, writeSeen(plan.seen))
    return null
  }
  const held = await lockHeld(where, person, worksAgain(plan.absence, person))
  if (!held) {
    await again(now.add({ seconds: 2 }), writeSeen(plan.seen))
    return null
  }
  const gone = await handOver(where, held)
  const listed = await list(where, person, plan, gone, byTime)
  await again(plan.back, writeSeen({ ...plan.absence, listed }))
  return gone
}

/**
 * Theirs that cannot wait, the most pressing first; `null` when somebody is at one of them just now. Whoever moves a task
 * may wait for the person, whom we hold, so we must not wait for them.
 */
async function lockHeld({ tx, agency }: Where, person: Person, back: Temporal.Instant): Promise<Task[] | null> {
  const held: Task[] = []
  for (const { id } of await heldBy({ tx, agency }, person, back)) {
    const stored = await lockIfFree(tx, agency.id, id)
    if (!stored) return null
    if (stored.task.assistant === person.id && cannotWait(stored.task, back)) held.push(stored.task)
  }
  return held
}

async function heldBy({ tx, agency }: Pick<Where, 'tx' | 'agency'>, { id }: Person, back: Temporal.Instant) {
  const wanted = { assistant: id, statuses: [...handedOverFrom] }
  const found = await findTasks(tx, agency.id, wanted, { limit: mostHeld })
  return found.map(({ task }) => task).filter((task) => cannotWait(task, back))
}

async function handOver(where: Where, held: Task[]): Promise<Gone> {
  const gone: Gone = { given: [], opened: [], left: [] }
  for (const task of held) {
    const acting = { ...where, by: null, via: 'clock' as const }
    const moved = await moveTask(acting, task.number, () => ({ type: 'hand-over' }))
    if (!moved.ok) gone.left.push(task)
    else if (moved.task.status === 'open') gone.opened.push(moved.task)
    else gone.given.push(moved.task)
  }
  return gone
}

/** One message for whoever manages. Answers the tasks of which they know. */
async function list(
  where: Where,
  { id: assistant }: Person,
  { absence, seen }: Extract<Plan, { does: 'hand-over' }>,
  gone: Gone,
  byTime: boolean,
): Promise<string[]> {
  const { tx, agency, now, newId } = where
  const known = seen?.listed ?? []
  const left = gone.left.map(({ id }) => id).filter((id) => !known.includes(id))
  const opened = gone.opened.map(({ id }) => id)
  if (left.length + opened.length > 0) {
    const { from, to } = absence
    const line: Notification = { kind: 'away', assistant, from: from.toString(), to: to.toString(), left, opened }
    const lines = [line, ...gone.left.filter(({ id }) => left.includes(id)).map((task) => toItsClient(task, assistant))]
    await addLines(
      tx,
      agency.id,
      byTime ? await heldLines(where, lines) : lines.map((each) => entryOf(each, newId)),
      now,
    )
  }
  return [...known, ...left]
}

/** Whoever waits for it hears that it found nobody. No event says so: what time did after one is told beside it. */
function toItsClient({ id: task, requester, version }: Task, assistant: string): Notification {
  return {
    kind: 'notice',
    task,
    person: requester,
    notice: { about: 'nobody-free', assistant, event: -version, by: null },
  }
}

/** What whoever has just said their days away is to know of it; `null` for who is no assistant, or has none. */
export async function awaySaid(
  where: Where,
  person: Person,
  before: Away[],
  gone: Gone | null,
): Promise<AwaySaid | null> {
  const absence = newestOf(person, before, where.now)
  if (!absence || !is(person, 'assistant')) return null
  const days = { from: absence.from.toString(), to: absence.to.toString() }
  const numbers = (tasks: Task[]) => tasks.map(({ number }) => number)
  const begun = hasBegun(absence, person.zone, where.now)
  if (begun && gone)
    return { ...days, when: 'now', given: numbers(gone.given), opened: numbers(gone.opened), left: numbers(gone.left) }
  const held = numbers(await heldBy(where, person, worksAgain(absence, person)))
  // It was looked at before: what is still theirs is what nobody could take.
  return begun ? { ...days, when: 'now', given: [], opened: [], left: held } : { ...days, when: 'later', tasks: held }
}

function newestOf(person: Person, before: Away[], now: Temporal.Instant): Absence | null {
  const all = absencesOf(person, now)
  const isNew = (absence: Absence) => !before.some(({ from, to }) => from.equals(absence.from) && to.equals(absence.to))
  return all.find(isNew) ?? all[0] ?? null
}
