import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { markOf } from '#src/bot/outbox/mark.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { cast } from '#test/handle/office.ts'
import type { Life } from './life.ts'
import type { Said } from './recorder.ts'
import { residentNames, type ResidentName } from './world.ts'

/** A line of the outbox, and when it was written. */
export type Written = {
  mark: string
  line: Notification
  at: Temporal.Instant
  outcome: string | null
  why: string | null
}

/** A new message, and the line that it was. */
export type Heard = Said & { line: Notification }

/** What has come of it all, read back from the tables and from what the platforms took. */
export async function readBack(db: Database, { recorder: { said }, digests }: Pick<Life, 'recorder' | 'digests'>) {
  const { people, lines, events, slots, posts, accounts } = await readTables(db)
  const nameOf = new Map(
    people.map(({ id, name }) => [id, residentNames.find((resident) => cast[resident].name === name)]),
  )
  const written = lines.map(({ id, at, ...rest }): Written => ({
    ...rest,
    mark: markOf(id),
    at: instant(at),
  }))
  const lineOf = new Map(written.map(({ mark, line }) => [mark, line]))
  const heard = said.flatMap((each): Heard[] => {
    const line = lineOf.get(each.mark)
    return line ? [{ ...each, line }] : []
  })
  return {
    digests,
    written,
    heard,
    events: events.map(({ at, ...event }) => ({ ...event, at: instant(at) })),
    slots: slots.map(({ at, ...slot }) => ({ ...slot, at: instant(at) })),
    posts: new Map(posts.map(({ id, number }) => [id, number])),
    accounts: new Map(accounts.map(({ id, account }) => [id, account])),
    nameOf: (person: string): ResidentName => {
      const name = nameOf.get(person)
      if (!name) throw new Error(`nobody is ${person}`)
      return name
    },
  }
}

type Event = {
  number: number
  task: string
  title: string
  priority: string
  seq: number
  type: string
  at: string
  via: string
}

export type Past = Awaited<ReturnType<typeof readBack>>

function instant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text)
}

async function readTables(db: Database) {
  return db.acrossAgencies(async (tx) => ({
    people: await rows<{ id: string; name: string }>(tx, sql`select id, name from persons`),
    lines: await rows<{ id: string; line: Notification; at: string; outcome: string | null; why: string | null }>(
      tx,
      sql`select id, line, created_at::text as at, outcome, why from outbox o order by o.seq`,
    ),
    events: await rows<Event>(
      tx,
      sql`select t.number, t.id as task, t.title, t.priority, e.seq::int as seq, e.type, e.at::text as at, e.via
          from task_events e join tasks t on t.agency_id = e.agency_id and t.id = e.task_id order by t.number, e.seq`,
    ),
    slots: await rows<{ brief: string; slot: string; outcome: string; number: number | null; at: string }>(
      tx,
      sql`select r.brief, s.slot, s.outcome, t.number, s.at::text as at
          from repeat_slots s join repeats r on r.agency_id = s.agency_id and r.id = s.repeat_id
          left join tasks t on t.agency_id = s.agency_id and t.id = s.task_id order by s.at, s.slot`,
    ),
    posts: await rows<{ id: string; number: number }>(tx, sql`select id, number from posts`),
    accounts: await rows<{ id: string; account: string }>(
      tx,
      sql`select s.id, a.network || ':' || replace(a.handle, '@', '') as account
          from social_slots s join social_accounts a on a.agency_id = s.agency_id and a.id = s.account_id`,
    ),
  }))
}
