import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  anyAgency,
  connectPlace,
  createAgency,
  findPlace,
  keepCode,
  listPlaces,
  listRooms,
  loadAgency,
  lockCode,
  setRoom,
  useCode,
  type Place,
} from '#db/repositories/agencies.ts'
import { addClient } from '#db/repositories/clients.ts'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { hashCode, newCode } from '#src/features/people/codes.ts'
import { databases } from '../databases.ts'
import { aClient, anAgency, monday, newId, seed, type Seeded } from '../rows.ts'

describe.each(databases)('agencies, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
    // Asked before anything else is written.
    expect(await db.acrossAgencies(anyAgency)).toBe(false)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))

  it('come back as they were founded', async () => {
    const agency = anAgency({
      name: 'बरगद',
      language: 'hi',
      duties: ['travel', 'a "quoted", duty'],
      responseHours: 2,
      leaseHours: 3,
      reviewDays: 4,
    })
    await db.acrossAgencies((tx) => createAgency(tx, agency, monday))

    expect(await db.inAgency(agency.id, (tx) => loadAgency(tx, agency.id))).toEqual(agency)
    expect(await db.acrossAgencies(anyAgency)).toBe(true)
  })

  it('are a fault when they are gone', async () => {
    const id = newId()

    await expect(db.inAgency(id, (tx) => loadAgency(tx, id))).rejects.toThrow(`agency ${id} is gone`)
  })

  describe('places', () => {
    const discord = (changes: Partial<Place> = {}): Place => ({
      id: newId(),
      platform: 'discord',
      externalId: `G${newId()}`,
      name: 'Banyan',
      ...changes,
    })

    it('are found by what their platform calls them', async () => {
      const place = discord()
      await here((tx, agency) => connectPlace(tx, agency, place, monday))

      const found = await db.acrossAgencies((tx) => findPlace(tx, 'discord', place.externalId))
      const otherPlatform = await db.acrossAgencies((tx) => findPlace(tx, 'slack', place.externalId))

      expect(found).toEqual({ agency: office.agency, place: place.id })
      expect(otherPlatform).toBeNull()
      expect(await here(listPlaces)).toEqual(expect.arrayContaining([place, office.place]))
    })

    it('belong to one agency', async () => {
      const other = await db.acrossAgencies((tx) => seed(tx))
      const taken = { ...office.place, id: newId() }

      const refused = db.inAgency(other.agency, (tx) => connectPlace(tx, other.agency, taken, monday))

      await expect(refused).rejects.toMatchObject({ cause: { code: '23505' } })
      expect(await db.inAgency(other.agency, (tx) => listPlaces(tx, other.agency))).toEqual([other.place])
    })
  })

  describe('rooms', () => {
    const room = (purpose: 'board' | 'client', channel: string, clientId: string | null = null) => ({
      id: newId(),
      placeId: office.place.id,
      purpose,
      channel,
      clientId,
    })

    it('are one for each purpose and place, the newest choice', async () => {
      await here((tx, agency) => setRoom(tx, agency, room('board', 'C1')))
      const newest = room('board', 'C2')
      await here((tx, agency) => setRoom(tx, agency, newest))

      expect(await here(listRooms)).toEqual([
        { ...newest, closed: null, platform: 'slack', place: office.place.externalId },
      ])
    })

    it('are one for each client too, beside the shared one', async () => {
      const second = aClient()
      await here((tx, agency) => addClient(tx, agency, second))
      const shared = room('client', 'C1')
      const theirs = room('client', 'C2', second.id)
      const newer = room('client', 'C3', office.client.id)
      for (const each of [shared, theirs, room('client', 'C9', office.client.id), newer])
        await here((tx, agency) => setRoom(tx, agency, each))

      const channels = (await here(listRooms)).map(({ channel }) => channel).toSorted()

      expect(channels).toEqual(['C1', 'C2', 'C3'])
    })
  })

  describe('one-time codes', () => {
    const secret = 'a secret of at least thirty-two characters'

    async function make() {
      const code = newCode()
      const kept = {
        hash: hashCode(code, secret),
        purpose: 'connect' as const,
        forAgency: office.agency,
        forPerson: office.requester.id,
        expiresAt: monday.add({ minutes: 15 }),
      }
      await here((tx) => keepCode(tx, kept))
      return { code, kept }
    }

    it('come back by their hash, and are kept by nothing else', async () => {
      const { code, kept } = await make()

      const found = await db.acrossAgencies((tx) =>
        lockCode(tx, hashCode(code.toLowerCase().replace('-', ' '), secret)),
      )
      const [written] = await db.acrossAgencies((tx) =>
        rows<{ text: string }>(tx, sql`select string_agg(codes::text, ' ') as text from codes`),
      )

      expect(found).toEqual({ ...kept, usedAt: null })
      expect(await db.acrossAgencies((tx) => lockCode(tx, hashCode(newCode(), secret)))).toBeNull()
      expect(written?.text).not.toContain(code)
      expect(written?.text).not.toContain(code.replace('-', ''))
    })

    it('serve one of those who redeem them in the same second', async () => {
      const { kept } = await make()
      // All have begun before any has read; the embedded database lets in one at a time anyway.
      let begun = 0
      const all = Promise.withResolvers<void>()
      const redeem = () =>
        db.acrossAgencies(async (tx) => {
          await rows(tx, sql`select 1`)
          begun += 1
          if (begun === 4 || db.kind === 'embedded') all.resolve()
          await all.promise
          const found = await lockCode(tx, kept.hash)
          if (!found || found.usedAt) return false
          await useCode(tx, kept.hash, monday)
          return true
        })

      const redeemed = await Promise.all([redeem(), redeem(), redeem(), redeem()])

      expect(redeemed.filter(Boolean)).toHaveLength(1)
      expect(await db.acrossAgencies((tx) => lockCode(tx, kept.hash))).toEqual({ ...kept, usedAt: monday })
    })

    it('may be for no agency, as the very first one is', async () => {
      const hash = hashCode(newCode(), secret)
      const code = { hash, purpose: 'setup' as const, forAgency: null, forPerson: null, expiresAt: monday }
      await db.acrossAgencies((tx) => keepCode(tx, code))

      expect(await db.acrossAgencies((tx) => lockCode(tx, hash))).toEqual({ ...code, usedAt: null })
    })
  })
})
