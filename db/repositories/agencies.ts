import { and, eq, isNull, sql } from '#orm/core'
import type { Purpose } from '#src/features/people/client.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { AgencySettings } from '#src/features/settings/settings.ts'
import type { Tx } from '#db/connection/connect.ts'
import { wireOf } from '#db/connection/wire.ts'
import { changeRoster, rereadRoster, rosterOf, type Agency, type Place, type Room } from './roster.ts'
import { agencies, codes, counters, placeDirectory, places, rooms } from '#db/schema/agencies.ts'

export type { Agency, Place, Room } from './roster.ts'

/** Which agency a workspace or server belongs to. Asked across agencies. */
export async function findPlace(
  tx: Tx,
  platform: Platform,
  externalId: string,
): Promise<{ agency: string; place: string } | null> {
  const [found] = await tx
    .select({ agency: placeDirectory.forAgency, place: placeDirectory.placeId })
    .from(placeDirectory)
    .where(and(eq(placeDirectory.platform, platform), eq(placeDirectory.externalId, externalId)))
  return found ?? null
}

export async function createAgency(tx: Tx, agency: Agency, now: Temporal.Instant): Promise<void> {
  const { id, ...rest } = agency
  await tx.insert(agencies).values({ agencyId: id, ...rest, createdAt: now })
}

export async function connectPlace(tx: Tx, agency: string, place: Place, now: Temporal.Instant): Promise<void> {
  const { id, platform, externalId, name } = place
  await tx.insert(places).values({ agencyId: agency, id, platform, externalId, name, connectedAt: now })
  await tx.insert(placeDirectory).values({ platform, externalId, forAgency: agency, placeId: id })
}

/** Every agency of this database. */
export async function allAgencies(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.select({ id: agencies.agencyId, name: agencies.name }).from(agencies).orderBy(agencies.name)
}

export async function anyAgency(tx: Tx): Promise<boolean> {
  const found = await tx.select({ id: agencies.agencyId }).from(agencies).limit(1)
  return found.length > 0
}

export async function loadAgency(tx: Tx, agency: string): Promise<Agency> {
  const { agency: found } = await rosterOf(tx, agency)
  if (!found) throw new Error(`agency ${agency} is gone`)
  return found
}

/** The agency as it is now; others wait with changing it until this transaction ends. */
export async function lockAgency(tx: Tx, agency: string): Promise<Agency> {
  const locking = wireOf(tx).ask('select from agencies where agency_id = $1 for update', [agency])
  rereadRoster(tx)
  const [, found] = await Promise.all([locking, loadAgency(tx, agency)])
  return found
}

export async function saveAgencySettings(
  tx: Tx,
  agency: string,
  { zone, language, responseHours, leaseHours, reviewDays }: AgencySettings,
): Promise<void> {
  const set = { zone, language, responseHours, leaseHours, reviewDays }
  await changeRoster(
    tx,
    agency,
    async () => void (await tx.update(agencies).set(set).where(eq(agencies.agencyId, agency))),
    (roster) => ({ ...roster, agency: roster.agency && { ...roster.agency, ...set } }),
  )
}

export async function listPlaces(tx: Tx, agency: string): Promise<Place[]> {
  return (await rosterOf(tx, agency)).places
}

/** Numbers are unique per agency and grow, without gaps being promised. Whoever counts next waits for this transaction's end. */
export async function nextTaskNumber(tx: Tx, agency: string): Promise<number> {
  const [row] = await tx
    .insert(counters)
    .values({ agencyId: agency, what: 'task', last: 1 })
    .onConflictDoUpdate({ target: [counters.agencyId, counters.what], set: { last: sql`${counters.last} + 1` } })
    .returning({ number: counters.last })
  if (!row) throw new Error(`nothing was counted for ${agency}`)
  return row.number
}

export async function listRooms(tx: Tx, agency: string): Promise<Room[]> {
  return (await rosterOf(tx, agency)).rooms
}

/** A place has one room of a purpose (or one a client), and an agency one log wherever it is: the newest choice counts. */
export async function setRoom(
  tx: Tx,
  agency: string,
  room: { id: string; placeId: string; purpose: Purpose; channel: string; clientId: string | null },
): Promise<void> {
  const known = and(
    eq(rooms.agencyId, agency),
    room.purpose === 'log' ? undefined : eq(rooms.placeId, room.placeId),
    eq(rooms.purpose, room.purpose),
    room.clientId ? eq(rooms.clientId, room.clientId) : isNull(rooms.clientId),
  )
  const [same] = await tx
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(known, eq(rooms.placeId, room.placeId), eq(rooms.channel, room.channel)))
  // Chosen once more: what comes to it goes on coming.
  if (same) return
  await tx.delete(rooms).where(known)
  await tx.insert(rooms).values({ agencyId: agency, ...room })
}

export type Code = {
  hash: string
  purpose: 'setup' | 'connect' | 'link'
  forAgency: string | null
  forPerson: string | null
  expiresAt: Temporal.Instant
}

export async function keepCode(tx: Tx, code: Code): Promise<void> {
  await tx.insert(codes).values(code)
}

/** Locks the code's row: of two who redeem it in the same second, the second sees it used. */
export async function lockCode(tx: Tx, hash: string): Promise<(Code & { usedAt: Temporal.Instant | null }) | null> {
  const [row] = await tx.select().from(codes).where(eq(codes.hash, hash)).for('update')
  return row ?? null
}

export async function useCode(tx: Tx, hash: string, now: Temporal.Instant): Promise<void> {
  await tx.update(codes).set({ usedAt: now }).where(eq(codes.hash, hash))
}
