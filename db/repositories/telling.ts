import { and, asc, eq, inArray, sql, type Column } from '#orm/core'
import { sides, withSpan, type Waited } from '#src/features/tasks/clocks.ts'
import type { Item } from '#src/features/tasks/checklist.ts'
import { peopleIn } from '#src/features/tasks/view.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Target } from '#src/features/targets/target.ts'
import { awayOf, toAway, type AwayRow } from './away.ts'
import { withLeft, type Agency, type Identity, type Place, type Room } from './roster.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import type { MessagePlace } from './messages.ts'
import { agencies, places, rooms } from '#db/schema/agencies.ts'
import { clients, identities, persons } from '#db/schema/people.ts'
import { targets } from '#db/schema/targets.ts'
import { messages, threads } from '#db/schema/telling.ts'
import { taskEvents, tasks } from '#db/schema/tasks.ts'
import { checklistItems } from '#db/schema/templates.ts'
import { toStored, type Stored } from './tasks.ts'

/** A task of which a line tells, and the people whom it concerns besides those whom the task names. */
export type About = { agency: string; task: string; people: string[] }

/** All that the words of a task's messages are made of; everything in it is of the one agency. */
export type TaskReading = {
  agency: Agency
  stored: Stored
  messages: MessagePlace[]
  people: Person[]
  client: string | null
  targets: Target[]
  checklist: Item[]
  waited: Waited
  /** What was asked, answered and noted, oldest first. */
  said: { type: string; by: string | null; data: unknown }[]
  rooms: Room[]
  places: Place[]
  identities: (Identity & { person: string })[]
  threads: { person: string; placeId: string; channel: string }[]
}

/**
 * Reads what lines about tasks need: in two flights of statements however many lines there are, of whatever agencies. The answers stand in the
 * order of the questions; null where the task is gone.
 *
 * Ids are asked for over all agencies that are asked about, and put together by agency and id: nothing of one is read into another.
 */
export async function readForTelling(tx: Tx, about: About[]): Promise<(TaskReading | null)[]> {
  const found = await findAll(tx, about)
  return about.map((one) => readingOf(found, one))
}
type Found = Awaited<ReturnType<typeof findAll>>

async function findAll(tx: Tx, about: About[]) {
  const homes = about.map(({ agency }) => agency)
  const ids = about.map(({ task }) => task)
  const ofTasks = (agency: Column, task: Column) => both(agency, homes, task, ids)
  const [foundAgencies, foundTasks, foundMessages, items, waited, said, foundRooms, foundPlaces, foundThreads] =
    await Promise.all([
      tx.select().from(agencies).where(among(agencies.agencyId, homes)),
      tx.select().from(tasks).where(ofTasks(tasks.agencyId, tasks.id)),
      messagesAbout(tx, homes, ids),
      tx
        .select()
        .from(checklistItems)
        .where(ofTasks(checklistItems.agencyId, checklistItems.taskId))
        .orderBy(asc(checklistItems.place)),
      waitedFor(tx, homes, ids),
      saidAbout(tx, homes, ids),
      roomsOf(tx, homes),
      tx.select().from(places).where(among(places.agencyId, homes)),
      tx.select().from(threads).where(ofTasks(threads.agencyId, threads.taskId)),
    ])
  const stored = foundTasks.map((row) => ({ agency: row.agencyId, ...toStored(row) }))
  const who = [...about.flatMap(({ people }) => people), ...stored.flatMap(({ task }) => peopleIn(task))]
  const whose = stored.map(({ task }) => task.client)
  const ofClients = (agency: Column, client: Column) => both(agency, homes, client, whose)
  const [foundPeople, foundIdentities, foundClients, foundTargets] = await Promise.all([
    tx
      .select({ ...personColumns, agencyId: persons.agencyId })
      .from(persons)
      .where(both(persons.agencyId, homes, persons.id, who)),
    identitiesAmong(tx, homes, who),
    tx
      .select({ agencyId: clients.agencyId, id: clients.id, name: clients.name })
      .from(clients)
      .where(ofClients(clients.agencyId, clients.id)),
    tx.select().from(targets).where(ofClients(targets.agencyId, targets.clientId)),
  ])
  return {
    ...{ foundAgencies, stored, foundMessages, items, waited, said, foundRooms, foundPlaces, foundThreads },
    ...{ foundPeople, foundIdentities, foundClients, foundTargets },
  }
}

/** What was found of one task, and of its agency alone. */
function readingOf(found: Found, { agency: home, task: id }: About): TaskReading | null {
  const of = <Row extends { agencyId: string }>(all: Row[]) => all.filter(({ agencyId }) => agencyId === home)
  const about = <Row extends { agencyId: string; taskId: string | null }>(all: Row[]) =>
    of(all).filter(({ taskId }) => taskId === id)
  const agency = of(found.foundAgencies)[0]
  const mine = found.stored.find((each) => each.agency === home && each.task.id === id)
  if (!agency || !mine) return null
  return {
    agency: toAgency(agency),
    stored: { task: mine.task, origin: mine.origin },
    messages: about(found.foundMessages),
    people: of(found.foundPeople).map(({ agencyId: _, ...row }) => withLeft(toPerson(row), of(found.foundIdentities))),
    client: of(found.foundClients).find((client) => client.id === mine.task.client)?.name ?? null,
    targets: of(found.foundTargets).map(({ clientId, priority, respondMinutes, doneMinutes }) => ({
      ...{ client: clientId, priority, respond: respondMinutes, done: doneMinutes },
    })),
    checklist: about(found.items).map(({ place, text, doneAt }) => ({ place, text, done: doneAt !== null })),
    waited: about(found.waited).reduce<Waited>(addSpan, {}),
    said: about(found.said),
    rooms: of(found.foundRooms),
    places: of(found.foundPlaces),
    identities: of(found.foundIdentities),
    threads: about(found.foundThreads).map(({ personId, placeId, channel }) => ({
      ...{ person: personId, placeId, channel },
    })),
  }
}

function toAgency(row: typeof agencies.$inferSelect): Agency {
  const { agencyId, name, zone, language, duties, responseHours, leaseHours, reviewDays } = row
  return { id: agencyId, name, zone, language, duties, responseHours, leaseHours, reviewDays }
}

/** Someone's row with what hangs on it. The outer row is named in plain text, as `awayOf` does. */
const personColumns = {
  id: persons.id,
  name: persons.name,
  language: persons.language,
  zone: persons.zone,
  hours: persons.hours,
  roles: persons.roles,
  duties: persons.duties,
  capacity: persons.capacity,
  clients: sql<string[]>`coalesce((
    select json_agg(m.client_id) from client_members m
    where m.agency_id = persons.agency_id and m.person_id = persons.id), '[]'::json)`,
  away: sql<AwayRow[]>`${sql.raw(awayOf)}`,
}

function toPerson({ away, ...rest }: Omit<Person, 'away'> & { away: AwayRow[] }): Person {
  return { ...rest, away: toAway(away) }
}

/** One text however many there are, so that it is prepared once. */
function among(column: Column, ids: string[]) {
  return sql`${column} = any(${`{${[...new Set(ids)].join(',')}}`}::uuid[])`
}

function both(agency: Column, homes: string[], column: Column, ids: string[]) {
  return and(among(agency, homes), among(column, ids))
}

function messagesAbout(tx: Tx, homes: string[], ids: string[]) {
  return tx
    .select({
      agencyId: messages.agencyId,
      taskId: messages.taskId,
      id: messages.id,
      topic: messages.topic,
      placeId: messages.placeId,
      channel: messages.channel,
      externalId: messages.externalId,
      hash: messages.hash,
      platform: places.platform,
      place: places.externalId,
    })
    .from(messages)
    .innerJoin(places, and(eq(places.agencyId, messages.agencyId), eq(places.id, messages.placeId)))
    .where(both(messages.agencyId, homes, messages.taskId, ids))
}

function saidAbout(tx: Tx, homes: string[], ids: string[]) {
  return tx
    .select({
      agencyId: taskEvents.agencyId,
      taskId: taskEvents.taskId,
      type: taskEvents.type,
      by: taskEvents.by,
      data: taskEvents.data,
    })
    .from(taskEvents)
    .where(
      and(
        both(taskEvents.agencyId, homes, taskEvents.taskId, ids),
        inArray(taskEvents.type, ['question-asked', 'question-answered', 'note-added']),
      ),
    )
    .orderBy(asc(taskEvents.seq))
}

function roomsOf(tx: Tx, homes: string[]) {
  return tx
    .select({
      agencyId: rooms.agencyId,
      id: rooms.id,
      placeId: rooms.placeId,
      platform: places.platform,
      place: places.externalId,
      purpose: rooms.purpose,
      channel: rooms.channel,
      clientId: rooms.clientId,
      closed: rooms.closedAt,
    })
    .from(rooms)
    .innerJoin(places, and(eq(places.agencyId, rooms.agencyId), eq(places.id, rooms.placeId)))
    .where(among(rooms.agencyId, homes))
}

/** The place that was connected first comes first. */
function identitiesAmong(tx: Tx, homes: string[], who: string[]) {
  return tx
    .select({
      agencyId: identities.agencyId,
      person: identities.personId,
      platform: identities.platform,
      externalId: identities.externalId,
      placeId: identities.placeId,
      place: places.externalId,
      direct: identities.direct,
      left: identities.leftAt,
    })
    .from(identities)
    .innerJoin(places, and(eq(places.agencyId, identities.agencyId), eq(places.id, identities.placeId)))
    .where(both(identities.agencyId, homes, identities.personId, who))
    .orderBy(asc(places.connectedAt), asc(places.id))
}

type Span = { agencyId: string; taskId: string; side: string; plain: number; work: number }

function waitedFor(tx: Tx, homes: string[], ids: string[]): Promise<Span[]> {
  const [theirs, those] = [homes, ids].map((each) => `{${[...new Set(each)].join(',')}}`)
  return rows<Span>(
    tx,
    sql`
      select agency_id as "agencyId", task_id as "taskId", waited_on as side,
        sum(plain_ms)::float8 as plain, sum(work_ms)::float8 as work
      from task_events
      where agency_id = any(${theirs}::uuid[]) and task_id = any(${those}::uuid[]) and waited_on is not null
      group by agency_id, task_id, waited_on`,
  )
}

function addSpan(waited: Waited, { side, plain, work }: Span): Waited {
  const waitedOn = sides.find((known) => known === side) ?? null
  return withSpan(waited, { waitedOn, waitedPerson: null, plainMs: plain, workMs: work })
}
