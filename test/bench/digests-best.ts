import { sql, type SQL } from '#orm/core'

/**
 * The figures of all digests that are due, as one statement for all readers at once: how many stand in each section, and the
 * first five of them. What several read alike (a client's members, an agency's managers) is grouped once and joined to each.
 * It claims nothing, writes nothing and is bound by no policy: what ours is measured against.
 */
export function bestDaily(now: Temporal.Instant): SQL {
  const at = sql`${now.toString()}::timestamptz`
  const soon = sql`${now.add({ hours: 48 }).toString()}::timestamptz`
  const first = (order: SQL) => sql`(array_agg(id order by ${order}))[1:5]`
  return sql`
    with due as materialized (
      select d.agency_id, d.person_id, d.last_at as since, p.roles, p.duties || 'other'::text as duties
      from digests d join persons p on p.agency_id = d.agency_id and p.id = d.person_id
      where d.next_at <= ${at}
    ),
    open as materialized (
      select agency_id, id, client_id, requester_id, assistant_id, status, duty, since, number, coalesce(promise, due) as by,
        coalesce(promise, due) < ${at} and status <> 'in-review' as late
      from tasks where status not in ('done', 'cancelled')
    ),
    figures as (
      select agency_id, assistant_id as person_id, 'held ' || case when status = 'assigned' then 'offered' when late then 'late'
          when status in ('claimed', 'in-progress') then 'today' else 'waiting' end as section,
        count(*) as count, ${first(sql`by nulls last, number`)} as tasks
      from open where assistant_id is not null group by 1, 2, 3
      union all
      select agency_id, requester_id, 'waitsForYou', count(*), ${first(sql`by nulls last, number`)}
      from open where status in ('waiting', 'in-review') group by 1, 2
      union all
      select f.agency_id, m.person_id, f.section, f.count, f.tasks from (
        select agency_id, client_id, case when late then 'late' else 'due' end as section, count(*) as count,
          ${first(sql`by, number`)} as tasks
        from open where status <> 'in-review' and by < ${soon} group by 1, 2, 3
      ) f join client_members m on m.agency_id = f.agency_id and m.client_id = f.client_id
      union all
      select f.agency_id, d.person_id, f.section, f.count, f.tasks from (
        select agency_id, case when late then 'late' else 'unclaimed' end as section, count(*) as count,
          ${first(sql`by nulls last, number`)} as tasks
        from open where late or status = 'open' group by 1, 2
      ) f join due d on d.agency_id = f.agency_id and d.roles && '{owner,manager}'::text[]
      union all
      select d.agency_id, d.person_id, 'pool', count(*), ${first(sql`by nulls last, number`)}
      from due d join open t on t.agency_id = d.agency_id and t.status = 'open' and t.since >= d.since and t.duty = any(d.duties)
      where 'assistant' = any(d.roles)
        and not exists (select 1 from seen s where s.agency_id = d.agency_id and s.person_id = d.person_id and s.task_id = t.id)
      group by 1, 2
      union all
      select d.agency_id, d.person_id, 'finished', count(*), ${first(sql`t.done_at desc, number`)}
      from due d join client_members m on m.agency_id = d.agency_id and m.person_id = d.person_id
      join tasks t on t.agency_id = m.agency_id and t.client_id = m.client_id and t.status = 'done' and t.done_at >= d.since
      where not exists (select 1 from seen s
        where s.agency_id = d.agency_id and s.person_id = d.person_id and s.task_id = t.id and s.at >= t.done_at)
      group by 1, 2
    )
    select f.agency_id, f.person_id, json_agg(json_build_object('name', f.section, 'count', f.count, 'tasks', f.tasks)) as sections
    from figures f join due d on d.agency_id = f.agency_id and d.person_id = f.person_id
    group by 1, 2`
}
