import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { loadsOf, measuresOf } from '#db/repositories/agency-figures.ts'
import { digestFigures, keyOf, sectionPage } from '#db/repositories/digest-figures.ts'
import { digestOf } from '#db/repositories/digests.ts'
import { reportFigures } from '#db/repositories/reports.ts'
import { tasksByIds } from '#db/repositories/tasks.ts'
import { weeklyFigures } from '#db/repositories/weekly-figures.ts'
import {
  belongs,
  type Digest,
  type Found,
  type Section,
  type SectionName,
  type Week,
} from '#src/features/digests/digest.ts'
import { manages, type Person } from '#src/kernel/person.ts'
import { weekBefore, type Span } from '#src/features/reports/report.ts'
import type { TaskView } from '#src/features/tasks/view.ts'
import type { SocialDigest } from '#src/features/social/digest.ts'
import { loadSocialDigest } from '#src/features/social/queries/digest.ts'
import { viewsOf } from '#src/features/tasks/queries/views.ts'

/** Assistants who are named as the busiest. */
const busiestNamed = 3

/** News is no older than this, however long no digest came. */
const newsDays = 31

/** What was finished since the digest before is news; when there was none, since a day ago. */
export function newsSince(lastAt: Temporal.Instant | null, now: Temporal.Instant): Temporal.Instant {
  const since = lastAt ?? dayBefore(now)
  const oldest = oldestNews(now)
  return Temporal.Instant.compare(since, oldest) < 0 ? oldest : since
}

const dayBefore = (now: Temporal.Instant) => now.subtract({ hours: 24 })
const oldestNews = (now: Temporal.Instant) => now.subtract({ hours: 24 * newsDays })

/** What one person's digest holds at this moment; `the last`: with what is news since their last one, see `newsSince`. Reads only. */
export async function findDigest(
  tx: Tx,
  agency: Agency,
  person: Person,
  now: Temporal.Instant,
  since: Temporal.Instant | 'the last',
): Promise<Found> {
  const bounds = since === 'the last' ? { since: oldestNews(now), lastOr: dayBefore(now) } : { since }
  const reader = { ...readerOf(agency, person), since: bounds.since }
  const [found, whole] = await Promise.all([
    digestFigures(tx, [reader], now, { tasks: true, ...bounds }),
    manages(person) ? wholeOf(tx, [agency.id], now) : null,
  ])
  const sections = found.get(keyOf(reader)) ?? []
  return { sections, load: null, response: null, ...whole?.get(agency.id) }
}

function readerOf(agency: Agency, { id, roles, duties }: Person) {
  return { agency: agency.id, person: id, roles, duties }
}

/** What one who manages reads of the whole agency: how busy everyone is, and how fast in the last seven days. */
export type Whole = Pick<Found, 'load' | 'response'>

export async function wholeOf(tx: Tx, agencies: string[], now: Temporal.Instant): Promise<Map<string, Whole>> {
  const [loads, measures] = await Promise.all([
    loadsOf(tx, agencies, busiestNamed),
    measuresOf(tx, agencies, now.subtract({ hours: 7 * 24 }), now),
  ])
  return new Map(
    agencies.map((agency) => [agency, { load: loads.get(agency) ?? null, response: measures.get(agency) ?? null }]),
  )
}

/** The tasks behind the ids, as they are now, and the posts; a task that was moved since then is left out, and not counted. */
export async function wordable(
  tx: Tx,
  agency: Agency,
  person: Person,
  { sections, load, response }: Found,
  now: Temporal.Instant,
  social: Promise<SocialDigest> = loadSocialDigest(tx, agency, person, now),
): Promise<Digest> {
  const views = await viewsById(
    tx,
    agency,
    sections.flatMap(({ tasks }) => tasks),
  )
  const shown = sections.map(({ name, count, tasks }): Section => {
    const still = tasks.flatMap((id) => views.get(id) ?? []).filter(({ task }) => belongs(name, task, now))
    return { name, views: still, count: count - (tasks.length - still.length) }
  })
  return { sections: shown, load, response, social: await social }
}

async function viewsById(tx: Tx, agency: Agency, ids: string[]): Promise<Map<string, TaskView>> {
  const stored = await tasksByIds(tx, agency.id, ids)
  const views = await viewsOf(
    tx,
    agency,
    stored.map(({ task }) => task),
  )
  return new Map(views.map((view) => [view.task.id, view]))
}

/** Since when `/digest` tells of news. */
export async function digestBefore(
  tx: Tx,
  agency: Agency,
  person: Person,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const before = await digestOf(tx, agency.id, person.id)
  return newsSince(before?.lastAt ?? null, now)
}

/** All of one section, a page at a time, in the order in which the digest has it. */
export async function findSection(
  tx: Tx,
  agency: Agency,
  person: Person,
  name: SectionName,
  { now, since }: { now: Temporal.Instant; since: Temporal.Instant },
  page: { limit: number; offset: number },
): Promise<{ views: TaskView[]; count: number }> {
  const { count, tasks } = await sectionPage(tx, { ...readerOf(agency, person), since }, name, now, page)
  const views = await viewsById(tx, agency, tasks)
  return { count, views: tasks.flatMap((id) => views.get(id) ?? []) }
}

/** The seven days before today, of everyone for one who manages, else of their clients or of their own work. */
export async function findWeek(
  tx: Tx,
  agency: Agency,
  person: Person,
  now: Temporal.Instant,
): Promise<{ week: Week; span: Span }> {
  const span = weekBefore(person.zone, now)
  const cuts = span.cuts.map((cut) => cut.toInstant())
  if (manages(person)) return { week: await wholeWeek(tx, agency.id, cuts), span }
  const reader = { agency: agency.id, person: person.id, cuts }
  const found = await weeklyFigures(tx, [reader], now)
  return { week: found.get(keyOf(reader)) ?? { answers: null, ends: null, parts: [] }, span }
}

/** Of the whole agency, or of one client. */
export async function wholeWeek(tx: Tx, agency: string, cuts: Temporal.Instant[], client?: string): Promise<Week> {
  const scope = client === undefined ? {} : { client }
  const { total, parts } = await reportFigures(tx, agency, scope, cuts, 'duty')
  return { ...total, parts }
}
