import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { answerTo } from '#db/repositories/inbox.ts'
import { personById } from '#db/repositories/people.ts'
import { keyOf } from '#src/features/requests/drafts.ts'
import { refusedCard, withNames } from '#src/features/requests/refused.ts'
import { wordSocial } from '#src/features/social/queries/words.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import { wordsIn } from '#src/words/words.ts'
import type { Composed } from './compose.ts'
import { findDirect, type Parts } from '#src/features/telling/tell/destinations.ts'

type AnsweredLine = Extract<Notification, { kind: 'answered' }>

/** What they were answered, to whoever waits for it in vain where they asked. */
export async function composeAnswered(parts: Parts, agency: Agency, line: AnsweredLine): Promise<Composed> {
  const card = await parts.db.inAgency(agency.id, (tx) => cardFor(tx, agency, line, parts.now()))
  if (!card) return { kind: 'nothing', why: 'the person or the answer is gone' }
  const found = await findDirect(parts, agency, line.person, line.platform)
  return found.kind === 'here' ? { kind: 'post', to: found.at, card, task: null, topic: null } : found
}

async function cardFor(
  tx: Tx,
  agency: Agency,
  { person, delivery, over = 'files' }: AnsweredLine,
  now: Temporal.Instant,
): Promise<Card | null> {
  const by = await personById(tx, agency.id, person)
  const reply = await answerTo(tx, agency.id, delivery)
  if (!by || !reply) return null
  const { telling } = wordsIn(by.language)
  if (reply.say !== 'refused' && reply.say !== 'social')
    return over === 'promise' ? { title: telling.doneUnanswered, tone: 'good' } : null
  const card =
    reply.say === 'social'
      ? await wordSocial({ tx, agency, by, now }, reply)
      : refusedCard(by.language, await withNames(tx, agency.id, reply.refusal), reply.draft, keyOf(delivery))
  const note = over === 'promise' ? null : telling.interrupted
  return { ...card, note: [note, card.note].filter(Boolean).join(' ') }
}
