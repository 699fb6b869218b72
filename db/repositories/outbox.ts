import { and, eq, isNotNull, isNull, lt, sql } from '#orm/core'
import type { Entry } from '#src/features/telling/line.ts'
import { keptLines } from '#src/features/telling/kept-lines.ts'
import type { Tx } from '#db/connection/connect.ts'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import type { Begun, Leased } from './leased.ts'
import { insertMessages, updateHashes, type Posted } from './messages.ts'
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
  /** It surely was not sent. `undone`: and was no try either. */
  | { to: 'put-off'; seconds: number; why: string; undone?: boolean }
  /** It may have been sent: someone looks, and sends it only if it is not there. */
  | { to: 'uncertain'; seconds: number; why: string; undone?: boolean }
  /** It was not begun, and is as if it had never been leased. */
  | { to: 'given-back'; seconds: number }
)

/** What messages became of lines, and what those that stand show by now. */
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
    undone: ending.to === 'given-back' || ('undone' in ending && ending.undone === true),
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
    ${insertMessages('$2', '$4')}
  ), shown as (
    ${updateHashes('$3')}
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
