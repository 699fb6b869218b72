import { and, eq, isNull, sql } from '#orm/core'
import type { Purpose } from '#src/features/people/client.ts'
import type { Language, Platform } from '#src/kernel/person.ts'
import type { AgencySettings } from '#src/features/settings/settings.ts'
import type { Tx } from '#db/connection/connect.ts'
import { agencies, codes, placeDirectory, places, rooms } from '#db/schema/agencies.ts'

export type Agency = {
  id: string
  name: string
  zone: string
  language: Language
  duties: string[]
  responseHours: number
  leaseHours: number
  reviewDays: number
}

export type Place = { id: string; platform: Platform; externalId: string; name: string }
export type Room = {
  id: string
  placeId: string
  platform: Platform
  place: string
  purpose: Purpose
  channel: string
  clientId: string | null
}

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

export async function anyAgency(tx: Tx): Promise<boolean> {
  const found = await tx.select({ id: agencies.agencyId }).from(agencies).limit(1)
  return found.length > 0
}

export async function loadAgency(tx: Tx, agency: string): Promise<Agency> {
  const [row] = await tx.select().from(agencies).where(eq(agencies.agencyId, agency))
  if (!row) throw new Error(`agency ${agency} is gone`)
  const { agencyId, name, zone, language, duties, responseHours, leaseHours, reviewDays } = row
  return { id: agencyId, name, zone, language, duties, responseHours, leaseHours, reviewDays }
}

/** The agency as it is now; others wait with changing it until this transaction ends. */
export async function lockAgency(tx: Tx, agency: string): Promise<Agency> {
  await tx.select({ id: agencies.agencyId }).from(agencies).where(eq(agencies.agencyId, agency)).for('update')
  return loadAgency(tx, agency)
}

export async function saveAgencySettings(
  tx: Tx,
  agency: string,
  { zone, language, responseHours, leaseHours, reviewDays }: AgencySettings,
): Promise<void> {
  await tx
    .update(agencies)
    .set({ zone, language, responseHours, leaseHours, reviewDays })
    .where(eq(agencies.agencyId, agency))
}

export async function listPlaces(tx: Tx, agency: string): Promise<Place[]> {
  return tx
    .select({ id: places.id, platform: places.platform, externalId: places.externalId, name: places.name })
    .from(places)
    .where(eq(places.agencyId, agency))
}

/** Counts on the agency's own row: numbers are unique per agency and grow, without gaps being promised. */
export async function nextTaskNumber(tx: Tx, agency: string): Promise<number> {
  const [row] = await tx
    .update(agencies)
    .set({ lastTaskNumber: sql`${agencies.lastTaskNumber} + 1` })
    .where(eq(agencies.agencyId, agency))
    .returning({ number: agencies.lastTaskNumber })
  if (!row) throw new Error(`agency ${agency} is gone`)
  return row.number
}

export async function listRooms(tx: Tx, agency: string): Promise<Room[]> {
  return tx
    .select({
      id: rooms.id,
      placeId: rooms.placeId,
      platform: places.platform,
      place: places.externalId,
      purpose: rooms.purpose,
      channel: rooms.channel,
      clientId: rooms.clientId,
    })
    .from(rooms)
    .innerJoin(places, and(eq(places.agencyId, rooms.agencyId), eq(places.id, rooms.placeId)))
    .where(eq(rooms.agencyId, agency))
}

/** A place has one room of a purpose (or one a client): the newest choice counts. */
export async function setRoom(
  tx: Tx,
  agency: string,
  room: { id: string; placeId: string; purpose: Purpose; channel: string; clientId: string | null },
): Promise<void> {
  const known = and(
    eq(rooms.agencyId, agency),
    eq(rooms.placeId, room.placeId),
    eq(rooms.purpose, room.purpose),
    room.clientId ? eq(rooms.clientId, room.clientId) : isNull(rooms.clientId),
  )
  const [same] = await tx
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(known, eq(rooms.channel, room.channel)))
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
