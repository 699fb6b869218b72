import type { Card } from '#src/kernel/card.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { refusedCard, withNames } from './refused.ts'

/** A question that is refused, as a card for whoever asked. */
export async function refuseQuestion(
  { tx, agency, by }: Pick<RequestContext, 'tx' | 'agency' | 'by'>,
  reason: Refusal,
): Promise<Card> {
  return refusedCard(by.language, await withNames(tx, agency.id, reason), null, '')
}
