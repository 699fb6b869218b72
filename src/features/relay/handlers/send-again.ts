import { addLines } from '#db/repositories/outbox.ts'
import { checkCard } from '#src/features/relay/check-card.ts'
import { lineOf } from '#src/features/relay/lines.ts'
import { checkFor } from '#src/features/relay/queries/check.ts'
import { workingOn } from '#src/features/relay/said.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'

/** What did not arrive is told once more; what did is not: a line brings its copy up to date. */
export async function sendAgain(context: RequestContext, typed: string): Promise<Card> {
  const { tx, agency, by, now, newId } = context
  const found = await checkFor(context, typed)
  if ('refused' in found) return found.refused
  const { task, check } = found
  const lost = check.missing.filter(({ why }) => why === 'failed')
  const lines = lost.flatMap(({ said, parts }) => {
    const to = said.side === 'assistant' ? 'requester' : workingOn(task)
    return to === null ? [] : parts.map((part) => entryOf(lineOf(said, to, part), newId))
  })
  await addLines(tx, agency.id, lines, now)
  const missing = check.missing.map((one) => (one.why === 'failed' ? { ...one, why: 'on-its-way' as const } : one))
  return checkCard({ task, check: { ...check, missing } }, readerFor(by, now))
}
