import type { Tx } from '#db/connection/connect.ts'
import { Outdated, rowsIn, wireOf, type Row } from '#db/connection/wire.ts'
import { readRow, type TaskRow } from '#src/features/tasks/row.ts'
import { rosterOf } from './roster.ts'
import type { Stored } from './tasks.ts'

/** A task that is about to be moved, with all that a decision on it asks the database for. */
export type TaskState = Stored & {
  /** What the clock remembers of it. */
  note: unknown
  /** What people have in hand, by id: its assistant, those whom its client's assignments name, and those who were asked for. */
  inHand: Map<string, number>
}

const lockTask = `select id, number, client_id as "clientId", requester_id as "requesterId", assistant_id as "assistantId", status, title, brief,
    duty, priority, due::text as due, promise::text as promise, routed, passed_over as "passedOver", question, result, rating,
    created_at::text as "createdAt", since::text as since, act_by::text as "actBy", done_at::text as "doneAt", version,
    origin_place as place, origin_channel as channel
  from tasks where agency_id = $1 and number = $2 for update`

const lockPerson = 'select id from persons where agency_id = $1 and id = $2 for update'

/** After the locks, and so of a moment at which whoever held them is through. */
const readFacts = `select
    (select version::text from rosters where for_agency = $1) as version,
    (select w.note from wakes w where w.agency_id = $1 and w.kind = 'task' and w.subject = t.id::text) as note,
    coalesce((select json_agg(json_build_array(k.person, (
        select count(*) from tasks h
        where h.agency_id = $1 and h.assistant_id = k.person and h.status in ('claimed', 'in-progress'))))
      from (
        select t.assistant_id as person where t.assistant_id is not null
        union select unnest(array_append(a.backups, a.primary_id)) from assignments a where a.agency_id = $1 and a.client_id = t.client_id
        union select unnest($3::uuid[])
      ) k), '[]'::json) as held
  from tasks t where t.agency_id = $1 and t.number = $2`

/**
 * Reads a task, and keeps others from deciding on it until this transaction ends; then, if it names one, the person. In one trip.
 * `also`: whose hands are asked for besides.
 */
export async function lockTaskState(
  tx: Tx,
  agency: string,
  number: number,
  { holds, also }: { holds: string | null; also: string[] },
): Promise<TaskState | null> {
  const wire = wireOf(tx)
  const [tasks, , facts] = await Promise.all([
    wire.ask(lockTask, [agency, number]),
    holds === null ? null : wire.ask(lockPerson, [agency, holds]),
    wire.ask(readFacts, [agency, number, `{${also.join(',')}}`]),
  ])
  const [row] = rowsIn(tasks)
  const [known] = rowsIn(facts)
  if (!isTaskRow(row) || !known) return null
  // Whoever held the locks may have changed who people are: then all is asked anew.
  const { version } = await rosterOf(tx, agency)
  if (version !== null && known['version'] !== version && !wire.wrote) throw new Outdated()
  return {
    task: readRow(withInstants(row)),
    origin: { place: row.place, channel: row.channel },
    note: known['note'],
    inHand: new Map(isHeld(known['held']) ? known['held'] : []),
  }
}

type Read = TaskRow & { place: string; channel: string }

/** What is in it is the statement's promise. */
function isTaskRow(row: Row | undefined): row is Row & Read {
  return row !== undefined && 'passedOver' in row
}

function isHeld(held: unknown): held is [string, number][] {
  return Array.isArray(held)
}

/** Instants come as text from either driver. */
function withInstants(row: Read): Read {
  const instant = (value: unknown) => (typeof value === 'string' ? Temporal.Instant.from(value) : null)
  const sure = (value: unknown) => Temporal.Instant.from(String(value))
  return {
    ...row,
    ...{ due: instant(row.due), promise: instant(row.promise), actBy: instant(row.actBy), doneAt: instant(row.doneAt) },
    ...{ createdAt: sure(row.createdAt), since: sure(row.since) },
  }
}
