import { Outdated } from '#db/connection/wire.ts'
import { listRooms, nextTaskNumber } from '#db/repositories/agencies.ts'
import { assignmentsOf, reviewDaysOf } from '#db/repositories/clients.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { expectLoads, loadsOf, noteAssigned, peopleById } from '#db/repositories/people.ts'
import { rulesOf } from '#db/repositories/rules.ts'
import { noteSeen } from '#db/repositories/seen.ts'
import { lockTaskState, type TaskState } from '#db/repositories/task-state.ts'
import { appendEvents, insertTask, saveTask, type OriginRef } from '#db/repositories/tasks.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import { spansOf } from '#src/features/tasks/clocks.ts'
import { hoursIn, type Context } from '#src/features/tasks/context.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import { is, manages, type Candidate } from '#src/kernel/person.ts'
import { type Task, type TaskEvent, isNews } from '#src/features/tasks/task.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { namedByRules } from '#src/features/routing/rule.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import { tell } from '#src/features/telling/tell.ts'
import {
  create,
  transact,
  type Acting,
  type Aggregate,
  type Change,
  type Moving as Outcome,
} from '#src/kernel/aggregate.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { heldLines } from '#src/features/telling/queries/held.ts'
import { watchFrom } from './watch.ts'

export { actingFor, type Acting } from '#src/kernel/aggregate.ts'

export type Moving = { ok: true; task: Task } | { ok: false; reason: Refusal }

export type NewTask = Omit<Extract<TaskCommand, { type: 'delegate' }>, 'type' | 'id' | 'number'>

/** Stands for a number that is counted where the task is written. */
const toBeCounted = 0

/**
 * Makes a task: decided, kept, and told to all concerned, or none of it. `counts`: when its number is known: at once, or with the commit
 * (`numberCounted`), until when it is 0. Whoever counts at once keeps others of the agency waiting until the commit.
 */
export async function makeTask(
  acting: Acting,
  asks: NewTask,
  origin: OriginRef,
  counts: 'now' | 'at-commit' = 'now',
): Promise<Moving> {
  const { tx, agency, newId } = acting
  const facts = await contextToMake(acting, asks)
  // The number is taken even if the decision is a refusal: then the transaction that took it does not stand.
  const number = counts === 'now' ? await nextTaskNumber(tx, agency.id) : toBeCounted
  const command: TaskCommand = { type: 'delegate', id: newId(), number, ...asks }
  return taskOf(await create(tasks, acting, command, { found: { ...unread, origin, counts }, context: facts }))
}

function taskOf(moved: Outcome<Task>): Moving {
  return moved.ok ? { ok: true, task: moved.state } : moved
}

/** Why it would not be made; `null` when it would. Nothing is written. */
export async function whyNotMake(acting: Acting, asks: NewTask): Promise<Refusal | null> {
  const { by, now, newId } = acting
  const command: TaskCommand = { type: 'delegate', id: newId(), number: toBeCounted, ...asks }
  const decision = decide(null, command, by, now, await contextToMake(acting, asks))
  return decision.ok ? null : decision.reason
}

/**
 * `takes`: whoever asks takes it in hand, so that of two that one assistant takes in the same second the second is counted with the
 * first. `also`: whose hands it asks for besides. `onlyOpen`: it can be done to an open one alone.
 */
type About = { takes?: boolean; onlyOpen?: boolean; also?: string[] }

/**
 * One move of one task. The row is locked first, so that of two in the same second the second decides on what the first left.
 */
export async function moveTask(
  acting: Acting,
  number: number,
  read: (task: Task) => TaskCommand | Refusal,
  { takes = false, onlyOpen = false, also = [] }: About = {},
): Promise<Moving> {
  const { by } = acting
  const which = {
    number,
    holds: takes && by ? by.id : null,
    also: [...(by ? [by.id] : []), ...also],
    onlyOpen,
  }
  return taskOf(await transact(tasks, acting, which, read))
}

/** Where the asker is: cards about what they ask for belong there. */
export function originOf({ place, origin }: RequestContext): OriginRef {
  return { place, channel: origin.channel }
}

/** That something is about to be made, for a client that is known only once something else was read: asked with that. */
export async function expectToMake({ tx, agency, by }: Pick<RequestContext, 'tx' | 'agency' | 'by'>): Promise<void> {
  await expectLoads(tx, agency.id, manages(by) ? null : by.clients)
}

/** Of people no more is asked than it may be about: who is named, whom the agency's rules and the client's assignments name, and who asks. */
async function contextToMake(acting: Acting, { client, duty, assistant }: NewTask): Promise<Context> {
  const { tx, agency, by } = acting
  const assignments = await assignmentsOf(tx, agency.id, client)
  const assigned = assignments.flatMap(({ primary, backups }) => [primary, ...backups])
  const ruled = namedByRules(await rulesOf(tx, agency.id), { client, duty })
  const asked = [...new Set([...assigned, ...ruled, ...(assistant === null ? [] : [assistant])])]
  const loads = await loadsOf(tx, agency.id, asked)
  const inHand = new Map(asked.map((id) => [id, loads.get(id)?.inHand ?? 0]))
  if (by && !inHand.has(by.id)) inHand.set(by.id, 0)
  return contextFor(acting, { client, requester: by?.id ?? null }, inHand)
}

/** Those of whom it is known what they have in hand are those who may take it. */
async function contextFor(
  { tx, agency, via, by }: Pick<Acting, 'tx' | 'agency' | 'via' | 'by'>,
  { client, requester }: { client: string; requester: string | null },
  inHand: Map<string, number>,
): Promise<Context> {
  const people = await peopleById(tx, agency.id, [...inHand.keys(), ...(requester === null ? [] : [requester])])
  const assignments = await assignmentsOf(tx, agency.id, client)
  const rules = await rulesOf(tx, agency.id)
  const clientsDays = await reviewDaysOf(tx, agency.id, client)
  const candidates = people
    .filter((person) => is(person, 'assistant'))
    .map((person): Candidate => ({ ...person, inHand: inHand.get(person.id) ?? 0, lastAssigned: null }))
  const asker = by?.id === requester ? by : (people.find(({ id }) => id === requester) ?? null)
  const { responseHours, leaseHours, reviewDays } = agency
  const times = { responseHours, leaseHours, reviewDays: clientsDays ?? reviewDays }
  return { via, candidates, assignments, rules, requester: asker, ...times }
}

/** To whom a card is the first word of an offer that time makes. What repeats is somebody's wish, for just that moment. */
function offeredTo(line: Notification, before: Task | null, after: Task): string | null {
  const isNew = before !== null && after.status === 'assigned' && after.assistant !== before.assistant
  return isNew && line.kind === 'card' && line.for === 'offer' && line.person === after.assistant ? line.person : null
}

/** Which task, and what is asked with it. */
type Which = { number: number; holds: string | null; also: string[]; onlyOpen: boolean }

/** What is read with a task, and where one is made. */
type Found = Pick<TaskState, 'note' | 'inHand' | 'locked'> & { origin: OriginRef; counts: 'now' | 'at-commit' }

const unread = { note: null, inHand: new Map<string, number>(), locked: true }

type Changed = Change<Task, TaskEvent, Found, Context>

/** Tasks, as the engine moves them. */
const tasks: Aggregate<Which, Task, TaskCommand, TaskEvent, Found, Context> = {
  async find({ tx, agency }, { number, ...locking }) {
    const state = await lockTaskState(tx, agency.id, number, locking)
    return state && { state: state.task, found: { ...state, counts: 'now' } }
  },
  missing: ({ number }) => ({ code: 'no-such-task', number: String(number) }),
  context: (acting, task, { inHand }) => contextFor(acting, task, inHand),
  decide,
  evolve,
  insert: ({ tx, agency }, task, { origin, counts }) =>
    insertTask(tx, agency.id, task, origin, { counted: counts === 'at-commit' }),
  save: ({ tx, agency }, task) => saveTask(tx, agency.id, task),
  record,
  notify,
  look,
}

async function record(acting: Acting, { before, after, events, found, context: facts }: Changed): Promise<void> {
  // It has just been opened again: now it can be had.
  if (!found.locked) throw new Outdated()
  const { tx, agency, by, via, now } = acting
  const spans = spansOf(before, events, (person) => hoursIn(facts, after, person))
  await appendEvents(tx, agency.id, after.id, after.version - events.length + 1, events, spans)
  if (after.assistant && after.assistant !== before?.assistant) await noteAssigned(tx, agency.id, after.assistant, now)
  // Whoever moved it knows: no digest tells them of it as news.
  if (by && via !== 'clock' && isNews(after)) await noteSeen(tx, agency.id, by.id, after.id, now)
}

async function look(acting: Acting, { before, after, found, context: facts }: Changed): Promise<void> {
  await tellLines(acting, before, after, await watchFrom(acting, facts, before, after, found.note))
}

async function notify(acting: Acting, { before, after, events }: Changed): Promise<void> {
  const rooms = await listRooms(acting.tx, acting.agency.id)
  const boards = rooms.filter((room) => room.purpose === 'board').map((room) => room.id)
  await tellLines(acting, before, after, tell(before, after, events, { boards }))
}

async function tellLines(acting: Acting, before: Task | null, after: Task, lines: Notification[]): Promise<void> {
  const { tx, agency, via, now, newId } = acting
  const isHeld = via === 'clock' && after.priority !== 'urgent'
  await addLines(
    tx,
    agency.id,
    isHeld
      ? await heldLines(acting, lines, (line) => offeredTo(line, before, after))
      : lines.map((line) => entryOf(line, newId)),
    now,
  )
}
