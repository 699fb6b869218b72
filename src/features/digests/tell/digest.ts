import { listRooms, type Agency } from '#db/repositories/agencies.ts'
import { listClients } from '#db/repositories/clients.ts'
import type { Leased } from '#db/repositories/outbox.ts'
import { personById } from '#db/repositories/people.ts'
import { digestCard, weekCard } from '#src/features/digests/cards.ts'
import { isEmpty } from '#src/features/digests/digest.ts'
import { isQuiet, roomDigestCard, roomWeekCard } from '#src/features/digests/room.ts'
import { findDigest, findWeek, wholeWeek, wordable } from '#src/features/digests/queries/digest.ts'
import { findRoomDigest } from '#src/features/digests/queries/room-digest.ts'
import { zoneOf } from '#src/features/people/client.ts'
import { isNothing, weekBefore } from '#src/features/reports/report.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import type { Composed } from '#src/features/telling/tell/known.ts'
import { findDirect, type Parts } from '#src/features/telling/tell/destinations.ts'

type Of<Kind extends Notification['kind']> = Extract<Notification, { kind: Kind }>

/** What was computed at its time is told as it was then; what waited for longer is computed anew. */
const fresh = Temporal.Duration.from({ minutes: 10 })

function isFresh({ createdAt }: Leased, now: Temporal.Instant): boolean {
  return Temporal.Duration.compare(createdAt.until(now), fresh) <= 0
}

export async function composeDigest(
  parts: Parts,
  agency: Agency,
  leased: Leased,
  line: Of<'digest'>,
): Promise<Composed> {
  const now = parts.now()
  const since = Temporal.Instant.from(line.since)
  const read = await parts.db.inAgency(agency.id, async (tx) => {
    const person = await personById(tx, agency.id, line.person)
    if (!person) return null
    const known = line.found && isFresh(leased, now) ? line.found : null
    const found = known ?? (await findDigest(tx, agency, person, now, since))
    return { person, digest: await wordable(tx, agency, person, found, now) }
  })
  if (!read) return { kind: 'nothing', why: 'the person is gone' }
  if (isEmpty(read.digest)) return { kind: 'nothing', why: 'nothing to say' }
  const card = digestCard(read.digest, read.person, readerFor(read.person, now), { since, again: true })
  return toPerson(parts, agency, line.person, card)
}

export async function composeWeek(parts: Parts, agency: Agency, leased: Leased, line: Of<'week'>): Promise<Composed> {
  const now = parts.now()
  const since = Temporal.Instant.from(line.since)
  const read = await parts.db.inAgency(agency.id, async (tx) => {
    const person = await personById(tx, agency.id, line.person)
    if (!person) return null
    if (line.week && isFresh(leased, now)) return { person, week: line.week, span: weekBefore(person.zone, since) }
    return { person, ...(await findWeek(tx, agency, person, since)) }
  })
  if (!read) return { kind: 'nothing', why: 'the person is gone' }
  if (isNothing(read.week)) return { kind: 'nothing', why: 'nothing to say' }
  const card = weekCard(read.week, read.span, readerFor(read.person, now), { since, again: true })
  return toPerson(parts, agency, line.person, card)
}

async function toPerson(parts: Parts, agency: Agency, person: string, card: Card): Promise<Composed> {
  const to = await findDirect(parts, agency, person, null)
  return to.kind === 'here' ? { kind: 'post', to: to.at, card, task: null, topic: null } : to
}

export async function composeRoomDigest(parts: Parts, agency: Agency, line: Of<'room-digest'>): Promise<Composed> {
  const now = parts.now()
  const since = Temporal.Instant.from(line.since)
  const read = await parts.db.inAgency(agency.id, async (tx) => {
    const room = (await listRooms(tx, agency.id)).find(({ id }) => id === line.room)
    if (!room) return null
    const client = (await listClients(tx, agency.id)).find(({ id }) => id === room.clientId) ?? null
    const about = { agency: agency.name, client }
    const zone = zoneOf(client, agency)
    const reader = readerFor({ language: client?.language ?? agency.language, zone }, now, true)
    if (line.series === 'daily') {
      const digest = await findRoomDigest(tx, agency, client, now, since)
      return { room, card: isQuiet(digest) ? null : roomDigestCard(digest, about, reader) }
    }
    const span = weekBefore(zone, since)
    const cuts = span.cuts.map((cut) => cut.toInstant())
    const week = await wholeWeek(tx, agency.id, cuts, client?.id)
    return { room, card: isNothing(week) ? null : roomWeekCard(week, span, about, reader) }
  })
  if (!read) return { kind: 'nothing', why: 'the room is gone' }
  if (!read.card) return { kind: 'nothing', why: 'nothing to say' }
  if (read.room.closed) return { kind: 'nothing', why: 'its room cannot be written to' }
  return { kind: 'post', to: read.room, card: read.card, task: null, topic: null }
}
