import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import { absenceAt, worksAgain } from '#src/features/people/absence.ts'
import { route, whyUnfit } from '#src/features/routing/route.ts'
import { cannotWait } from './away.ts'
import { candidateNamed, stamp, type Asked, type Context, type Elapsed } from './context.ts'
import { offer, wordsOf } from './delegate.ts'
import { notNow } from './next.ts'
import { workingHoursOn } from './promise.ts'
import type { Routed, Skipped, Task, TaskEvent } from './task.ts'
import { tooLong, longestReason, whyNotReason } from './words.ts'

/** The next backup is asked at once, and then the pool. */
export function decline({ task, command, by, now, context }: Asked<'decline'>): Decision<TaskEvent> {
  const refusal = whyNotReason(command.reason)
  if (refusal) return refuse(refusal)

  const head = stamp(by, now, context)
  const reason = command.reason.trim()
  const next = passOver(task, { person: by.id, why: 'declined' }, now, context, head)
  return accept({ type: 'assignment-declined', assistant: by.id, reason, ...head }, next)
}

/** No acceptance within the response time does what declining does. */
export function passOn({ task, now, context }: Elapsed): Decision<TaskEvent> {
  if (task.status !== 'assigned' || !hasRunOut(task, now)) return refuse(notNow(task, 'pass-on'))

  const head = stamp(null, now, context)
  const { assistant } = task
  const next = passOver(task, { person: assistant, why: 'no-answer' }, now, context, head)
  return accept({ type: 'assignment-passed-on', assistant, ...head }, next)
}

/** A claimed task goes back to the pool, whoever had been assigned for it: who gives it back has had it in hand. */
export function release({ task, command, by, now, context }: Asked<'release'>): Decision<TaskEvent> {
  const refusal = whyNotReason(command.reason)
  if (refusal) return refuse(refusal)

  const head = stamp(by, now, context)
  const next = openAgain(task, { person: by.id, why: 'declined' }, now, context, head)
  return accept({ type: 'task-released', assistant: by.id, reason: command.reason.trim(), ...head }, next)
}

/** No start within the lease. */
export function lapse({ task, now, context }: Elapsed): Decision<TaskEvent> {
  if (task.status !== 'claimed' || !hasRunOut(task, now)) return refuse(notNow(task, 'lapse'))

  const head = stamp(null, now, context)
  const { assistant } = task
  const next = openAgain(task, { person: assistant, why: 'not-started' }, now, context, head)
  return accept({ type: 'lease-ran-out', assistant, ...head }, next)
}

/**
 * Its assistant is away. What is only offered goes on like any offer, to the pool at the last; work that somebody has in
 * hand goes to who stands in for them, and else stays: it is a manager's to say.
 */
export function handOver({ task, now, context }: Elapsed): Decision<TaskEvent> {
  const holder = candidateNamed(task.assistant, context)
  const absence = holder && absenceAt(holder, now)
  if (!absence || !cannotWait(task, worksAgain(absence, holder))) return refuse(notNow(task, 'hand-over'))

  const head = stamp(null, now, context)
  const skipped: Skipped = { person: holder.id, why: 'away' }
  const next = passOver(task, skipped, now, context, head)
  if (next.type === 'task-opened' && task.status !== 'assigned') return refuse(notNow(task, 'hand-over'))
  return accept({ type: 'task-handed-over', assistant: holder.id, ...head }, saying(skipped, next))
}

/** The card says why it is not with them any more, also where they stood in no assignment. */
function saying(skipped: Skipped, event: TaskEvent): TaskEvent {
  if (event.type !== 'task-assigned' && event.type !== 'task-opened') return event
  const { routed } = event
  if (!('skipped' in routed) || routed.skipped.some(({ person }) => person === skipped.person)) return event
  return { ...event, routed: { ...routed, skipped: [skipped, ...routed.skipped] } }
}

/** A manager chooses, past the client's assignments but not past someone's duties, days away and capacity. */
export function assign({ task, command, by, now, context }: Asked<'assign'>): Decision<TaskEvent> {
  const { number, duty } = task
  const { assistant: named } = command
  const routed = { by: 'manager', person: by.id } as const
  const head = stamp(by, now, context)
  if (named === null) {
    return task.status === 'open'
      ? refuse(notNow(task, command.type))
      : accept(offer({ to: 'pool', routed }, now, context, head))
  }
  if (task.assistant === named) return refuse({ code: 'already-theirs', number, assistant: named })

  const assistant = candidateNamed(named, context)
  const unfit = whyUnfit(assistant, { named, duty }, now)
  if (!assistant || unfit) return refuse(unfit ?? { code: 'not-an-assistant', name: named })
  return accept(offer({ to: 'assistant', assistant, routed }, now, context, head))
}

export function cancel({ command, by, now, context }: Asked<'cancel'>): Decision<TaskEvent> {
  const reason = command.reason.trim()
  const long = tooLong(reason, longestReason)
  return long ? refuse(long) : accept({ type: 'task-cancelled', reason, ...stamp(by, now, context) })
}

/** Whether the time of the one who must act has passed. Where nothing says by when, it never has. */
export function hasRunOut({ actBy }: Task, now: Temporal.Instant): boolean {
  return actBy !== null && Temporal.Instant.compare(actBy, now) <= 0
}

/** Whoever asked for it had named them: its client is to read that it was they who declined. */
function asNamed({ routed }: Task, skipped: Skipped): Skipped {
  return routed.by === 'named' && skipped.why !== 'away' ? { ...skipped, named: true } : skipped
}

type Head = Pick<TaskEvent, 'by' | 'via' | 'at'>

function passOver(task: Task, passed: Skipped, now: Temporal.Instant, context: Context, head: Head): TaskEvent {
  const { client, duty, passedOver } = task
  const skipped = asNamed(task, passed)
  const found = route({ client, duty, named: null, text: wordsOf(task) }, context, now, [...passedOver, skipped])
  return 'refused' in found ? openAgain(task, skipped, now, context, head) : offer(found, now, context, head)
}

function openAgain(task: Task, skipped: Skipped, now: Temporal.Instant, context: Context, head: Head): TaskEvent {
  const routed: Routed = { by: 'pool', skipped: [...task.passedOver, asNamed(task, skipped)] }
  return { type: 'task-opened', routed, actBy: workingHoursOn(now, context.responseHours, null), ...head }
}
