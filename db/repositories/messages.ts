import { and, eq, sql } from '#orm/core'
import type { Tx } from '#db/connection/connect.ts'
import { wireOf } from '#db/connection/wire.ts'
import { places } from '#db/schema/agencies.ts'
import { messages, threads } from '#db/schema/telling.ts'
import { formerly } from '#src/features/relay/said.ts'
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

/** A message and its place, where `messages` is joined with `places` by `itsPlace`. */
export const messageColumns = {
  id: messages.id,
  topic: messages.topic,
  placeId: messages.placeId,
  channel: messages.channel,
  externalId: messages.externalId,
  hash: messages.hash,
  platform: places.platform,
  place: places.externalId,
}

export const itsPlace = and(eq(places.agencyId, messages.agencyId), eq(places.id, messages.placeId))

export async function messagesOf(tx: Tx, agency: string, task: string, topic: string): Promise<MessagePlace[]> {
  return tx
    .select(messageColumns)
    .from(messages)
    .innerJoin(places, itsPlace)
    .where(and(eq(messages.agencyId, agency), eq(messages.taskId, task), eq(messages.topic, topic)))
}

/** A message that was just posted, and what it is about. */
export type Posted = Message & { agency: string; task: string | null }

export async function keepMessages(tx: Tx, posted: Posted[], now: Temporal.Instant): Promise<void> {
  if (posted.length === 0) return
  await wireOf(tx).ask(insertMessages('$1', '$2'), [JSON.stringify(posted), now.toString()])
}

/** Part of a statement: `posted` (a list of `Posted`) and `now` name its values, as text. */
export const insertMessages = (posted: string, now: string): string => `
  insert into messages (agency_id, id, task_id, topic, place_id, channel, external_id, hash, posted_at)
  select x.agency, x.id, x.task, x.topic, x."placeId", x.channel, x."externalId", x.hash, ${now}::text::timestamptz
  from jsonb_to_recordset(${posted}::text::jsonb) as x(
    agency uuid, id uuid, task uuid, topic text, "placeId" uuid, channel text, "externalId" text, hash text)`

/** What messages show now; an empty hash is of no card, so that the next one is sent whatever it says. */
export async function keepHashes(tx: Tx, shown: { agency: string; id: string; hash: string }[]): Promise<void> {
  if (shown.length === 0) return
  await wireOf(tx).ask(updateHashes('$1'), [JSON.stringify(shown)])
}

/** Part of a statement: `shown` (messages with their hashes) names its value, as text. */
export const updateHashes = (shown: string): string => `
  update messages m set hash = x.hash
  from jsonb_to_recordset(${shown}::text::jsonb) as x(agency uuid, id uuid, hash text)
  where m.agency_id = x.agency and m.id = x.id`

/** Whether that message is known already: whoever found it may have died before it could say so. */
export async function isKept(tx: Tx, { agency, placeId, channel, externalId }: Posted): Promise<boolean> {
  const found = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.agencyId, agency),
        eq(messages.channel, channel),
        eq(messages.externalId, externalId),
        eq(messages.placeId, placeId),
      ),
    )
  return found.length > 0
}

export async function forgetMessage(tx: Tx, agency: string, id: string): Promise<void> {
  await tx.delete(messages).where(and(eq(messages.agencyId, agency), eq(messages.id, id)))
}

/** It is brought up to date no more; whoever writes below it, in a channel that is open again, still talks about the task. */
export async function retireMessage(tx: Tx, agency: string, id: string): Promise<void> {
  await tx
    .update(messages)
    .set({ topic: sql`${formerly} || ${messages.topic}` })
    .where(and(eq(messages.agencyId, agency), eq(messages.id, id)))
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
  return row && row.channel !== noThread ? row : null
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

/** In place of a thread's channel: there is to be none. */
export const noThread = ''
