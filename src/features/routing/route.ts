import type { Assignment } from '#src/features/people/client.ts'
import { does, type Candidate } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Routed, Skipped } from '#src/features/tasks/task.ts'
import { candidateIn, whyNotRule, wordOf, type RoutingRule, type Ruled } from './rule.ts'

/** What is to be routed: whose, what kind of work, in what words, and who was named for it, by id. */
export type Ask = Ruled & { named: string | null }

/** Who there is, and what the agency has said of who does what. `rules` in their order. */
export type Known = { candidates: Candidate[]; assignments: Assignment[]; rules: RoutingRule[] }

export type Route =
  | { to: 'assistant'; assistant: Candidate; routed: Routed }
  | { to: 'pool'; routed: Routed }
  | { refused: Refusal }

/**
 * Who is to do it: the person named, else whom the first of the agency's rules that fits says, else the client's assignment for the duty,
 * then the one for all duties, each primary first and backups in order, else the pool. Whoever is away, full or was passed over before is
 * skipped, and the answer says why. Hours are no reason to skip: work waits for the morning.
 */
export function route(ask: Ask, known: Known, now: Temporal.Instant, passedOver: Skipped[]): Route {
  const { candidates, assignments } = known
  if (ask.named !== null) return routeToNamed(ask.named, ask, candidates, assignments, now)

  const why = (person: string, assignedFor: string | null): Skipped['why'] | null =>
    passedOver.find((passed) => passed.person === person)?.why ??
    whySkip(candidateIn(candidates, person), assignedFor, ask, now)
  const byRule = routeByRule(ask, known, why)
  if ('to' in byRule) return byRule

  const { skipped } = byRule
  for (const { person, rank, duty } of inOrder(coveringAssignments(ask, assignments))) {
    if (skipped.some((passed) => passed.person === person)) continue
    const reason = why(person, duty)
    const assistant = candidateIn(candidates, person)
    if (assistant && !reason) return { to: 'assistant', assistant, routed: { by: 'assignment', rank, duty, skipped } }
    skipped.push({ person, why: reason ?? 'not-their-duty' })
  }
  return { to: 'pool', routed: { by: 'pool', skipped } }
}

/** What the first rule that fits says; where whoever it names cannot, the next one that fits is asked. */
function routeByRule(
  ask: Ask,
  { candidates, assignments, rules }: Known,
  why: (person: string, assignedFor: string | null) => Skipped['why'] | null,
): Exclude<Route, { refused: Refusal }> | { skipped: Skipped[] } {
  const skipped: Skipped[] = []
  for (const [index, rule] of rules.entries()) {
    if (whyNotRule(rule, ask) !== null) continue
    const of = { place: index + 1, client: rule.client !== null, duty: rule.duty, word: wordOf(rule, ask.text) }
    const routed: Routed = { by: 'rule', rule: of, skipped }
    if (rule.assistant === null) return { to: 'pool', routed }
    if (skipped.some((passed) => passed.person === rule.assistant)) continue
    const reason = why(rule.assistant, assignedFor(rule.assistant, ask, assignments))
    const assistant = candidateIn(candidates, rule.assistant)
    if (assistant && !reason) return { to: 'assistant', assistant, routed }
    skipped.push({ person: rule.assistant, why: reason ?? 'not-their-duty' })
  }
  return { skipped }
}

/** The duty, where they stand in the client's assignment for just that: then they do it, whatever their profile lists. */
function assignedFor(person: string, ask: Ask, assignments: Assignment[]): string | null {
  const own = coveringAssignments(ask, assignments).filter(({ duty }) => duty !== null)
  return own.some(({ primary, backups }) => [primary, ...backups].includes(person)) ? ask.duty : null
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
  ask: Ask,
  candidates: Candidate[],
  assignments: Assignment[],
  now: Temporal.Instant,
): Route {
  const { client, duty } = ask
  const candidate = candidateIn(candidates, named) ?? null
  const covering = coveringAssignments(ask, assignments)
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
function coveringAssignments({ client, duty }: Pick<Ask, 'client' | 'duty'>, assignments: Assignment[]): Assignment[] {
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
  { duty }: Pick<Ask, 'duty'>,
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
