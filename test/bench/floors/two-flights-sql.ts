/** $1 team. The place is asked for its agency, and the scope entered, in one statement. */
export const enter = `
  select set_config('sahayak.agency', for_agency::text, true), set_config('sahayak.scope', 'agency', true),
    set_config('role', 'sahayak_app', true)
  from place_directory where platform = 'slack' and external_id = $1`

/** $1 team, $2 user. Who asks, for which client, with all that routing looks at. */
export const read = `
  select a.agency_id as agency, d.place_id as place, p.id as requester, p.zone, p.language, p.hours, p.roles, a.duties,
    a.response_hours, a.lease_hours, coalesce(c.review_days, a.review_days) as review_days, c.id as client, r.id as board,
    (select coalesce(json_agg(s), '[]') from assignments s where s.agency_id = a.agency_id and s.client_id = c.id) as assignments
  from place_directory d
  join agencies a on a.agency_id = d.for_agency
  join identities i on i.agency_id = a.agency_id and i.platform = 'slack' and i.external_id = $2
  join persons p on p.agency_id = a.agency_id and p.id = i.person_id
  join client_members m on m.agency_id = a.agency_id and m.person_id = p.id
  join clients c on c.agency_id = a.agency_id and c.id = m.client_id
  join rooms r on r.agency_id = a.agency_id and r.purpose = 'board'
  where d.platform = 'slack' and d.external_id = $1`

/** Every row that the bot writes for a task that nobody is assigned to. */
export const write = `
  with counted as (
    insert into counters as c (agency_id, what, last) values ($1, 'task', 1)
    on conflict (agency_id, what) do update set last = c.last + 1 returning last as number
  ), once as (
    insert into inbox (agency_id, delivery, answer, at)
    select $1, $11, $12::jsonb || jsonb_build_object('number', number), $7 from counted
  ), task as (
    insert into tasks (agency_id, id, number, client_id, requester_id, status, title, brief, duty, priority, due, routed,
      passed_over, created_at, since, act_by, version, moved, origin_place, origin_channel)
    select $1, $2, number, $3, $4, 'open', $5, $5, 'travel', 'normal', $6, $14::jsonb, '[]', $7, $7, $8, 2, 2, $9, $10 from counted
  ), events as (
    insert into task_events (agency_id, task_id, seq, type, by_id, via, at, data, waited_on, plain_ms, work_ms)
    select $1, $2, 1, 'task-delegated', $4, 'slack', $7, $13::jsonb || jsonb_build_object('number', number), null, null, null
    from counted
    union all
    select $1, $2, 2, 'task-opened', $4, 'slack', $7, jsonb_build_object('routed', $14::jsonb, 'actBy', $8::timestamptz),
      'manager', 0, 0
  ), lines as (
    insert into outbox (agency_id, id, recipient, line, merge_key, created_at, not_before)
    values ($1, $15, $16, $17, $16 || ':requester', $7, clock_timestamp()),
      ($1, $18, $19, $20, $19 || ':board', $7, clock_timestamp())
  ), wake as (
    insert into timers (agency_id, kind, subject, at, note) values ($1, 'task', ($2::uuid)::text, $8, $21)
  ), news as (
    insert into seen (agency_id, person_id, task_id, at) values ($1, $4, $2, $7)
  )
  select number from counted`
