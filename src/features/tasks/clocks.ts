import type { WorkTime } from '#src/time/hours.ts'
import { evolve } from './evolve.ts'
import { workingTimeOf } from './promise.ts'
import { isStillEvent, nextToAct, type Task, type TaskEvent } from './task.ts'

export const sides = ['assistant', 'client', 'manager'] as const
export type Side = (typeof sides)[number]

/**
 * How long someone was waited for until an event came, in milliseconds. Working time is counted in the hours that they
 * have when it ends; of a task in the pool, which is nobody's, every hour counts.
 */
export type Span = { waitedOn: Side | null; waitedPerson: string | null; plainMs: number; workMs: number }

/** When somebody works, by id; `null` for who is no longer there. */
type Hours = (person: string) => WorkTime | null

/** What each of these events ended. The first of a task's life ends nothing, and neither does what follows in the same breath. */
export function spansOf(before: Task | null, events: readonly TaskEvent[], hoursOf: Hours): (Span | null)[] {
  let task = before
  return events.map((event) => {
    // What moves nothing ends no wait: the next move counts all of it.
    const span = task && !goesOn(task, event) ? spanTo(task, event.at, hoursOf) : null
    task = evolve(task, event)
    return span
  })
}

function goesOn(task: Task, event: TaskEvent): boolean {
  return isStillEvent(event) ? event.type !== 'task-rated' : event.type === 'task-promised' && task.status === 'waiting'
}

/** Who is waited for now, and for how long already. A task that is over waits for nobody. */
export function spanTo(task: Task, at: Temporal.Instant, hoursOf: Hours): Span {
  const next = nextToAct(task)
  if (!next) return { waitedOn: null, waitedPerson: null, plainMs: 0, workMs: 0 }

  const waitedPerson = next.who === 'manager' ? null : next.person
  const work = waitedPerson === null ? null : hoursOf(waitedPerson)
  return {
    waitedOn: next.who === 'requester' ? 'client' : next.who,
    waitedPerson,
    plainMs: Math.max(0, at.epochMilliseconds - task.since.epochMilliseconds),
    workMs: Math.round(workingTimeOf(task.since, at, work)),
  }
}

/** The two clocks of a task: how long each side was waited for in all. */
export type Waited = { [side in Side]?: { plainMs: number; workMs: number } }

export function withSpan(waited: Waited, { waitedOn, plainMs, workMs }: Span): Waited {
  if (!waitedOn) return waited
  const before = waited[waitedOn] ?? { plainMs: 0, workMs: 0 }
  return { ...waited, [waitedOn]: { plainMs: before.plainMs + plainMs, workMs: before.workMs + workMs } }
}
