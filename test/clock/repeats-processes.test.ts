import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase, type Database } from '#db/connection/connect.ts'
import { addMember, addPerson } from '#db/repositories/people.ts'
import { insertRepeat, nextRepeatNumber, slotsOf } from '#db/repositories/repeats.ts'
import { runTimers } from '#src/bot/timers.ts'
import { firstDay, graceOf, nextOccurrence, nextOccurrences, type Rhythm } from '#src/time/rhythm.ts'
import { postgresUrl } from '#test/db/databases.ts'
import { aPerson, monday, newId, seed } from '#test/db/rows.ts'
import { aRepeat, aRhythm } from '#test/repeats/cast.ts'

const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata']
const begin = Temporal.Instant.from('2026-03-05T00:10:00Z')
const step = { minutes: 120 }
/** Through the clock changes of New York, London and Lord Howe. */
const steps = 33 * 12

const rhythms: Rhythm[] = [
  aRhythm({ unit: 'day' }, { times: ['02:15', '17:30'] }),
  aRhythm({ unit: 'week', on: [1, 2, 3, 4, 5] }),
  aRhythm({ unit: 'month', on: { dates: [31] } }),
]

/** The same chances in each run. */
function chances(seedOf: number): () => number {
  let state = seedOf
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

type Kept = { id: string; rhythm: Rhythm; zone: string; first: string }

describe('four processes that come and go, on postgres', () => {
  let processes: Database[]
  let agency: string
  let kept: Kept[]

  beforeAll(async () => {
    const url = await postgresUrl()
    processes = await Promise.all([1, 2, 3, 4].map(() => connectDatabase({ url, dataDir: tmpdir(), max: 2 })))
    const [db] = processes
    if (!db) throw new Error('no process')
    kept = []
    await db.acrossAgencies(async (tx) => {
      const office = await seed(tx)
      agency = office.agency
      for (const zone of zones) {
        const owner = aPerson({ name: `Someone in ${zone}`, zone, roles: ['client'], duties: [] })
        const account = { platform: 'slack' as const, externalId: `U${owner.id}`, placeId: office.place.id }
        await addPerson(tx, agency, owner, account, monday)
        await addMember(tx, agency, office.client.id, owner.id)
        for (const rhythm of rhythms) {
          const first = firstDay(rhythm, zone, begin) ?? ''
          const next = nextOccurrence(rhythm, first, zone, begin)
          if (!next) throw new Error('it never comes')
          const numbered = { id: newId(), number: await nextRepeatNumber(tx, agency) }
          const repeat = {
            ...aRepeat({ ...numbered, client: office.client.id, owner: owner.id, rhythm, first }),
            next,
          }
          await insertRepeat(tx, agency, { repeat, origin: { place: office.place.id, channel: 'C1' } }, monday)
          kept.push({ id: repeat.id, rhythm, zone, first })
        }
      }
    })
  })
  afterAll(() => Promise.all(processes.map((db) => db.close())))

  it('make each occurrence once, and of what all of them missed the last, if it is not too late', async () => {
    const chance = chances(7)
    const up = [true, true, true, true]
    const faults: unknown[] = []
    const log = { debug() {}, info() {}, warn() {}, error: (data: object) => void faults.push(data) }
    /** When anyone at all looked. */
    const looked: Temporal.Instant[] = []
    let blackout = 0

    for (let i = 1; i <= steps; i++) {
      const now = begin.add({ minutes: i * step.minutes })
      // Each is killed and comes back by chance; now and then all of them are gone, for up to two and a half days.
      up.forEach((isUp, at) => (up[at] = chance() < (isUp ? 0.97 : 0.15)))
      blackout = blackout > 0 ? blackout - 1 : chance() < 0.02 ? Math.ceil(chance() * 30) : 0
      const living = blackout > 0 ? [] : processes.filter((_, at) => up[at])
      if (living.length > 0) looked.push(now)
      await Promise.all(living.map((db) => runTimers({ db, log, now: () => now, newId })))
    }

    const [db] = processes
    const found = await Promise.all(
      kept.map(async ({ id }) => (await db?.inAgency(agency, (tx) => slotsOf(tx, agency, id))) ?? []),
    )
    expect(faults).toEqual([])
    kept.forEach((each, at) => {
      expect(found[at]?.map(({ slot, outcome }) => `${slot} ${outcome}`)).toEqual(expected(each, looked))
    })
    // Something of everything did happen, or the test says nothing.
    const outcomes = found.flat().map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'made').length).toBeGreaterThan(150)
    expect(outcomes).toContain('missed')
    const made = found.flat().flatMap(({ task }) => task ?? [])
    expect(new Set(made).size).toBe(made.length)
  })
})

/** What is said where it is set up: of all that went by since anyone looked, the last, while it is in time. */
function expected({ rhythm, first, zone }: Kept, looked: Temporal.Instant[]): string[] {
  const end = begin.add({ minutes: steps * step.minutes })
  const all = nextOccurrences(rhythm, first, zone, begin, 200).filter(
    ({ at }) => Temporal.Instant.compare(at, end) <= 0,
  )
  const said: string[] = []
  let from = begin
  for (const moment of looked) {
    const due = all.filter(
      ({ at }) => Temporal.Instant.compare(at, from) > 0 && Temporal.Instant.compare(at, moment) <= 0,
    )
    const last = due.at(-1)
    if (last) {
      const late = last.at.until(moment)
      const inTime = Temporal.Duration.compare(late, graceOf(rhythm, first, zone, last)) <= 0
      said.push(`${last.slot} ${inTime ? 'made' : 'missed'}`)
    }
    from = moment
  }
  return said
}
