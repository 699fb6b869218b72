import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { clearTimer, dueTimers, nextTimer, setTimer, takeTimer, timerOf } from '#db/repositories/timers.ts'
import { runTimers, type Waker } from '#src/bot/timers.ts'
import { databases } from '#test/db/databases.ts'
import { monday, newId, seed, type Seeded } from '#test/db/rows.ts'

const minutes = (count: number) => monday.add({ minutes: count })

describe.each(databases)('what the clock is to look at, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  let faults: unknown[]

  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies((tx) => rows(tx, sql`delete from timers`))
    office = await db.acrossAgencies((tx) => seed(tx))
    faults = []
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))
  const set = (subject: string, at: Temporal.Instant, note: unknown = null) =>
    here((tx, agency) => setTimer(tx, agency, { kind: 'reminder', subject, at, note }))
  const tick = (now: Temporal.Instant, reminder: Waker) => {
    const log = { debug() {}, info() {}, warn() {}, error: (data: object) => void faults.push(data) }
    return runTimers({ db, log, now: () => now, newId }, { reminder })
  }
  const clear: Waker = ({ tx, agency, wake }) => clearTimer(tx, agency.id, wake.kind, wake.subject)

  it('comes back as it was set, once, however often it is set', async () => {
    await set('a', monday)
    await set('a', minutes(5), { nudged: 1 })

    expect(await here((tx, agency) => timerOf(tx, agency, 'reminder', 'a'))).toEqual({
      ...{ kind: 'reminder', subject: 'a', at: minutes(5) },
      note: { nudged: 1 },
    })
    expect(await db.acrossAgencies(nextTimer)).toEqual(minutes(5))
  })

  it('is due from its time on, the most overdue first', async () => {
    await set('later', minutes(2))
    await set('first', minutes(1))
    await set('not yet', minutes(10))

    const due = await db.acrossAgencies((tx) => dueTimers(tx, minutes(2), 10))

    expect(due.map(({ subject }) => subject)).toEqual(['first', 'later'])
  })

  it('is not taken once it was moved on', async () => {
    await set('a', minutes(5))

    const due = { agency: office.agency, kind: 'reminder', subject: 'a' } as const
    const taken = await here((tx) => takeTimer(tx, due, minutes(4)))

    expect(taken).toBeNull()
  })

  it('is looked at once, however many processes tick in the same second', async () => {
    const seen: string[] = []
    const look: Waker = async (waking) => {
      seen.push(waking.wake.subject)
      await clear(waking)
    }
    for (const subject of ['a', 'b', 'c']) await set(subject, monday)

    await Promise.all(Array.from({ length: 4 }, () => tick(monday, look)))

    expect(seen.toSorted()).toEqual(['a', 'b', 'c'])
    expect(faults).toEqual([])
  })

  it('holds up nothing else when it fails, and is tried again five minutes later', async () => {
    const seen: string[] = []
    const look: Waker = async (waking) => {
      seen.push(waking.wake.subject)
      if (waking.wake.subject === 'bad') throw new Error('a fault of ours')
      await clear(waking)
    }
    await set('bad', monday)
    await set('good', minutes(1))

    await tick(minutes(1), look)
    await tick(minutes(2), look)
    await tick(minutes(6), look)

    expect(seen).toEqual(['bad', 'good', 'bad'])
    expect(faults).toHaveLength(2)
  })

  it('sends out its effect only after what it wrote is true', async () => {
    const look: Waker = async ({ tx, agency, wake, now }) => {
      await setTimer(tx, agency.id, { ...wake, at: now.add({ minutes: 30 }) })
      return async () => {}
    }
    await set('a', monday)

    const sideEffects = await tick(monday, look)

    expect(sideEffects).toHaveLength(1)
    expect(await here((tx, agency) => timerOf(tx, agency, 'reminder', 'a'))).toMatchObject({ at: minutes(30) })
    expect(await tick(minutes(1), look)).toEqual([])
  })

  it('sends out no effect when it fails', async () => {
    const look: Waker = async () => async () => {}
    await set('a', monday)

    expect(await tick(monday, look)).toEqual([])
    expect(faults).toHaveLength(1)
  })

  it('is a fault when it is left standing, not a loop', async () => {
    await set('a', monday)

    await tick(monday, async () => {})

    expect(faults).toMatchObject([{ kind: 'reminder', subject: 'a' }])
    expect(await here((tx, agency) => timerOf(tx, agency, 'reminder', 'a'))).toMatchObject({ at: minutes(5) })
  })
})
