import type { Assignment } from '#src/features/people/client.ts'
import { does, type Candidate } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Routed, Skipped } from '#src/features/tasks/task.ts'

/** What is to be routed: whose, what kind of work, and who was named for it, by id. */
export type Ask = { client: string; duty: string; named: string | null }

export type Route =
  | { to: 'assistant'; assistant: Candidate; routed: Routed }
  | { to: 'pool'; routed: Routed }
  | { refused: Refusal }

/**
 * Who is to do it: the person named, else the client's assignment for the duty, then the one for all duties, each
 * primary first and backups in order, else the pool. Whoever is away, full or was passed over before is skipped, and the
 * answer says why. Hours are no reason to skip: work waits for the morning.
 */
export function route(
  ask: Ask,
  candidates: Candidate[],
  assignments: Assignment[],
  now: Temporal.Instant,
  passedOver: Skipped[],
): Route {
  const covering = coveringAssignments(ask, assignments)
  if (ask.named !== null) return routeToNamed(ask.named, ask, candidates, assignments, now)

  const skipped: Skipped[] = []
  for (const { person, rank, duty } of inOrder(covering)) {
    if (skipped.some((known) => known.person === person)) continue
    const candidate = candidates.find(({ id }) => id === person)
    const why = passedOver.find((passed) => passed.person === person)?.why ?? whySkip(candidate, duty, ask, now)
    if (candidate && !why) {
      return { to: 'assistant', assistant: candidate, routed: { by: 'assignment', rank, duty, skipped } }
    }
    skipped.push({ person, why: why ?? 'not-their-duty' })
  }
  return { to: 'pool', routed: { by: 'pool', skipped } }
}

/** Among equals: fewest tasks in hand, then longest since the last one was assigned. The id settles the rest. */
export function byLoad(a: Candidate, b: Candidate): number {
  return a.inHand - b.inHand || lastAssigned(a) - lastAssigned(b) || (a.id < b.id ? -1 : Number(a.id > b.id))
}

/**
 * Why someone who was chosen by name cannot be offered that work now; `null` when they can. Ids stand for names, and
 * `until` is the last day away, as an ISO date.
 */
export function whyUnfit(
  candidate: Candidate | null,
  { named, duty }: { named: string; duty: string },
  now: Temporal.Instant,
): Refusal | null {
  if (!candidate) return { code: 'not-an-assistant', name: named }
  const { id: assistant, inHand, capacity } = candidate
  if (!does(candidate, duty)) return { code: 'duty-not-theirs', assistant, duty }

  const until = awayUntil(candidate, now)
  if (until) return { code: 'assistant-away', assistant, until: until.toString() }
  if (inHand >= capacity) return { code: 'assistant-full', assistant, inHand, capacity }
  return null
}

/**
 * A client with assignments that cover the duty is served by those who stand in any of its assignments; one without, by
 * anyone who does the work. Who is assigned for just this duty does it, whatever their profile lists.
 */
function routeToNamed(
  named: string,
  { client, duty }: Ask,
  candidates: Candidate[],
  assignments: Assignment[],
  now: Temporal.Instant,
): Route {
  const candidate = candidates.find(({ id }) => id === named) ?? null
  const covering = coveringAssignments({ client, duty, named }, assignments)
  const stands = (some: Assignment[]) => some.some(({ primary, backups }) => [primary, ...backups].includes(named))

  const engaged = stands(covering.filter((assignment) => assignment.duty === duty))
  const unfit = whyUnfit(candidate && engaged ? withDuty(candidate, duty) : candidate, { named, duty }, now)
  // Whom they serve comes before whether they are free: another day would not help.
  const serves = covering.length === 0 || stands(assignments.filter((assignment) => assignment.client === client))
  if (candidate && does(candidate, duty) && !serves) {
    return { refused: { code: 'does-not-serve', assistant: named, client } }
  }
  if (!candidate || unfit) return { refused: unfit ?? { code: 'not-an-assistant', name: named } }
  return { to: 'assistant', assistant: candidate, routed: { by: 'named' } }
}

/** For the duty first, then for all. */
function coveringAssignments({ client, duty }: Ask, assignments: Assignment[]): Assignment[] {
  const theirs = assignments.filter((assignment) => assignment.client === client)
  return [
    ...theirs.filter((assignment) => assignment.duty === duty),
    ...theirs.filter((assignment) => assignment.duty === null),
  ]
}

type Place = { person: string; rank: 'primary' | 'backup'; duty: string | null }

function inOrder(assignments: Assignment[]): Place[] {
  return assignments.flatMap(({ duty, primary, backups }): Place[] => [
    { person: primary, rank: 'primary', duty },
    ...backups.map((person): Place => ({ person, rank: 'backup', duty })),
  ])
}

function whySkip(
  candidate: Candidate | undefined,
  assignedFor: string | null,
  { duty }: Ask,
  now: Temporal.Instant,
): Skipped['why'] | null {
  if (!candidate) return 'not-their-duty'
  if (assignedFor === null && !does(candidate, duty)) return 'not-their-duty'
  if (awayUntil(candidate, now)) return 'away'
  return candidate.inHand >= candidate.capacity ? 'full' : null
}

function withDuty(candidate: Candidate, duty: string): Candidate {
  return { ...candidate, duties: [...candidate.duties, duty] }
}

/** The last of the days on which they are away now, by the calendar where they live; `null` when they are not. */
function awayUntil({ away, zone }: Candidate, now: Temporal.Instant): Temporal.PlainDate | null {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const { compare } = Temporal.PlainDate
  const ends = away.filter(({ from, to }) => compare(from, today) <= 0 && compare(today, to) <= 0).map(({ to }) => to)
  return ends.toSorted(compare).at(-1) ?? null
}

/** Never assigned is longest ago. */
function lastAssigned({ lastAssigned: at }: Candidate): number {
  return at?.epochMilliseconds ?? 0
}
