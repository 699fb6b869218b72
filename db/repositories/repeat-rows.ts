import type { Repeat } from '#src/features/repeats/repeat.ts'
import type { repeats } from '#db/schema/repeats.ts'
import type { OriginRef } from './tasks.ts'

export type StoredRepeat = { repeat: Repeat; origin: OriginRef }

type Row = typeof repeats.$inferSelect

export function writeRow(repeat: Repeat) {
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
export function readRow(row: Row): StoredRepeat {
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
