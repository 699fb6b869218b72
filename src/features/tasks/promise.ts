import { addWorkingTime, isWorking, nextWorkingStart, workingTimeBetween, type WorkTime } from '#src/time/hours.ts'
import { wakingTime } from '#src/time/quiet.ts'
import { weekdayOf } from '#src/time/weekdays.ts'
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

/** Whoever takes a task on stands behind its due time. Where there is none to be kept nothing is promised until they say when. */
export function firstPromise({ due }: Pick<Task, 'due'>, now: Temporal.Instant): Temporal.Instant | null {
  return due && Temporal.Instant.compare(due, now) > 0 ? due : null
}

/** When somebody without hours of their own has done by what they promise for a day. */
const usualEvening = '18:00'

/**
 * What "today" or "tomorrow" promises: the end of their hours on that day, or six in the evening on a day that has none; once
 * that has passed, the end of the day.
 */
export function endOfDay(date: Temporal.PlainDate, { zone, hours }: WorkTime, now: Temporal.Instant): Temporal.Instant {
  const ends = (hours?.[weekdayOf(date)] ?? []).map(({ to }) => to).toSorted()
  const atTime = (time: string) =>
    time === '24:00' ? lastMinute(date, zone) : date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
  const end = atTime(ends.at(-1) ?? usualEvening)
  return Temporal.Instant.compare(end, now) > 0 ? end : lastMinute(date, zone)
}

function lastMinute(date: Temporal.PlainDate, zone: string): Temporal.Instant {
  return date.toZonedDateTime({ timeZone: zone, plainTime: '23:59' }).toInstant()
}

/** An answer gives back the working time that was left when the question was asked; lateness from before it stays. */
export function promiseAfterAnswer(
  { promise, question }: Extract<Task, { status: 'waiting' }>,
  now: Temporal.Instant,
  work: WorkTime | null,
): Temporal.Instant | null {
  if (!promise) return null
  const { askedAt } = question
  const left = workingTimeOf(askedAt, promise, work)
  return left > 0 ? later(promise, workingTimeOn(now, left, work)) : promise
}

/** Work that comes back has that many working hours at least, whatever was promised before. */
export function promiseAfterReview(
  promise: Temporal.Instant | null,
  now: Temporal.Instant,
  hours: number,
  work: WorkTime | null,
): Temporal.Instant | null {
  return promise && later(promise, workingHoursOn(now, hours, work))
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
