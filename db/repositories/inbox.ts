import { and, eq, lt } from '#orm/core'
import { keptAnswers } from '#src/kernel/kept-answers.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Tx } from '#db/connection/connect.ts'
import { write } from './life.ts'
import { inbox } from '#db/schema/telling.ts'

/**
 * Keeps what a delivery was answered with. False when it was answered before: then this transaction must not stand.
 *
 * Of two that arrive at once the second waits here for the first one's commit, and then sees it.
 */
export async function keepAnswer(
  tx: Tx,
  agency: string,
  delivery: string,
  answer: Reply,
  now: Temporal.Instant,
): Promise<boolean> {
  const kept = await tx
    .insert(inbox)
    .values({ agencyId: agency, delivery, answer: keptAnswers.write(answer), at: now })
    .onConflictDoNothing()
    .returning({ delivery: inbox.delivery })
  return kept.length > 0
}

/**
 * The same, written with all else: where it was answered before the commit fails, as `isAnsweredBefore` says, and nothing stands.
 * `counts`: its number is the one that is counted there.
 */
export function keepAnswerWithAll(
  tx: Tx,
  agency: string,
  { delivery, answer, counts }: { delivery: string; answer: Reply; counts: boolean },
  now: Temporal.Instant,
): void {
  write(tx, agency, 'kept', delivery, {
    ...{ delivery, at: now, counts },
    answer: keptAnswers.write(answer),
  })
}

/** Of what was thrown at the commit. The drivers name the key each in their own way. */
export function isAnsweredBefore(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const key = 'constraint_name' in error ? error.constraint_name : 'constraint' in error ? error.constraint : null
  if (key === 'inbox_agency_id_delivery_pk') return true
  return 'cause' in error && isAnsweredBefore(error.cause)
}

/** What a delivery was answered with; null: it was not yet. */
export async function answerTo(tx: Tx, agency: string, delivery: string): Promise<Reply | null> {
  const [row] = await tx
    .select({ answer: inbox.answer })
    .from(inbox)
    .where(and(eq(inbox.agencyId, agency), eq(inbox.delivery, delivery)))
  return row ? keptAnswers.read(row.answer) : null
}

/** Platforms deliver again for minutes, not days. */
export async function forgetAnswers(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.delete(inbox).where(lt(inbox.at, before))
}
