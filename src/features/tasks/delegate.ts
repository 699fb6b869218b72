import { anyonesDuty, is, type Person } from '#src/kernel/person.ts'
import { may, whoMay } from '#src/features/policy.ts'
import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { route, type Route } from '#src/features/routing/route.ts'
import type { TaskCommand } from './command.ts'
import { stamp, type Context } from './context.ts'
import { workingHoursOn } from './promise.ts'
import { longestBrief, type Task, type TaskEvent } from './task.ts'
import { charactersIn, titleOf } from './title.ts'

/** A task comes to be, and is somebody's or the pool's in the same breath. */
export function delegate(
  command: TaskCommand<'delegate'>,
  by: Person,
  now: Temporal.Instant,
  context: Context,
): Decision<TaskEvent> {
  const { id: task, number, client, due, priority, assistant } = command
  const duty = command.duty ?? anyonesDuty
  const brief = command.brief.trim()
  const refusal = whyNotFor(by, client) ?? whyNotBrief(brief) ?? whyNotDue(due, now)
  if (refusal) return refuse(refusal)

  const title = titleOf(command.title.trim() || brief)
  const found = route({ client, duty, named: assistant, text: wordsOf({ title, brief }) }, context, now, [])
  if ('refused' in found) return refuse(found.refused)

  const head = stamp(by, now, context)
  return accept(
    {
      type: 'task-delegated',
      ...{ task, number, client, requester: by.id, title, brief, duty, due },
      priority: priority ?? 'normal',
      ...head,
    },
    offer(found, now, context, head),
  )
}

/** A task's own words, in which rules look for theirs. */
export function wordsOf({ title, brief }: Pick<Task, 'title' | 'brief'>): string {
  return `${title}\n${brief}`
}

/** Where a task goes next. The pool is nobody's, so its response time is in plain hours. */
export function offer(
  found: Exclude<Route, { refused: Refusal }>,
  now: Temporal.Instant,
  { responseHours }: Context,
  head: Pick<TaskEvent, 'by' | 'via' | 'at'>,
): TaskEvent {
  const { routed } = found
  if (found.to === 'pool') {
    return { type: 'task-opened', routed, actBy: workingHoursOn(now, responseHours, null), ...head }
  }
  const { assistant } = found
  const actBy = workingHoursOn(now, responseHours, assistant)
  return { type: 'task-assigned', assistant: assistant.id, routed, actBy, ...head }
}

function whyNotFor(by: Person, client: string): Refusal | null {
  if (may(by, 'delegate', { client })) return null
  if (is(by, 'client')) return { code: 'not-your-client', client }
  return { code: 'not-yours-to-do', needs: whoMay('delegate') }
}

export function whyNotBrief(brief: string): Refusal | null {
  const length = charactersIn(brief)
  if (length === 0) return { code: 'nothing-to-delegate' }
  return length > longestBrief ? { code: 'brief-too-long', length, limit: longestBrief } : null
}

function whyNotDue(due: Temporal.Instant | null, now: Temporal.Instant): Refusal | null {
  const past = due !== null && Temporal.Instant.compare(due, now) <= 0
  return past ? { code: 'time-past', given: due.toString(), at: due } : null
}
