import type { Database, Tx } from '#db/connection/connect.ts'
import { isKept, keepHashes, keepMessages, type Posted } from '#db/repositories/messages.ts'
import {
  beginSending,
  noteCertain,
  settleLines,
  type Begun,
  type Ending,
  type Leased,
} from '#db/repositories/outbox.ts'
import { noteSeen } from '#db/repositories/seen.ts'
import type { MessageRef } from '#src/kernel/chat.ts'
import type { Log } from '#src/kernel/log.ts'
import { createBatch } from './batch.ts'
import { hashOf, type Sending } from '#src/features/telling/tell/known.ts'

/** What became of a line, and which message it became if it did. */
export type Concluded = { ending: Ending; told: { sending: Sending; message: MessageRef } | null }

export type Ledger = {
  /** Asked right before a request: false where the line is no longer ours to tell. */
  begin(line: Leased, begun: Begun): Promise<boolean>
  conclude(concluded: Concluded): Promise<void>
}

type Parts = { db: Database; log: Log; now(): Temporal.Instant; newId(): string }

/** The outbox as a pump writes in it: for many lines at once wherever many are on their way. */
export function openLedger(parts: Parts, { leaseSeconds }: { leaseSeconds: number }): Ledger {
  const { db, now } = parts
  const begin = createBatch(async (sendings: { line: Leased; begun: Begun }[]) => {
    const about = { seconds: leaseSeconds, now: now() }
    // The commit does not wait for it, and travels along.
    const { begun } = await db.acrossAgencies(async (tx) => ({ begun: beginSending(tx, sendings, about) }))
    const ours = await begun
    return sendings.map(({ line }) => ours.has(line.id))
  })
  const conclude = createBatch(async (all: Concluded[]) => {
    await db.acrossAgencies((tx) => write(parts, tx, all)).catch((error: unknown) => eachAlone(parts, all, error))
    return all.map(() => undefined)
  })
  return { begin: (line, begun) => begin({ line, begun }), conclude }
}

async function write({ now, newId }: Parts, tx: Tx, all: Concluded[]): Promise<void> {
  const told = all.flatMap(({ ending: { line }, told }) => (told ? [{ line, ...told }] : []))
  const posted = told.flatMap(({ line, sending, message }) =>
    sending.kind === 'post' ? postedAs(line.agency, sending, message, { id: newId(), hash: hashOf(sending.card) }) : [],
  )
  const edited = told.flatMap(({ line: { agency }, sending }) =>
    sending.kind === 'edit' ? [{ agency, id: sending.id, hash: hashOf(sending.card) }] : [],
  )
  const endings = all.map(({ ending }) => ending)
  void settleLines(tx, endings, { posted, shown: edited, now: now() })
  for (const { line } of told) await noteTold(tx, line, now())
}

/** What one agency's line breaks, such as that the agency is gone, is not to break the others'. */
async function eachAlone(parts: Parts, all: Concluded[], error: unknown): Promise<void> {
  parts.log.warn({ error, lines: all.length }, 'outcomes could not be written together')
  for (const concluded of all) {
    const { agency, id } = concluded.ending.line
    await parts.db
      .inAgency(agency, (tx) => write(parts, tx, [concluded]))
      .catch((again: unknown) => parts.log.error({ agency, line: id, error: again }, 'a line is left to its lease'))
  }
}

type Post = Extract<Begun, { kind: 'post' }>

function postedAs(
  agency: string,
  { to, task, topic }: Omit<Post, 'kind'>,
  { channel, id: externalId }: MessageRef,
  { id, hash }: { id: string; hash: string },
): Posted[] {
  return topic === null ? [] : [{ agency, task, id, topic, placeId: to.placeId, channel, externalId, hash }]
}

/** Whoever was sent a message of their own that a task is done is not told so again by a digest. */
async function noteTold(tx: Tx, { agency, line }: Leased, now: Temporal.Instant): Promise<void> {
  if (line.kind !== 'notice' || line.notice.about !== 'accepted') return
  await noteSeen(tx, agency, line.person, line.task, now)
}

/** Of a message that was found it is not known what it shows. */
export async function rememberFound(
  tx: Tx,
  line: Leased,
  begun: Post,
  { message, id, now }: { message: MessageRef; id: string; now: Temporal.Instant },
): Promise<void> {
  const [posted] = postedAs(line.agency, begun, message, { id, hash: '' })
  if (posted && !(await isKept(tx, posted))) await keepMessages(tx, [posted], now)
  await noteTold(tx, line, now)
  await noteCertain(tx, line)
}

/** An edit of which nobody knows whether it arrived is done again, also where the card has become what it was before. */
export async function forgetShown(tx: Tx, line: Leased, message: string): Promise<void> {
  await keepHashes(tx, [{ agency: line.agency, id: message, hash: '' }])
  await noteCertain(tx, line)
}
