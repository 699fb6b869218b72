import { listRooms, nextTaskNumber } from '#db/repositories/agencies.ts'
import { assignmentsOf, reviewDaysOf } from '#db/repositories/clients.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { loadCandidates, lockPerson, noteAssigned, personById } from '#db/repositories/people.ts'
import { noteSeen } from '#db/repositories/seen.ts'
import { appendEvents, insertTask, lockTask, saveTask, type OriginRef } from '#db/repositories/tasks.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import { spansOf } from '#src/features/tasks/clocks.ts'
import { hoursIn, type Context } from '#src/features/tasks/context.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import type { Person } from '#src/kernel/person.ts'
import { type Task, type TaskEvent, type Via, isNews } from '#src/features/tasks/task.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { entryOf, type Line } from '#src/features/telling/line.ts'
import { tell } from '#src/features/telling/tell.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { heldLines } from '#src/features/telling/queries/held.ts'
import { watchFrom } from './watch.ts'

export type Moving = { ok: true; task: Task } | { ok: false; reason: Refusal }

/** Whoever makes or moves a task: a person on a platform, or the clock (then `by` is null, or whom it acts for). */
export type Acting = Pick<Asked, 'tx' | 'agency' | 'now' | 'newId'> & { by: Person | null; via: Via }

export function actingFor(asked: Asked): Acting {
  return { ...asked, via: asked.origin.platform }
}

export type NewTask = Omit<Extract<TaskCommand, { type: 'delegate' }>, 'type' | 'id' | 'number'>

/** Makes a task: decided, kept, and told to all concerned, or none of it. */
export async function makeTask(acting: Acting, asks: NewTask, origin: OriginRef): Promise<Moving> {
  const { tx, agency, by, now, newId } = acting
  const context = await contextFor(acting, { client: asks.client, requester: by?.id ?? null })
  // The number is taken even if the decision is a refusal: then the transaction that took it does not stand.
  const command: TaskCommand = { type: 'delegate', id: newId(), number: await nextTaskNumber(tx, agency.id), ...asks }
  const decision = decide(null, command, by, now, context)
  if (!decision.ok) return decision

  const task = decision.events.reduce<Task | null>(evolve, null)
  if (!task) throw new Error('a task was accepted that nothing made')
  await insertTask(tx, agency.id, task, origin)
  await keep(acting, context, null, task, decision.events)
  return { ok: true, task }
}

/** Why it would not be made; `null` when it would. Nothing is written. */
export async function whyNotMake(acting: Acting, asks: NewTask): Promise<Refusal | null> {
  const { by, now, newId } = acting
  const command: TaskCommand = { type: 'delegate', id: newId(), number: 0, ...asks }
  const decision = decide(
    null,
    command,
    by,
    now,
    await contextFor(acting, { client: asks.client, requester: by?.id ?? null }),
  )
  return decision.ok ? null : decision.reason
}

/** One move of one task. The row is locked first, so that of two in the same second the second decides on what the first left. */
export async function moveTask(
  acting: Acting,
  number: number,
  read: (task: Task) => TaskCommand | Refusal,
): Promise<Moving> {
  const { tx, agency, by, now } = acting
  const stored = await lockTask(tx, agency.id, number)
  if (!stored) return { ok: false, reason: { code: 'no-such-task', number: String(number) } }

  const command = read(stored.task)
  if ('code' in command) return { ok: false, reason: command }
  // Of two that one assistant takes in the same second the second is counted with the first in hand.
  if (by && (command.type === 'claim' || command.type === 'accept')) await lockPerson(tx, agency.id, by.id)
  const context = await contextFor(acting, stored.task)
  const decision = decide(stored.task, command, by, now, context)
  if (!decision.ok) return decision

  const task = decision.events.reduce<Task>(evolve, stored.task)
  await saveTask(tx, agency.id, task)
  await keep(acting, context, stored.task, task, decision.events)
  return { ok: true, task }
}

/** Where the asker is: cards about what they ask for belong there. */
export function originOf({ place, origin }: Asked): OriginRef {
  return { place, channel: origin.channel }
}

async function contextFor(
  { tx, agency, via, by }: Pick<Acting, 'tx' | 'agency' | 'via' | 'by'>,
  { client, requester }: { client: string; requester: string | null },
): Promise<Context> {
  const [candidates, assignments, clientsDays, asker] = await Promise.all([
    loadCandidates(tx, agency.id),
    assignmentsOf(tx, agency.id, client),
    reviewDaysOf(tx, agency.id, client),
    requester === null || by?.id === requester ? by : personById(tx, agency.id, requester),
  ])
  const { responseHours, leaseHours, reviewDays } = agency
  const times = { responseHours, leaseHours, reviewDays: clientsDays ?? reviewDays }
  return { via, candidates, assignments, requester: asker, ...times }
}

/** To whom a card is the first word of an offer that time makes. What repeats is somebody's wish, for just that moment. */
function offeredTo(line: Line, before: Task | null, after: Task): string | null {
  const isNew = before !== null && after.status === 'assigned' && after.assistant !== before.assistant
  return isNew && line.kind === 'card' && line.for === 'offer' && line.person === after.assistant ? line.person : null
}

/** The history, what the clock looks at next, and a line for each one to be told. */
async function keep(
  acting: Acting,
  context: Context,
  before: Task | null,
  after: Task,
  events: TaskEvent[],
): Promise<void> {
  const { tx, agency, by, via, now, newId } = acting
  const spans = spansOf(before, events, (person) => hoursIn(context, after, person))
  await appendEvents(tx, agency.id, after.id, after.version - events.length + 1, events, spans)
  if (after.assistant && after.assistant !== before?.assistant) await noteAssigned(tx, agency.id, after.assistant, now)

  const over = await watchFrom(acting, context, before, after)
  // Whoever moved it knows: no digest tells them of it as news.
  if (by && via !== 'clock' && isNews(after)) await noteSeen(tx, agency.id, by.id, after.id, now)

  const boards = (await listRooms(tx, agency.id)).filter((room) => room.purpose === 'board').map((room) => room.id)
  const lines = [...tell(before, after, events, { boards }), ...over]
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
