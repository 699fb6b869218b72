import { and, asc, eq, sql } from '#orm/core'
import { rows, type Tx } from '#db/connection/connect.ts'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import { idOf, sideBelow, toldBy, type Heard, type Said, type Side, type Spoken } from '#src/features/relay/said.ts'
import type { Besides, TalkPlace } from '#src/kernel/talk.ts'
import type { Platform } from '#src/kernel/person.ts'
import { talkMessages } from '#db/schema/talk.ts'
import { write } from './life.ts'

/** The place of a message: `thread` is the message of the channel that it stands below or replies to. */
export type Spot = { placeId: string; channel: string; thread: string | null; externalId: string }

const said = (
  t: string,
) => `json_build_object('id', ${t}.id, 'task', ${t}.subject_id, 'placeId', ${t}.place_id, 'channel', ${t}.channel, 'thread', ${t}.thread,
  'externalId', ${t}.external_id, 'side', ${t}.side, 'writerId', ${t}.writer_id, 'writerName', ${t}.writer_name,
  'writerPicture', ${t}.writer_picture, 'text', ${t}.text, 'besides', ${t}.besides, 'internal', ${t}.internal,
  'writtenAt', ${t}.written_at::text, 'editedAt', ${t}.edited_at::text, 'removedAt', ${t}.removed_at::text)`

/**
 * What a message stands below, the surest first: it was heard before; an assistant's thread; the thread below a card, or a reply to it; a thread
 * that hangs from a card, whose id is the card's; a reply to what somebody wrote; and to what came over from the other side.
 */
const readHeard = `select b.topic, k.id, k.client_id as client, k.requester_id as requester, k.assistant_id as assistant, k.status, k.duty,
    (select ${said('t')} from talk_messages t
      where t.agency_id = $1 and t.place_id = $2 and t.channel = $3 and t.external_id = $5) as known,
    coalesce((select json_agg(m.topic) from talk_messages t join messages m on m.agency_id = t.agency_id and m.task_id = t.id and m.topic like 'to:%'
      where t.agency_id = $1 and t.place_id = $2 and t.channel = $3 and t.external_id = $5), '[]'::json) as told,
    (select w.note->>'mark' from timers w where w.agency_id = $1 and w.kind = 'held' and w.subject = $6) as held
  from (
    select 1 as rank, t.subject_id as task, t.side as topic from talk_messages t
      where t.agency_id = $1 and t.place_id = $2 and t.channel = $3 and t.external_id = $5
    union all select 2, h.task_id, 'thread:' || h.person_id from threads h
      where h.agency_id = $1 and h.place_id = $2 and h.channel = $3
    union all select 3, m.task_id, m.topic from messages m
      where m.agency_id = $1 and m.place_id = $2 and m.channel = $3 and m.external_id = $4::text
    union all select 4, m.task_id, m.topic from messages m
      where m.agency_id = $1 and m.place_id = $2 and m.external_id = $3
    union all select 5, t.subject_id, t.side from talk_messages t
      where t.agency_id = $1 and t.place_id = $2 and t.channel = $3 and t.external_id = $4::text
    union all select 6, t.subject_id, m.topic from messages m join talk_messages t on t.agency_id = m.agency_id and t.id = m.task_id
      where m.agency_id = $1 and m.place_id = $2 and m.channel = $3 and m.external_id = $4::text
  ) b join tasks k on k.agency_id = $1 and k.id = b.task
  order by b.rank limit 1`

type HeardRow = Spoken & { topic: string; known: SaidRow | null; told: string[]; held: string | null }
type SaidRow = Pick<
  Said,
  'id' | 'task' | 'placeId' | 'channel' | 'thread' | 'externalId' | 'side' | 'text' | 'besides' | 'internal'
> & {
  writerId: string
  writerName: string
  writerPicture: string | null
  writtenAt: string
  editedAt: string | null
  removedAt: string | null
}

/** All that is to be known where a message was heard, in one statement. Null: nobody talks about a task there. */
export async function readTalk(tx: Tx, agency: string, spot: Spot): Promise<Heard | null> {
  const { placeId, channel, thread, externalId } = spot
  const id = idOf(placeId, channel, externalId)
  const [row] = rowsIn(await wireOf(tx).ask(readHeard, [agency, placeId, channel, thread, externalId, id]))
  if (!isHeard(row)) return null
  const { topic, known, told, held, ...task } = row
  const side = known?.side ?? sideBelow(topic, task.requester)
  return { task, side, known: known && toSaid(known), told: [...new Set(told.map(toldBy))], held }
}

/** What is in it is the statement's promise. */
function isHeard(row: object | undefined): row is HeardRow {
  return row !== undefined && 'topic' in row
}

function toSaid({ writerId, writerName, writerPicture, writtenAt, editedAt, removedAt, ...rest }: SaidRow): Said {
  const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))
  return {
    ...rest,
    writer: { id: writerId, name: writerName, picture: writerPicture },
    writtenAt: Temporal.Instant.from(writtenAt),
    ...{ editedAt: instant(editedAt), removedAt: instant(removedAt) },
  }
}

/** As it stands now. What is known to be newer stays. */
export function keepSaid(tx: Tx, agency: string, one: Said): void {
  const { writer, ...rest } = one
  const { id: writerId, name: writerName, picture: writerPicture } = writer
  write(tx, agency, 'said', one.id, { ...rest, writerId, writerName, writerPicture })
}

export async function saidById(tx: Tx, agency: string, id: string): Promise<Said | null> {
  const [row] = await tx
    .select()
    .from(talkMessages)
    .where(and(eq(talkMessages.agencyId, agency), eq(talkMessages.id, id)))
  return row ? fromRow(row) : null
}

export function fromRow(row: typeof talkMessages.$inferSelect): Said {
  const { subjectId, writerId, writerName, writerPicture, besides, ...rest } = row
  const { id, placeId, channel, thread, externalId, side, text, internal, writtenAt, editedAt, removedAt } = rest
  return {
    ...{
      id,
      task: subjectId,
      placeId,
      channel,
      thread,
      externalId,
      side,
      text,
      internal,
      writtenAt,
      editedAt,
      removedAt,
    },
    writer: { id: writerId, name: writerName, picture: writerPicture },
    besides: isBesides(besides) ? besides : [],
  }
}

function isBesides(stored: unknown): stored is Besides[] {
  return Array.isArray(stored)
}

/** What was said about a task on that side so far, oldest first. */
export async function saidSoFar(tx: Tx, agency: string, task: string, side: Side): Promise<Said[]> {
  const found = await tx
    .select()
    .from(talkMessages)
    .where(
      and(
        eq(talkMessages.agencyId, agency),
        eq(talkMessages.subjectKind, 'task'),
        eq(talkMessages.subjectId, task),
        eq(talkMessages.side, side),
        sql`${talkMessages.removedAt} is null`,
      ),
    )
    .orderBy(asc(talkMessages.writtenAt), asc(talkMessages.externalId))
  return found.map(fromRow)
}

/** What was heard in a channel since a moment and stands there as far as we know; where a thread is named, in that one. */
export async function heardSince(
  tx: Tx,
  agency: string,
  { placeId, channel, thread }: Pick<Spot, 'placeId' | 'channel' | 'thread'>,
  from: Temporal.Instant,
): Promise<Said[]> {
  const found = await tx
    .select()
    .from(talkMessages)
    .where(
      and(
        eq(talkMessages.agencyId, agency),
        eq(talkMessages.placeId, placeId),
        eq(talkMessages.channel, channel),
        thread === null ? undefined : eq(talkMessages.thread, thread),
        sql`${talkMessages.writtenAt} >= ${from.toString()}::timestamptz`,
        sql`${talkMessages.removedAt} is null`,
        // What was said by a command stands nowhere.
        sql`${talkMessages.externalId} not like 'reply:%'`,
      ),
    )
  return found.map(fromRow)
}

/** The agencies that have a direct message of that channel's: a message that was taken back names nobody. */
export async function agenciesOfDirect(
  tx: Tx,
  platform: Platform,
  channel: string,
): Promise<{ agency: string; place: string }[]> {
  return rows(
    tx,
    sql`select agency_id as agency, place_id as place from identities where platform = ${platform} and direct = ${channel}`,
  )
}

/** How long after a task is over people may still talk about it while nobody listens. */
const daysAfter = 14

/**
 * Where people talk on a platform, each with the moment after which something may have been written, changed or taken back there that
 * nobody heard: since the last that was heard, and for a day at least. Of all agencies; the youngest tasks come first.
 */
export async function openConversations(
  tx: Tx,
  platform: Platform,
  now: Temporal.Instant,
): Promise<(TalkPlace & { since: Temporal.Instant })[]> {
  const found = await rows<{ place: string; channel: string; thread: string | null; since: string }>(
    tx,
    sql`
      with living as (
        select agency_id, id, created_at from tasks
        where status not in ('done', 'cancelled') or since > ${now.toString()}::timestamptz - make_interval(days => ${daysAfter})
      ), homes as (
        select h.agency_id, h.place_id, h.channel, null::text as thread, k.created_at from threads h
          join living k on k.agency_id = h.agency_id and k.id = h.task_id
        union
        select m.agency_id, m.place_id, m.channel, m.external_id, k.created_at from messages m
          join living k on k.agency_id = m.agency_id and k.id = m.task_id
          where (m.topic in ('requester', 'was:requester') or m.topic like 'assistant:%' or m.topic like 'offer:%'
              or m.topic like 'was:assistant:%' or m.topic like 'was:offer:%')
            and not exists (select from threads h where h.agency_id = m.agency_id and h.channel = m.channel)
      )
      select p.external_id as place, h.channel, h.thread,
        greatest(h.created_at, a.talk_since, least(${now.toString()}::timestamptz - interval '1 day', coalesce((
          select max(t.written_at) from talk_messages t
          where t.agency_id = h.agency_id and t.place_id = h.place_id and t.channel in (h.channel, h.thread) and t.external_id not like 'reply:%'
        ), h.created_at)))::text as since
      from homes h
      join places p on p.agency_id = h.agency_id and p.id = h.place_id and p.platform = ${platform}
      join agencies a on a.agency_id = h.agency_id
      order by h.created_at desc`,
  )
  return found.map(({ since, ...home }) => ({ platform, ...home, since: Temporal.Instant.from(since) }))
}
