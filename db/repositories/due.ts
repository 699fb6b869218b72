import { sql } from '#orm/core'
import { rows, type Tx } from '#db/connection/connect.ts'

/** What the clock looks at each second. */
export type Due = { daily: boolean; weekly: boolean; rooms: boolean; timers: boolean }

/** Whether anything is due at all: one question a second, however many things there are to look at. */
export async function whatIsDue(tx: Tx, now: Temporal.Instant): Promise<Due> {
  const by = sql`${now.toString()}::timestamptz`
  const [due] = await rows<Due>(
    tx,
    sql`
      select
        exists (select from digests where next_at is not null and next_at <= ${by}) as daily,
        exists (select from weekly_digests where next_at is not null and next_at <= ${by}) as weekly,
        exists (select from room_digests where next_at is not null and next_at <= ${by}) as rooms,
        exists (select from timers where at <= ${by}) as timers`,
  )
  return due ?? { daily: true, weekly: true, rooms: true, timers: true }
}
