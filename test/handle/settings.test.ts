import { sql, type SQL } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { tick, walk } from '#test/clock/walk.ts'
import { databases } from '#test/db/databases.ts'
import { monday, openAgency, type Office } from './office.ts'

describe.each(databases)('settings, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    await office.type('meera', '/agency settings zone New York')
  })
  afterAll(() => db.close())
  beforeEach(() => {
    office.clock.now = monday
  })

  const every = <Row extends Record<string, unknown>>(query: SQL) => db.acrossAgencies((tx) => rows<Row>(tx, query))
  const slotWakes = async () =>
    (await every<{ at: string }>(sql`select at::text as at from timers where kind = 'slot' order by at`)).map(
      ({ at }) => Temporal.Instant.from(at).toString(),
    )
  const roomSlots = async (purpose: string) =>
    (
      await every<{ slot: string; at: string }>(
        sql`select d.next_slot as slot, d.next_at::text as at from room_digests d
          join rooms r on r.id = d.room_id where r.purpose = ${purpose}`,
      )
    ).map(({ slot, at }) => [slot, Temporal.Instant.from(at).toString()])

  describe('of a client', () => {
    it('are the agency’s own until it has its own, and are shown by its name alone', async () => {
      expect(await office.hears('carol', '/agency client edit Acme')).toBe(
        [
          'Acme Textiles: settings',
          'Time zone: America/New_York (New York), as the agency has it',
          'Language: English, as the agency has it',
          'Silence accepts a result after: 7 days, as the agency has it',
          'With none in place of a value it is the agency’s own again. To change them: /agency client edit "Acme Textiles" zone New York review 3 days language hi',
        ].join('\n'),
      )
    })

    it('are changed by a manager for any client, in words or in options, and said back whole', async () => {
      const said = await office.hears('meera', '/agency client edit acme zone Los Angeles review 3 days language hi')
      const globex = await office.options('meeraInDiscord', 'agency client edit', {
        client: 'Globex Travel',
        review: '2 weeks',
      })

      expect(said).toContain('Time zone: America/Los_Angeles (Los Angeles)\nLanguage: Hindi\n')
      expect(said).toContain('Silence accepts a result after: 3 days\n')
      expect(said).toContain('Social slots and digests in this client’s rooms go by the new zone from now on.')
      expect(globex).toContain('New_York (New York), as the agency has it')
      expect(globex).toContain('Silence accepts a result after: 14 days\n')
      expect(globex).not.toContain('Social slots')
    })

    it('are changed by its own members, who need not name it, and for no other client', async () => {
      expect(await office.hears('carol', '/agency client edit review 5')).toContain('Silence accepts a result after: 5')
      expect(await office.hears('carol', '/agency client edit Globex zone Lisbon')).toContain(
        'There is no client “Globex” that you can name. There are: Acme Textiles',
      )
      expect(await office.options('asha', 'agency client edit', { client: 'Acme Textiles' })).toContain(
        'That is not yours to do here. Ask an owner, a manager or a client to do it.',
      )
      expect(await office.suggests('carol', 'agency client edit', 'client', '')).toEqual(['Acme Textiles'])
      expect(await office.suggests('carol', 'agency client edit', 'zone', 'lisb')).toEqual(['Europe/Lisbon'])
    })

    it('go back to the agency’s own with none, one by one', async () => {
      await office.type('meera', '/agency client edit acme zone Lisbon language hi review 3')

      const said = await office.hears('meera', '/agency client edit acme language none zone none')

      expect(said).toContain('New_York (New York), as the agency has it\nLanguage: English, as the agency has it')
      expect(said).toContain('Silence accepts a result after: 3 days\n')
    })

    it.each([
      ['zone Lisbo', '“Lisbo” is not a time zone that I understand. Did you mean Europe/Lisbon?'],
      ['language klingon', '“klingon” is not a language that I understand.'],
      ['review soon', '“soon” is not a number of days from 1 to 90 that I understand.'],
      ['review 0', '“0” is not a number of days'],
      ['review 91 days', '“91 days” is not a number of days'],
      ['zone', '“zone” is missing. For example: /agency client edit "Acme Textiles" zone New York'],
    ])('are not changed at all by what is not understood: %s', async (line, why) => {
      await office.type('meera', '/agency client edit acme zone none language none review none')

      const rest = line.startsWith('review') ? 'language hi' : 'review 9'

      const said = await office.hears('meera', `/agency client edit acme ${line} ${rest}`)

      expect(said).toContain(why)
      expect(said).toContain('For example: /agency client edit "Acme Textiles"')
      const now = await office.hears('meera', '/agency client edit acme')
      expect(now).toContain(
        'English, as the agency has it\nSilence accepts a result after: 7 days, as the agency has it',
      )
    })

    it('are said in Hindi to whoever reads it, and typed in it too', async () => {
      await office.type('dan', '/profile language hi')

      const said = await office.hears('dan', '/agency client edit समीक्षा ३ दिन भाषा हिन्दी')

      expect(said).toContain('Globex Travel की सेटिंग')
      expect(said).toContain('भाषा: हिन्दी\nचुप्पी को मंज़ूरी मानने का समय: 3 दिन')
      await office.type('dan', '/profile language en')
    })

    it('are a new member’s too, until they say otherwise', async () => {
      await office.type('meera', '/agency client edit globex zone Lisbon language hi')
      await office.type('meera', '/agency role @nia client Globex Travel')

      const profile = await office.hears('nia', '/profile')

      expect(profile).toContain('समय क्षेत्र: Europe/Lisbon')
      await office.type('meera', '/agency client edit globex zone none language none')
    })

    it('let a result handed in from now on wait as many days as they say', async () => {
      await office.type('meera', '/agency client edit acme review 2 days')
      await office.type('carol', '/delegate Book a flight #travel')
      await office.options('asha', 'claim', { number: '1' })
      await office.press('asha', 'sahayak:start:1:')
      await office.submit('asha', 'submit', '1', { result: 'Booked', links: '' })

      await walk(office, monday.add({ hours: 72 }))

      expect(await office.hears('carol', '/task 1')).toContain(
        'yesterday Wed 4 Mar, 10:00 am (New York) · the clock accepted it',
      )
    })
  })

  describe('a zone', () => {
    beforeAll(async () => {
      office.clock.now = monday
      await office.type('meera', '/agency client edit acme zone none')
      await office.type('carol', '/social account add instagram acme')
      await office.type('carol', '/social slot add instagram wed 09:00')
      await office.type('meera', '/agency room client Acme Textiles', { channel: 'CACME' })
      await office.type('meera', '/digest room on 9:00 weekdays', { channel: 'CACME' })
      await office.type('meera', '/agency room digest', { channel: 'CALL' })
      await office.type('meera', '/digest room on 9:00 weekdays', { channel: 'CALL' })
    })

    it('takes a client’s social slots with it: they are looked at a day ahead of their new time', async () => {
      expect(await slotWakes()).toEqual(['2026-03-03T14:00:00Z'])

      await office.type('carol', '/agency client edit zone Los Angeles')
      expect(await slotWakes()).toEqual(['2026-03-03T17:00:00Z'])

      await office.type('carol', '/agency client edit zone Kolkata')
      expect(await slotWakes()).toEqual(['2026-03-03T03:30:00Z'])
    })

    it('takes the digest of a client’s room with it, and that of no other room', async () => {
      await office.type('carol', '/agency client edit zone Los Angeles')

      expect(await roomSlots('client')).toEqual([['2026-03-02T09:00', '2026-03-02T17:00:00Z']])
      expect(await roomSlots('digest')).toEqual([['2026-03-03T09:00', '2026-03-03T14:00:00Z']])
    })

    it('of the agency takes its rooms with it, and the clients that have none of their own', async () => {
      await office.type('carol', '/agency client edit zone Los Angeles')
      await office.type('meera', '/agency settings zone Honolulu')

      expect(await slotWakes()).toEqual(['2026-03-03T17:00:00Z'])
      expect(await roomSlots('client')).toEqual([['2026-03-02T09:00', '2026-03-02T17:00:00Z']])
      expect(await roomSlots('digest')).toEqual([['2026-03-02T09:00', '2026-03-02T19:00:00Z']])

      await office.type('carol', '/agency client edit zone none')
      expect(await slotWakes()).toEqual(['2026-03-03T19:00:00Z'])
      await office.type('meera', '/agency settings zone New York')
      expect(await slotWakes()).toEqual(['2026-03-03T14:00:00Z'])
    })

    it('whose next time is the same moment warns nobody a second time', async () => {
      office.clock.now = Temporal.Instant.from('2026-03-03T16:00:00Z')
      await tick(office)
      const looked = await slotWakes()

      await office.type('carol', '/agency client edit zone Toronto')

      expect(await slotWakes()).toEqual(looked)
      await office.type('carol', '/agency client edit zone none')
    })

    it('leaves off what was put off for a time that is none any more', async () => {
      await every(sql`insert into timers (agency_id, kind, subject, at)
        select agency_id, 'slot', id || ':1772632800', '2026-03-03T20:00:00Z' from social_slots`)

      await office.type('carol', '/agency client edit zone Los Angeles')

      expect(await slotWakes()).toEqual(['2026-03-03T17:00:00Z'])
    })

    it('does not bring a digest of a day that a room had one on already', async () => {
      await office.type('carol', '/agency client edit zone New York')
      await every(sql`update room_digests set last_slot = '2026-03-02T09:00'`)

      await office.type('carol', '/agency client edit zone Los Angeles')

      expect(await roomSlots('client')).toEqual([['2026-03-03T09:00', '2026-03-03T17:00:00Z']])
    })
  })

  describe('of the agency', () => {
    beforeEach(() => office.type('meera', '/agency settings zone New York language en'))

    it('are shown to owners and managers, and to nobody else', async () => {
      const said = await office.hears('meera', '/agency settings')

      expect(said).toContain('Banyan: settings\nTime zone: America/New_York (New York)\nLanguage: English\n')
      expect(said).toContain('An offer is answered within: 4 h of the assistant’s working time\n')
      expect(said).toContain('A claimed task is started within: 8 h of the assistant’s working time\n')
      expect(said).toContain('Silence accepts a result after: 7 days\n')
      expect(await office.hears('carol', '/agency settings')).toContain('Ask an owner or a manager to do it.')
      expect(await office.options('asha', 'agency settings', { review: '1' })).toContain('Ask an owner or a manager')
    })

    it('are changed by what is named, for what is promised from then on', async () => {
      const said = await office.hears('meera', '/agency settings respond 2h lease 1 day review 5 days language hi')
      const more = await office.options('meeraInDiscord', 'agency settings', { response: '3', language: 'en' })

      expect(said).toContain(
        'This goes for what is promised from now on. What was promised before stays as it was said.',
      )
      expect(said).toContain('Language: Hindi\nAn offer is answered within: 2 h')
      expect(said).toContain('within: 8 h of the assistant’s working time\nSilence accepts a result after: 5 days')
      expect(more).toContain('Language: English\nAn offer is answered within: 3 h')
      expect(more).toContain('Silence accepts a result after: 5 days')
    })

    it.each([
      ['respond 90m', '“90m” is not a number of whole working hours from 1 to 200 that I understand.', 'respond 4h'],
      ['lease soon', '“soon” is not a number of whole working hours from 1 to 200', 'lease 8h'],
      ['lease none', '“none” is not a number of whole working hours', 'lease 8h'],
      ['review 0 days', '“0 days” is not a number of days from 1 to 90', 'review 3 days'],
      ['zone IST', '“IST” is not a time zone that I understand.', 'zone New York'],
      ['lisbon', 'I do not know what “lisbon” is for.', 'zone Lisbon'],
      ['respond', '“response” is missing.', 'zone Lisbon'],
    ])('are refused with what was wrong and what would work: %s', async (line, why, example) => {
      const said = await office.hears('meera', `/agency settings ${line}`)

      expect(said).toContain(why)
      expect(said).toContain(`For example: /agency settings ${example}`)
      expect(await office.hears('meera', '/agency settings')).toContain('New_York')
    })

    it('give an assistant as long to answer as they say', async () => {
      await office.type('meera', '/agency settings respond 2h')
      await office.type('meera', '/agency assign "Globex Travel" all "Jun Santos"')

      await office.type('dan', '/delegate Find a hotel #travel')

      const [found] = await every<{ by: string }>(
        sql`select act_by::text as by from tasks order by number desc limit 1`,
      )
      // It is half past eight in the evening where Jun lives, who is there until ten and again from seven.
      expect(Temporal.Instant.from(found?.by ?? '').toString()).toBe('2026-03-03T02:00:00Z')
    })
  })
})
