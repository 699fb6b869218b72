import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import type { Begun } from '#db/repositories/outbox.ts'
import type { Notification } from '#src/features/telling/line.ts'

export type LineRow = {
  agency_id: string
  id: string
  seq: number
  recipient: string
  line: Notification
  outcome: string | null
  why: string | null
  begun: Begun | null
}
type TaskRow = { id: string; number: number; title: string; status: string; channel: string }
export type MessageRow = { task: string; topic: string; channel: string; message: string; platform: string }

/** What the database says at the end. */
export type Rows = {
  agency: string
  tasks: TaskRow[]
  /** `NUMBER EVENT`, with whom it was. */
  events: Set<string>
  lines: LineRow[]
  messages: MessageRow[]
  /** Kept answers, by delivery. */
  answers: Map<string, unknown>
  names: Set<string>
}

export async function readRows(db: Database): Promise<Rows> {
  return db.acrossAgencies(async (tx) => {
    const [agency] = await rows<{ agency_id: string }>(tx, sql`select agency_id from agencies`)
    const id = agency?.agency_id ?? ''
    const of = <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) => rows<T>(tx, statement)
    return {
      agency: id,
      tasks: await of<TaskRow>(sql`select id, number, title, status, origin_channel as channel from tasks`),
      events: new Set(
        (
          await of<{ key: string }>(sql`
            select t.number || ' ' || e.type || ' ' || coalesce(p.name, '') as key from task_events e
            join tasks t on t.agency_id = e.agency_id and t.id = e.task_id
            left join persons p on p.agency_id = e.agency_id and p.id = e.by_id`)
        ).map(({ key }) => key),
      ),
      lines: await of<LineRow>(
        sql`select agency_id, id, seq::int as seq, recipient, line, outcome, why, begun from outbox order by seq`,
      ),
      messages: await of<MessageRow>(sql`
        select m.task_id as task, m.topic, m.channel, m.external_id as message, p.platform from messages m
        join places p on p.agency_id = m.agency_id and p.id = m.place_id where m.task_id is not null`),
      answers: new Map(
        (await of<{ delivery: string; answer: unknown }>(sql`select delivery, answer from inbox`)).map(
          ({ delivery, answer }) => [delivery, answer],
        ),
      ),
      names: new Set((await of<{ name: string }>(sql`select name from persons`)).map(({ name }) => name)),
    }
  })
}

/** What is still to be told or to be looked at: lines, promises to those who wait, and forms that are kept. */
export async function leftToTell(db: Database): Promise<number> {
  const [left] = await db.acrossAgencies((tx) =>
    rows<{ count: number }>(
      tx,
      sql`select (select count(*) from outbox where outcome is null)::int
        + (select count(*) from timers where kind in ('promise', 'form'))::int as count`,
    ),
  )
  return left?.count ?? 0
}

/** Waits and leases go by the database's own clock: where nobody is at work, it is their end that is set. */
export async function endWaits(db: Database, how: { leases: boolean }): Promise<void> {
  await db.acrossAgencies((tx) =>
    rows(
      tx,
      how.leases
        ? sql`update outbox set leased_until = null, not_before = clock_timestamp() where outcome is null`
        : sql`update outbox set not_before = clock_timestamp() where outcome is null and leased_until is null`,
    ),
  )
}
