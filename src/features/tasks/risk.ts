import { workingUntil, type WorkTime } from '#src/time/hours.ts'
import type { Task } from './task.ts'

/** Why a task may not be done when it is due, or is not: what the client is told. */
export const risks = ['nobody', 'not-started', 'waits-for-you', 'promised-later', 'no-hours', 'late'] as const
export type Risk = (typeof risks)[number]

/** How much of the time until it is due may pass before a task that nobody works on is at risk. */
const share = 0.75
/** How long before the end of its assistant's last working time. */
const lastHour = Temporal.Duration.from({ hours: 1 })

/**
 * When the client is to hear that a task may be late, and why; `null` when it has no due time, or its result was handed in.
 * At the latest that is when it is due.
 */
export function riskOf(task: Task, assistant: WorkTime | null): { at: Temporal.Instant; why: Risk } | null {
  if (!task.due || task.result) return null
  const early = earlyRisk(task, task.due, assistant)
  return early && Temporal.Instant.compare(early.at, task.due) < 0 ? early : { at: task.due, why: lateOf(task) }
}

/** Why, at this moment: what was early once is late by then. */
export function riskNow(task: Task, assistant: WorkTime | null, now: Temporal.Instant): Risk | null {
  if (task.due && Temporal.Instant.compare(task.due, now) <= 0) return lateOf(task)
  return riskOf(task, assistant)?.why ?? null
}

function earlyRisk(task: Task, due: Temporal.Instant, assistant: WorkTime | null) {
  switch (task.status) {
    case 'open':
    case 'assigned':
      return { at: between(task.createdAt, due), why: 'nobody' as const }
    case 'claimed':
      return { at: between(task.since, due), why: 'not-started' as const }
    case 'waiting':
      return { at: between(task.since, due), why: 'waits-for-you' as const }
    case 'in-progress':
      if (task.promise && Temporal.Instant.compare(task.promise, due) > 0)
        return { at: task.since, why: 'promised-later' as const }
      return outOfHours(task.since, due, assistant)
    default:
      return null
  }
}

/** Their last working hour before it is due has begun, and the work is not handed in. */
function outOfHours(since: Temporal.Instant, due: Temporal.Instant, assistant: WorkTime | null) {
  if (!assistant || assistant.hours === null) return null
  const end = workingUntil(since, due, assistant)
  // They work until it is due: it may be done to the last minute.
  if (end && Temporal.Instant.compare(end, due) >= 0) return null
  const at = end?.subtract(lastHour) ?? since
  return { at: Temporal.Instant.compare(at, since) < 0 ? since : at, why: 'no-hours' as const }
}

function lateOf({ status }: Task): Risk {
  if (status === 'open' || status === 'assigned') return 'nobody'
  if (status === 'claimed') return 'not-started'
  return status === 'waiting' ? 'waits-for-you' : 'late'
}

function between(from: Temporal.Instant, to: Temporal.Instant): Temporal.Instant {
  return from.add({ milliseconds: Math.round(share * (to.epochMilliseconds - from.epochMilliseconds)) })
}
