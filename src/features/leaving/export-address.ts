import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long an address of an export is good for. */
export const exportLives = Temporal.Duration.from({ hours: 24 })

/** `until`: an instant in seconds, after which it is no address any more. */
export type Export = { agency: string; person: string; until: number }

function sign(secret: string, { agency, person, until }: Export): string {
  return createHmac('sha256', secret).update(`export:${agency}:${person}:${until}`).digest('base64url')
}

/** The secret address of everything that an agency has. Whoever knows it can read it until then: it is shown to one owner, and kept nowhere. */
export function exportAddress(publicUrl: string, secret: string, of: Export): string {
  return `${publicUrl}/export/${of.agency}/${of.person}-${of.until}-${sign(secret, of)}.tar`
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const path = new RegExp(`^/export/(${uuid})/(${uuid})-(\\d{1,11})-([A-Za-z0-9_-]{43})\\.tar$`, 'u')

/** What an export's path names; null for any other path, for a wrong mark (compared in constant time) and when it has run out. */
export function readExportPath(pathname: string, secret: string, now: Temporal.Instant): Export | null {
  const [, agency, person, until, mark] = path.exec(pathname) ?? []
  if (!agency || !person || !until || !mark) return null
  const named = { agency, person, until: Number(until) }
  const right = Buffer.from(sign(secret, named))
  const given = Buffer.from(mark)
  const signed = right.length === given.length && timingSafeEqual(right, given)
  return signed && named.until * 1000 > now.epochMilliseconds ? named : null
}
