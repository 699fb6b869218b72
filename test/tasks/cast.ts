import type { Decision } from '#src/kernel/decision.ts'
import type { Assignment } from '#src/features/people/client.ts'
import type { Candidate, Person } from '#src/kernel/person.ts'
import { parseHours } from '#src/time/hours.ts'
import type { TaskCommand, TaskCommandType } from '#src/features/tasks/command.ts'
import { usualTimes, type Context } from '#src/features/tasks/context.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import { statuses, type Status, type Task, type TaskEvent } from '#src/features/tasks/task.ts'
import type { TaskView } from '#src/features/tasks/view.ts'

/** A local time in Kolkata, where everyone here lives; a bare time is that of Monday, 2 March 2026. */
export function at(local: string): Temporal.Instant {
  const full = local.includes('T') ? local : `2026-03-02T${local}`
  return Temporal.PlainDateTime.from(full).toZonedDateTime('Asia/Kolkata').toInstant()
}

export const now = at('10:00')

export function aPerson(id: string, changes: Partial<Person> = {}): Person {
  return {
    id,
    name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    language: 'en',
    zone: 'Asia/Kolkata',
    hours: parseHours('Mon-Fri 9:00-18:00'),
    away: [],
    roles: [],
    clients: [],
    duties: [],
    capacity: 5,
    ...changes,
  }
}

export const olga = aPerson('olga', { roles: ['owner'] })
export const maya = aPerson('maya', { roles: ['manager'] })
export const carol = aPerson('carol', { roles: ['client'], clients: ['acme'] })
/** A colleague of Carol's at the same client. */
export const cleo = aPerson('cleo', { roles: ['client'], clients: ['acme'] })
export const dan = aPerson('dan', { roles: ['client'], clients: ['globex'] })
export const asha = aPerson('asha', { roles: ['assistant'], duties: ['travel', 'bookkeeping'] })
export const jun = aPerson('jun', { roles: ['assistant'], duties: ['travel', 'bookkeeping'] })
export const wen = aPerson('wen', { roles: ['assistant'], duties: ['writing'] })
export const nobody = aPerson('nobody')

export const everyone = [olga, maya, carol, cleo, dan, asha, jun, wen, nobody]

export function asCandidate(person: Person, changes: Partial<Candidate> = {}): Candidate {
  return { ...person, inHand: 0, lastAssigned: null, ...changes }
}

export function aContext(changes: Partial<Context> = {}): Context {
  return {
    via: 'slack',
    candidates: [asha, jun, wen].map((person) => asCandidate(person)),
    assignments: [],
    rules: [],
    requester: carol,
    ...usualTimes,
    ...changes,
  }
}

/** For this client and duty (or for all), the first of these and then the others. */
export function anAssignment(duty: string | null, primary: Person, ...backups: Person[]): Assignment {
  return { client: 'acme', duty, primary: primary.id, backups: backups.map(({ id }) => id) }
}

export function delegation(changes: Partial<TaskCommand<'delegate'>> = {}): TaskCommand<'delegate'> {
  return {
    type: 'delegate',
    id: 'task-42',
    number: 42,
    client: 'acme',
    title: '',
    brief: 'Book a flight to Pune',
    duty: 'travel',
    priority: null,
    due: at('2026-03-06T17:00'),
    assistant: null,
    ...changes,
  }
}

/** What each command says when somebody means it. */
export const commandsOf: { [Type in TaskCommandType]: TaskCommand<Type> } = {
  delegate: delegation(),
  claim: { type: 'claim', promise: null },
  accept: { type: 'accept' },
  decline: { type: 'decline', reason: 'On a train all day' },
  start: { type: 'start' },
  ask: { type: 'ask', text: 'Which day?', options: ['Thursday', 'Friday'] },
  answer: { type: 'answer', text: 'Friday' },
  submit: { type: 'submit', text: 'Booked', links: ['https://example.com/ticket'] },
  return: { type: 'return', reason: 'The seat is wrong' },
  release: { type: 'release', reason: 'A fever' },
  assign: { type: 'assign', assistant: 'jun' },
  cancel: { type: 'cancel', reason: '' },
  reopen: { type: 'reopen', reason: 'The airline cancelled' },
  rate: { type: 'rate', stars: 5 },
  change: { type: 'change', priority: 'high' },
  'add-note': { type: 'add-note', text: 'The blue folder, please' },
  promise: { type: 'promise', promise: at('2026-03-05T17:00') },
  'pass-on': { type: 'pass-on' },
  lapse: { type: 'lapse' },
  'accept-by-silence': { type: 'accept-by-silence' },
  'hand-over': { type: 'hand-over' },
}

export type Story = { task: Task; events: TaskEvent[] }
type Step = [by: Person | null, command: TaskCommand, at?: Temporal.Instant]

/** What became of a task by these steps, each of which must be granted. */
export function play(steps: Step[], context = aContext()): Story {
  const events: TaskEvent[] = []
  let task: Task | null = null
  for (const [by, command, moment = now] of steps) {
    const decision: Decision<TaskEvent> = decide(task, command, by, moment, context)
    if (!decision.ok) throw new Error(`${command.type}: ${JSON.stringify(decision.reason)}`)
    events.push(...decision.events)
    task = decision.events.reduce<Task | null>(evolve, task)
  }
  if (!task) throw new Error('nothing was done')
  return { task, events }
}

const { claim, start, ask, submit, accept, cancel } = commandsOf

/** How a task comes to each status, in Asha's hands where it is in anyone's. */
const ways: Record<Status, Step[]> = {
  assigned: [[carol, delegation({ assistant: 'asha' })]],
  open: [[carol, delegation()]],
  claimed: [
    [carol, delegation()],
    [asha, claim],
  ],
  'in-progress': [
    [carol, delegation()],
    [asha, claim],
    [asha, start],
  ],
  waiting: [
    [carol, delegation()],
    [asha, claim],
    [asha, start],
    [asha, ask],
  ],
  'in-review': [
    [carol, delegation()],
    [asha, claim],
    [asha, start],
    [asha, submit],
  ],
  done: [
    [carol, delegation()],
    [asha, claim],
    [asha, start],
    [asha, submit],
    [carol, accept],
  ],
  cancelled: [
    [carol, delegation()],
    [asha, claim],
    [carol, cancel],
  ],
}

export function storyTo(status: Status): Story {
  return play(ways[status])
}

export function taskIn<S extends Status>(status: S, changes: Partial<Task> = {}): Task & { status: S } {
  const { task } = storyTo(status)
  const changed = Object.assign({}, task, changes)
  if (!isIn(changed, status)) throw new Error(`it came to be ${task.status}`)
  return changed
}

function isIn<S extends Status>(task: Task, status: S): task is Task & { status: S } {
  return task.status === status
}

export const tasksInEveryStatus = statuses.map((status) => taskIn(status))

export function viewOf(task: Task, changes: Partial<TaskView> = {}): TaskView {
  const nameOf = (id: string) => everyone.find((person) => person.id === id)?.name ?? '—'
  return { task, client: 'Acme Textiles', nameOf, startsAt: null, ...changes }
}
