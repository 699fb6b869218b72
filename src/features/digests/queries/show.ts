import { digestCard, sectionCard } from '#src/features/digests/cards.ts'
import { sectionNames, sectionsFor } from '#src/features/digests/digest.ts'
import { refuseQuestion as refused } from '#src/features/requests/refuse.ts'
import { pageSize } from '#src/features/tasks/list-card.ts'
import type { Card } from '#src/kernel/card.ts'
import { pageIn } from '#src/kernel/feature.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'
import { loadSocialDigest } from '#src/features/social/queries/digest.ts'
import { digestBefore, findDigest, findSection, newsSince, wordable } from './digest.ts'

type Question = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

export async function showDigest({ tx, agency, by, now }: Question): Promise<Card> {
  // What it says of posts is asked for at once, and is none of what follows.
  const social = loadSocialDigest(tx, agency, by, now)
  social.catch(() => {})
  const [since, found] = await Promise.all([
    digestBefore(tx, agency, by, now),
    findDigest(tx, agency, by, now, 'the last'),
  ])
  const digest = await wordable(tx, agency, by, found, now, social)
  return digestCard(digest, by, readerFor(by, now), { since, again: false })
}

/** All of one section of a digest: what its reader may see of it now, with the news of that digest. */
export async function showSection(asked: Question, typed: string, detail: string): Promise<Card> {
  const { tx, agency, by, now } = asked
  const [named = '', seconds = ''] = detail.split('.')
  const name = sectionNames.find((known) => known === named)
  if (!name || !sectionsFor(by).includes(name)) return refused(asked, { code: 'not-understood' })
  const told = /^\d{1,11}$/u.test(seconds) ? Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000) : null
  const since = newsSince(told, now)
  const page = pageIn(typed)
  const found = await findSection(
    tx,
    agency,
    by,
    name,
    { now, since },
    { limit: pageSize, offset: (page - 1) * pageSize },
  )
  return sectionCard({ name, ...found, page, since }, readerFor(by, now), by.id)
}
