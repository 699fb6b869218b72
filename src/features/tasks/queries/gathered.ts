import { z } from 'zod'
import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { causesIn, unfinishedOf, type Cause as Written } from '#db/repositories/gathered.ts'
import { listPeople } from '#db/repositories/people.ts'
import { tasksByIds } from '#db/repositories/tasks.ts'
import type { Cause, Gathered } from '#src/features/tasks/gathered.ts'
import { nudgeSteps } from '#src/features/tasks/kept.ts'
import type { Notice } from '#src/features/telling/line.ts'
import { viewsOf } from './views.ts'

const told = z.looseObject({
  assistant: z.string().optional(),
  reason: z.string().default(''),
  wish: z.string().default(''),
})

/** What managers of an agency should look at: of each task what happened last. */
export async function gather(tx: Tx, agency: Agency): Promise<Gathered[]> {
  const written = (await causesIn(tx, agency.id)).toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
  const causes = new Map<string, { cause: Cause; at: Temporal.Instant; named: string[] }>()
  for (const { task, at } of await heldByLeft(tx, agency)) causes.set(task, { cause: { why: 'left' }, at, named: [] })
  for (const each of written) {
    const cause = causeOf(each)
    if (!cause || causes.has(each.task)) continue
    const named = cause.why === 'notice' && 'assistant' in cause.notice ? [cause.notice.assistant] : []
    causes.set(each.task, { cause, at: each.at, named: each.by ? [...named, each.by] : named })
  }
  const stored = await tasksByIds(tx, agency.id, [...causes.keys()])
  const tasks = stored.map(({ task }) => task)
  const views = await viewsOf(
    tx,
    agency,
    tasks,
    [...causes.values()].flatMap(({ named }) => named),
  )
  return views.flatMap((view) => {
    const found = causes.get(view.task.id)
    return found ? [{ view, cause: found.cause, at: found.at }] : []
  })
}

/** What is still with somebody who has left. */
async function heldByLeft(tx: Tx, agency: Agency): Promise<{ task: string; at: Temporal.Instant }[]> {
  const since = new Map(
    (await listPeople(tx, agency.id)).flatMap(({ id, left }) => (left ? [[id, left] as const] : [])),
  )
  const held = await unfinishedOf(tx, agency.id, [...since.keys()])
  return held.flatMap(({ task, assistant }) => {
    const at = since.get(assistant)
    return at ? [{ task, at }] : []
  })
}

function causeOf({ type, seq, by, data }: Written): Cause | null {
  const step = nudgeSteps.find((known) => type === `nudge:${known}`)
  if (step) return { why: 'nudge', step }
  const notice = noticeOf({ type, seq, by, data })
  return notice && { why: 'notice', notice }
}

function noticeOf({ type, seq: event, by, data }: Pick<Written, 'type' | 'seq' | 'by' | 'data'>): Notice | null {
  const { assistant, reason, wish } = told.parse(data)
  if (type === 'assistant-wished') return { about: 'wish', wish, event, by }
  if (!assistant) return null
  switch (type) {
    case 'assignment-declined':
      return { about: 'declined', assistant, reason, event, by }
    case 'task-released':
      return { about: 'released', assistant, reason, event, by }
    case 'assignment-passed-on':
      return { about: 'no-answer', assistant, event, by }
    case 'lease-ran-out':
      return { about: 'lapsed', assistant, event, by }
    default:
      return null
  }
}
