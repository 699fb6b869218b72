import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { answerTo } from '#db/repositories/inbox.ts'
import { personById } from '#db/repositories/people.ts'
import { keyOf, readReply } from '#src/features/requests/drafts.ts'
import { refusedCard, withNames } from '#src/features/requests/refused.ts'
import { wordSocial } from '#src/features/social/queries/words.ts'
import type { Line } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import { wordsIn } from '#src/words/words.ts'
import type { Composed } from './compose.ts'
import { findDirect, type Parts } from '#src/features/telling/tell/destinations.ts'

type AnsweredLine = Extract<Line, { kind: 'answered' }>

/** What their form was answered, to whoever waits for it in vain where they sent it. */
export async function composeAnswered(parts: Parts, agency: Agency, line: AnsweredLine): Promise<Composed> {
  const card = await parts.db.inAgency(agency.id, (tx) => cardFor(tx, agency, line, parts.now()))
  if (!card) return { kind: 'nothing', why: 'the person or the answer is gone' }
  const found = await findDirect(parts, agency, line.person, line.platform)
  return found.kind === 'here' ? { kind: 'post', to: found.at, card, task: null, topic: null } : found
}

async function cardFor(
  tx: Tx,
  agency: Agency,
  { person, delivery }: AnsweredLine,
  now: Temporal.Instant,
): Promise<Card | null> {
  const by = await personById(tx, agency.id, person)
  const told = await answerTo(tx, agency.id, delivery)
  const reply = told && readReply(told.answer)
  if (!by || (reply?.say !== 'refused' && reply?.say !== 'social')) return null
  const card =
    reply.say === 'social'
      ? await wordSocial({ tx, agency, by, now }, reply)
      : refusedCard(by.language, await withNames(tx, agency.id, reply.refusal), reply.draft, keyOf(delivery))
  return { ...card, note: [wordsIn(by.language).telling.interrupted, card.note].filter(Boolean).join(' ') }
}
