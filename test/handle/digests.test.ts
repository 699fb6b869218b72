import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import { databases } from '#test/db/databases.ts'
import { newId } from '#test/db/rows.ts'
import { monday, openAgency, read, type Name, type Office } from './office.ts'

describe.each(databases)('a digest as its reader wants it, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())
  beforeEach(() => {
    office.clock.now = monday
  })

  const when = async (table: 'digests' | 'weekly_digests' | 'room_digests', who = '%') => {
    const found = await db.acrossAgencies((tx) =>
      rows<{ slot: string | null }>(
        tx,
        table === 'room_digests'
          ? sql`select next_slot as slot from room_digests order by series`
          : sql`select d.next_slot as slot from ${sql.raw(table)} d join persons p on p.id = d.person_id where p.name like ${who}`,
      ),
    )
    return found.map(({ slot }) => slot)
  }

  it('comes once a week, at the day and time chosen, until it is turned off', async () => {
    expect(await office.hears('carol', '/digest weekly friday 4pm')).toContain(
      'Your week comes at 16:00, Fri (New York)\nThe next three: Fri 6 Mar, 4:00 pm',
    )
    expect(await when('weekly_digests', 'Carol%')).toEqual(['2026-03-06T16:00'])
    expect(await office.hears('carol', '/digest weekly off')).toContain('Your summary of the week is off')
    expect(await when('weekly_digests', 'Carol%')).toEqual([null])
    expect(await office.hears('carol', '/digest weekly')).toContain('Your week comes at 16:00, Fri')
    expect(await office.hears('dan', '/digest weekly')).toContain('Your week comes at 09:00, Mon')
  })

  it.each([
    '/digest weekly mon,tue 9:00',
    '/digest weekly monday 9:00 and 17:00',
    '/digest weekly soon',
    '/digest weekly 9:00',
  ])('comes once a week and not oftener: %s', async (line) => {
    expect(await office.hears('carol', line)).toContain('is not one day and one time that I understand')
  })

  it('moves from a day off to the next working day, or is left out, as they chose', async () => {
    await office.type('carol', '/profile hours Mon-Fri 9:00-18:00')
    await office.type('carol', '/digest on 9:00 monday')
    await office.type('carol', '/profile away 9 March')
    expect(await when('digests', 'Carol%')).toEqual(['2026-03-10T09:00'])

    expect(await office.hears('carol', '/digest holidays skip')).toContain(
      'On a public holiday or a day off your digest is left out',
    )
    expect(await when('digests', 'Carol%')).toEqual(['2026-03-16T09:00'])
    await office.type('carol', '/profile away none')
    expect(await when('digests', 'Carol%')).toEqual(['2026-03-09T09:00'])

    expect(await office.hears('carol', '/digest holidays sometimes')).toContain('There are: move, skip')
    await office.type('carol', '/digest off')
    await office.type('carol', '/digest holidays move')
    expect(await when('digests', 'Carol%')).toEqual([null])
    expect(await office.hears('carol', '/digest on')).toContain('it waits for the next working day.')
  })

  it('comes to a room that was chosen for it, at a manager’s word alone', async () => {
    expect(await office.hears('meera', '/digest room on 9:00 weekdays')).toContain(
      'This channel is no room for a digest yet',
    )
    await office.type('meera', '/agency room digest', { channel: 'C7' })

    expect(await office.hears('carol', '/digest room on', { channel: 'C7' })).toContain('That is not yours to do here')
    expect(await office.hears('meera', '/digest room on 9:00 weekdays', { channel: 'C7' })).toContain(
      'The digest of this channel comes at 09:00, Mon–Fri (Kolkata)',
    )
    await office.type('meera', '/digest room weekly friday 16:00', { channel: 'C7' })
    expect(await when('room_digests')).toEqual(['2026-03-03T09:00', '2026-03-06T16:00'])

    await office.type('meera', '/digest room off', { channel: 'C7' })
    expect(await office.hears('meera', '/digest room weekly off', { channel: 'C7' })).toContain(
      'The summary of the week does not come to this channel any more',
    )
    expect(await when('room_digests')).toEqual([null, null])
  })

  it('keeps its time when the same channel is chosen for it once more', async () => {
    await office.type('meera', '/digest room on 8:00 daily', { channel: 'C7' })

    await office.type('meera', '/agency room digest', { channel: 'C7' })

    expect(await when('room_digests')).toContain('2026-03-03T08:00')
  })

  it('comes again later that day when they press for it, once, and not when the next one has come', async () => {
    const seconds = Math.floor(monday.epochMilliseconds / 1000) - 3600
    const press = (minutes: number) => office.press('dan', `sahayak:digest-later:daily:${minutes}.${seconds}`)
    const timers = () =>
      db.acrossAgencies((tx) => rows<{ at: string }>(tx, sql`select at::text as at from timers where kind = 'digest'`))

    expect(read(await press(60))).toBe('Your digest comes again today, 4:00 pm (London)')
    expect(read(await press(180))).toBe('Your digest comes again today, 6:00 pm (London)')
    expect((await timers()).map(({ at }) => Temporal.Instant.from(at))).toEqual([monday.add({ hours: 3 })])
    expect(read(await press(7))).toContain('I did not understand that')

    office.clock.now = monday.add({ hours: 24 })
    const log = { debug() {}, info() {}, warn() {}, error() {} }
    await sendDigests({ db, log, now: () => office.clock.now, newId })
    expect(await timers()).toEqual([])
  })

  describe('leaves out of what is news what its reader has seen', () => {
    beforeEach(() => {
      office.clock.now = monday.add({ hours: 72 })
    })
    let number = 0
    /** A task of Carol's that Asha has done; Dan is made a member too, and accepts it. */
    async function finished(): Promise<number> {
      await office.type('carol', '/delegate Book a flight #travel')
      const [{ count } = { count: 0 }] = await db.acrossAgencies((tx) =>
        rows<{ count: number }>(tx, sql`select max(number)::int as count from tasks`),
      )
      number = count
      await office.options('asha', 'claim', { number: String(number) })
      await office.press('asha', `sahayak:start:${number}:`)
      await office.submit('asha', 'submit', String(number), { result: 'Booked', links: '' })
      office.clock.now = office.clock.now.add({ minutes: 5 })
      return number
    }
    const accept = (who: Name) => office.press(who, `sahayak:accept:${number}:`)
    const isNews = async (who: Name) => {
      office.clock.now = office.clock.now.add({ minutes: 5 })
      return (await office.hears(who, '/digest')).includes(`#${number} `)
    }

    it('because they did it themselves', async () => {
      await office.type('meera', '/agency role @dan client Acme Textiles')
      await finished()
      await accept('carol')

      expect([await isNews('carol'), await isNews('dan')]).toEqual([false, true])
    })

    it('because they opened it', async () => {
      await finished()
      await accept('carol')

      expect(await isNews('dan')).toBe(true)
      await office.hears('dan', `/task ${number}`)
      expect(await isNews('dan')).toBe(false)
    })

    it('because they opened it from a button', async () => {
      await finished()
      await accept('carol')

      await office.press('dan', `sahayak:show:${number}:`)

      expect(await isNews('dan')).toBe(false)
    })

    it('and tells it when what they had seen was not that', async () => {
      await finished()
      await office.hears('dan', `/task ${number}`)
      await accept('carol')

      expect(await isNews('dan')).toBe(true)
    })

    it('of the pool too, once they looked', async () => {
      await office.type('carol', '/delegate Find a hotel #travel')
      number += 1
      const tells = async () => (await office.options('jun', 'digest show', {})).includes(`#${number} `)

      expect(await tells()).toBe(true)
      await office.options('jun', 'task', { number: String(number) })
      expect(await tells()).toBe(false)
      expect(await office.options('jun', 'claim', {})).toContain(`#${number} `)
    })
  })

  it('has all of a section one press away, for whoever may read it', async () => {
    const seconds = Math.floor(monday.epochMilliseconds / 1000) - 86_400
    const section = async (who: Name, name: string, page = 1) =>
      read(await office.press(who, `sahayak:section:${page}:${name}.${seconds}`))

    expect(await section('meera', 'unclaimed')).toMatch(/^Nobody has claimed \(\d+\)\n#/u)
    expect(await section('jun', 'pool')).toMatch(/^New in the pool \(\d+\)/u)
    expect(await section('jun', 'unclaimed')).toContain('I did not understand that')
    expect(await section('meera', 'nothing')).toContain('I did not understand that')
  })
})
