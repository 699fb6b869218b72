import { priorities, type Priority } from '#src/kernel/priority.ts'

/** `*`: every priority that has no target of its own. */
export const targetPriorities = ['*', ...priorities] as const
export type TargetPriority = (typeof targetPriorities)[number]

/** How fast a client's tasks are to be answered and done, in minutes of the working time of whoever is waited for. */
export type Times = { respond: number | null; done: number | null }

export type Target = Times & { client: string; priority: TargetPriority }

/** What counts for a task: the target of its priority, and where that says nothing, the one for all priorities. */
export function targetOf(
  targets: Target[],
  { client, priority }: { client: string; priority: Priority },
): Times | null {
  const of = (wanted: TargetPriority) => targets.find((one) => one.client === client && one.priority === wanted)
  const [own, all] = [of(priority), of('*')]
  const respond = own?.respond ?? all?.respond ?? null
  const done = own?.done ?? all?.done ?? null
  return respond === null && done === null ? null : { respond, done }
}
