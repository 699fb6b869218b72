import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { setDigest } from '#db/repositories/digests.ts'
import { addPerson } from '#db/repositories/people.ts'
import { startClock } from '#src/bot/clock.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import type { Log } from '#src/kernel/log.ts'
import { nextAt, type Schedule } from '#src/time/recurrence.ts'
import { databases } from './db/databases.ts'
import { aPerson, monday, newId, seed, type Seeded } from './db/rows.ts'
import { putTask } from './db/task-rows.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const atNine: Schedule = { times: ['09:00'], days: everyDay }
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

function local(time: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(time).toZonedDateTime(zone).toInstant()
}

describe.each(databases)('a digest, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  let now: Temporal.Instant
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies((tx) => rows(tx, sql`delete from digests`))
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
    office = await db.acrossAgencies((tx) => seed(tx))
    now = monday
  })

  /** Someone who lives there and wants a digest, as of that local time; an offer waits for them, so there is something to say. */
  async function someoneIn(zone: string, schedule: Schedule, asOf: string): Promise<string> {
    const person = aPerson({ zone, name: `Someone in ${zone}` })
    const account = { platform: 'slack' as const, externalId: `U${person.id}`, placeId: office.place.id }
    const next = nextAt(schedule, zone, local(asOf, zone))
    await db.inAgency(office.agency, async (tx) => {
      await addPerson(tx, office.agency, person, account, monday)
      await putTask(tx, office, { status: 'assigned', assistantId: person.id })
      await setDigest(
        tx,
        office.agency,
        person.id,
        {
          ...schedule,
          nextAt: next?.at ?? null,
          nextSlot: next?.slot ?? null,
        },
        monday,
      )
    })
    return person.id
  }

  const parts = () => ({ db, log: silent, now: () => now, newId })

  /** Lets the clock tick at each of these local times. */
  async function tickAt(zone: string, ...times: string[]): Promise<void> {
    for (const time of times) {
      now = local(time, zone)
      await sendDigests(parts())
    }
  }

  /** The digests that are told to them, by the time that was meant and the time since which it tells. */
  async function told(person: string): Promise<{ slot: string; since: string }[]> {
    const found = await db.acrossAgencies((tx) =>
      rows<{ slot: string; since: string }>(
        tx,
        sql`select line->>'slot' as slot, line->>'since' as since from outbox
            where line->>'kind' = 'digest' and recipient = ${`digest:${person}`} order by seq`,
      ),
    )
    return found.map(({ slot, since }) => ({ slot, since }))
  }
  const slots = async (person: string) => (await told(person)).map(({ slot }) => slot)

  it.each(['Asia/Kolkata', 'America/New_York', 'Pacific/Kiritimati'])(
    'comes at nine where its reader lives, once a day: %s',
    async (zone) => {
      const person = await someoneIn(zone, atNine, '2026-03-02T08:00')

      await tickAt(zone, '2026-03-02T08:59:59')
      expect(await slots(person)).toEqual([])
      await tickAt(zone, '2026-03-02T09:00:00', '2026-03-02T09:00:01', '2026-03-02T15:00', '2026-03-02T23:59')
      expect(await slots(person)).toEqual(['2026-03-02T09:00'])
      await tickAt(zone, '2026-03-03T08:59', '2026-03-03T09:00', '2026-03-04T09:00')

      expect(await slots(person)).toEqual(['2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00'])
    },
  )

  it('comes on its days alone, and at both of its times', async () => {
    const person = await someoneIn('Asia/Kolkata', { times: ['09:00', '17:30'], days: [1, 5] }, '2026-03-02T08:00')

    for (const day of ['02', '03', '04', '05', '06', '07', '08', '09'])
      await tickAt('Asia/Kolkata', `2026-03-${day}T09:00`, `2026-03-${day}T17:30`)

    expect(await slots(person)).toEqual([
      ...['2026-03-02T09:00', '2026-03-02T17:30', '2026-03-06T09:00', '2026-03-06T17:30'],
      ...['2026-03-09T09:00', '2026-03-09T17:30'],
    ])
  })

  it('is sent once, however many processes tick in the same second', async () => {
    const person = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')
    now = local('2026-03-02T09:00', 'Asia/Kolkata')

    await Promise.all(Array.from({ length: 4 }, () => sendDigests(parts())))

    expect(await slots(person)).toEqual(['2026-03-02T09:00'])
  })

  it('comes late when the bot was down, within six hours', async () => {
    const person = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')

    await tickAt('Asia/Kolkata', '2026-03-02T15:00')

    expect(await slots(person)).toEqual(['2026-03-02T09:00'])
  })

  it('is skipped when it would come later than that, and comes again the next day', async () => {
    const person = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')

    await tickAt('Asia/Kolkata', '2026-03-02T15:00:01')
    expect(await slots(person)).toEqual([])
    await tickAt('Asia/Kolkata', '2026-03-03T09:00')

    expect(await slots(person)).toEqual(['2026-03-03T09:00'])
  })

  it('is one for all that were missed, and tells of everything since the last, or since it was set up', async () => {
    const person = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')
    await tickAt('Asia/Kolkata', '2026-03-02T09:00')

    await tickAt('Asia/Kolkata', '2026-03-06T10:00', '2026-03-06T10:01')

    expect(await told(person)).toEqual([
      { slot: '2026-03-02T09:00', since: monday.toString() },
      { slot: '2026-03-06T09:00', since: local('2026-03-02T09:00', 'Asia/Kolkata').toString() },
    ])
  })

  it('tells of what a skipped one would have told', async () => {
    const person = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')
    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T20:00')

    await tickAt('Asia/Kolkata', '2026-03-04T09:00')

    expect(await told(person)).toMatchObject([
      {},
      { slot: '2026-03-04T09:00', since: local('2026-03-02T09:00', 'Asia/Kolkata').toString() },
    ])
  })

  it('is one, also after years', async () => {
    const person = await someoneIn('Asia/Kolkata', atNine, '2016-03-02T08:00')

    await tickAt('Asia/Kolkata', '2026-03-02T09:30')

    expect(await slots(person)).toEqual(['2026-03-02T09:00'])
  })

  it('moves forward where the clock jumps over its time', async () => {
    // In New York there is no 2:30 on 8 March 2026.
    const person = await someoneIn('America/New_York', { times: ['02:30'], days: everyDay }, '2026-03-08T00:00')

    await tickAt('America/New_York', '2026-03-08T01:59', '2026-03-08T03:29')
    expect(await slots(person)).toEqual([])
    await tickAt('America/New_York', '2026-03-08T03:30', '2026-03-08T04:00', '2026-03-09T02:30')

    expect(await slots(person)).toEqual(['2026-03-08T02:30', '2026-03-09T02:30'])
  })

  it('comes once where the clock shows its time twice', async () => {
    // In New York it is 1:30 twice on 1 November 2026, an hour apart.
    const person = await someoneIn('America/New_York', { times: ['01:30'], days: everyDay }, '2026-11-01T00:00')
    const first = local('2026-11-01T01:30', 'America/New_York')

    for (const minutes of [-1, 0, 1, 59, 60, 61, 120]) {
      now = first.add({ minutes })
      await sendDigests(parts())
    }

    expect(await slots(person)).toEqual(['2026-11-01T01:30'])
  })

  it('comes to everyone who has one, in every agency', async () => {
    const here = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')
    office = await db.acrossAgencies((tx) => seed(tx))
    const there = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')

    await tickAt('Asia/Kolkata', '2026-03-02T09:00')

    expect([await slots(here), await slots(there)]).toEqual([['2026-03-02T09:00'], ['2026-03-02T09:00']])
  })

  it('is not sent while it is off', async () => {
    const person = await someoneIn('Asia/Kolkata', { times: [], days: everyDay }, '2026-03-02T08:00')

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00')

    expect(await slots(person)).toEqual([])
  })

  it('comes by the ticking of the clock, which goes on after something in it failed', async () => {
    const person = await someoneIn('Asia/Kolkata', atNine, '2026-03-02T08:00')
    const failures: string[] = []
    const log: Log = { ...silent, error: (_, text) => failures.push(text) }
    const broken = () => Promise.reject(new Error('a part that fails'))
    now = local('2026-03-02T08:00', 'Asia/Kolkata')
    const clock = startClock({ ...parts(), log, resume: async () => {}, eachTick: [broken] })

    await clock.tick()
    now = local('2026-03-02T09:00', 'Asia/Kolkata')
    await clock.tick()
    await clock.stop()

    expect(failures).toContain('the tick failed')
    expect(await slots(person)).toEqual(['2026-03-02T09:00'])
  })
})
