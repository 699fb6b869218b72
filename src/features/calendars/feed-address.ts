import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Feed } from './feed.ts'

type Named = Pick<Feed, 'id' | 'version'>

/** Bound to the feed and to its version, so that renewing it makes every address of before wrong. */
function sign(secret: string, agency: string, { id, version }: Named): string {
  return createHmac('sha256', secret).update(`calendar:${agency}:${id}:${version}`).digest('base64url')
}

/** The secret address of a feed. Whoever knows it reads the feed: it is shown to its owner alone, and kept nowhere. */
export function feedAddress(publicUrl: string, secret: string, agency: string, feed: Named): string {
  return `${publicUrl}/calendar/${agency}/${feed.id}-${sign(secret, agency, feed)}.ics`
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const path = new RegExp(`^/calendar/(${uuid})/(${uuid})-([A-Za-z0-9_-]{43})\\.ics$`, 'u')

/** The parts of a feed's path; null for any other path. */
export function readFeedPath(pathname: string): { agency: string; feed: string; mark: string } | null {
  const [, agency, feed, mark] = path.exec(pathname) ?? []
  return agency && feed && mark ? { agency, feed, mark } : null
}

/** Compared in constant time. */
export function isSigned(secret: string, agency: string, feed: Named, mark: string): boolean {
  const right = Buffer.from(sign(secret, agency, feed))
  const given = Buffer.from(mark)
  return right.length === given.length && timingSafeEqual(right, given)
}
