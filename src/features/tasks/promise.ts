import { addWorkingTime, isWorking, nextWorkingStart, workingTimeBetween, type WorkTime } from '#src/time/hours.ts'
import { wakingTime } from '#src/time/quiet.ts'
import type { Task } from './task.ts'

const hour = 3_600_000

/**
 * The moment by which that many of someone's working hours have passed; their waking hours, where they have set none.
 * Plain hours when it is nobody's: the pool, or an assistant who has left.
 */
export function workingHoursOn(from: Temporal.Instant, hours: number, work: WorkTime | null): Temporal.Instant {
  return workingTimeOn(from, hours * hour, work)
}

export function workingTimeOn(from: Temporal.Instant, duration: number, work: WorkTime | null): Temporal.Instant {
  const passed = work && addWorkingTime(from, duration, wakingTime(work))
  return passed ?? from.add({ milliseconds: Math.round(duration) })
}

/** Milliseconds of someone's working time, counted as `workingHoursOn` counts it. */
export function workingTimeOf(from: Temporal.Instant, to: Temporal.Instant, work: WorkTime | null): number {
  if (work) return workingTimeBetween(from, to, wakingTime(work))
  return Math.max(0, to.epochMilliseconds - from.epochMilliseconds)
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
  const left = workingTimeOf(askedAt, promise, work)
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

/**
 * In days of 24 hours, on which those do not count that the client is away; and never at an hour at which the client is
 * not there, but when they come back.
 */
export function reviewEnd(now: Temporal.Instant, days: number, work: WorkTime | null): Temporal.Instant {
  if (!work) return now.add({ hours: 24 * days })
  const { zone, hours, away } = wakingTime(work)
  const present = addWorkingTime(now, 24 * days * hour, { zone, hours: null, away }) ?? now.add({ hours: 24 * days })
  if (isWorking(present, zone, hours, away)) return present
  return nextWorkingStart(present, zone, hours, away) ?? present
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}
