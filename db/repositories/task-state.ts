import type { Tx } from '#db/connection/connect.ts'
import { Outdated, rowsIn, wireOf, type Row } from '#db/connection/wire.ts'
import { keptEvents } from '#src/kernel/kept-events.ts'
import { keptNotes } from '#src/kernel/kept-notes.ts'
import type { Item } from '#src/features/tasks/checklist.ts'
import { withSpan, type Span, type Waited } from '#src/features/tasks/clocks.ts'
import type { Task, TaskEventType, Via } from '#src/features/tasks/task.ts'
import { readRow, type TaskRow } from '#src/features/tasks/row.ts'
import { rosterOf } from './roster.ts'
import { keepTask, type Stored } from './tasks.ts'

/** A task that is about to be moved, with all that a decision on it asks the database for. */
export type TaskState = Stored & {
  /** What the clock remembers of it. */
  note: unknown
  /** What people have in hand, by id: its assistant, those whom rules and its client's assignments name, and those who were asked for. */
  inHand: Map<string, number>
  /** False: it is not as whoever asked wants to have it, and others may move it on; nothing may be decided on it but that. */
  locked: boolean
}

/** Of the one task that is read; instants as text. See `storedFrom`. */
export const taskColumns = `id, number, client_id as "clientId", requester_id as "requesterId", assistant_id as "assistantId", status, title, brief,
    duty, priority, due::text as due, promise::text as promise, routed, passed_over as "passedOver", question, result, rating,
    created_at::text as "createdAt", since::text as since, act_by::text as "actBy", done_at::text as "doneAt", version, moved,
    origin_place as place, origin_channel as channel`

const lockTask = `select ${taskColumns} from tasks where agency_id = $1 and number = $2 for update`

/** Of hundreds who press at once one has it: those who come too late do not wait for each other. */
const lockOpenTask = `select ${taskColumns} from tasks where agency_id = $1 and number = $2 and status = 'open' for update`

const lockPerson = 'select id from persons where agency_id = $1 and id = $2 for update'

/** After the locks, and so of a moment at which whoever held them is through. */
const readFacts = `select ${taskColumns},
    (select version::text from rosters where for_agency = $1) as version,
    (select w.note from timers w where w.agency_id = $1 and w.kind = 'task' and w.subject = t.id::text) as note,
    coalesce((select json_agg(json_build_array(k.person, (
        select count(*) from tasks h
        where h.agency_id = $1 and h.assistant_id = k.person and h.status in ('claimed', 'in-progress'))))
      from (
        select t.assistant_id as person where t.assistant_id is not null
        union select unnest(array_append(a.backups, a.primary_id)) from assignments a where a.agency_id = $1 and a.client_id = t.client_id
        union select r.assistant_id from routing_rules r where r.agency_id = $1 and r.assistant_id is not null
          and (r.client_id is null or r.client_id = t.client_id) and (r.duty is null or r.duty = t.duty)
        union select unnest($3::uuid[])
      ) k), '[]'::json) as held
  from tasks t where t.agency_id = $1 and t.number = $2`

type Locking = { holds: string | null; also: string[]; onlyOpen?: boolean }

/**
 * Reads a task, and keeps others from deciding on it until this transaction ends; then, if it names one, the person. In one trip.
 * `also`: whose hands are asked for besides; `onlyOpen`: one that is not open is read, and not kept from anybody.
 */
export async function lockTaskState(
  tx: Tx,
  agency: string,
  number: number,
  { holds, also, onlyOpen = false }: Locking,
): Promise<TaskState | null> {
  const wire = wireOf(tx)
  const [tasks, , facts] = await Promise.all([
    wire.ask(onlyOpen ? lockOpenTask : lockTask, [agency, number]),
    holds === null ? null : wire.ask(lockPerson, [agency, holds]),
    wire.ask(readFacts, [agency, number, `{${also.join(',')}}`]),
  ])
  const [locked] = rowsIn(tasks)
  const [known] = rowsIn(facts)
  const row = locked ?? (onlyOpen ? known : undefined)
  if (!isTaskRow(row) || !known) return null
  // Whoever held the locks may have changed who people are: then all is asked anew.
  const { version } = await rosterOf(tx, agency)
  if (version !== null && known['version'] !== version && !wire.wrote) throw new Outdated()
  return {
    ...keepTask(tx, agency, storedFrom(row)),
    locked: locked !== undefined,
    note: keptNotes.read('task', known['note'] ?? null),
    inHand: new Map(isHeld(known['held']) ? known['held'] : []),
  }
}

/** A task with all that its page shows. */
export type TaskPage = {
  task: Task
  history: { type: TaskEventType; at: Temporal.Instant; via: Via; by: string | null; data: unknown }[]
  waited: Waited
  /** Null: it has none. */
  checklist: Item[] | null
}

/** How long each side of a task `t` has been waited for. */
export const waitedOfTask = `(
      select coalesce(json_agg(json_build_object('waitedOn', w.side, 'waitedPerson', null, 'plainMs', w.plain, 'workMs', w.work)), '[]'::json)
      from (
        select e.waited_on as side, sum(e.plain_ms)::float8 as plain, sum(e.work_ms)::float8 as work from task_events e
        where e.agency_id = t.agency_id and e.task_id = t.id and e.waited_on is not null group by e.waited_on
      ) w)`

/** The checklist of a task `t`; null where it has none. */
export const checklistOfTask = `(
      select json_agg(json_build_object('place', c.place, 'text', c.text, 'done', c.done_at is not null) order by c.place)
      from checklist_items c where c.agency_id = t.agency_id and c.task_id = t.id)`

const readPage = `select ${taskColumns},
    (select coalesce(json_agg(json_build_object('type', e.type, 'at', e.at, 'via', e.via, 'by', e.by_id, 'data', e.data) order by e.seq), '[]'::json)
      from task_events e where e.agency_id = t.agency_id and e.task_id = t.id) as history,
    ${waitedOfTask} as waited,
    ${checklistOfTask} as checklist
  from tasks t where t.agency_id = $1 and t.number = $2`

/** One task with its history, in one statement. */
export async function taskPage(tx: Tx, agency: string, number: number): Promise<TaskPage | null> {
  const [row] = rowsIn(await wireOf(tx).ask(readPage, [agency, number]))
  if (!isTaskRow(row) || !isPage(row)) return null
  return {
    task: readRow(withInstants(row)),
    history: row.history.map(({ at, data, ...event }) => ({
      ...event,
      at: Temporal.Instant.from(at),
      data: keptEvents.task.read(data),
    })),
    waited: row.waited.reduce<Waited>(withSpan, {}),
    checklist: row.checklist,
  }
}

type PageRow = Pick<TaskPage, 'checklist'> & {
  history: (Omit<TaskPage['history'][number], 'at'> & { at: string })[]
  waited: Span[]
}

function isPage(row: object): row is PageRow {
  return 'history' in row && 'waited' in row
}

/** `taskColumns`, as they come. */
export type Read = TaskRow & { place: string; channel: string }

/** What is in it is the statement's promise. */
function isTaskRow(row: Row | undefined): row is Row & Read {
  return row !== undefined && 'passedOver' in row
}

function isHeld(held: unknown): held is [string, number][] {
  return Array.isArray(held)
}

export function storedFrom(row: Read): Stored {
  return { task: readRow(withInstants(row)), origin: { place: row.place, channel: row.channel } }
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
