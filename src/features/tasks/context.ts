import type { Assignment } from '#src/features/people/client.ts'
import type { Candidate, Person } from '#src/kernel/person.ts'
import type { RoutingRule } from '#src/features/routing/rule.ts'
import type { WorkTime } from '#src/time/hours.ts'
import type { TaskCommand, TaskCommandType } from './command.ts'
import type { Task, Via } from './task.ts'

/** What a decision needs to know besides the task and who asks. */
export type Context = {
  via: Via
  /** Every assistant of the agency, with what they have in hand; the one who asks among them. */
  candidates: Candidate[]
  /** Of the task's client. Those of others do no harm. */
  assignments: Assignment[]
  /** The agency's, in their order. */
  rules: RoutingRule[]
  /** When the one who asked for the task is there; `null` when they have left. */
  requester: WorkTime | null
  /** Working hours of the assistant within which an offer is answered. */
  responseHours: number
  /** Working hours of the assistant within which a claimed task is started. */
  leaseHours: number
  /** Days of the client's silence after which a result is accepted. */
  reviewDays: number
  /** What the person called the task, for the sentence that says that there is none. */
  asked?: string
}

export const usualTimes = { responseHours: 4, leaseHours: 8, reviewDays: 7 } as const

/** A command on a task that is there, from a person who may give it now. */
export type Asked<Type extends TaskCommandType> = {
  task: Task
  command: TaskCommand<Type>
  by: Person
  now: Temporal.Instant
  context: Context
}

/** A command that only time gives. */
export type Elapsed = { task: Task; now: Temporal.Instant; context: Context }

export function candidateNamed(id: string | null, { candidates }: Context): Candidate | null {
  return candidates.find((candidate) => candidate.id === id) ?? null
}

/** Who did it, from where, and when: the head of each event. */
export function stamp(by: Person | null, now: Temporal.Instant, { via }: Context) {
  return { by: by?.id ?? null, via, at: now }
}

/** When one of a task's people is there; `null` for who has left. */
export function hoursIn(context: Context, task: Pick<Task, 'requester'>, person: string): WorkTime | null {
  return candidateNamed(person, context) ?? (person === task.requester ? context.requester : null)
}
