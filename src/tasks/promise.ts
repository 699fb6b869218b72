import { addWorkingTime, workingTimeBetween, type WorkTime } from '#src/time/hours.ts'
import type { Task } from './task.ts'

const hour = 3_600_000

/**
 * The moment by which that many of someone's working hours have passed. Plain hours when it is nobody's (the pool, or
 * an assistant who has left) and when they have no working hours at all.
 */
export function workingHoursOn(from: Temporal.Instant, hours: number, work: WorkTime | null): Temporal.Instant {
  return workingTimeOn(from, hours * hour, work)
}

function workingTimeOn(from: Temporal.Instant, duration: number, work: WorkTime | null): Temporal.Instant {
  return (work && addWorkingTime(from, duration, work)) ?? from.add({ milliseconds: Math.round(duration) })
}

/** A task without a due time, or with one that has passed, gets one the moment a human stands behind it. */
export function firstPromise(
  task: Pick<Task, 'due'>,
  now: Temporal.Instant,
  hours: number,
  work: WorkTime,
): Temporal.Instant {
  if (task.due && Temporal.Instant.compare(task.due, now) > 0) return task.due
  return workingHoursOn(now, hours, work)
}

/** An answer gives back the working time that was left when the question was asked; lateness from before it stays. */
export function promiseAfterAnswer(
  { promise, question }: Extract<Task, { status: 'waiting' }>,
  now: Temporal.Instant,
  work: WorkTime | null,
): Temporal.Instant {
  const { askedAt } = question
  const left = work ? workingTimeBetween(askedAt, promise, work) : promise.since(askedAt).total('milliseconds')
  return left > 0 ? later(promise, workingTimeOn(now, left, work)) : promise
}

/** Work that comes back has that many working hours at least, whatever was promised before. */
export function promiseAfterReview(
  promise: Temporal.Instant,
  now: Temporal.Instant,
  hours: number,
  work: WorkTime | null,
): Temporal.Instant {
  return later(promise, workingHoursOn(now, hours, work))
}

/** In days of 24 hours. */
export function reviewEnd(now: Temporal.Instant, days: number): Temporal.Instant {
  return now.add({ hours: 24 * days })
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}
