import { afterQuiet } from '#src/time/quiet.ts'
import type { ClockCommandType } from './command.ts'
import { keptFor, nudgeSteps, type Kept, type NudgeStep, type Told } from './kept.ts'
import { stagesOf, type Stage, type Watched } from './stages.ts'
import { isOpen } from './task.ts'

/** One thing that time will do, if nothing happens before. */
export type Planned =
  | { does: 'nudge'; step: NudgeStep; to: string; at: Temporal.Instant; again: boolean }
  | { does: 'move'; step: ClockCommandType; at: Temporal.Instant }

/** `outcome`: when what the nudge warns of will happen. */
export type Due =
  | { does: 'nudge'; step: NudgeStep; to: string; outcome: Temporal.Instant | null }
  | { does: 'move'; command: ClockCommandType }

export type Seen = {
  due: Due[]
  /** To be remembered once what is due is done. */
  kept: Kept
  /** When to look again; `null`: never, unless the task moves. */
  next: Temporal.Instant | null
}

/** A word now is one too many where the next comes so soon. */
const close = Temporal.Duration.from({ minutes: 5 })
/** Who cannot be told of something for so long is not waited for. */
const patience = Temporal.Duration.from({ hours: 72 })

/**
 * What is due of a task now, given what was done before, and when to look again.
 *
 * It goes by the task as it stands, so nobody is reminded of what was done in time; and by what was told before, so nothing
 * is told twice. What piled up while nobody looked is told as one, the most pressing. Nothing is taken away, and
 * nothing accepted, before a word of it was said and some time has passed since.
 */
export function watch(watched: Watched, before: Kept | null, now: Temporal.Instant): Seen {
  const kept = keptFor(watched.task.moved, before)
  const planned = timetable(watched, kept, now)
  const due = planned.filter(({ at }) => Temporal.Instant.compare(at, now) <= 0)

  const move = due.find((each) => each.does === 'move')
  if (move?.does === 'move') return { due: [{ does: 'move', command: move.step }], kept, next: null }

  const nudges = due.filter((each) => each.does === 'nudge')
  const after = noted(kept, nudges, now)
  const then = timetable(watched, after, now)
  return {
    due: mostPressing(nudges)
      .filter((each) => !isFollowed(each, then, now))
      .map(({ step, to }) => ({ does: 'nudge', step, to, outcome: outcomeOf(step, then) })),
    kept: after,
    next: first(then),
  }
}

/** All that is still to come of a task, if nobody does anything. What is overdue stands at the first moment at which it can be. */
export function timetable(watched: Watched, kept: Kept, now: Temporal.Instant): Planned[] {
  if (!isOpen(watched.task)) return []
  const planned: Planned[] = []
  for (const stage of stagesOf(watched)) {
    const at = isDone(stage, kept) ? null : timeOf(stage, { watched, kept, now, planned })
    if (at && stage.does === 'nudge') planned.push({ does: 'nudge', step: stage.step, to: stage.to, at, again: false })
    if (at && stage.does === 'move') planned.push({ does: 'move', step: stage.step, at })
  }
  // Whoever asked to be reminded again named the moment: it is theirs, at whatever hour.
  for (const { step, to, until } of kept.snoozed) planned.push({ does: 'nudge', step, to, at: until, again: true })
  return planned
}

function isDone({ step, does }: Stage, { told, atRisk }: Kept): boolean {
  if (does === 'move') return false
  return told.some((each) => each.step === step) || (step === 'at-risk' && atRisk)
}

type Planning = { watched: Watched; kept: Kept; now: Temporal.Instant; planned: Planned[] }

function timeOf(stage: Stage, { watched, kept, now, planned }: Planning): Temporal.Instant {
  const at = afterWarning(stage, { kept, now, planned })
  const isUrgent = watched.task.priority === 'urgent'
  if (stage.does === 'move') return stage.work ? afterQuiet(later(at, now), stage.work) : at

  const snoozed = kept.snoozed.filter(({ to }) => to === stage.to).map(({ until }) => until)
  const wanted = snoozed.reduce(later, at)
  return isUrgent || !stage.work ? wanted : afterQuiet(later(wanted, now), stage.work)
}

/** Not before a word was said of it, unless that word cannot be said for days. */
function afterWarning({ at, after, step }: Stage, { kept, now, planned }: Omit<Planning, 'watched'>): Temporal.Instant {
  if (!after) return at
  const told = kept.told.find((each) => each.step === after.step)
  if (told) return later(at, after.wait(told.at))

  const warning = planned.find((each) => each.does === 'nudge' && each.step === after.step)
  if (!warning || warning.does === 'move') return at
  // Whoever put a word off has had one: putting it off does not put off what it speaks of.
  const putOff = kept.snoozed.some(({ to }) => to === warning.to)
  const last = kept.told.filter(({ to }) => to === warning.to).map((each) => each.at)
  if (putOff && last.length > 0) return last.reduce((a, b) => later(a, after.wait(b)), at)
  const isFar = Temporal.Instant.compare(warning.at, later(at, now).add(patience)) > 0
  // A client on holiday is waited for: silence then is no assent.
  return isFar && step !== 'accept-by-silence' && step !== 'review-last'
    ? at
    : later(at, after.wait(later(warning.at, now)))
}

type Nudge = Extract<Planned, { does: 'nudge' }>

/** Of several for the same one, the last in the order of steps. */
function mostPressing(nudges: Nudge[]): Nudge[] {
  const rank = ({ step }: Nudge) => nudgeSteps.indexOf(step)
  const receivers = [...new Set(nudges.map(({ to }) => to))]
  return receivers.flatMap((to) =>
    nudges
      .filter((each) => each.to === to)
      .toSorted((a, b) => rank(b) - rank(a))
      .slice(0, 1),
  )
}

function isFollowed({ step, to, again }: Nudge, then: Planned[], now: Temporal.Instant): boolean {
  if (again || !step.endsWith('-soon')) return false
  return then.some(
    (next) => next.does === 'nudge' && next.to === to && Temporal.Instant.compare(next.at, now.add(close)) <= 0,
  )
}

function noted(kept: Kept, nudges: Nudge[], now: Temporal.Instant): Kept {
  if (nudges.length === 0) return kept
  const told = nudges.map(({ step, to }): Told => ({ step, to, at: now }))
  return {
    ...kept,
    told: [...kept.told, ...told],
    // Reminded again: what they asked for is done.
    snoozed: kept.snoozed.filter(({ to }) => !nudges.some((each) => each.to === to)),
    atRisk: kept.atRisk || nudges.some(({ step }) => step === 'at-risk'),
  }
}

const outcomes: { [step in NudgeStep]?: ClockCommandType } = {
  'accept-soon': 'pass-on',
  'start-soon': 'lapse',
  'start-now': 'lapse',
  review: 'accept-by-silence',
  'review-last': 'accept-by-silence',
}

/** When what a word warns of will happen, as things stand; `null` where it warns of nothing. */
export function outcomeOf(step: NudgeStep, then: Planned[]): Temporal.Instant | null {
  const move = outcomes[step]
  return then.find((each) => each.does === 'move' && each.step === move)?.at ?? null
}

function first(planned: Planned[]): Temporal.Instant | null {
  return planned.map(({ at }) => at).reduce<Temporal.Instant | null>((a, b) => (a ? earlier(a, b) : b), null)
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}
