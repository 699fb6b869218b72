import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import { candidateNamed, stamp, type Asked, type Elapsed } from './context.ts'
import { hasRunOut } from './hand-over.ts'
import { notNow } from './next.ts'
import { promiseAfterReview } from './promise.ts'
import type { TaskEvent } from './task.ts'
import { whyNotReason } from './words.ts'

/** The client takes the result. */
export function acceptResult({ by, now, context }: Asked<'accept'>): Decision<TaskEvent> {
  return accept({ type: 'result-accepted', bySilence: false, ...stamp(by, now, context) })
}

/** Silence accepts it after the client's review time. */
export function acceptBySilence({ task, now, context }: Elapsed): Decision<TaskEvent> {
  if (task.status !== 'in-review' || !hasRunOut(task, now)) return refuse(notNow(task, 'accept-by-silence'))
  return accept({ type: 'result-accepted', bySilence: true, ...stamp(null, now, context) })
}

export function returnResult({ task, command, by, now, context }: Asked<'return'>): Decision<TaskEvent> {
  if (task.status !== 'in-review') return refuse(notNow(task, command.type))
  const refusal = whyNotReason(command.reason)
  if (refusal) return refuse(refusal)

  const promise = promiseAfterReview(task.promise, now, context.leaseHours, candidateNamed(task.assistant, context))
  return accept({ type: 'result-returned', reason: command.reason.trim(), promise, ...stamp(by, now, context) })
}

/** The same assistant goes on with it. */
export function reopen({ task, command, by, now, context }: Asked<'reopen'>): Decision<TaskEvent> {
  if (task.status !== 'done') return refuse(notNow(task, command.type))
  const refusal = whyNotReason(command.reason)
  if (refusal) return refuse(refusal)

  const promise = promiseAfterReview(task.promise, now, context.leaseHours, candidateNamed(task.assistant, context))
  return accept({ type: 'task-reopened', reason: command.reason.trim(), promise, ...stamp(by, now, context) })
}

/** May be changed, for as long as it is done. */
export function rate({ command, by, now, context }: Asked<'rate'>): Decision<TaskEvent> {
  const { stars } = command
  if (!Number.isInteger(stars) || stars < 1 || stars > 5) return refuse({ code: 'stars-one-to-five' })
  return accept({ type: 'task-rated', stars, ...stamp(by, now, context) })
}
