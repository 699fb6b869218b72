import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { addMember, personById, savePerson } from '#db/repositories/people.ts'
import { insertRepeat, keepSlot, nextRepeatNumber, repeatById, saveRepeat, slotsOf } from '#db/repositories/repeats.ts'
import { runTimers } from '#src/bot/timers.ts'
import type { Person } from '#src/kernel/person.ts'
import type { RepeatFacts, RepeatNews } from '#src/features/repeats/repeat.ts'
import { firstDay, nextOccurrence, type Rhythm } from '#src/time/rhythm.ts'
import { databases } from '#test/db/databases.ts'
import { monday, newId, seed, type Seeded } from '#test/db/rows.ts'
import { aRepeat, aRhythm } from '#test/repeats/cast.ts'

function local(time: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(time).toZonedDateTime(zone).toInstant()
}

const daily: Rhythm['days'] = { unit: 'day' }

describe.each(databases)('a repeat, by the clock, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  let now: Temporal.Instant
  let faults: unknown[]
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies(async (tx) => {
      await rows(tx, sql`delete from timers`)
      await rows(tx, sql`delete from outbox`)
    })
    office = await db.acrossAgencies((tx) => seed(tx))
    faults = []
    await here((tx, agency) => addMember(tx, agency, office.client.id, office.requester.id))
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))

  async function changeOwner(changes: Partial<Person>): Promise<void> {
    await here(async (tx, agency) => {
      const owner = await personById(tx, agency, office.requester.id)
      if (owner) await savePerson(tx, agency, { ...owner, ...changes })
    })
  }

  /** Set up by the client's member, who lives there, as of that local time. */
  async function add(
    rhythm: Rhythm,
    { zone = 'Asia/Kolkata', asOf = '2026-03-02T08:00', ...changes }: Partial<RepeatFacts> & Placed = {},
  ): Promise<string> {
    await changeOwner({ zone })
    const first = firstDay(rhythm, zone, local(asOf, zone)) ?? ''
    const next = nextOccurrence(rhythm, first, zone, local(asOf, zone))
    if (!next) throw new Error('it never comes')
    return here(async (tx, agency) => {
      const repeat = {
        ...aRepeat({
          ...{ id: newId(), number: await nextRepeatNumber(tx, agency), rhythm, first, left: rhythm.count },
          ...{ client: office.client.id, owner: office.requester.id, ...changes },
        }),
        next,
      }
      await insertRepeat(tx, agency, { repeat, origin: { place: office.place.id, channel: 'C1' } }, monday)
      return repeat.id
    })
  }
  type Placed = { zone?: string; asOf?: string }

  async function tick(): Promise<void> {
    const log = { debug() {}, info() {}, warn() {}, error: (data: object) => void faults.push(data) }
    await runTimers({ db, log, now: () => now, newId })
  }

  /** Lets the clock tick at each of these local times. */
  async function tickAt(zone: string, ...times: string[]): Promise<void> {
    for (const time of times) {
      now = local(time, zone)
      await tick()
    }
  }

  const outcomes = async (id: string) =>
    (await here((tx, agency) => slotsOf(tx, agency, id))).map(({ slot, outcome }) => `${slot} ${outcome}`)
  const made = async (id: string) =>
    (await here((tx, agency) => slotsOf(tx, agency, id))).flatMap(({ slot, task }) => (task ? [slot] : []))
  const stateOf = async (id: string) => {
    const stored = await here((tx, agency) => repeatById(tx, agency, id))
    return stored && `${stored.repeat.state} ${stored.repeat.why ?? stored.repeat.next.slot}`
  }

  type TaskRow = { number: number; title: string; requester: string; via: string; due: string | null; at: string }
  const tasks = () =>
    here((tx) =>
      rows<TaskRow>(
        tx,
        sql`select t.number, t.title, t.requester_id as requester, e.via, t.due::text as due, t.created_at::text as at
            from tasks t join task_events e on e.agency_id = t.agency_id and e.task_id = t.id and e.seq = 1
            where t.agency_id = ${office.agency} order by t.number`,
      ),
    )
  const dues = async () => (await tasks()).map(({ due }) => due && Temporal.Instant.from(due).toString())

  const news = async (): Promise<(RepeatNews & { to: string | null })[]> => {
    const found = await here((tx) =>
      rows<{ news: RepeatNews; person: string | null }>(
        tx,
        sql`select line->'news' as news, line->>'person' as person from outbox
            where agency_id = ${office.agency} and line->>'kind' = 'repeat' order by seq`,
      ),
    )
    return found.map(({ news: what, person }) => ({ ...what, to: person }))
  }

  it('makes a task for whoever set it up, by the clock, each time when it is due', async () => {
    const id = await add(aRhythm({ unit: 'week', on: [1, 3] }))

    await tickAt('Asia/Kolkata', '2026-03-02T08:59:59', '2026-03-02T09:00:00', '2026-03-02T09:00:01')
    await tickAt('Asia/Kolkata', '2026-03-03T09:00', '2026-03-04T09:00', '2026-03-04T23:00')

    expect(await outcomes(id)).toEqual(['2026-03-02T09:00 made', '2026-03-04T09:00 made'])
    expect(await tasks()).toMatchObject([
      { number: 1, title: 'Send the report', requester: office.requester.id, via: 'clock' },
      { number: 2, title: 'Send the report', requester: office.requester.id, via: 'clock' },
    ])
    expect(faults).toEqual([])
  })

  it.each([
    ['America/New_York', '2026-03-08', '02:30', '03:30'],
    ['Europe/London', '2026-03-29', '01:30', '02:30'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '02:45'],
  ])('comes later where the clock jumps over its time: %s', async (zone, day, time, moved) => {
    const id = await add(aRhythm(daily, { times: [time] }), { zone, asOf: `${day}T00:00` })
    const moment = local(`${day}T${moved}`, zone)

    now = moment.subtract({ seconds: 1 })
    await tick()
    expect(await made(id)).toEqual([])
    now = moment
    await tick()
    await tick()

    expect(await made(id)).toEqual([`${day}T${time}`])
  })

  it.each([
    ['America/New_York', '2026-11-01', '01:30'],
    ['Europe/London', '2026-10-25', '01:30'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45'],
  ])('comes once where the clock shows its time twice: %s', async (zone, day, time) => {
    const id = await add(aRhythm(daily, { times: [time] }), { zone, asOf: `${day}T00:00` })
    const first = local(`${day}T${time}`, zone)

    for (const minutes of [-1, 0, 1, 29, 30, 31, 59, 60, 61, 120]) {
      now = first.add({ minutes })
      await tick()
    }

    expect(await made(id)).toEqual([`${day}T${time}`])
  })

  it('is made late and once for all that was missed while nobody was there', async () => {
    const id = await add(aRhythm(daily))
    await tickAt('Asia/Kolkata', '2026-03-02T09:00')

    await tickAt('Asia/Kolkata', '2026-03-06T20:59', '2026-03-06T21:00', '2026-03-07T09:00')

    expect(await outcomes(id)).toEqual([...['2026-03-02T09:00 made', '2026-03-06T09:00 made', '2026-03-07T09:00 made']])
    expect(await news()).toEqual([])
  })

  it('is left out, and its owner told, once half of the time to the next one has gone by', async () => {
    const id = await add(aRhythm(daily))
    await tickAt('Asia/Kolkata', '2026-03-02T09:00')

    await tickAt('Asia/Kolkata', '2026-03-06T21:00:01', '2026-03-07T09:00')

    expect(await outcomes(id)).toEqual([
      ...['2026-03-02T09:00 made', '2026-03-06T09:00 missed', '2026-03-07T09:00 made'],
    ])
    expect(await news()).toEqual([
      {
        ...{ about: 'missed', to: office.requester.id, count: 4 },
        at: local('2026-03-06T09:00', 'Asia/Kolkata').toString(),
      },
    ])
  })

  it('waits no longer than a week for what comes once a year', async () => {
    const rhythm = aRhythm({ unit: 'year', month: 3, on: { dates: [5] } })
    const [inTime, late] = [await add(rhythm), await add(rhythm)]

    await here((tx, agency) => rows(tx, sql`delete from timers where agency_id = ${agency} and subject = ${late}`))
    await tickAt('Asia/Kolkata', '2026-03-12T09:00')
    const stored = await here((tx, agency) => repeatById(tx, agency, late))
    await here((tx, agency) => (stored ? saveRepeat(tx, agency, stored.repeat) : Promise.resolve()))
    await tickAt('Asia/Kolkata', '2026-03-12T09:00:01')

    expect(await outcomes(inTime)).toEqual(['2026-03-05T09:00 made'])
    expect(await outcomes(late)).toEqual(['2026-03-05T09:00 missed'])
  })

  it('goes on after years as if it had been gone for a day', async () => {
    const id = await add(aRhythm(daily), { asOf: '2020-01-01T00:00' })

    await tickAt('Asia/Kolkata', '2026-03-02T09:30', '2026-03-03T09:00')

    expect(await made(id)).toEqual(['2026-03-02T09:00', '2026-03-03T09:00'])
  })

  it('is made once, however many tick in the same second', async () => {
    const ids = [await add(aRhythm(daily)), await add(aRhythm(daily)), await add(aRhythm(daily))]
    now = local('2026-03-02T09:00', 'Asia/Kolkata')

    await Promise.all(Array.from({ length: 4 }, tick))

    for (const id of ids) expect(await made(id)).toEqual(['2026-03-02T09:00'])
    expect(await tasks()).toHaveLength(3)
    expect(faults).toEqual([])
  })

  it('is made once, even if its wake is set a second time', async () => {
    const id = await add(aRhythm(daily))
    await tickAt('Asia/Kolkata', '2026-03-02T09:00')
    const slot = { slot: '2026-03-02T09:00', at: local('2026-03-02T09:00', 'Asia/Kolkata') }

    await here(async (tx, agency) => {
      const stored = await repeatById(tx, agency, id)
      if (stored?.repeat.state === 'on') await saveRepeat(tx, agency, { ...stored.repeat, next: slot })
    })
    await tickAt('Asia/Kolkata', '2026-03-02T09:05', '2026-03-03T09:00')

    expect(await made(id)).toEqual(['2026-03-02T09:00', '2026-03-03T09:00'])
    expect(faults).toEqual([])
  })

  it('leaves out what was skipped', async () => {
    const id = await add(aRhythm(daily))
    const skip = { outcome: 'skipped', task: null, at: monday } as const
    await here((tx, agency) => keepSlot(tx, agency, id, '2026-03-02T09:00', skip))

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00')

    expect(await outcomes(id)).toEqual(['2026-03-02T09:00 skipped', '2026-03-03T09:00 made'])
  })

  it('ends after so many that were made, and its owner is told', async () => {
    const id = await add(aRhythm(daily, { count: 2 }))

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00')

    expect(await made(id)).toEqual(['2026-03-02T09:00', '2026-03-03T09:00'])
    expect(await stateOf(id)).toBe('ended done')
    expect(await news()).toEqual([{ about: 'over', to: office.requester.id }])
  })

  it('ends with its last day', async () => {
    const id = await add(aRhythm(daily, { until: '2026-03-03' }))

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00')

    expect(await made(id)).toEqual(['2026-03-02T09:00', '2026-03-03T09:00'])
    expect(await stateOf(id)).toBe('ended done')
  })

  it.each([
    ['5pm', ['2026-03-02T11:30:00Z', '2026-03-03T11:30:00Z']],
    ['by tomorrow noon', ['2026-03-03T06:30:00Z', '2026-03-04T06:30:00Z']],
    ['in 2 hours', ['2026-03-02T05:30:00Z', '2026-03-03T05:30:00Z']],
    ['शाम 5 बजे तक', ['2026-03-02T11:30:00Z', '2026-03-03T11:30:00Z']],
  ])('is due by its own words, counted from each one: %s', async (due, expected) => {
    await add(aRhythm(daily), { due })

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00')

    expect(await dues()).toEqual(expected)
  })

  it('is due as much later as it was made, where its time would be over', async () => {
    await add(aRhythm(daily), { due: 'in 2 hours' })

    await tickAt('Asia/Kolkata', '2026-03-02T14:00')

    expect(await dues()).toEqual([local('2026-03-02T16:00', 'Asia/Kolkata').toString()])
  })

  it('brings its checklist with each', async () => {
    const id = await add(aRhythm(daily), { checklist: ['figures', 'graphs'] })

    await tickAt('Asia/Kolkata', '2026-03-02T09:00')

    const items = await here((tx) =>
      rows<{ text: string }>(
        tx,
        sql`select i.text from checklist_items i join repeat_slots s on s.agency_id = i.agency_id and s.task_id = i.task_id
            where s.repeat_id = ${id} order by i.place`,
      ),
    )
    expect(items.map(({ text }) => text)).toEqual(['figures', 'graphs'])
  })

  it('goes to whoever was named, and while they are away to another, and its owner is told', async () => {
    const { assistant } = office
    await add(aRhythm(daily), { assistant: assistant.id })
    await tickAt('Asia/Kolkata', '2026-03-02T09:00')
    const day = Temporal.PlainDate.from('2026-03-03')
    await here((tx, agency) => savePerson(tx, agency, { ...assistant, away: [{ from: day, to: day }] }))

    await tickAt('Asia/Kolkata', '2026-03-03T09:00', '2026-03-04T09:00')

    const holders = await here((tx) =>
      rows<{ holder: string | null }>(
        tx,
        sql`select assistant_id as holder from tasks where agency_id = ${office.agency} order by created_at`,
      ),
    )
    expect(holders.map(({ holder }) => holder)).toEqual([assistant.id, null, assistant.id])
    expect(await news()).toMatchObject([
      { about: 'passed-on', to: office.requester.id, reason: { code: 'assistant-away', assistant: assistant.id } },
    ])
  })

  it('tells its owner why it was refused, and after the third time in a row it waits for them', async () => {
    const { assistant } = office
    const id = await add(aRhythm(daily), { assistant: assistant.id })
    await here((tx, agency) => savePerson(tx, agency, { ...assistant, roles: [] }))

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00', '2026-03-05T09:00')

    expect(await outcomes(id)).toEqual([
      ...['2026-03-02T09:00 refused', '2026-03-03T09:00 refused', '2026-03-04T09:00 refused'],
    ])
    expect(await news()).toMatchObject(
      [false, false, true].map((paused) => ({
        ...{ about: 'refused', to: office.requester.id, paused },
        reason: { code: 'not-an-assistant' },
      })),
    )
    expect(await stateOf(id)).toBe('paused refused')
    expect(await tasks()).toEqual([])
  })

  it('forgets what was refused once it is made again', async () => {
    const { assistant } = office
    const id = await add(aRhythm(daily), { assistant: assistant.id })
    const refuse = (roles: Person['roles']) => here((tx, agency) => savePerson(tx, agency, { ...assistant, roles }))

    await refuse([])
    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00')
    await refuse(['assistant'])
    await tickAt('Asia/Kolkata', '2026-03-04T09:00')
    await refuse([])
    await tickAt('Asia/Kolkata', '2026-03-05T09:00', '2026-03-06T09:00')

    expect(await stateOf(id)).toBe('on 2026-03-07T09:00')
  })

  it.each([
    [
      'its owner may no longer delegate',
      'not-allowed',
      (id: string) => sql`update persons set roles = '{}' where id = ${id}`,
    ],
    ['its owner is gone', 'owner-gone', (id: string) => sql`delete from persons where id = ${id}`],
  ])('stops when %s, and a manager hears of it', async (_, why, change) => {
    const id = await add(aRhythm(daily))
    await here((tx) => rows(tx, change(office.requester.id)))

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00')

    expect(await stateOf(id)).toBe(`ended ${why}`)
    expect(await news()).toEqual([{ about: 'stopped', why, to: null }])
    expect(await tasks()).toEqual([])
  })

  it('stops when its client is gone, and a manager hears of it', async () => {
    const id = await add(aRhythm(daily))
    await here((tx) => rows(tx, sql`delete from clients where id = ${office.client.id}`))

    await tickAt('Asia/Kolkata', '2026-03-02T09:00', '2026-03-03T09:00')

    expect(await stateOf(id)).toBe('ended client-gone')
    expect(await news()).toEqual([{ about: 'stopped', why: 'client-gone', to: null }])
  })

  it('waits for its hour where its owner lives by now', async () => {
    const id = await add(aRhythm(daily), { zone: 'Asia/Kolkata' })
    await changeOwner({ zone: 'America/New_York' })

    await tickAt('Asia/Kolkata', '2026-03-02T09:00')
    expect(await made(id)).toEqual([])
    await tickAt('America/New_York', '2026-03-02T08:59', '2026-03-02T09:00')

    expect(await made(id)).toEqual(['2026-03-02T09:00'])
  })

  it('holds up no other when one of them fails', async () => {
    const broken = await add(aRhythm(daily))
    const good = await add(aRhythm(daily))
    await here((tx) => rows(tx, sql`update repeats set rhythm = '{}' where id = ${broken}`))

    await tickAt('Asia/Kolkata', '2026-03-02T09:00')

    expect(await made(good)).toEqual(['2026-03-02T09:00'])
    expect(faults).toHaveLength(1)
  })
})
