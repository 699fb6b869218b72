/**
 * What a command writes, table by table: `ROWS` stands for the rows of that table, `COUNTED` for the number that was counted for what is
 * made. What no event changes stays where it is.
 */
export const inserts = {
  made: `insert into tasks (agency_id, id, number, client_id, requester_id, assistant_id, status, title, brief, duty, priority, due, promise,
      routed, passed_over, question, result, rating, created_at, since, act_by, done_at, version, moved, origin_place, origin_channel)
    select $1::uuid, r.id, coalesce(r.number, COUNTED), r."clientId", r."requesterId", r."assistantId", r.status, r.title, r.brief, r.duty,
      r.priority, r.due, r.promise, r.routed, r."passedOver", r.question, r.result, r.rating, r."createdAt", r.since, r."actBy", r."doneAt",
      r.version, r.moved, r.place, r.channel
    from ROWS as r(id uuid, number int, "clientId" uuid, "requesterId" uuid, "assistantId" uuid, status text, title text, brief text,
      duty text, priority text, due timestamptz, promise timestamptz, routed jsonb, "passedOver" jsonb, question jsonb, result jsonb,
      rating int, "createdAt" timestamptz, since timestamptz, "actBy" timestamptz, "doneAt" timestamptz, version int, moved int, place uuid, channel text)`,
  moved: `update tasks t set (assistant_id, status, title, brief, duty, priority, due, promise, routed, passed_over, question, result, rating,
      since, act_by, done_at, version, moved) =
      (r."assistantId", r.status, r.title, r.brief, r.duty, r.priority, r.due, r.promise, r.routed, r."passedOver", r.question, r.result,
      r.rating, r.since, r."actBy", r."doneAt", r.version, r.moved)
    from ROWS as r(id uuid, "assistantId" uuid, status text, title text, brief text, duty text, priority text, due timestamptz,
      promise timestamptz, routed jsonb, "passedOver" jsonb, question jsonb, result jsonb, rating int, since timestamptz,
      "actBy" timestamptz, "doneAt" timestamptz, version int, moved int)
    where t.agency_id = $1::uuid and t.id = r.id and t.version < r.version returning t.id`,
  events: `insert into task_events (agency_id, task_id, seq, type, by_id, via, at, data, waited_on, waited_person, plain_ms, work_ms)
    select $1::uuid, r.task, r.seq, r.type, r.by, r.via, r.at,
      case when r.data->>'number' = '0' then jsonb_set(r.data, '{number}', to_jsonb(COUNTED)) else r.data end,
      r."waitedOn", r."waitedPerson", r."plainMs", r."workMs"
    from ROWS as r(task uuid, seq int, type text, by uuid, via text, at timestamptz, data jsonb, "waitedOn" text, "waitedPerson" uuid,
      "plainMs" bigint, "workMs" bigint)`,
  postMade: `insert into posts (agency_id, id, number, client_id, account_id, author_id, status, text, link, media, hash, at, approval,
      approved_hash, comment, told, due, posted, created_at, since, version)
    select $1::uuid, r.id, coalesce(r.number, COUNTED), r."clientId", r."accountId", r."authorId", r.status, r.text, r.link, r.media, r.hash,
      r.at, r.approval, r."approvedHash", r.comment, r.told, r.due, r.posted, r."createdAt", r.since, r.version
    from ROWS as r(id uuid, number int, "clientId" uuid, "accountId" uuid, "authorId" uuid, status text, text text, link text, media jsonb,
      hash text, at timestamptz, approval jsonb, "approvedHash" text, comment jsonb, told text, due jsonb, posted jsonb,
      "createdAt" timestamptz, since timestamptz, version int)`,
  postMoved: `update posts t set (status, text, link, media, hash, at, approval, approved_hash, comment, told, due, posted, since, version) =
      (r.status, r.text, r.link, r.media, r.hash, r.at, r.approval, r."approvedHash", r.comment, r.told, r.due, r.posted, r.since, r.version)
    from ROWS as r(id uuid, status text, text text, link text, media jsonb, hash text, at timestamptz, approval jsonb,
      "approvedHash" text, comment jsonb, told text, due jsonb, posted jsonb, since timestamptz, version int)
    where t.agency_id = $1::uuid and t.id = r.id and t.version < r.version returning t.id`,
  postEvents: `insert into post_events (agency_id, post_id, seq, type, by_id, via, at, data)
    select $1::uuid, r.post, r.seq, r.type, r.by, r.via, r.at,
      case when r.data->>'number' = '0' then jsonb_set(r.data, '{number}', to_jsonb(COUNTED)) else r.data end
    from ROWS as r(post uuid, seq int, type text, by uuid, via text, at timestamptz, data jsonb)`,
  templateMade: `insert into templates (agency_id, id, number, name, client_id, brief, duty, priority, due, checklist, questions, assistant_id, created_at)
    select $1::uuid, r.id, COUNTED, r.name, r."clientId", r.brief, r.duty, r.priority, r.due,
      array(select json_array_elements_text(r.checklist)), array(select json_array_elements_text(r.questions)), r."assistantId", r."createdAt"
    from ROWS as r(id uuid, name text, "clientId" uuid, brief text, duty text, priority text, due text, checklist json, questions json,
      "assistantId" uuid, "createdAt" timestamptz)`,
  timers: `insert into timers (agency_id, kind, subject, at, note)
    select $1::uuid, r.kind, r.subject, r.at, r.note from ROWS as r(kind text, subject text, at timestamptz, note jsonb)
    on conflict (agency_id, kind, subject) do update set at = excluded.at, note = excluded.note`,
  cleared: `delete from timers w using ROWS as r(kind text, subject text)
    where w.agency_id = $1::uuid and w.kind = r.kind and w.subject = r.subject`,
  seen: `insert into seen as s (agency_id, person_id, task_id, at)
    select $1::uuid, r.person, r.task, r.at from ROWS as r(person uuid, task uuid, at timestamptz)
    on conflict (agency_id, person_id, task_id) do update set at = greatest(s.at, excluded.at)`,
  assigned: `update persons p set last_assigned = r.at from ROWS as r(person uuid, at timestamptz)
    where p.agency_id = $1::uuid and p.id = r.person`,
  // What is known to be newer stays; what was taken back does not come again.
  said: `insert into talk_messages as t (agency_id, id, subject_kind, subject_id, place_id, channel, thread, external_id, side, writer_id, writer_name,
      writer_picture, text, besides, internal, written_at, edited_at, removed_at)
    select $1::uuid, r.id, 'task', r.task, r."placeId", r.channel, r.thread, r."externalId", r.side, r."writerId", r."writerName", r."writerPicture",
      r.text, r.besides, r.internal, r."writtenAt", r."editedAt", r."removedAt"
    from ROWS as r(id uuid, task uuid, "placeId" uuid, channel text, thread text, "externalId" text, side text, "writerId" uuid, "writerName" text,
      "writerPicture" text, text text, besides jsonb, internal boolean, "writtenAt" timestamptz, "editedAt" timestamptz, "removedAt" timestamptz)
    on conflict (agency_id, id) do update set text = excluded.text, besides = excluded.besides, internal = excluded.internal,
      edited_at = excluded.edited_at, removed_at = excluded.removed_at
    where t.removed_at is null and (excluded.removed_at is not null
      or coalesce(excluded.edited_at, excluded.written_at) >= coalesce(t.edited_at, t.written_at))`,
  lines: `insert into outbox (agency_id, id, recipient, line, merge_key, created_at, held_until, not_before)
    select $1::uuid, r.id, r.recipient, r.line, r."mergeKey", r."createdAt", r."heldUntil", clock_timestamp()
    from ROWS as r(id uuid, recipient text, line jsonb, "mergeKey" text, "createdAt" timestamptz, "heldUntil" timestamptz)`,
  kept: `insert into inbox (agency_id, delivery, answer, at)
    select $1::uuid, r.delivery, case when r.counts then jsonb_set(r.answer, '{number}', to_jsonb(COUNTED)) else r.answer end, r.at
    from ROWS as r(delivery text, answer jsonb, at timestamptz, counts boolean)`,
} as const

export type Part = keyof typeof inserts

/** In the order in which they are sent. */
export const parts: Part[] = [
  ...(['made', 'moved', 'events', 'postMade', 'postMoved', 'postEvents', 'templateMade'] as const),
  ...(['timers', 'cleared', 'seen', 'assigned', 'said', 'lines', 'kept'] as const),
]

/** Of what there is one locked row for each that moves. */
export const movedParts = ['moved', 'postMoved'] as const

export type Counted = 'task' | 'post' | 'template' | 'repeat'

const next = `on conflict (agency_id, what) do update set last = c.last + 1 returning last`

/** Of what was numbered by its highest before there was a count: a program that still does may run beside this one. */
const nextOf = (what: 'template' | 'repeat') => `insert into counters as c (agency_id, what, last)
    select $1::uuid, '${what}', coalesce(max(number), 0) + 1 from ${what}s where agency_id = $1::uuid
    on conflict (agency_id, what) do update set last = greatest(c.last + 1, excluded.last) returning last`

/** The last to be decided and the first to be given back: it is locked from here to the commit that travels behind. */
export const counts: Record<Counted, string> = {
  task: `insert into counters as c (agency_id, what, last) values ($1::uuid, 'task', 1) ${next}`,
  post: `insert into post_numbers as c (agency_id, last) values ($1::uuid, 1)
    on conflict (agency_id) do update set last = c.last + 1 returning last`,
  template: nextOf('template'),
  repeat: nextOf('repeat'),
}
