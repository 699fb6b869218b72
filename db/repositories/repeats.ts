import { and, asc, eq, inArray, sql } from '#orm/core'
import type { Repeat } from '#src/features/repeats/repeat.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { repeats, repeatSlots } from '#db/schema/repeats.ts'
import type { OriginRef } from './tasks.ts'
import { clearWake, setWake } from './wakes.ts'

export type StoredRepeat = { repeat: Repeat; origin: OriginRef }

/** Counted under the agency's lock, so that of two at once the second has the next. Numbers of ended ones are not given again. */
export async function nextRepeatNumber(tx: Tx, agency: string): Promise<number> {
  await rows(tx, sql`select from agencies where agency_id = ${agency} for update`)
  const [row] = await tx
    .select({ number: sql<number>`coalesce(max(${repeats.number}), 0) + 1` })
    .from(repeats)
    .where(eq(repeats.agencyId, agency))
  return row?.number ?? 1
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
  await wake(tx, agency, repeat)
}

/** With it goes when the clock must look at it next. */
export async function saveRepeat(tx: Tx, agency: string, repeat: Repeat): Promise<void> {
  await tx
    .update(repeats)
    .set(writeRow(repeat))
    .where(and(eq(repeats.agencyId, agency), eq(repeats.id, repeat.id)))
  await wake(tx, agency, repeat)
}

function wake(tx: Tx, agency: string, { id, next }: Repeat): Promise<void> {
  return next
    ? setWake(tx, agency, { kind: 'repeat', subject: id, at: next.at, note: null })
    : clearWake(tx, agency, 'repeat', id)
}

/**
 * Reads one and keeps others from deciding on it until this transaction ends. Its wake is locked first, as the clock
 * does: in the other order the two could wait for each other.
 */
export async function lockRepeat(tx: Tx, agency: string, id: string): Promise<StoredRepeat | null> {
  await rows(tx, sql`select from wakes where agency_id = ${agency} and kind = 'repeat' and subject = ${id} for update`)
  const [row] = await tx
    .select()
    .from(repeats)
    .where(and(eq(repeats.agencyId, agency), eq(repeats.id, id)))
    .for('update')
  return row ? readRow(row) : null
}

export async function repeatById(tx: Tx, agency: string, id: string): Promise<StoredRepeat | null> {
  const [row] = await tx
    .select()
    .from(repeats)
    .where(and(eq(repeats.agencyId, agency), eq(repeats.id, id)))
  return row ? readRow(row) : null
}

export async function repeatByNumber(tx: Tx, agency: string, number: number): Promise<StoredRepeat | null> {
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

/** Those that are on and were set up by someone. */
export async function repeatsOwnedBy(tx: Tx, agency: string, owner: string): Promise<string[]> {
  const found = await tx
    .select({ id: repeats.id })
    .from(repeats)
    .where(and(eq(repeats.agencyId, agency), eq(repeats.ownerId, owner), eq(repeats.state, 'on')))
    .orderBy(asc(repeats.number))
  return found.map(({ id }) => id)
}

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

type Row = typeof repeats.$inferSelect

function writeRow(repeat: Repeat) {
  const { client, owner, assistant, first, next, ...rest } = repeat
  return {
    ...rest,
    clientId: client,
    ownerId: owner,
    assistantId: assistant,
    firstDay: first,
    nextSlot: next?.slot ?? null,
    nextAt: next?.at ?? null,
  }
}

/** Throws when a row breaks what the database's constraints promise: a fault. */
function readRow(row: Row): StoredRepeat {
  const { id, number, brief, duty, priority, due, checklist, wording, line, rhythm, left, refused, state, why } = row
  const facts = {
    ...{ id, number, brief, duty, priority, due, checklist, wording, line, rhythm, left, refused },
    ...{ client: row.clientId, owner: row.ownerId, assistant: row.assistantId, first: row.firstDay },
  }
  const origin = { place: row.originPlace, channel: row.originChannel }
  if (state === 'on') {
    if (row.nextAt === null || row.nextSlot === null) throw new Error(`repeat ${id} is on and has no next`)
    return { repeat: { ...facts, state, why: null, next: { at: row.nextAt, slot: row.nextSlot } }, origin }
  }
  if (why === null) throw new Error(`repeat ${id} is ${state} without a reason`)
  return { repeat: { ...facts, state, why, next: null }, origin }
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
