import { sql, type SQL } from '#orm/core'

/** What ends an answer's time: an offer that was taken, turned down or let pass, or a task claimed from the pool. */
const answering = sql`('assignment-accepted', 'assignment-declined', 'assignment-passed-on', 'task-claimed')`

/**
 * Who was waited for before an event that is older than the columns which say so, told from the event before it. A rating
 * or a reopening ended nobody's time.
 */
const waitedOnAfter = (before: SQL) => sql`
  case
    when ${before} in ('task-assigned', 'task-claimed', 'assignment-accepted', 'task-started', 'question-answered',
      'result-returned', 'task-reopened') then 'assistant'
    when ${before} in ('question-asked', 'result-submitted') then 'client'
    when ${before} in ('task-delegated', 'task-opened', 'assignment-declined', 'assignment-passed-on', 'task-released',
      'lease-ran-out') then 'manager'
  end`

/**
 * Common table expressions that end with `facts`: one row for each answer to an offer and for each task that was done in a
 * period, with the time that it took and the target for it, in milliseconds. Put `with` before it.
 *
 * `touched` selects the tasks that count, as `agency_id, id, client_id, duty, priority, assistant_id, status, done_at`.
 * `own_ms` is the part of `ms` for which `person` was waited for. Time is working time where it is known, else plain time;
 * what the client was waited for is not in it.
 */
export function factsOf(touched: SQL, from: SQL, to: SQL): SQL {
  // What is known of the task goes along with each of its events: where policies bind a query, Postgres guesses so low how
  // many rows there are that it would join one of these to another row by row.
  const known = sql`s.agency_id, s.task_id, s.client_id, s.duty, s.priority`
  return sql`
    spans as (
      select t.agency_id, t.id as task_id, t.client_id, t.duty, t.priority, t.assistant_id, t.status, t.done_at,
        e.type, e.at, e.by_id, e.data, e.waited_person,
        coalesce(e.work_ms, e.plain_ms, extract(epoch from e.at - lag(e.at) over history) * 1000)::float8 as ms,
        case when e.waited_on is null and e.plain_ms is null then ${waitedOnAfter(sql`lag(e.type) over history`)}
          else e.waited_on end as waited_on
      from (${touched}) t
      join task_events e on e.agency_id = t.agency_id and e.task_id = t.id
      window history as (partition by e.agency_id, e.task_id order by e.seq)
    ),
    both_kinds as (
      select 'answer' as kind, ${known}, s.at, s.ms, s.ms as own_ms,
        coalesce(s.waited_person, case s.type
          when 'assignment-passed-on' then (s.data->>'assistant')::uuid
          when 'task-claimed' then null
          else s.by_id end) as person
      from spans s
      where s.type in ${answering} and s.at >= ${from} and s.at < ${to}
      union all
      select 'end' as kind, ${known}, s.done_at as at,
        coalesce(sum(s.ms) filter (where s.waited_on in ('assistant', 'manager')), 0) as ms,
        coalesce(sum(s.ms) filter (where s.waited_on = 'assistant'
          and coalesce(s.waited_person, s.assistant_id) = s.assistant_id), 0) as own_ms,
        s.assistant_id as person
      from spans s
      where s.status = 'done' and s.done_at >= ${from} and s.done_at < ${to} and s.at <= s.done_at
      group by ${known}, s.done_at, s.assistant_id
    ),
    facts as (
      select f.*, case f.kind
          when 'answer' then coalesce(own.respond_minutes, every.respond_minutes,
            (select a.response_hours * 60 from agencies a where a.agency_id = f.agency_id))
          else coalesce(own.done_minutes, every.done_minutes)
        end * 60000::float8 as target
      from both_kinds f
      left join targets own
        on own.agency_id = f.agency_id and own.client_id = f.client_id and own.priority = f.priority
      left join targets every
        on every.agency_id = f.agency_id and every.client_id = f.client_id and every.priority = '*'
    )`
}

/** Of a group of facts: how many, how long they took, and how many of those with a target met it. */
export const measured = (ms: SQL) => sql`
  count(*)::int as count,
  (percentile_cont(0.5) within group (order by ${ms}))::float8 as median,
  (percentile_cont(0.9) within group (order by ${ms}))::float8 as p90,
  (count(*) filter (where ${ms} <= target))::int as met,
  (count(*) filter (where ${ms} > target))::int as missed`
