import { addLines } from '#db/repositories/outbox.ts'
import { wasDown } from '#db/repositories/runs.ts'
import { lockIfFree, taskById } from '#db/repositories/tasks.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { moveTask } from '#src/features/tasks/handlers/tasks.ts'
import { keepWatch, loadWatched } from '#src/features/tasks/handlers/watch.ts'
import { managers, readKept } from '#src/features/tasks/kept.ts'
import { riskNow } from '#src/features/tasks/risk.ts'
import type { Watched } from '#src/features/tasks/stages.ts'
import { watch, type Due } from '#src/features/tasks/watch.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import type { Waking } from '#src/bot/timers.ts'

/** What comes later than this says so, where nobody ran at its moment: what merely took its time is not said to be more than that. */
const inTime = Temporal.Duration.from({ minutes: 10 })

/** Looks at one task: makes the move that time makes, or says what is to be said, and plans the next look. */
export async function lookAtTask(waking: Waking): Promise<void> {
  const { tx, agency, wake, now, newId } = waking
  const stored = await lockIfFree(tx, agency.id, wake.subject)
  // Whoever moves it now waits for this wake in their turn, so we must not wait for them; they will plan it anew.
  if (!stored) return comeBack(waking)
  const { task } = stored

  const watched = await loadWatched(waking, task)
  const seen = watch(watched, readKept(wake.note), now)

  const move = seen.due.find((each) => each.does === 'move')
  if (move?.does === 'move') {
    const acting = { tx, agency, now, newId, by: null, via: 'clock' as const }
    const moved = await moveTask(acting, task.number, () => ({ type: move.command }))
    if (!moved.ok) throw new Error(`the clock may not ${move.command} #${task.number}: ${moved.reason.code}`)
    return
  }
  const isLate = Temporal.Instant.compare(wake.at.add(inTime), now) < 0 && (await wasDown(tx, wake.at))
  const late = isLate ? wake.at : null
  const lines = seen.due.flatMap((each) => [...lineFor(watched, each, { now, late }), ...cardsFor(watched, each)])
  await addLines(
    tx,
    agency.id,
    lines.map((line) => entryOf(line, newId)),
    now,
  )
  await keepWatch(waking, watched, seen.kept)
}

/** What was in time is late from now on: the cards say so where they stand. */
function cardsFor({ task }: Watched, due: Due): Notification[] {
  if (due.does === 'move' || (due.step !== 'due-now' && due.step !== 'at-risk')) return []
  const { id, assistant } = task
  return [
    { kind: 'card', task: id, for: 'requester' },
    ...(assistant && task.status !== 'assigned'
      ? [{ kind: 'card', task: id, for: 'assistant', person: assistant } as const]
      : []),
  ]
}

async function comeBack({ tx, agency, wake, now }: Waking): Promise<void> {
  if (await taskById(tx, agency.id, wake.subject))
    return setTimer(tx, agency.id, { ...wake, at: now.add({ seconds: 2 }) })
  return clearTimer(tx, agency.id, wake.kind, wake.subject)
}

function lineFor(
  { task, assistant }: Watched,
  due: Due,
  { now, late }: { now: Temporal.Instant; late: Temporal.Instant | null },
): Notification[] {
  if (due.does === 'move') return []
  const { step, to, outcome } = due
  return [
    {
      kind: 'nudge',
      task: task.id,
      person: to === managers ? null : to,
      step,
      version: task.moved,
      told: now.toString(),
      outcome: outcome?.toString() ?? null,
      why: step === 'at-risk' ? riskNow(task, assistant?.work ?? null, now) : null,
      late: late?.toString() ?? null,
    },
  ]
}
