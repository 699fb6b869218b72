import { and, asc, desc, eq, ilike, inArray, isNotNull, notInArray, or, sql, type SQL } from '#orm/core'
import { keptEvents } from '#src/kernel/kept-events.ts'
import type { Span } from '#src/features/tasks/clocks.ts'
import { writeRow } from '#src/features/tasks/row.ts'
import type { Sort } from '#src/features/tasks/commands.ts'
import type { Task, TaskEvent, Status } from '#src/features/tasks/task.ts'
import { isNumber } from './numbers.ts'
import type { Tx } from '#db/connection/connect.ts'
import { keepTask, knownTasks as known, toStored, type OriginRef, type Stored } from './known-tasks.ts'
import { countNumber, write } from './life.ts'
import { promisedBy, taskEvents, tasks } from '#db/schema/tasks.ts'

export { keepTask, type OriginRef, type Stored } from './known-tasks.ts'

/** `counted`: its number is given where it is written, whatever it says; see `numberCounted`. */
export async function insertTask(
  tx: Tx,
  agency: string,
  task: Task,
  { place, channel }: OriginRef,
  { counted = false }: { counted?: boolean } = {},
): Promise<void> {
  write(tx, agency, 'made', task.id, { ...writeRow(task), ...(counted ? { number: null } : {}), place, channel })
  if (counted) countNumber(tx, agency, 'task')
}

/** Reads a task and keeps others from deciding on it until this transaction ends. */
export async function lockTask(tx: Tx, agency: string, number: number): Promise<Stored | null> {
  if (!isNumber(number)) return null
  const [row] = await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.agencyId, agency), eq(tasks.number, number)))
    .for('update')
  return row ? keepTask(tx, agency, toStored(row)) : null
}

export async function taskByNumber(tx: Tx, agency: string, number: number): Promise<Stored | null> {
  if (!isNumber(number)) return null
  return known.recall(tx, `${agency}:${number}`, () => oneTask(tx, agency, eq(tasks.number, number)))
}

export function taskById(tx: Tx, agency: string, id: string): Promise<Stored | null> {
  return known.recall(tx, id, () => oneTask(tx, agency, eq(tasks.id, id)))
}

async function oneTask(tx: Tx, agency: string, which: SQL): Promise<Stored | null> {
  const [row] = await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.agencyId, agency), which))
  return row ? toStored(row) : null
}

/** Those of these numbers, in their order. */
export async function tasksByNumbers(tx: Tx, agency: string, numbers: number[]): Promise<Stored[]> {
  const found = await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.agencyId, agency), inArray(tasks.number, numbers)))
    .orderBy(tasks.number)
  return found.map(toStored)
}

export async function tasksByIds(tx: Tx, agency: string, ids: string[]): Promise<Stored[]> {
  const here = (await Promise.all(ids.map((id) => known.known(tx, id)))).flatMap((stored) => stored ?? [])
  const others = ids.filter((id) => !here.some(({ task }) => task.id === id))
  if (others.length === 0) return here
  const found = await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.agencyId, agency), inArray(tasks.id, others)))
  return [...here, ...found.map(toStored)]
}

/** Fails, at the latest with the commit, when someone else has moved it as far: whoever decides locks it first. */
export async function saveTask(tx: Tx, agency: string, task: Task): Promise<void> {
  write(tx, agency, 'moved', task.id, writeRow(task))
  const before = await known.known(tx, task.id)
  if (before) keepTask(tx, agency, { ...before, task })
}

/** Locks a task unless someone is at it now: null. Whoever holds something that they may wait for must not wait. */
export async function lockIfFree(tx: Tx, agency: string, id: string): Promise<Stored | null> {
  const [row] = await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.agencyId, agency), eq(tasks.id, id)))
    .for('update', { skipLocked: true })
  return row ? keepTask(tx, agency, toStored(row)) : null
}

/** `first` is the place of the first of these in the task's history; `spans` is what each of them ended. */
export async function appendEvents(
  tx: Tx,
  agency: string,
  task: string,
  first: number,
  events: TaskEvent[],
  spans: (Span | null)[] = [],
): Promise<void> {
  events.forEach(({ type, by, via, at, ...data }, index) => {
    const seq = first + index
    write(tx, agency, 'events', `${task}:${seq}`, {
      ...{ task, seq, type, by, via, at },
      data: keptEvents.task.write(data),
      ...spans[index],
    })
  })
}

export async function historyOf(tx: Tx, agency: string, task: string) {
  const found = await tx
    .select()
    .from(taskEvents)
    .where(and(eq(taskEvents.agencyId, agency), eq(taskEvents.taskId, task)))
    .orderBy(asc(taskEvents.seq))
  return found.map((row) => ({ ...row, data: keptEvents.task.read(row.data) }))
}

/** What people asked, answered and noted about a task: the newest so many, the oldest of them first. */
export async function saidOn(tx: Tx, agency: string, task: string, most: number) {
  const found = await tx
    .select({ type: taskEvents.type, by: taskEvents.by, data: taskEvents.data })
    .from(taskEvents)
    .where(
      and(
        eq(taskEvents.agencyId, agency),
        eq(taskEvents.taskId, task),
        inArray(taskEvents.type, ['question-asked', 'question-answered', 'note-added']),
      ),
    )
    .orderBy(desc(taskEvents.seq))
    .limit(most)
  return found.map((row) => ({ ...row, data: keptEvents.task.read(row.data) })).toReversed()
}

/** Which tasks are wanted; what is left out does not narrow. */
export type Wanted = {
  assistant?: string
  requester?: string
  /** Only of these clients. */
  clients?: string[]
  /** Only of these duties. */
  duties?: string[]
  /** One of these is enough; where none is named there is nothing to be had. */
  within?: { clients?: string[]; assistant?: string; requester?: string }
  /** All but these, by id. */
  except?: string[]
  statuses?: Status[]
  /** Neither done nor cancelled. */
  unfinished?: boolean
  late?: Temporal.Instant
  dueFrom?: Temporal.Instant
  dueBy?: Temporal.Instant
  doneSince?: Temporal.Instant
  doneBefore?: Temporal.Instant
  /** Words in the title or the brief. */
  search?: string
  /** Only in the title: for one who may not read briefs. */
  searchTitles?: string
  /** Those whose number begins so. */
  number?: string
}

function narrow(agency: string, wanted: Wanted): SQL | undefined {
  const like = (words: string) => `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return and(
    eq(tasks.agencyId, agency),
    wanted.assistant ? eq(tasks.assistantId, wanted.assistant) : undefined,
    wanted.requester ? eq(tasks.requesterId, wanted.requester) : undefined,
    wanted.clients ? inArray(tasks.clientId, wanted.clients) : undefined,
    wanted.duties ? inArray(tasks.duty, wanted.duties) : undefined,
    wanted.within ? anyOf(wanted.within) : undefined,
    wanted.except?.length ? notInArray(tasks.id, wanted.except) : undefined,
    wanted.statuses ? inArray(tasks.status, wanted.statuses) : undefined,
    wanted.unfinished ? notInArray(tasks.status, ['done', 'cancelled']) : undefined,
    wanted.late
      ? and(
          notInArray(tasks.status, ['done', 'cancelled', 'in-review']),
          sql`${promisedBy(tasks)} < ${wanted.late.toString()}::timestamptz`,
        )
      : undefined,
    wanted.dueFrom ? sql`${promisedBy(tasks)} >= ${wanted.dueFrom.toString()}::timestamptz` : undefined,
    wanted.dueBy ? sql`${promisedBy(tasks)} < ${wanted.dueBy.toString()}::timestamptz` : undefined,
    wanted.doneSince
      ? and(
          eq(tasks.status, 'done'),
          isNotNull(tasks.doneAt),
          sql`${tasks.doneAt} >= ${wanted.doneSince.toString()}::timestamptz`,
        )
      : undefined,
    wanted.doneBefore ? sql`${tasks.doneAt} < ${wanted.doneBefore.toString()}::timestamptz` : undefined,
    wanted.search ? or(ilike(tasks.title, like(wanted.search)), ilike(tasks.brief, like(wanted.search))) : undefined,
    wanted.searchTitles ? ilike(tasks.title, like(wanted.searchTitles)) : undefined,
    wanted.number ? sql`${tasks.number}::text like ${`${wanted.number}%`}` : undefined,
  )
}

function anyOf({ clients, assistant, requester }: NonNullable<Wanted['within']>): SQL {
  const some = [
    clients ? inArray(tasks.clientId, clients) : undefined,
    assistant ? eq(tasks.assistantId, assistant) : undefined,
    requester ? eq(tasks.requesterId, requester) : undefined,
  ]
  return or(...some) ?? sql`false`
}

/** What counts before the time when they are due. */
const before: Record<Sort, SQL[]> = {
  due: [],
  priority: [sql`array_position(array['urgent','high','normal','low'], ${tasks.priority})`],
  client: [
    // The outer row is named in plain text: a subquery would take its bare column for its own.
    sql`(select lower(c.name) from clients c where c.agency_id = tasks.agency_id and c.id = tasks.client_id)`,
  ],
}

/** Most pressing first: by promise or due time, then the oldest; finished ones newest first. */
export async function findTasks(
  tx: Tx,
  agency: string,
  wanted: Wanted,
  {
    limit,
    offset = 0,
    newestFirst = false,
    sort = 'due',
  }: { limit: number; offset?: number; newestFirst?: boolean; sort?: Sort },
): Promise<Stored[]> {
  const order = newestFirst
    ? [desc(tasks.since), desc(tasks.number)]
    : [...before[sort], sql`${promisedBy(tasks)} asc nulls last`, asc(tasks.number)]
  const found = await tx
    .select()
    .from(tasks)
    .where(narrow(agency, wanted))
    .orderBy(...order)
    .limit(limit)
    .offset(offset)
  return found.map(toStored)
}

export async function countTasks(tx: Tx, agency: string, wanted: Wanted): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(tasks)
    .where(narrow(agency, wanted))
  return row?.count ?? 0
}
