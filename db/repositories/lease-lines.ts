import { sql } from '#orm/core'
import { rows, type Tx } from '#db/connection/connect.ts'
import { readLeased, type Leased, type LeasedRow } from './leased.ts'
import { readingsOf, taskDocument, type Reading } from './telling.ts'

/** A line, with what was read of its task. */
export type Taken = { line: Leased; reading: Reading }

/** `more`: not all that may be due was looked at. */
export type Taking = { taken: Taken[]; more: boolean }

/** What is no task's id is nobody's task: it is not to hold up the others. */
const taskOfLine = sql.raw(
  `case when l.line->>'task' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (l.line->>'task')::uuid end`,
)

/**
 * Takes lines to tell, each the first of its recipient that is still untold, so that each recipient hears them in order; up to
 * `limit` of those that were held for people's quiet hours, and of the others.
 *
 * Leases run by the database's own clock: people's time may be set forward in the sandbox, and replicas' clocks differ. Quiet
 * hours are people's: a line that is held for them waits by the time that it is for them.
 *
 * Later lines with the same key are ended: this one is worded from the state as it stands after this commit. What comes
 * later than this commit writes a line of its own. Whatever task a line is about is read with it, as it is behind all lines that were ended.
 *
 * It costs the same however many lines wait. Whatever it meets at either end of what is due and cannot take is put where it waits for what it waits
 * for, so that it is met once: a line behind one that is held or put off waits as long as that one; a line whose hours have come,
 * and which has something else to wait for, is held for them no more.
 */
export async function leaseLines(
  tx: Tx,
  given: { limit: number; seconds: number; now: Temporal.Instant; except: string[] },
): Promise<Taking> {
  const met = await rows<Partial<LeasedRow> & { met: number; document: unknown }>(tx, leaseThem(given))
  const found = met.filter((row) => isLeased(row))
  const lines = await readLeased(tx, found)
  const documents = new Map(found.map(({ id, document }) => [id, document]))
  const readings = await readingsOf(
    tx,
    lines.map(({ agency, id }) => ({ agency, document: documents.get(id) })),
  )
  return {
    taken: lines.map((line, index) => ({ line, reading: readings[index] ?? (() => null) })),
    more: (met[0]?.met ?? 0) >= given.limit,
  }
}

function isLeased<T extends Partial<LeasedRow>>(row: T): row is T & LeasedRow {
  return typeof row.id === 'string'
}

function leaseThem({ limit, seconds, now, except }: Parameters<typeof leaseLines>[1]) {
  const people = sql`${now.toString()}::timestamptz`
  // A clock that stands still within the statement: the index is then read up to it, and not to its end.
  const isDue = sql`o.outcome is null and o.not_before <= statement_timestamp()`
  const isFree = sql`(o.leased_until is null or o.leased_until < clock_timestamp())
    and not (o.id = any(${`{${except.join(',')}}`}::uuid[]))`
  // One look at the index for each line, and never a join over all that wait.
  const itsHead = sql`
    lateral (
      select e.seq, e.not_before, case when e.held_until > ${people} then e.held_until end as held_until
      from outbox e
      where e.agency_id = o.agency_id and e.recipient = o.recipient and e.outcome is null
      order by e.seq limit 1) h`
  return sql`
    with due as (
      select o.agency_id, o.id, h.seq = o.seq as is_first, h.not_before, h.held_until
      from outbox o cross join ${itsHead}
      where o.held_until is null and ${isDue} and ${isFree}
        and (h.seq = o.seq or h.not_before > statement_timestamp() or h.held_until is not null)
      order by o.not_before, o.seq limit ${limit} for update of o skip locked
    ), behind as (
      update outbox o set not_before = greatest(o.not_before, d.not_before), held_until = d.held_until
      from due d where not d.is_first and o.agency_id = d.agency_id and o.id = d.id
    ), let_go as (
      select o.agency_id, o.id, o.recipient, h.seq = o.seq and ${isDue} and ${isFree} as may_go
      from outbox o cross join ${itsHead}
      where o.outcome is null and o.held_until <= ${people}
      order by o.held_until, o.seq limit ${limit} for update of o skip locked
    ), leased as (
      update outbox o
      set leased_until = clock_timestamp() + make_interval(secs => ${seconds}), attempts = o.attempts + 1, held_until = null
      from (
        select agency_id, id from due where is_first union all select agency_id, id from let_go where may_go) head
      where o.agency_id = head.agency_id and o.id = head.id
      returning o.*
    ), held_no_more as (
      -- What is merged into one that is leased now is ended below, and no row is written twice.
      update outbox o set held_until = null
      from let_go g
      where not g.may_go and o.agency_id = g.agency_id and o.id = g.id
        and not exists (select from leased l where l.agency_id = g.agency_id and l.recipient = g.recipient)
    ), merged as (
      update outbox m set outcome = 'merged', ended_at = clock_timestamp()
      from leased l
      where m.agency_id = l.agency_id and m.recipient = l.recipient and m.merge_key = l.merge_key and m.seq > l.seq
        and m.outcome is null and m.attempts = 0
    ), looked_at as (
      select greatest((select count(*) from due), (select count(*) from let_go))::int as met
    )
    select met, agency_id, id, seq, recipient, line, merge_key, attempts, begun,
      uncertain_since::text as uncertain_since, created_at::text as created_at,
      (select ${sql.raw(taskDocument)} from tasks t where t.agency_id = l.agency_id and t.id = ${taskOfLine}) as document
    from looked_at left join leased l on true order by seq`
}
