import { lt } from '#orm/core'
import type { Tx } from '#db/connection/connect.ts'
import { write } from './life.ts'
import { seen } from '#db/schema/seen.ts'

/**
 * Notes that someone has seen a task as it is now. Seen is: they opened it (`/task`, or *Open* beside it), moved it
 * themselves, or were sent a message of their own about it. A card that changed where it stands is not.
 */
export async function noteSeen(
  tx: Tx,
  agency: string,
  person: string,
  task: string,
  now: Temporal.Instant,
): Promise<void> {
  write(tx, agency, 'seen', `${person}:${task}`, { person, task, at: now })
}

export async function forgetSeen(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.delete(seen).where(lt(seen.at, before))
}
