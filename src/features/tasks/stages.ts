import { workingUntil, type WorkTime } from '#src/time/hours.ts'
import { isQuiet, wakingTime } from '#src/time/quiet.ts'
import type { ClockCommandType } from './command.ts'
import { managers, type NudgeStep } from './kept.ts'
import { workingHoursOn, workingTimeOf, workingTimeOn } from './promise.ts'
import { riskOf } from './risk.ts'
import type { Task } from './task.ts'

/** Somebody whom the clock may write to, and when they may be written to. */
export type Receiver = { person: string; work: WorkTime }

/** A task, and those who wait or are waited for. */
export type Watched = {
  task: Task
  /** `null` when they have left. */
  assistant: Receiver | null
  requester: Receiver | null
  /** Who would be asked next, if the assistant gave it back. */
  backup: Receiver | null
  /** Whose hours hold what managers are told; `null`: it is told at any hour. */
  manager: WorkTime | null
  responseHours: number
}

/** What comes before it, and how long before. */
type After = { step: NudgeStep; wait(told: Temporal.Instant): Temporal.Instant }

export type Stage =
  | { does: 'nudge'; step: NudgeStep; to: string; work: WorkTime | null; at: Temporal.Instant; after?: After }
  /** `work`: in whose hours it is to happen; `null`: at any. */
  | { does: 'move'; step: ClockCommandType; at: Temporal.Instant; work: WorkTime | null; after?: After }

/** How much of the time passes before the first word, and how long after a word, at the least, what it spoke of happens. */
const soon = 0.75
const grace = 0.2
/** Of a review there are two words, the first earlier, and not so long between them: days are longer than hours. */
const reviewSoon = 0.5
const reviewGrace = 0.1

const hour = 3_600_000
/** However short a time limit is, there is that long between a word and what it spoke of. */
const shortest = hour / 4

/** All that time does to a task as it stands, in order; whether it was done is not asked here. */
export function stagesOf(watched: Watched): Stage[] {
  return [...waitStages(watched), ...riskStages(watched)]
}

function waitStages(watched: Watched): Stage[] {
  switch (watched.task.status) {
    case 'assigned':
      return offerStages(watched)
    case 'open':
      return poolStages(watched)
    case 'claimed':
      return leaseStages(watched)
    case 'in-progress':
      return watched.task.promise ? promiseStages(watched, watched.task.promise) : unpromisedStages(watched)
    case 'waiting':
      return answerStages(watched)
    case 'in-review':
      return reviewStages(watched)
    case 'done':
    case 'cancelled':
      return []
  }
}

/** An offer that nobody answers goes to the next one. */
function offerStages({ task: { since, actBy }, assistant }: Watched): Stage[] {
  if (!actBy) return []
  const time = pace(since, actBy, assistant?.work ?? null)
  return [
    ...nudge(assistant, 'accept-soon', time.at(soon)),
    { does: 'move', step: 'pass-on', at: actBy, work: null, ...after(assistant, 'accept-soon', time.grace) },
  ]
}

/** The pool is nobody's: its client is told once, and then reads of it in the digest; whoever manages is told twice. */
function poolStages({ task: { since, actBy }, requester, manager: work }: Watched): Stage[] {
  if (!actBy) return []
  const time = pace(since, actBy, null)
  return [
    { does: 'nudge', step: 'unclaimed', to: managers, work, at: actBy },
    ...nudge(requester, 'untaken', actBy),
    { does: 'nudge', step: 'unclaimed-still', to: managers, work, at: time.at(3) },
  ]
}

/** A claim that is not started goes back, a quarter of its lease after it ran out and after a word about it. */
function leaseStages(watched: Watched): Stage[] {
  const { task, assistant } = watched
  const { since, actBy } = task
  if (!actBy) return []
  const time = pace(since, actBy, assistant?.work ?? null)
  const promised = task.promise && Temporal.Instant.compare(task.promise, actBy) < 0 ? task.promise : null
  return [
    // What is promised before the lease runs out is spoken of then, and once is enough.
    ...(promised ? promiseStages(watched, promised) : nudge(assistant, 'start-soon', time.at(soon))),
    ...nudge(assistant, 'start-now', actBy),
    { does: 'move', step: 'lapse', at: time.at(2 - soon), work: null, ...after(assistant, 'start-now', time.grace) },
  ]
}

/** Work that is not handed in as promised: a word before and when, then whoever stands in, then whoever manages. */
function promiseStages(
  { task: { since }, assistant, backup, manager, responseHours }: Watched,
  promise: Temporal.Instant,
): Stage[] {
  const work = assistant?.work ?? null
  // Who begins when it is late already knows that.
  const late = Temporal.Instant.compare(promise, since) <= 0
  const by = late ? workingHoursOn(since, 1, work) : promise
  const time = pace(since, by, work)
  const pause = Math.max(shortest, Math.min(time.total / 4, responseHours * hour))
  // Someone who is not there for days is not waited for.
  const past = (times: number) => earlier(workingTimeOn(by, times * pause, work), by.add({ hours: 24 * times }))
  return [
    ...(late ? [] : nudge(assistant, 'due-soon', time.at(soon))),
    ...nudge(assistant, 'due-now', by),
    ...nudge(backup, 'standby', past(1)),
    { does: 'nudge', step: 'late-work', to: managers, work: manager, at: past(backup ? 2 : 1) },
  ]
}

/** Work that is begun, and nobody has said by when it will be done: its assistant is asked, and then whoever manages is told. */
function unpromisedStages({ task: { since, due }, assistant, manager, responseHours }: Watched): Stage[] {
  // What is overdue already is spoken of as that.
  if (due) return []
  const at = (times: number) => workingHoursOn(since, times * responseHours, assistant?.work ?? null)
  return [
    ...nudge(assistant, 'promise', at(1)),
    { does: 'nudge', step: 'unpromised', to: managers, work: manager, at: at(4) },
  ]
}

/** A question has no time limit: its client is reminded when an assistant would have had to answer, and once more. */
function answerStages({ task: { since }, requester, manager, responseHours }: Watched): Stage[] {
  const at = (times: number) => workingHoursOn(since, times * responseHours, requester?.work ?? null)
  return [
    ...nudge(requester, 'answer', at(1)),
    ...nudge(requester, 'answer-still', at(3)),
    { does: 'nudge', step: 'unanswered', to: managers, work: manager, at: at(6) },
  ]
}

/** Silence accepts a result, after two words about it. */
function reviewStages({ task: { since, actBy }, requester }: Watched): Stage[] {
  if (!actBy) return []
  const time = pace(since, actBy, null, reviewGrace)
  const work = requester?.work ?? null
  // What would fall into the night or a weekend is said before it, so that silence can accept when the card says so.
  const first = beforeQuiet(time.at(reviewSoon), time.at(reviewSoon / 2), work)
  const last = beforeQuiet(time.at(soon), time.at(reviewSoon), work)
  return [
    ...nudge(requester, 'review', first),
    ...nudge(requester, 'review-last', last).map((stage) => ({ ...stage, ...after(requester, 'review', time.grace) })),
    { does: 'move', step: 'accept-by-silence', at: actBy, work, ...after(requester, 'review-last', time.grace) },
  ]
}

/** An hour before they leave, where they are not there at that moment; the moment itself, where that would be before `least`. */
function beforeQuiet(at: Temporal.Instant, least: Temporal.Instant, work: WorkTime | null): Temporal.Instant {
  if (!work || !isQuiet(at, work)) return at
  const heard = workingUntil(least, at, wakingTime(work))?.subtract({ hours: 1 })
  const isHeard = heard && !isQuiet(heard, work) && Temporal.Instant.compare(heard, least) >= 0
  return isHeard ? heard : at
}

function riskStages({ task, assistant, requester }: Watched): Stage[] {
  const risk = riskOf(task, assistant?.work ?? null)
  return risk ? nudge(requester, 'at-risk', risk.at) : []
}

function nudge(receiver: Receiver | null, step: NudgeStep, at: Temporal.Instant): (Stage & { does: 'nudge' })[] {
  return receiver ? [{ does: 'nudge', step, to: receiver.person, work: receiver.work, at }] : []
}

/** Nobody is there to be told first. */
function after(receiver: Receiver | null, step: NudgeStep, wait: After['wait']): { after?: After } {
  return receiver ? { after: { step, wait } } : {}
}

/** A time limit in shares of itself: in someone's working time, or in plain time where they have none in it. */
function pace(from: Temporal.Instant, to: Temporal.Instant, work: WorkTime | null, pause = grace) {
  const working = workingTimeOf(from, to, work)
  const counted = working > 0 ? work : null
  const total = working > 0 ? working : Math.max(0, to.epochMilliseconds - from.epochMilliseconds)
  return {
    total,
    at(share: number): Temporal.Instant {
      if (share <= 1) return workingTimeOn(from, share * total, counted)
      return workingTimeOn(to, (share - 1) * total, counted)
    },
    /** Someone who goes away in between is not waited for longer than a day. */
    grace(told: Temporal.Instant): Temporal.Instant {
      const length = Math.max(shortest, Math.round(pause * total))
      const plain = told.add({ milliseconds: length })
      return earlier(workingTimeOn(told, length, counted), later(told.add({ hours: 24 }), plain))
    },
  }
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}
