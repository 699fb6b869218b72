import { is, manages, type Person } from '#src/people/person.ts'
import { hasPosts, type SocialDigest } from '#src/social/digest.ts'
import type { TaskView } from '#src/tasks/view.ts'

/** One heading of a digest: what matters first, and how many there are in all. */
export type Section = { name: SectionName; views: TaskView[]; count: number }

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

export type Load = { name: string; inHand: number; capacity: number }

/** How fast offers were answered: the median in milliseconds of plain time, the target in working hours. */
export type Response = { answered: number; median: number; target: number }

/** `social`: what it says of posts; left out where nobody looked. */
export type Digest = { sections: Section[]; load: Load[]; response: Response | null; social?: SocialDigest }

/** Rows of a section that a digest shows; the rest is counted and one press away. */
export const shownPerSection = 5

/** Whose digest has which sections; someone with several roles reads each once, in this order. */
export function sectionsFor(person: Person): SectionName[] {
  const wanted = new Set<SectionName>([
    ...(is(person, 'client') ? (['waitsForYou', 'late', 'due', 'finished'] as const) : []),
    ...(is(person, 'assistant') ? (['offered', 'late', 'today', 'waiting', 'pool'] as const) : []),
    ...(manages(person) ? (['waitsForYou', 'late', 'unclaimed'] as const) : []),
  ])
  return sectionNames.filter((name) => wanted.has(name))
}

/** Nothing to say means nothing sent. How busy everyone is, alone, is nothing to say. */
export function isEmpty({ sections, social }: Digest): boolean {
  return sections.every((section) => section.count === 0) && !(social && hasPosts(social))
}
