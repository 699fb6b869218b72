import { createHash } from 'node:crypto'
import { loadAgency } from '#db/repositories/agencies.ts'
import { feedById } from '#db/repositories/calendars.ts'
import type { Database, Tx } from '#db/connection/connect.ts'
import { personById } from '#db/repositories/people.ts'
import { refreshSeconds, writeCalendar } from '#src/features/calendars/ics.ts'
import { isSigned, readFeedPath } from '#src/features/calendars/feed-address.ts'
import { entriesOf, mayRead, nameOf } from '#src/features/calendars/handlers/feeds.ts'
import { readerFor } from '#src/words/reader.ts'

export type FeedAnswer = { status: 200 | 304 | 404; headers: Record<string, string>; body: string }

type Parts = { db: Database; secret: string; now(): Temporal.Instant }

/** The same for all that is wrong: nothing tells one wrong address from another. */
const notFound: FeedAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'Not found\n',
}

/**
 * What a calendar program gets at an address. Whether its owner may still see it is asked each time. `known` is the etag
 * of what the program has already.
 */
export async function answerFeed(parts: Parts, pathname: string, known: string | undefined): Promise<FeedAnswer> {
  const asked = readFeedPath(pathname)
  if (!asked) return notFound
  const written = await parts.db.inAgency(asked.agency, (tx) => writeFeed(parts, tx, asked))
  if (written === null) return notFound
  const etag = `"${createHash('sha256').update(written).digest('base64url')}"`
  const headers = {
    etag,
    'cache-control': `private, max-age=${refreshSeconds / 4}`,
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="sahayak.ics"',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  }
  return isKnown(etag, known) ? { status: 304, headers, body: '' } : { status: 200, headers, body: written }
}

/** A proxy that packs what it passes on marks the etag as weak: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
function isKnown(etag: string, known = ''): boolean {
  return known.split(',').some((each) => each.trim().replace(/^W\//u, '') === etag) || known.trim() === '*'
}

type Named = NonNullable<ReturnType<typeof readFeedPath>>

async function writeFeed({ secret, now }: Parts, tx: Tx, { agency: id, feed: feedId, mark }: Named) {
  const feed = await feedById(tx, id, feedId)
  if (!feed || !isSigned(secret, id, feed, mark)) return null
  const person = await personById(tx, id, feed.person)
  if (!person || !mayRead(person, feed)) return null
  const agency = await loadAgency(tx, id)
  const reader = readerFor(person, now())
  const name = await nameOf(tx, agency, feed, reader)
  return writeCalendar(name, await entriesOf(tx, agency, feed, person, reader))
}
