import type { Tx } from '#db/connection/connect.ts'
import { movesTasks, rowsIn, wireOf, type Wire } from '#db/connection/wire.ts'

/**
 * All that one command writes of a task's life, in one statement: an insert for each table that it touches, with the rows as one
 * document. Each combination of tables has one text, made at its first use, and so is prepared once on each connection.
 */
const inserts = {
  made: `insert into tasks (agency_id, id, number, client_id, requester_id, assistant_id, status, title, brief, duty, priority, due, promise,
      routed, passed_over, question, result, rating, created_at, since, act_by, done_at, version, moved, origin_place, origin_channel)
    select $1::uuid, r.id, coalesce(r.number, COUNTED), r."clientId", r."requesterId", r."assistantId", r.status, r.title, r.brief, r.duty,
      r.priority, r.due, r.promise, r.routed, r."passedOver", r.question, r.result, r.rating, r."createdAt", r.since, r."actBy", r."doneAt",
      r.version, r.moved, r.place, r.channel
    from ROWS as r(id uuid, number int, "clientId" uuid, "requesterId" uuid, "assistantId" uuid, status text, title text, brief text,
      duty text, priority text, due timestamptz, promise timestamptz, routed jsonb, "passedOver" jsonb, question jsonb, result jsonb,
      rating int, "createdAt" timestamptz, since timestamptz, "actBy" timestamptz, "doneAt" timestamptz, version int, moved int, place uuid, channel text)`,
  // What no event changes stays where it is.
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
  wakes: `insert into wakes (agency_id, kind, subject, at, note)
    select $1::uuid, r.kind, r.subject, r.at, r.note from ROWS as r(kind text, subject text, at timestamptz, note jsonb)
    on conflict (agency_id, kind, subject) do update set at = excluded.at, note = excluded.note`,
  cleared: `delete from wakes w using ROWS as r(kind text, subject text)
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

/** Whoever decides locks it first, and one that forgot is not to win silently: a word that is no number undoes all. */
const checkMoved = `, case when (select count(*) from moved_rows) = json_array_length($2::text::json->'moved') then 0
  else ('a task is gone, or at that version already; moved: ' || (select count(*) from moved_rows))::int end as missed`

type Part = keyof typeof inserts
const parts: Part[] = ['made', 'moved', 'events', 'wakes', 'cleared', 'seen', 'assigned', 'said', 'lines', 'kept']

/** The last to be decided and the first to be given back: it is locked from here to the commit that travels behind. */
const count = `insert into counters as c (agency_id, what, last) values ($1::uuid, 'task', 1)
    on conflict (agency_id, what) do update set last = c.last + 1 returning last`

type Unit = { agency: string; rows: Map<Part, Map<string, object>>; counts: boolean }

const units = new WeakMap<Wire, Unit>()
const numbers = new WeakMap<Wire, Promise<number>>()

/** Written with all else of this transaction; a later row of the same key takes the place of an earlier one. */
export function write(tx: Tx, agency: string, part: Part, key: string, row: object): void {
  const unit = unitOf(tx, agency)
  const rows = unit.rows.get(part) ?? new Map<string, object>()
  unit.rows.set(part, rows)
  rows.set(key, row)
  if (part === 'wakes') unit.rows.get('cleared')?.delete(key)
  if (part === 'cleared') unit.rows.get('wakes')?.delete(key)
}

/** The number of what is made is counted where it is written, and known once that is done: see `numberCounted`. */
export function countNumber(tx: Tx, agency: string): void {
  unitOf(tx, agency).counts = true
}

/** Sent with the commit; so it answers only once there is one. Null: nothing was counted. */
export function numberCounted(tx: Tx): Promise<number> | null {
  return numbers.get(wireOf(tx)) ?? null
}

function unitOf(tx: Tx, agency: string): Unit {
  const wire = wireOf(tx)
  const known = units.get(wire)
  if (known?.agency === agency) return known
  const unit: Unit = { agency, rows: new Map(), counts: false }
  units.set(wire, unit)
  wire.ahead(() => {
    if (units.get(wire) === unit) units.delete(wire)
    send(wire, unit)
  })
  return unit
}

const texts = new Map<string, string>()

function send(wire: Wire, { agency, rows, counts }: Unit): void {
  const used = parts.filter((part) => (rows.get(part)?.size ?? 0) > 0)
  const shape = `${counts ? 'counted,' : ''}${used.join()}`
  const text = texts.get(shape) ?? textOf(used, counts)
  texts.set(shape, text)
  const document = Object.fromEntries(used.map((part) => [part, [...(rows.get(part)?.values() ?? [])]]))
  const written = wire.tell(text, [agency, JSON.stringify(document)])
  if (!counts) return
  const number = written.then((answer) => Number(rowsIn(answer)[0]?.['number']))
  // Whoever waits for the commit hears of a fault.
  number.catch(() => {})
  numbers.set(wire, number)
}

function textOf(used: Part[], counts: boolean): string {
  const counted = counts ? '(select last from counted)' : 'null::int'
  const each = used.map(
    (part) =>
      `${part}_rows as (${inserts[part].replaceAll('COUNTED', counted).replace('ROWS', `json_to_recordset($2::text::json->'${part}')`)})`,
  )
  return `${movesTasks}with ${[...(counts ? [`counted as (${count})`] : []), ...each].join(',\n')}\nselect ${counted} as number${used.includes('moved') ? checkMoved : ''}`
}
