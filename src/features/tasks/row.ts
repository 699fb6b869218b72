import { z } from 'zod'
import type { Routed, Skipped, Task } from './task.ts'

/** A task as one flat row: what every status may hold. */
export type TaskRow = {
  id: string
  number: number
  clientId: string
  requesterId: string
  assistantId: string | null
  status: Task['status']
  title: string
  brief: string
  duty: string
  priority: Task['priority']
  due: Temporal.Instant | null
  promise: Temporal.Instant | null
  routed: unknown
  passedOver: unknown
  question: unknown
  result: unknown
  rating: number | null
  createdAt: Temporal.Instant
  since: Temporal.Instant
  actBy: Temporal.Instant | null
  doneAt: Temporal.Instant | null
  version: number
  moved: number
}

const instant = z.string().transform((text) => Temporal.Instant.from(text))
const skipped = z.array(z.custom<Skipped>())
const question = z.object({ text: z.string(), options: z.array(z.string()), askedAt: instant })
const result = z.object({ text: z.string(), links: z.array(z.string()), at: instant })

export function writeRow(task: Task): TaskRow {
  const { client, requester, assistant, ...rest } = task
  return {
    ...rest,
    clientId: client,
    requesterId: requester,
    assistantId: assistant,
    doneAt: task.status === 'done' ? task.doneAt : null,
  }
}

const open = { assistant: null, promise: null, question: null } as const

/** Throws when a row breaks what the database's constraints promise: a fault. */
export function readRow(row: TaskRow): Task {
  const facts = {
    id: row.id,
    number: row.number,
    client: row.clientId,
    requester: row.requesterId,
    title: row.title,
    brief: row.brief,
    duty: row.duty,
    priority: row.priority,
    due: row.due,
    routed: z.custom<Routed>().parse(row.routed),
    passedOver: skipped.parse(row.passedOver),
    createdAt: row.createdAt,
    since: row.since,
    actBy: row.actBy,
    result: row.result === null ? null : result.parse(row.result),
    rating: row.rating,
    version: row.version,
    moved: row.moved,
  }
  const { status, assistantId: assistant, promise } = row

  if (status === 'open') return { ...facts, status, ...open }
  if (status === 'cancelled') return { ...facts, status, assistant, promise, question: null }
  if (assistant === null) throw new Error(`task ${row.id} is ${status} and nobody's`)
  if (status === 'assigned') return { ...facts, status, assistant, promise: null, question: null }
  if (status === 'waiting') return { ...facts, status, assistant, promise, question: question.parse(row.question) }

  const held = { assistant, promise, question: null } as const
  if (status === 'claimed' || status === 'in-progress') return { ...facts, status, ...held }
  if (facts.result === null) throw new Error(`task ${row.id} is ${status} without a result`)
  if (status === 'in-review') return { ...facts, status, ...held, result: facts.result }
  if (row.doneAt === null) throw new Error(`task ${row.id} is done and nobody knows when`)
  return { ...facts, status, ...held, result: facts.result, doneAt: row.doneAt }
}
