import { and, asc, eq, inArray } from '#orm/core'
import type { Repeat } from '#src/features/repeats/repeat.ts'
import { isNumber } from './numbers.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import { repeats, repeatSlots } from '#db/schema/repeats.ts'
import { counts } from './life-texts.ts'
import { readRow, writeRow, type StoredRepeat } from './repeat-rows.ts'
import { clearTimer, setTimer } from './timers.ts'

export type { StoredRepeat } from './repeat-rows.ts'

const known = createMemory<StoredRepeat | null>()

/** Whoever counts next waits for this transaction's end. Numbers of ended ones are not given again. */
export async function nextRepeatNumber(tx: Tx, agency: string): Promise<number> {
  return expectedNumbers.known(tx, agency) ?? countRepeat(tx, agency)
}

/** Asks with whatever is read first for the number of the next that is made. */
export function expectRepeatNumber(tx: Tx, agency: string): void {
  void expectedNumbers.recall(tx, agency, () => countRepeat(tx, agency))
}

const expectedNumbers = createMemory<number>()

async function countRepeat(tx: Tx, agency: string): Promise<number> {
  const [row] = rowsIn(await wireOf(tx).ask(counts.repeat, [agency]))
  if (!row) throw new Error(`nothing was counted for ${agency}`)
  return Number(row['last'])
}

export async function insertRepeat(
  tx: Tx,
  agency: string,
  { repeat, origin }: StoredRepeat,
  now: Temporal.Instant,
): Promise<void> {
  await tx.insert(repeats).values({
    agencyId: agency,
    ...writeRow(repeat),
    originPlace: origin.place,
    originChannel: origin.channel,
    createdAt: now,
  })
  known.keep(tx, repeat.id, { repeat, origin })
  await wake(tx, agency, repeat)
}

/** With it goes when the clock must look at it next. */
export async function saveRepeat(tx: Tx, agency: string, repeat: Repeat): Promise<void> {
  await tx
    .update(repeats)
    .set(writeRow(repeat))
    .where(and(eq(repeats.agencyId, agency), eq(repeats.id, repeat.id)))
  const before = await known.known(tx, repeat.id)
  if (before) known.keep(tx, repeat.id, { ...before, repeat })
  await wake(tx, agency, repeat)
}

function wake(tx: Tx, agency: string, { id, next }: Repeat): Promise<void> {
  return next
    ? setTimer(tx, agency, { kind: 'repeat', subject: id, at: next.at, note: null })
    : clearTimer(tx, agency, 'repeat', id)
}

/** More than anybody skips ahead. */
const mostLately = 100

/**
 * Reads one and keeps others from deciding on it until this transaction ends, and what became of its occurrences lately, in one trip. Its wake
 * is locked first, as the clock does: in the other order the two could wait for each other.
 */
export async function lockRepeat(
  tx: Tx,
  agency: string,
  which: { id: string } | { number: number },
): Promise<StoredRepeat | null> {
  const wire = wireOf(tx)
  const [is, value] = 'id' in which ? ['id = $2::uuid', which.id] : ['number = $2::int', which.number]
  const ids = `(select id from repeats where agency_id = $1 and ${is})`
  const reading = tx
    .select()
    .from(repeats)
    .where(
      and(eq(repeats.agencyId, agency), 'id' in which ? eq(repeats.id, which.id) : eq(repeats.number, which.number)),
    )
  const [, , [row], slots] = await Promise.all([
    wire.ask(
      `select from timers where agency_id = $1 and kind = 'repeat' and subject = (select id::text from ${ids} one) for update`,
      [agency, value],
    ),
    wire.ask(`select from repeats where agency_id = $1 and ${is} for update`, [agency, value]),
    // Both behind the locks, and so as whoever held them has left it.
    reading.execute(),
    wire.ask(
      `select slot from repeat_slots where agency_id = $1 and repeat_id = ${ids} order by slot desc limit ${mostLately}`,
      [agency, value],
    ),
  ])
  if (!row) return null
  const stored = readRow(row)
  known.keep(tx, stored.repeat.id, stored)
  lately.keep(
    tx,
    stored.repeat.id,
    rowsIn(slots).map(({ slot }) => String(slot)),
  )
  return stored
}

const lately = createMemory<string[]>()

export function repeatById(tx: Tx, agency: string, id: string): Promise<StoredRepeat | null> {
  return known.recall(tx, id, () => readById(tx, agency, id))
}

async function readById(tx: Tx, agency: string, id: string): Promise<StoredRepeat | null> {
  const [row] = await tx
    .select()
    .from(repeats)
    .where(and(eq(repeats.agencyId, agency), eq(repeats.id, id)))
  return row ? readRow(row) : null
}

export async function repeatByNumber(tx: Tx, agency: string, number: number): Promise<StoredRepeat | null> {
  if (!isNumber(number)) return null
  const [row] = await tx
    .select()
    .from(repeats)
    .where(and(eq(repeats.agencyId, agency), eq(repeats.number, number)))
  return row ? readRow(row) : null
}

/** Those that are not ended, the oldest first; of these clients alone, or of all. */
export async function listRepeats(tx: Tx, agency: string, clients: string[] | null): Promise<Repeat[]> {
  if (clients?.length === 0) return []
  const found = await tx
    .select()
    .from(repeats)
    .where(
      and(
        eq(repeats.agencyId, agency),
        inArray(repeats.state, ['on', 'paused']),
        clients ? inArray(repeats.clientId, clients) : undefined,
      ),
    )
    .orderBy(asc(repeats.number))
  return found.map((row) => readRow(row).repeat)
}

const ownedBy = `select id from repeats where agency_id = $1 and owner_id = $2 and state = 'on'`

/** Those that are on and were set up by someone, locked as `lockRepeat` does; known once they have been asked for. */
export function lockRepeatsOf(tx: Tx, agency: string, owner: string): Promise<Repeat[]> {
  return owned.recall(tx, owner, async () => {
    const reading = tx
      .select()
      .from(repeats)
      .where(and(eq(repeats.agencyId, agency), eq(repeats.ownerId, owner), eq(repeats.state, 'on')))
      .orderBy(asc(repeats.number))
      .for('update')
    const timers = `select from timers where agency_id = $1 and kind = 'repeat' and subject in (select id::text from (${ownedBy}) one)
      order by subject for update`
    const [, found] = await Promise.all([wireOf(tx).ask(timers, [agency, owner]), reading.execute()])
    return found.map((row) => readRow(row).repeat)
  })
}

const owned = createMemory<Repeat[]>()

export type SlotOutcome = 'made' | 'skipped' | 'missed' | 'refused'

/** Says what became of an occurrence. False when that was said before: each has one outcome. */
export async function keepSlot(
  tx: Tx,
  agency: string,
  repeat: string,
  slot: string,
  { outcome, task, at }: { outcome: SlotOutcome; task: string | null; at: Temporal.Instant },
): Promise<boolean> {
  const kept = await tx
    .insert(repeatSlots)
    .values({ agencyId: agency, repeatId: repeat, slot, outcome, taskId: task, at })
    .onConflictDoNothing()
    .returning({ slot: repeatSlots.slot })
  return kept.length > 0
}

/** Whether anything became of an occurrence yet. */
export async function isDealtWith(tx: Tx, agency: string, repeat: string, slot: string): Promise<boolean> {
  const found = await tx
    .select({ slot: repeatSlots.slot })
    .from(repeatSlots)
    .where(and(eq(repeatSlots.agencyId, agency), eq(repeatSlots.repeatId, repeat), eq(repeatSlots.slot, slot)))
  return found.length > 0
}

/** The latest occurrences of which anything became, of one that is locked. */
export async function slotsLately(tx: Tx, repeat: string): Promise<Set<string>> {
  return new Set(await lately.known(tx, repeat))
}

/** The next one of a locked repeat is not made: of that nothing has become yet. */
export async function noteSkipped(
  tx: Tx,
  agency: string,
  repeat: string,
  slot: string,
  at: Temporal.Instant,
): Promise<void> {
  const row = { agencyId: agency, repeatId: repeat, slot, outcome: 'skipped' as const, taskId: null, at }
  await tx.insert(repeatSlots).values(row).onConflictDoNothing()
}

/** Whether anything was made of one that is locked. */
export async function hasSlots(tx: Tx, repeat: string): Promise<boolean> {
  return ((await lately.known(tx, repeat)) ?? []).length > 0
}

/** What became of its occurrences, in order. */
export async function slotsOf(
  tx: Tx,
  agency: string,
  repeat: string,
): Promise<{ slot: string; outcome: SlotOutcome; task: string | null }[]> {
  return tx
    .select({ slot: repeatSlots.slot, outcome: repeatSlots.outcome, task: repeatSlots.taskId })
    .from(repeatSlots)
    .where(and(eq(repeatSlots.agencyId, agency), eq(repeatSlots.repeatId, repeat)))
    .orderBy(asc(repeatSlots.slot))
}

/** What repeats for them goes to whoever is next from now on. Says how many of those have not ended. */
export async function forgetAssistantOfRepeats(tx: Tx, agency: string, person: string): Promise<number> {
  const found = await tx
    .update(repeats)
    .set({ assistantId: null })
    .where(and(eq(repeats.agencyId, agency), eq(repeats.assistantId, person)))
    .returning({ state: repeats.state })
  return found.filter(({ state }) => state !== 'ended').length
}
