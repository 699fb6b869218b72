import { and, eq } from '#orm/core'
import type { Tx } from '#db/connection/connect.ts'
import { places } from '#db/schema/agencies.ts'
import { messages, threads } from '#db/schema/telling.ts'
import type { Platform } from '#src/kernel/person.ts'

/** A message that a card became. */
export type Message = {
  id: string
  /** What it shows: a card's audience, or a notice's topic. */
  topic: string
  placeId: string
  channel: string
  externalId: string
  hash: string
}

export type MessagePlace = Message & { platform: Platform; place: string }

export async function messagesOf(tx: Tx, agency: string, task: string, topic: string): Promise<MessagePlace[]> {
  return tx
    .select({
      id: messages.id,
      topic: messages.topic,
      placeId: messages.placeId,
      channel: messages.channel,
      externalId: messages.externalId,
      hash: messages.hash,
      platform: places.platform,
      place: places.externalId,
    })
    .from(messages)
    .innerJoin(places, and(eq(places.agencyId, messages.agencyId), eq(places.id, messages.placeId)))
    .where(and(eq(messages.agencyId, agency), eq(messages.taskId, task), eq(messages.topic, topic)))
}

export async function keepMessage(
  tx: Tx,
  agency: string,
  task: string | null,
  message: Message,
  now: Temporal.Instant,
): Promise<void> {
  await tx.insert(messages).values({ agencyId: agency, taskId: task, ...message, postedAt: now })
}

export async function keepHash(tx: Tx, agency: string, id: string, hash: string): Promise<void> {
  await tx
    .update(messages)
    .set({ hash })
    .where(and(eq(messages.agencyId, agency), eq(messages.id, id)))
}

export async function forgetMessage(tx: Tx, agency: string, id: string): Promise<void> {
  await tx.delete(messages).where(and(eq(messages.agencyId, agency), eq(messages.id, id)))
}

export async function threadOf(
  tx: Tx,
  agency: string,
  task: string,
  person: string,
): Promise<{ placeId: string; channel: string } | null> {
  const [row] = await tx
    .select({ placeId: threads.placeId, channel: threads.channel })
    .from(threads)
    .where(and(eq(threads.agencyId, agency), eq(threads.taskId, task), eq(threads.personId, person)))
  return row ?? null
}

export async function keepThread(
  tx: Tx,
  agency: string,
  thread: { taskId: string; personId: string; placeId: string; channel: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(threads)
    .values({ agencyId: agency, ...thread, openedAt: now })
    .onConflictDoNothing()
}
