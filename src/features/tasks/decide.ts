import { refuse, type Decision } from '#src/kernel/decision.ts'
import type { Person } from '#src/kernel/person.ts'
import { whoMay } from '#src/features/policy.ts'
import {
  clockCommandTypes,
  type ClockCommandType,
  type PersonCommandType,
  type TaskCommand,
  type TaskCommandType,
} from './command.ts'
import { addNote, change } from './change.ts'
import type { Asked, Context, Elapsed } from './context.ts'
import { delegate } from './delegate.ts'
import { assign, cancel, decline, handOver, lapse, passOn, release } from './hand-over.ts'
import { notNow, whyNot } from './next.ts'
import { acceptBySilence, acceptResult, rate, reopen, returnResult } from './review.ts'
import type { Task, TaskEvent } from './task.ts'
import { answer, ask, claim, promise, start, submit, takeOn } from './work.ts'

type Rule<Type extends PersonCommandType> = (asked: Asked<Type>) => Decision<TaskEvent>

/** One function per command. Each is asked only once `whyNot` has found no reason in who asks and in the status. */
const rules: { [Type in PersonCommandType]: Rule<Type> } = {
  claim,
  accept: (asked) => (asked.task.status === 'assigned' ? takeOn(asked) : acceptResult(asked)),
  decline,
  start,
  ask,
  answer,
  submit,
  return: returnResult,
  release,
  assign,
  cancel,
  reopen,
  rate,
  change,
  'add-note': addNote,
  promise,
}

const clockRules: { [Type in ClockCommandType]: (elapsed: Elapsed) => Decision<TaskEvent> } = {
  'pass-on': passOn,
  lapse,
  'accept-by-silence': acceptBySilence,
  'hand-over': handOver,
}

/**
 * What comes of a command on a task as it stands: events, or the reason why not. A decision for every status and every
 * command, never a throw.
 *
 * `task` is null before it is delegated; `by` is null for the clock. People and clients in a refusal are ids, which the
 * caller turns into names.
 */
export function decide(
  task: Task | null,
  command: TaskCommand,
  by: Person | null,
  now: Temporal.Instant,
  context: Context,
): Decision<TaskEvent> {
  if (command.type === 'delegate') {
    if (task) return refuse(notNow(task, command.type))
    return by ? delegate(command, by, now, context) : refuse({ code: 'not-yours-to-do', needs: whoMay('delegate') })
  }
  if (!task) return refuse({ code: 'no-such-task', number: context.asked ?? '' })
  if (isOfClock(command)) {
    return by ? refuse({ code: 'not-yours-to-do', needs: [] }) : clockRules[command.type]({ task, now, context })
  }
  if (!by) return refuse({ code: 'not-yours-to-do', needs: [] })

  return apply(command, { task, by, now, context })
}

function apply<Type extends PersonCommandType>(
  command: TaskCommand<Type>,
  { task, by, now, context }: Omit<Asked<Type>, 'command'>,
): Decision<TaskEvent> {
  const refusal = whyNot(command.type, task, by, now)
  return refusal ? refuse(refusal) : rules[command.type]({ task, command, by, now, context })
}

function isOfClock(command: { type: TaskCommandType }): command is { type: ClockCommandType } {
  return clockCommandTypes.some((type) => type === command.type)
}
