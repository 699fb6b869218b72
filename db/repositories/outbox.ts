import { and, eq, isNotNull, isNull, lt, sql } from '#orm/core'
import type { Entry } from '#src/features/telling/line.ts'
import { keptLines } from '#src/features/telling/kept-lines.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import { readLeased, type Begun, type Leased, type LeasedRow } from './leased.ts'
import { readingsOf, taskDocument, type Reading } from './telling.ts'
import type { Posted } from './messages.ts'
import { write } from './life.ts'
import { outbox } from '#db/schema/telling.ts'

/** `heldUntil`: it is told no sooner, by people's time; what comes after it to the same recipient waits as well. */
export type NewLine = Entry & { heldUntil?: Temporal.Instant }

export type { Begun, Destination, Leased } from './leased.ts'

export const outboxChannel = 'sahayak_outbox'

/** Written in the transaction that makes it true; the pumps are woken once it is committed. */
export async function addLines(tx: Tx, agency: string, lines: NewLine[], now: Temporal.Instant): Promise<void> {
  for (const line of lines)
    write(tx, agency, 'lines', line.id, { ...line, line: keptLines.write(line.line), createdAt: now })
  if (lines.length > 0) wireOf(tx).calls.add(outboxChannel)
}

/** The same for lines of several agencies at once: what the clock writes. */
export async function addLinesAcross(
  tx: Tx,
  lines: (NewLine & { agency: string })[],
  now: Temporal.Instant,
): Promise<void> {
  if (lines.length === 0) return
  const values = lines.map(({ agency, ...line }) => ({
    ...{ agencyId: agency, ...line, line: keptLines.write(line.line), createdAt: now },
    notBefore: sql`clock_timestamp()`,
  }))
  await tx.insert(outbox).values(values)
  wireOf(tx).calls.add(outboxChannel)
}

/** A line, with what was read of its task. */
export type Taken = { line: Leased; reading: Reading }

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
 */
export async function leaseLines(
  tx: Tx,
  { limit, seconds, now, except }: { limit: number; seconds: number; now: Temporal.Instant; except: string[] },
): Promise<Taken[]> {
  const people = sql`${now.toString()}::timestamptz`
  const free = sql`
    o.outcome is null
    and o.not_before <= clock_timestamp()
    and (o.leased_until is null or o.leased_until < clock_timestamp())
    and not (o.id = any(${`{${except.join(',')}}`}::uuid[]))
    -- One look at the index for each line, and never a join over all that wait.
    and o.seq = (
      select e.seq from outbox e
      where e.agency_id = o.agency_id and e.recipient = o.recipient and e.outcome is null
      order by e.seq limit 1)`
  const found = await rows<LeasedRow & { document: unknown }>(
    tx,
    sql`
      with due as (
        select o.agency_id, o.id from outbox o where o.held_until is null and ${free}
        order by o.not_before, o.seq limit ${limit} for update skip locked
      ), let_go as (
        select o.agency_id, o.id from outbox o where o.held_until <= ${people} and ${free}
        order by o.held_until, o.seq limit ${limit} for update skip locked
      ), leased as (
        update outbox o
        set leased_until = clock_timestamp() + make_interval(secs => ${seconds}), attempts = o.attempts + 1
        from (table due union all table let_go) head
        where o.agency_id = head.agency_id and o.id = head.id
        returning o.*
      ), merged as (
        update outbox m set outcome = 'merged', ended_at = clock_timestamp()
        from leased l
        where m.agency_id = l.agency_id and m.recipient = l.recipient and m.merge_key = l.merge_key and m.seq > l.seq
          and m.outcome is null and m.attempts = 0
      )
      select agency_id, id, seq, recipient, line, merge_key, attempts, begun,
        uncertain_since::text as uncertain_since, created_at::text as created_at,
        (select ${sql.raw(taskDocument)} from tasks t where t.agency_id = l.agency_id and t.id = ${taskOfLine}) as document
      from leased l order by seq`,
  )
  const lines = await readLeased(tx, found)
  const documents = new Map(found.map(({ id, document }) => [id, document]))
  const readings = await readingsOf(
    tx,
    lines.map(({ agency, id }) => ({ agency, document: documents.get(id) })),
  )
  return lines.map((line, index) => ({ line, reading: readings[index] ?? (() => null) }))
}

/**
 * Says of lines that the sending of them begins, right before it does: from then on they are uncertain. Answers the ids of those that are still
 * ours: a process that was stopped for longer than its lease finds here that another one has taken the line. `attempts` tells
 * the leases of one line apart.
 */
export function beginSending(
  tx: Tx,
  sendings: { line: Leased; begun: Begun }[],
  { seconds, now }: { seconds: number; now: Temporal.Instant },
): Promise<Set<string>> {
  const given = sendings.map(({ line: { agency, id, attempts }, begun }) => ({ agency, id, attempts, begun }))
  return idsIn(wireOf(tx).tell(beginThem, [JSON.stringify(given), String(seconds), now.toString()]))
}

const beginThem = `
  update outbox o
  set leased_until = clock_timestamp() + make_interval(secs => $2::text::float8),
      uncertain_since = coalesce(o.uncertain_since, $3::text::timestamptz),
      begun = x.begun
  from jsonb_to_recordset($1::text::jsonb) as x(agency uuid, id uuid, attempts int, begun jsonb)
  where o.agency_id = x.agency and o.id = x.id and o.outcome is null
    and o.attempts = x.attempts and o.leased_until is not null
  returning o.id::text as id`

/** Answers with the commit that travels behind it; whoever waits for that hears of a fault. */
function idsIn(told: Promise<unknown>): Promise<Set<string>> {
  const ids = told.then((answer) => new Set(rowsIn(answer).map(({ id }) => String(id))))
  ids.catch(() => {})
  return ids
}

/** What a send that nobody knew the outcome of has come to is known now, and written down; the line goes on as if it had not been sent. */
export async function noteCertain(tx: Tx, { agency, id, attempts }: Leased): Promise<void> {
  await tx
    .update(outbox)
    .set({ uncertainSince: null, begun: null })
    .where(and(eq(outbox.agencyId, agency), eq(outbox.id, id), eq(outbox.attempts, attempts), isNull(outbox.outcome)))
}

/** What becomes of a leased line. Whoever waits does so by the database's clock, and all that comes after it to the same recipient. */
export type Ending = { line: Leased } & (
  | { to: 'sent' | 'gone' | 'given-up'; why: string | null }
  /** It surely was not sent. */
  | { to: 'put-off'; seconds: number; why: string }
  /** It may have been sent: someone looks, and sends it only if it is not there. */
  | { to: 'uncertain'; seconds: number; why: string }
  /** It was not begun, and is as if it had never been leased. */
  | { to: 'given-back'; seconds: number }
)

/** What messages became of lines, and what those that stand show by now; see `keepMessages` and `keepHashes`. */
export type Shown = { posted: Posted[]; shown: { agency: string; id: string; hash: string }[]; now: Temporal.Instant }

/**
 * Writes down what became of lines, and the messages that they became. Answers the ids of those for which that stands: the first end of a line
 * stands, and whoever was so slow that another process has leased it since may not speak of that one's lease.
 */
export function settleLines(tx: Tx, endings: Ending[], told?: Shown): Promise<Set<string>> {
  const given = endings.map(({ line: { agency, id, attempts }, ...ending }) => ({
    ...{ agency, id, attempts },
    outcome: isWaiting(ending) ? null : ending.to,
    why: 'why' in ending ? ending.why : null,
    seconds: isWaiting(ending) ? ending.seconds : null,
    certain: ending.to === 'put-off',
    undone: ending.to === 'given-back',
  }))
  const { posted = [], shown = [], now = null } = told ?? {}
  const values = [given, posted, shown].map((each) => JSON.stringify(each))
  return idsIn(wireOf(tx).tell(settleThem, [...values, now?.toString() ?? null]))
}

const settleThem = `
  with settled as (
    update outbox o
    set outcome = x.outcome,
        ended_at = case when x.outcome is not null then clock_timestamp() end,
        why = case when x.undone then o.why else x.why end,
        leased_until = null,
        not_before = coalesce(clock_timestamp() + make_interval(secs => x.seconds), o.not_before),
        uncertain_since = case when not x.certain then o.uncertain_since end,
        begun = case when not x.certain then o.begun end,
        attempts = o.attempts - x.undone::int
    from jsonb_to_recordset($1::text::jsonb) as x(
      agency uuid, id uuid, attempts int, outcome text, why text, seconds float8, certain bool, undone bool)
    where o.agency_id = x.agency and o.id = x.id and o.outcome is null
      and (x.outcome is not null or o.attempts = x.attempts)
    returning o.agency_id, o.id, o.recipient, o.seq, o.outcome, o.not_before
  ), behind as (
    -- So that no pump looks at what cannot be told before it.
    update outbox o set not_before = s.not_before
    from settled s
    where s.outcome is null and o.agency_id = s.agency_id and o.recipient = s.recipient and o.seq > s.seq
      and o.outcome is null and o.not_before < s.not_before
  ), posted as (
    insert into messages (agency_id, id, task_id, topic, place_id, channel, external_id, hash, posted_at)
    select x.agency, x.id, x.task, x.topic, x."placeId", x.channel, x."externalId", x.hash, $4::text::timestamptz
    from jsonb_to_recordset($2::text::jsonb) as x(
      agency uuid, id uuid, task uuid, topic text, "placeId" uuid, channel text, "externalId" text, hash text)
  ), shown as (
    update messages m set hash = x.hash
    from jsonb_to_recordset($3::text::jsonb) as x(agency uuid, id uuid, hash text)
    where m.agency_id = x.agency and m.id = x.id
  )
  select id::text as id from settled`

type Waiting = Extract<Ending, { seconds: number }>

function isWaiting(ending: Omit<Ending, 'line'> & { to: Ending['to'] }): ending is Omit<Waiting, 'line'> {
  return 'seconds' in ending
}

export async function forgetLines(tx: Tx, days: number): Promise<void> {
  await tx.delete(outbox).where(lt(outbox.endedAt, sql`clock_timestamp() - make_interval(days => ${days})`))
}

/**
 * Takes back every lease. Only where no other process can be at work: a single one has the embedded database, so what is
 * leased when it starts was left by one that died. It is uncertain, and will be looked for.
 */
export async function takeBackLeases(tx: Tx): Promise<void> {
  await tx
    .update(outbox)
    .set({ leasedUntil: null })
    .where(and(isNull(outbox.outcome), isNotNull(outbox.leasedUntil)))
}
