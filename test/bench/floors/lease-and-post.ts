import postgres from 'postgres'
import type { Post } from '../telling-platform.ts'

/** Lines at once: as many as the pump has slots. */
const atOnce = 64

/**
 * The least program that keeps the promise of an outbox: leases lines in order, posts each, and writes down that it was
 * sent. It words nothing, asks for no lease again, and knows no holds.
 */
export async function leaseAndPost(url: string, post: Post): Promise<number> {
  const sql = postgres(url, { max: 4, onnotice: () => {} })
  let told = 0
  for (;;) {
    const leased = await sql<{ id: string; seq: string; line: unknown; channel: string }[]>`
      with head as (
        select o.agency_id, o.id from outbox o
        where o.outcome is null and o.not_before <= clock_timestamp()
          and (o.leased_until is null or o.leased_until < clock_timestamp())
        order by o.not_before, o.seq limit ${atOnce} for update skip locked
      )
      update outbox o set leased_until = clock_timestamp() + interval '1 minute', attempts = o.attempts + 1
      from head where o.agency_id = head.agency_id and o.id = head.id
      returning o.id, o.seq, o.line, o.recipient as channel`
    if (leased.length === 0) break
    await Promise.all(leased.map(({ channel, line }) => post(channel, line)))
    const ids = leased.map(({ id }) => id)
    await sql`
      update outbox set outcome = 'sent', ended_at = clock_timestamp(), leased_until = null
      where id = any(${ids}::uuid[]) and outcome is null`
    told += leased.length
  }
  await sql.end()
  return told
}
