import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '#orm/core'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { personByIdentity } from '#db/repositories/people.ts'
import { composeHolidays } from '#src/features/calendars/tell/holidays.ts'
import { loadAgency } from '#db/repositories/agencies.ts'
import { writeActionId } from '#src/kernel/action-id.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Fetched } from '#src/features/calendars/queries/fetch-calendar.ts'
import { wakeHolidays } from '#src/features/calendars/timers/holidays.ts'
import { runTimers } from '#src/bot/timers.ts'
import { isWorking } from '#src/time/hours.ts'
import { databases } from '#test/db/databases.ts'
import { cast, openAgency, type Name, type Office } from '#test/handle/office.ts'
import { readCard } from '#test/read.ts'
import { aCalendar } from './shared.ts'

const url = 'https://example.com/holidays.ics'
const holi = ['DTSTART;VALUE=DATE:20260304', 'SUMMARY:Holi']
const easter = ['DTSTART;VALUE=DATE:20260405', 'SUMMARY:Easter']
const noon = Temporal.Instant.from('2026-03-04T06:30:00Z')

describe.each(databases)('holidays, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let agency: string
  let start: Temporal.Instant
  /** What the world outside says, and what it was asked. */
  let world: { says: Fetched; asked: { url: string; etag: string | null }[] }

  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    start = office.clock.now
    agency = await db.acrossAgencies(async (tx) => {
      const [row] = await rows<{ id: string }>(tx, sql`select agency_id as id from agencies`)
      return row?.id ?? ''
    })
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office.clock.now = start
    world = { says: says(holi, easter), asked: [] }
    await here(async (tx) => {
      await rows(tx, sql`delete from holiday_calendars`)
      await rows(tx, sql`delete from timers`)
      await rows(tx, sql`delete from outbox`)
    })
  })

  const here = <T>(run: (tx: Tx) => Promise<T>) => db.inAgency(agency, run)
  const away = async (name: Name) => {
    const { platform, user } = cast[name]
    return (await here((tx) => personByIdentity(tx, agency, platform, user)))?.away ?? []
  }
  const named = async (name: Name) => (await away(name)).flatMap(({ holiday }) => (holiday ? [holiday] : []))

  /** One second of the clock, and what it sends out comes back. */
  async function tick({ stopping = new AbortController().signal } = {}): Promise<number> {
    const { house } = office
    const fetch = async (asked: string, etag: string | null) => {
      world.asked.push({ url: asked, etag })
      return world.says
    }
    const errands = await runTimers(house, { holidays: (waking) => wakeHolidays(waking, fetch) })
    for (const errand of errands) await errand({ ...house, ...office.core, stopping })
    return errands.length
  }
  async function hoursLater(hours: number): Promise<number> {
    office.clock.now = office.clock.now.add({ hours })
    return tick()
  }
  const forgetLines = () => here((tx) => rows(tx, sql`delete from outbox`))
  /** The first thing that is told, in words. */
  async function firstCard(): Promise<Card> {
    const [first] = await here((tx) =>
      rows<{ line: { kind: 'holidays'; calendar: string; person: string | null; first?: true } }>(
        tx,
        sql`select line from outbox order by seq`,
      ),
    )
    if (!first) throw new Error('nothing is told')
    const chats = new Map([
      ['slack', aChat('slack')],
      ['discord', aChat('discord')],
    ] as const)
    const banyan = await here((tx) => loadAgency(tx, agency))
    const composed = await composeHolidays({ db, chats, now: office.house.now }, banyan, first.line)
    if (composed.kind !== 'post') throw new Error(composed.kind)
    return composed.card
  }
  const lines = () => here((tx) => rows<{ line: { kind: string } }>(tx, sql`select line from outbox`))

  it('are those of everyone who works for the agency, and not of its clients', async () => {
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    await tick()

    expect(await named('asha')).toEqual(['Holi', 'Easter'])
    expect(await named('meera')).toEqual(['Holi', 'Easter'])
    expect(await named('carol')).toEqual([])
  })

  it('are those of a client’s people, where they are the client’s', async () => {
    await office.hears('meera', `/calendar holidays add ${url} Acme`)
    await tick()

    expect(await named('carol')).toEqual(['Holi', 'Easter'])
    expect(await named('dan')).toEqual([])
    expect(await named('asha')).toEqual([])
  })

  it('are one person’s own, where nobody else is named', async () => {
    await office.options('asha', 'calendar holidays add', { url })
    await tick()

    expect(await named('asha')).toEqual(['Holi', 'Easter'])
    expect(await named('jun')).toEqual([])
  })

  it('are days on which they do not work', async () => {
    await office.options('asha', 'calendar holidays add', { url })
    expect(isWorking(noon, 'Asia/Kolkata', null, await away('asha'))).toBe(true)

    await tick()

    expect(isWorking(noon, 'Asia/Kolkata', null, await away('asha'))).toBe(false)
    expect(isWorking(noon.add({ hours: 24 }), 'Asia/Kolkata', null, await away('asha'))).toBe(true)
  })

  it('are not taken for days that someone said themselves, and outlive these', async () => {
    await office.options('asha', 'calendar holidays add', { url })
    await tick()

    await office.options('asha', 'profile away', { days: '5 March' })
    const both = await office.options('asha', 'profile show', {})
    await office.options('asha', 'profile away', { days: 'none' })
    const left = await office.options('asha', 'profile show', {})

    expect(both).toMatch(/Away: Thu 5 Mar\nHolidays: Holi \(Wed 4 Mar\), Easter \(Sun 5 Apr\)/u)
    expect(left).toMatch(/Away: none\nHolidays: Holi/u)
    await office.options('asha', 'calendar holidays remove', { count: '1' })
    expect(await away('asha')).toEqual([])
  })

  it('are read once a day, and follow what the calendar says', async () => {
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    await tick()
    expect(await hoursLater(23)).toBe(0)
    world.says = says(easter)

    expect(await hoursLater(1)).toBe(1)

    expect(await named('asha')).toEqual(['Easter'])
  })

  it('stay as they were when nothing changed, and when the calendar cannot be read', async () => {
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    await tick()

    world.says = { ok: true, unchanged: true }
    await hoursLater(24)
    world.says = { ok: false, why: 'status', detail: '500' }
    await hoursLater(24)

    expect(world.asked.map(({ etag }) => etag)).toEqual([null, '"1"', '"1"'])
    expect(await named('asha')).toEqual(['Holi', 'Easter'])
  })

  it('are spelled out anew after a month, though the calendar never changes: what repeats has no end', async () => {
    world.says = says(['DTSTART;VALUE=DATE:20200504', 'RRULE:FREQ=YEARLY', 'SUMMARY:May'])
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    await tick()
    const before = (await named('asha')).length

    world.says = { ...world.says }
    office.clock.now = start.add({ hours: 24 * 90 })
    await tick()

    expect(world.asked.map(({ etag }) => etag)).toEqual([null, null])
    expect(before).toBe(2)
    expect(await named('asha')).toHaveLength(3)
  })

  it('are told of once when they cannot be read for three days, and again only after they could', async () => {
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    await tick()
    await forgetLines()
    world.says = { ok: false, why: 'too-slow', detail: '' }

    await hoursLater(24)
    await hoursLater(66)
    expect(await lines()).toEqual([])
    await hoursLater(6)
    expect(await lines()).toMatchObject([{ line: { kind: 'holidays', person: null } }])
    await hoursLater(6)
    await hoursLater(72)
    expect(await lines()).toHaveLength(1)

    world.says = says(holi)
    await hoursLater(6)
    world.says = { ok: true, text: '<html>', etag: null }
    await hoursLater(24)
    await hoursLater(72)
    expect(await lines()).toHaveLength(2)
  })

  it('are told of to whoever added them when they are read for the first time: how many, the next, and what was passed over', async () => {
    world.says = says(
      holi,
      easter,
      ['DTSTART;VALUE=DATE:20260815', 'SUMMARY:Independence Day'],
      ['DTSTART;VALUE=DATE:20261002', 'SUMMARY:Gandhi Jayanti'],
      [
        'DTSTART;VALUE=DATE:20260414',
        'SUMMARY:Vaisakhi',
        String.raw`DESCRIPTION:Observance\nTo hide observances, go to Settings`,
      ],
      ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;BYMONTH=16', 'SUMMARY:Odd Day'],
      ['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20270201', 'SUMMARY:Winter'],
    )
    await office.options('asha', 'calendar holidays add', { url })
    await tick()

    const card = readCard(await firstCard())

    expect(card).toMatch(/example\.com: 35 days off in the next year/u)
    expect(card).toMatch(/4 Mar: Holi\n.*5 Apr: Easter\n.*15 Aug: Independence Day/su)
    expect(card).not.toMatch(/Gandhi/u)
    expect(card).toMatch(/1 entry was passed over:\n“Odd Day”: its rule makes no sense/u)
    expect(card).toMatch(/first 31 days count: Winter/u)
    expect(card).toMatch(/1 observance is no day off: Vaisakhi/u)
  })

  it('are told of at once when the very first reading fails', async () => {
    world.says = { ok: true, text: '<!doctype html><title>Sign in</title>', etag: null }
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    await tick()
    await hoursLater(6)

    expect(await lines()).toHaveLength(1)
    expect(readCard(await firstCard())).toMatch(/could not be read.*what came is no calendar/su)
  })

  it('leave observances as working days, until somebody says that they count', async () => {
    const vaisakhi = ['DTSTART;VALUE=DATE:20260414', 'SUMMARY:Vaisakhi', 'DESCRIPTION:Observance']
    world.says = says(holi, vaisakhi)
    await office.options('asha', 'calendar holidays add', { url })
    await tick()
    expect(await named('asha')).toEqual(['Holi'])

    const [button] = (await firstCard()).buttons ?? []
    if (!button || !('action' in button)) throw new Error('there is no button to count them')
    await office.press('asha', writeActionId(button.action))

    expect(await named('asha')).toEqual(['Holi', 'Vaisakhi'])
    world.says = says(vaisakhi)
    await hoursLater(24)
    expect(await named('asha')).toEqual(['Vaisakhi'])
  })

  it('are told of to whom it concerns, in words, with what to do', async () => {
    await office.options('asha', 'calendar holidays add', { url })
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    await tick()
    await forgetLines()
    world.says = { ok: false, why: 'too-slow', detail: '' }
    await hoursLater(24)
    await hoursLater(72)

    const chats = new Map([
      ['slack', aChat('slack')],
      ['discord', aChat('discord')],
    ] as const)
    const told = await db.inAgency(agency, (tx) =>
      rows<{ line: { kind: 'holidays'; calendar: string; person: string | null } }>(tx, sql`select line from outbox`),
    )
    const banyan = await here((tx) => loadAgency(tx, agency))
    const composed = await Promise.all(
      told.map(({ line }) => composeHolidays({ db, chats, now: office.house.now }, banyan, line)),
    )

    const posts = composed.flatMap((each) => (each.kind === 'post' ? [each] : []))
    expect(posts.map(({ to }) => to.channel).toSorted()).toEqual(['dm 12', 'dm U1'])
    expect(readCard(posts[0]?.card ?? { title: '', tone: 'plain' })).toMatch(
      /holidays at example\.com could not be read for three days.*longer than ten seconds.*\/calendar holidays list/su,
    )
  })

  it('are asked for again when whoever went to ask never came back', async () => {
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    const stopping = new AbortController()
    stopping.abort()

    await tick({ stopping: stopping.signal })
    expect(await named('asha')).toEqual([])
    office.clock.now = start.add({ minutes: 30 })
    expect(await tick()).toBe(1)

    expect(await named('asha')).toEqual(['Holi', 'Easter'])
  })

  it('are gone with their calendar, also when it is taken away while it is read', async () => {
    await office.hears('meera', `/calendar holidays add ${url} agency`)
    const { house } = office
    const errands = await runTimers(house, {
      holidays: (waking) =>
        wakeHolidays(waking, async () => {
          await office.hears('meera', '/calendar holidays remove 1')
          return world.says
        }),
    })
    for (const errand of errands) await errand({ ...house, ...office.core, stopping: new AbortController().signal })

    expect(errands).toHaveLength(1)
    expect(await named('asha')).toEqual([])
    expect(await hoursLater(48)).toBe(0)
  })
})

function says(...entries: string[][]): Fetched {
  return { ok: true, text: aCalendar(...entries), etag: '"1"' }
}

/** A platform on which everyone can be written to. */
function aChat(platform: Chat['platform']): Chat {
  const unexpected = async () => Promise.reject(new Error('not asked for here'))
  return {
    platform,
    post: unexpected,
    edit: unexpected,
    find: unexpected,
    thread: unexpected,
    fetchProfile: unexpected,
    direct: async (_place, user) => `dm ${user}`,
    check: async () => null,
    canPost: async () => true,
    fetch: async () => ({ ok: false, why: 'gone' }),
  }
}
