import type { Waited } from './clocks.ts'
import type { Item } from './checklist.ts'
import type { Times } from '#src/features/targets/target.ts'
import type { Said } from './said-on.ts'
import type { Task } from './task.ts'

/** A task with the names that its ids stand for: all that a card needs. */
export type TaskView = {
  task: Task
  /** The client's name. */
  client: string
  /** A person's name; ids that are nobody's any more read as a dash. */
  nameOf(id: string): string
  /** When the assistant's hours begin again, while they are outside them. */
  startsAt: Temporal.Instant | null
  /** How long each side was waited for; not there where it was not asked for. */
  waited?: Waited
  /** What was asked, answered and noted, the newest last; lists of tasks leave it out. */
  said?: Said[]
  /** What is to be ticked off; lists of tasks leave it out. */
  checklist?: Item[]
  /** How fast its client is to be served; left out where there is no target. */
  target?: Times | null
}

/** Everyone whom a task's card may name. */
export function peopleIn(task: Task): string[] {
  const { routed } = task
  return [
    ...new Set([
      task.requester,
      ...(task.assistant ? [task.assistant] : []),
      ...task.passedOver.map((skipped) => skipped.person),
      ...('skipped' in routed ? routed.skipped.map((skipped) => skipped.person) : []),
      ...('person' in routed ? [routed.person] : []),
    ]),
  ]
}
