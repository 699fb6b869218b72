import { keptEvents } from '#src/kernel/kept-events.ts'
import type { Item } from '#src/features/tasks/checklist.ts'
import { withSpan, type Span, type Waited } from '#src/features/tasks/clocks.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Target } from '#src/features/targets/target.ts'
import type { Tx } from '#db/connection/connect.ts'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import type { Message, MessagePlace } from './messages.ts'
import { rostersOf, type Agency, type Identity, type Place, type Room, type Roster } from './roster.ts'
import { checklistOfTask, storedFrom, taskColumns, waitedOfTask, type Read } from './task-state.ts'
import type { Stored } from './known-tasks.ts'

/** A task of which a line tells. */
export type About = { agency: string; task: string }

/** All that the words of a task's messages are made of; everything in it is of the one agency. */
export type TaskReading = {
  agency: Agency
  stored: Stored
  messages: MessagePlace[]
  /** All of the agency, by name. */
  people: Person[]
  client: string | null
  /** Of the agency's clients. */
  targets: Target[]
  checklist: Item[]
  waited: Waited
  /** What was asked, answered and noted, oldest first. */
  said: { type: string; by: string | null; data: unknown }[]
  rooms: Room[]
  places: Place[]
  /** By person; the place that was connected first comes first. */
  identities: Map<string, Identity[]>
  threads: { person: string; placeId: string; channel: string }[]
}

/** Put together when it is asked for, so that a task that cannot be read fails those alone who tell of it. Null: the task is gone. */
export type Reading = () => TaskReading | null

/** A task `t` as the database reads it: one document. */
type TaskDocument = {
  task: Read
  /** Of the agency's roster. */
  version: string | null
  messages: Message[]
  checklist: Item[] | null
  waited: Span[]
  said: TaskReading['said']
  threads: TaskReading['threads']
}

/** For a statement that knows a task as `t`: its `TaskDocument`. */
export const taskDocument = `json_build_object(
    'task', (select row_to_json(k) from (select ${taskColumns}) k),
    'version', (select r.version::text from rosters r where r.for_agency = t.agency_id),
    'messages', coalesce((
      select json_agg(json_build_object('id', m.id, 'topic', m.topic, 'placeId', m.place_id, 'channel', m.channel,
        'externalId', m.external_id, 'hash', m.hash))
      from messages m where m.agency_id = t.agency_id and m.task_id = t.id), '[]'::json),
    'checklist', ${checklistOfTask},
    'waited', ${waitedOfTask},
    'said', coalesce((
      select json_agg(json_build_object('type', e.type, 'by', e.by_id, 'data', e.data) order by e.seq)
      from task_events e
      where e.agency_id = t.agency_id and e.task_id = t.id and e.type in ('question-asked', 'question-answered', 'note-added')), '[]'::json),
    'threads', coalesce((
      select json_agg(json_build_object('person', h.person_id, 'placeId', h.place_id, 'channel', h.channel))
      from threads h where h.agency_id = t.agency_id and h.task_id = t.id), '[]'::json))`

const readTasks = `select a.agency::text as agency, a.task::text as task, ${taskDocument} as document
  from (select distinct * from unnest($1::uuid[], $2::uuid[]) as each(agency, task)) a
  join tasks t on t.agency_id = a.agency and t.id = a.task`

/**
 * Reads what lines about tasks need: in one statement however many lines there are, of whatever agencies, and one more where an agency's roster
 * has changed. The answers stand in the order of the questions.
 */
export async function readForTelling(tx: Tx, about: About[]): Promise<Reading[]> {
  const [homes, ids] = [about.map(({ agency }) => agency), about.map(({ task }) => task)]
  const found = rowsIn(await wireOf(tx).ask(readTasks, [`{${homes.join()}}`, `{${ids.join()}}`]))
  const documents = new Map(found.map(({ agency, task, document }) => [`${String(agency)}:${String(task)}`, document]))
  return readingsOf(
    tx,
    about.map(({ agency, task }) => ({ agency, document: documents.get(`${agency}:${task}`) ?? null })),
  )
}

/** What was read of tasks, with who and what their agencies are; in the same order. */
export async function readingsOf(tx: Tx, read: { agency: string; document: unknown }[]): Promise<Reading[]> {
  const versions = new Map(
    read.flatMap(({ agency, document }) => (isDocument(document) ? [[agency, document.version] as const] : [])),
  )
  const rosters = await rostersOf(tx, versions)
  return read.map(({ agency, document }) => {
    const roster = rosters.get(agency)
    return () => (roster && isDocument(document) ? readingOf(roster, document) : null)
  })
}

/** What is in it is the statement's promise. */
function isDocument(document: unknown): document is TaskDocument {
  return typeof document === 'object' && document !== null && 'messages' in document
}

function readingOf(roster: Roster, { task, messages, checklist, waited, said, threads }: TaskDocument) {
  const { agency, people, clients, targets, rooms, places, identities } = roster
  if (!agency) return null
  const stored = storedFrom(task)
  return {
    ...{ agency, stored, people, targets, rooms, places, identities, threads },
    messages: messages.flatMap((message) => placed(message, places)),
    client: clients.find(({ id }) => id === stored.task.client)?.name ?? null,
    checklist: checklist ?? [],
    waited: waited.reduce<Waited>(withSpan, {}),
    said: said.map((event) => ({ ...event, data: keptEvents.task.read(event.data) })),
  }
}

function placed(message: Message, places: Place[]): MessagePlace[] {
  const place = places.find(({ id }) => id === message.placeId)
  return place ? [{ ...message, platform: place.platform, place: place.externalId }] : []
}
