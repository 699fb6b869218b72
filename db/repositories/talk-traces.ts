import { and, asc, eq, sql } from '#orm/core'
import { rows, type Tx } from '#db/connection/connect.ts'
import { talkMessages } from '#db/schema/talk.ts'
import type { Trace } from '#src/features/relay/check.ts'
import { topicOf, type Part } from '#src/features/relay/said.ts'
import { fromRow } from './talk.ts'

type LineRow = { said: string; to: string; part: Part | null; outcome: string | null }

/**
 * All that was said about a task, oldest first, with what became of it. `withdrawn`: the hash of a message that was taken back. Of lines that ended the
 * last one counts; those that are long over are forgotten, and then what the messages say is all that is known.
 */
export async function tracesOf(tx: Tx, agency: string, task: string, withdrawn: string): Promise<Trace[]> {
  const [all, copies, lines] = await Promise.all([
    tx
      .select()
      .from(talkMessages)
      .where(
        and(eq(talkMessages.agencyId, agency), eq(talkMessages.subjectKind, 'task'), eq(talkMessages.subjectId, task)),
      )
      .orderBy(asc(talkMessages.writtenAt), asc(talkMessages.externalId)),
    rows<{ said: string; topic: string }>(
      tx,
      sql`select m.task_id as said, m.topic from messages m
        join talk_messages t on t.agency_id = m.agency_id and t.id = m.task_id and t.subject_kind = 'task' and t.subject_id = ${task}
        where m.agency_id = ${agency} and m.hash <> ${withdrawn}`,
    ),
    rows<LineRow>(
      tx,
      sql`select distinct on (said, "to", part) line->>'said' as said, line->>'to' as "to", line->'part' as part, outcome
        from outbox where agency_id = ${agency} and recipient like ${`talk:${task}:%`} and line->>'kind' = 'relayed'
          and outcome is distinct from 'merged'
        order by said, "to", part, seq desc`,
    ),
  ])
  const topicsOf = (said: string, fits: (line: LineRow) => boolean) =>
    lines.filter((line) => line.said === said && fits(line)).map(({ to, part }) => topicOf(to, part ?? 0))
  return all.map((row) => ({
    said: fromRow(row),
    shown: copies.filter(({ said }) => said === row.id).map(({ topic }) => topic),
    pending: topicsOf(row.id, ({ outcome }) => outcome === null),
    failed: topicsOf(row.id, ({ outcome }) => outcome === 'gone' || outcome === 'given-up'),
  }))
}

/** How many messages about a task are held back until their writers say what is to become of them. */
export async function heldAbout(tx: Tx, agency: string, task: string): Promise<number> {
  const [found] = await rows<{ count: number }>(
    tx,
    sql`select count(*)::int as count from timers
      where agency_id = ${agency} and kind = 'held' and note->'at'->>'task' = ${task} and note->>'sealed' is not null`,
  )
  return found?.count ?? 0
}
