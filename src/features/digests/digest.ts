import { is, manages, type Person } from '#src/kernel/person.ts'
import type { Measure, Measures } from '#src/features/reports/report.ts'
import { hasPosts, type SocialDigest } from '#src/features/social/digest.ts'
import { isLate, type Task } from '#src/features/tasks/task.ts'
import type { TaskView } from '#src/features/tasks/view.ts'
import type { Series } from './schedule.ts'

/** In the order in which they are read: what matters first. A task stands under the first of them that it belongs to. */
export const sectionNames = [
  'waitsForYou',
  'offered',
  'late',
  'today',
  'due',
  'waiting',
  'unclaimed',
  'pool',
  'finished',
] as const
export type SectionName = (typeof sectionNames)[number]

/** One heading of a digest: the first of what stands under it, and how many there are in all. */
export type Section = { name: SectionName; views: TaskView[]; count: number }

/** How busy the assistants are: those with most in hand by name, and how many could take more. */
export type Load = { busiest: { name: string; inHand: number; capacity: number }[]; assistants: number; free: number }

/** `social`: what it says of posts; left out where nobody looked. */
export type Digest = {
  sections: Section[]
  load: Load | null
  response: Measures | null
  social?: SocialDigest
}

/** A digest as it was computed at its time: ids, which are put into words when it is sent. */
export type Found = {
  sections: { name: SectionName; count: number; tasks: string[] }[]
  load: Load | null
  /** Of the last seven days, for one who manages. */
  response: Measures | null
}

/** A week, day by day. */
export type Week = Measures & { parts: (Measure | null)[] }

/** How far ahead “due soon” looks. */
export const soonHours = 48

/** Rows that are looked up for each section; how many of them are shown is for `fit.ts`. */
export const lookedUpPerSection = 5

/** Whose digest has which sections; someone with several roles reads each once, in this order. */
export function sectionsFor(person: Person): SectionName[] {
  const wanted = new Set<SectionName>([
    ...(is(person, 'client') ? (['waitsForYou', 'late', 'due', 'unclaimed', 'finished'] as const) : []),
    ...(is(person, 'assistant') ? (['offered', 'late', 'today', 'waiting', 'pool'] as const) : []),
    ...(manages(person) ? (['waitsForYou', 'late', 'unclaimed'] as const) : []),
  ])
  return sectionNames.filter((name) => wanted.has(name))
}

/**
 * Whether a task still stands where it stood when the digest was computed. Between that and the sending someone may have
 * answered, claimed or finished it.
 */
export function belongs(name: SectionName, task: Task, now: Temporal.Instant): boolean {
  const { status } = task
  switch (name) {
    case 'waitsForYou':
    case 'waiting':
      return status === 'waiting' || status === 'in-review'
    case 'offered':
      return status === 'assigned'
    case 'late':
      return isLate(task, now)
    case 'today':
      return status === 'claimed' || status === 'in-progress'
    case 'due':
      return status !== 'done' && status !== 'cancelled' && status !== 'in-review'
    case 'unclaimed':
    case 'pool':
      return status === 'open'
    case 'finished':
      return status === 'done'
  }
}

/** How the clock knows a digest that its reader wanted once more. */
export function digestSubject(person: string, series: Series): string {
  return `${person}:${series}`
}

/** Nothing to say means nothing sent. How busy everyone is, alone, is nothing to say. */
export function isEmpty({ sections, social }: { sections: { count: number }[]; social?: SocialDigest }): boolean {
  return sections.every((section) => section.count === 0) && !(social && hasPosts(social))
}
