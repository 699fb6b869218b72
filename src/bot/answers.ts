import { refusedCard, withNames } from '#src/features/requests/refused.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Fresh } from '#src/kernel/feature.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'
import { replyWords } from './features.ts'

/** Puts a reply into words for the one who asked, as things stand in this transaction. */
export async function wordReply(context: RequestContext, reply: Reply, draftKey: string, fresh: Fresh): Promise<Card> {
  const { by, now, tx, agency } = context
  if (reply.say === 'refused') {
    return refusedCard(by.language, await withNames(tx, agency.id, reply.refusal), reply.draft, draftKey)
  }
  // Each answer's words take that answer: the mapped type says so, which no lookup by a union can.
  const words: (context: RequestContext, reply: never, reader: Reader, fresh: Fresh) => Card | Promise<Card> =
    replyWords[reply.say]
  return Reflect.apply(words, undefined, [context, reply, readerFor(by, now), fresh])
}
