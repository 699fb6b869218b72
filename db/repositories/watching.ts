import { and, asc, eq, or, sql } from '#orm/core'
import { keptNotes } from '#src/kernel/kept-notes.ts'
import { sides, withSpan, type Waited } from '#src/features/tasks/clocks.ts'
import { readRow } from '#src/features/tasks/row.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { tasks } from '#db/schema/tasks.ts'
import { timers } from '#db/schema/timers.ts'

/** How long each side of a task was waited for, up to its last event. */
export async function waitedFor(tx: Tx, agency: string, task: string): Promise<Waited> {
  const found = await rows<{ side: string; plain: number; work: number }>(
    tx,
    sql`
      select waited_on as side, sum(plain_ms)::float8 as plain, sum(work_ms)::float8 as work from task_events
      where agency_id = ${agency} and task_id = ${task} and waited_on is not null
      group by waited_on`,
  )
  return found.reduce<Waited>((waited, { side, plain, work }) => {
    const waitedOn = sides.find((known) => known === side) ?? null
    return withSpan(waited, { waitedOn, waitedPerson: null, plainMs: plain, workMs: work })
  }, {})
}

export type ToWatch = { task: Task; note: unknown }

/** The unfinished tasks at which the clock looks next, with what it remembers of them: of one person, or of all (`null`). */
export async function tasksToWatch(
  tx: Tx,
  agency: string,
  of: { assistant?: string; requester: string } | null,
  limit: number,
): Promise<ToWatch[]> {
  const found = await tx
    .select({ task: tasks, note: timers.note })
    .from(timers)
    .innerJoin(
      tasks,
      and(
        eq(tasks.agencyId, timers.agencyId),
        sql`${tasks.id} = case when ${timers.kind} = 'task' then ${timers.subject}::uuid end`,
      ),
    )
    .where(and(eq(timers.agencyId, agency), eq(timers.kind, 'task'), of ? concerns(of) : undefined))
    .orderBy(asc(timers.at))
    .limit(limit)
  return found.map(({ task, note }) => ({ task: readRow(task), note: keptNotes.read('task', note) }))
}

const concerns = ({ assistant, requester }: { assistant?: string; requester: string }) =>
  or(assistant ? eq(tasks.assistantId, assistant) : undefined, eq(tasks.requesterId, requester))

/** From now on the clock looks at every unfinished task, and at all days away: also at those from before there was a clock that did. */
export async function watchAll(tx: Tx, now: Temporal.Instant): Promise<void> {
  await rows(
    tx,
    sql`
      insert into timers (agency_id, kind, subject, at)
      select t.agency_id, 'task', t.id::text, ${now.toString()}::timestamptz from tasks t
      where t.status not in ('done', 'cancelled')
        and not exists (select 1 from timers w where w.agency_id = t.agency_id and w.kind = 'task' and w.subject = t.id::text)
      on conflict do nothing`,
  )
  await rows(
    tx,
    sql`
      insert into timers (agency_id, kind, subject, at)
      select distinct d.agency_id, 'away', d.person_id::text, ${now.toString()}::timestamptz from days_away d
      where d.to_day >= (${now.toString()}::timestamptz at time zone 'UTC')::date - 1
        and not exists (
          select 1 from timers w where w.agency_id = d.agency_id and w.kind = 'away' and w.subject = d.person_id::text)
      on conflict do nothing`,
  )
}

/** From now on each agency's people are looked at once a day, each at a time of its own. */
export async function watchPeople(tx: Tx, now: Temporal.Instant): Promise<void> {
  await rows(
    tx,
    sql`
      insert into timers (agency_id, kind, subject, at)
      select agency_id, 'people', 'all',
        ${now.toString()}::timestamptz + make_interval(secs => 3600 + abs(hashtext(agency_id::text) % 82800))
      from agencies
      on conflict do nothing`,
  )
}
