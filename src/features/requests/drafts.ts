import { z } from 'zod'
import type { Tx } from '#db/connection/connect.ts'
import { answerTo } from '#db/repositories/inbox.ts'
import type { Draft, Reply } from '#src/kernel/reply.ts'

const reply = z.custom<Reply>((value) => typeof value === 'object' && value !== null && 'say' in value)

/** What the inbox keeps is what we put there. */
export function readReply(kept: unknown): Reply {
  return reply.parse(kept)
}

/** A delivery's id as a button can carry it: without colons. */
export function keyOf(delivery: string): string {
  return delivery.replaceAll(':', '~')
}

/** What someone typed that could not be carried out: kept with the answer that said why. */
export async function findDraft(tx: Tx, agency: string, key: string): Promise<Draft | null> {
  const told = await answerTo(tx, agency, key.replaceAll('~', ':'))
  const kept = told ? readReply(told.answer) : null
  return kept?.say === 'refused' ? kept.draft : null
}
