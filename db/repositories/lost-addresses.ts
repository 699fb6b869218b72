import { and, eq } from '#orm/core'
import type { Tx } from '#db/connection/connect.ts'
import { identities } from '#db/schema/people.ts'
import { messages, threads } from '#db/schema/telling.ts'
import type { Platform } from '#src/kernel/person.ts'
import { noThread } from './messages.ts'

type InPlace = { placeId: string; channel: string }

/** Where a thread was deleted or left us out, with what stood in it: the next word opens another one. Answers whose it was. */
export async function forgetThread(tx: Tx, agency: string, at: InPlace): Promise<Desk | null> {
  const [was] = await tx.delete(threads).where(isThread(agency, at)).returning(desk)
  if (was) await forgetMessagesIn(tx, agency, at)
  return was ?? null
}

/** A thread that takes no words of ours: the direct message takes its place, for good. Answers whose it was. */
export async function closeThread(tx: Tx, agency: string, at: InPlace): Promise<Desk | null> {
  const [was] = await tx.update(threads).set({ channel: noThread }).where(isThread(agency, at)).returning(desk)
  if (was) await forgetMessagesIn(tx, agency, at)
  return was ?? null
}

async function forgetMessagesIn(tx: Tx, agency: string, { placeId, channel }: InPlace): Promise<void> {
  await tx
    .delete(messages)
    .where(and(eq(messages.agencyId, agency), eq(messages.channel, channel), eq(messages.placeId, placeId)))
}

export type Desk = { task: string; person: string }
const desk = { task: threads.taskId, person: threads.personId }

function isThread(agency: string, { placeId, channel }: InPlace) {
  return and(eq(threads.agencyId, agency), eq(threads.channel, channel), eq(threads.placeId, placeId))
}

/** That direct message is no more: it is opened anew with the next word. Answers whether it was somebody's. */
export async function forgetDirect(
  tx: Tx,
  agency: string,
  { platform, placeId, channel }: InPlace & { platform: Platform },
): Promise<boolean> {
  const forgotten = await tx
    .update(identities)
    .set({ direct: null })
    .where(and(eq(identities.agencyId, agency), eq(identities.platform, platform), eq(identities.direct, channel)))
    .returning({ id: identities.externalId })
  if (forgotten.length > 0) await forgetMessagesIn(tx, agency, { placeId, channel })
  return forgotten.length > 0
}
