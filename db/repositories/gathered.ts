import { and, desc, eq, isNull, sql } from '#orm/core'
import { rows, type Tx } from '#db/connection/connect.ts'
import { places } from '#db/schema/agencies.ts'
import { messages } from '#db/schema/telling.ts'
import { itsPlace, messageColumns, type MessagePlace } from './messages.ts'

/** Why managers should look at a task, as it was written down: an event of its history, or what the clock has told them. */
export type Cause = { task: string; at: Temporal.Instant; seq: number; type: string; data: unknown; by: string | null }

const gaveBack = sql`('assignment-declined', 'assignment-passed-on', 'task-released', 'lease-ran-out')`

/**
 * What managers should look at now: what the clock has told them of waits that last, tasks that came back and that nobody has taken on since,
 * and wishes for somebody else since the task was last given to someone. `type` of what the clock told is `nudge:STEP`.
 */
export async function causesIn(tx: Tx, agency: string): Promise<Cause[]> {
  const found = await rows<Omit<Cause, 'at'> & { at: string }>(
    tx,
    sql`
      with told as (
        select t.id as task, t.moved as seq, 'nudge:' || (x->>'step') as type, x->>'at' as at
        from timers w
        join tasks t on t.agency_id = w.agency_id and t.id = case when w.kind = 'task' then w.subject::uuid end
        cross join lateral (
          select x from jsonb_array_elements(w.note->'told') x where x->>'to' = 'managers' order by x->>'at' desc limit 1) last(x)
        where w.agency_id = ${agency} and w.kind = 'task' and w.note @> '{"told":[{"to":"managers"}]}'
          and (w.note->>'version')::int = t.moved and t.status not in ('done', 'cancelled')
      ), back as (
        select t.id as task, e.seq, e.type, e.at::text as at, e.data, e.by_id as by
        from tasks t
        join task_events e on e.agency_id = t.agency_id and e.task_id = t.id and e.seq > t.moved - 4 and e.at = t.since
        where t.agency_id = ${agency} and t.status in ('open', 'assigned') and t.passed_over <> '[]'::jsonb and e.type in ${gaveBack}
      ), wished as (
        select t.id as task, e.seq, e.type, e.at::text as at, e.data, e.by_id as by
        from task_events e
        join tasks t on t.agency_id = e.agency_id and t.id = e.task_id
        where e.agency_id = ${agency} and e.type = 'assistant-wished' and t.status not in ('done', 'cancelled')
          and not exists (
            select from task_events l where l.agency_id = e.agency_id and l.task_id = e.task_id and l.seq > e.seq
              and l.type in ('task-assigned', 'task-claimed', 'assistant-wished', 'task-handed-over'))
      )
      select task, seq, type, at, null::jsonb as data, null::uuid as by from told
      union all select task, seq, type, at, data, by from back
      union all select task, seq, type, at, data, by from wished`,
  )
  return found.map(({ at, ...rest }) => ({ ...rest, at: Temporal.Instant.from(at) }))
}

/** The unfinished tasks of these assistants, by id. */
export async function unfinishedOf(
  tx: Tx,
  agency: string,
  people: string[],
): Promise<{ task: string; assistant: string }[]> {
  if (people.length === 0) return []
  return rows<{ task: string; assistant: string }>(
    tx,
    sql`
      select id as task, assistant_id as assistant from tasks
      where agency_id = ${agency} and assistant_id = any(${`{${people.join(',')}}`}::uuid[]) and status not in ('done', 'cancelled')`,
  )
}

/** The messages about no one thing that were posted under a topic, the newest first. */
export async function messagesUnder(
  tx: Tx,
  agency: string,
  topic: string,
): Promise<(MessagePlace & { postedAt: Temporal.Instant })[]> {
  return tx
    .select({ ...messageColumns, postedAt: messages.postedAt })
    .from(messages)
    .innerJoin(places, itsPlace)
    .where(and(eq(messages.agencyId, agency), isNull(messages.taskId), eq(messages.topic, topic)))
    .orderBy(desc(messages.postedAt), desc(messages.id))
}
