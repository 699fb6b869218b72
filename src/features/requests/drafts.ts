import type { Tx } from '#db/connection/connect.ts'
import { answerTo } from '#db/repositories/inbox.ts'
import type { Draft } from '#src/kernel/reply.ts'

/** A delivery's id as a button can carry it: without colons. */
export function keyOf(delivery: string): string {
  return delivery.replaceAll(':', '~')
}

/** What someone typed that could not be carried out: kept with the answer that said why. */
export async function findDraft(tx: Tx, agency: string, key: string): Promise<Draft | null> {
  const kept = await answerTo(tx, agency, key.replaceAll('~', ':'))
  return kept?.say === 'refused' ? kept.draft : null
}
