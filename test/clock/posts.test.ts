import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import type { SocialLine } from '#src/features/telling/social-lines.ts'
import { databases } from '#test/db/databases.ts'
import { newId } from '#test/db/rows.ts'
import { monday, read, type Office } from '#test/handle/office.ts'
import { at, hands, openSocialAgency } from '#test/social/agency.ts'

/** What was said new, and to whom: lines that only bring a card up to date are left out. */
type Said = string

describe.each(databases)('what time makes of a post, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let hand: ReturnType<typeof hands>
  const people = new Map<string, string>()
  beforeAll(async () => {
    db = await create()
    office = await openSocialAgency(db)
    hand = hands(office)
    for (const name of ['Asha Patil', 'Jun Santos', 'Carol Reyes', 'Meera Iyer']) {
      people.set(await hand.idOf(name), name.split(' ')[0]?.toLowerCase() ?? '')
    }
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office.clock.now = monday
    await office.type('carol', '/social approvals required')
    for (const table of ['timers', 'posts']) await db.acrossAgencies((tx) => rows(tx, sql.raw(`delete from ${table}`)))
    await hand.forget()
  })

  /** Each thing that somebody is told for the first time, as `what:who`. */
  async function said(): Promise<Said[]> {
    const seen = new Set<string>()
    for (const line of await hand.told()) seen.add(keyOf(line))
    await hand.forget()
    return [...seen]
  }

  function keyOf(line: SocialLine): Said {
    const who =
      'person' in line && line.person !== null
        ? (people.get(line.person) ?? '?')
        : line.about === 'room'
          ? 'room'
          : 'manager'
    if (line.about === 'news') return `${line.news.what}:${who}`
    return line.about === 'again' ? `again-${line.event}:${who}` : `${line.about}:${who}`
  }

  /** A post of Asha's for tomorrow at nine, approved by Carol. */
  async function approved(when = 'tomorrow 9am'): Promise<number> {
    office.clock.now = at('08:00')
    const number = await hand.draft('asha', `/social draft x at:"${when}" The looms have come`)
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
    await hand.press('carol', await hand.show('carol', number), 'Approve')
    await hand.forget()
    return number
  }
  const tomorrow = (time: string) => at(`2026-03-03T${time}`)

  it('is told at its time, after 15 minutes, after 60 to the backup and a manager, and is missed after three hours', async () => {
    await approved()

    const heard: [string, Said[]][] = []
    for (const time of [
      '08:59:59',
      '09:00',
      '09:00:01',
      '09:14:59',
      '09:15',
      '09:16',
      '09:59',
      '10:00',
      '10:01',
      '11:59',
      '12:00',
      '12:01',
      '20:00',
    ]) {
      await hand.tick(tomorrow(time))
      heard.push([time, await said()])
    }

    expect(
      heard
        .filter(([, lines]) => lines.length > 0)
        .map(([time, lines]) => [time, lines.map((line) => line.replace(/-\d+/u, ''))]),
    ).toEqual([
      ['09:00', ['due:asha']],
      ['09:15', ['due:asha', 'again:asha']],
      ['10:00', ['due:asha', 'again:asha', 'due:jun', 'overdue:manager']],
      [
        '12:00',
        ['missed:manager', 'missed:asha', 'missed:carol', 'due:asha', 'again:asha', 'due:jun', 'overdue:manager'],
      ],
    ])
    expect(hand.faults).toEqual([])
  })

  it.each([
    ['at once', '09:05'],
    ['after the reminder', '09:20'],
    ['after the backup was told', '10:10'],
  ])('is reminded of no more once it is posted: %s', async (_, time) => {
    const number = await approved()
    for (const minute of ['09:00', '09:15', '10:00']) if (minute <= time) await hand.tick(tomorrow(minute))
    office.clock.now = tomorrow(time)
    await hand.submit('asha', 'social-posted', String(number), { address: 'https://x.com/acme/status/1' })
    await hand.forget()

    for (const later of ['09:15', '10:00', '12:00', '23:00']) if (later > time) await hand.tick(tomorrow(later))

    expect(await hand.told()).toEqual([])
  })

  it('is told exactly once however many processes tick in the same second', async () => {
    await approved()

    const heard: Said[] = []
    for (const time of ['09:00', '09:15', '10:00', '12:00']) {
      const now = tomorrow(time)
      office.clock.now = now
      await Promise.all(Array.from({ length: 4 }, () => runTimers({ db, log: hand.log, now: () => now, newId })))
      const lines = await hand.told()
      heard.push(...lines.map(keyOf).filter((line) => /^again|^missed/u.test(line)))
      expect(lines.map(keyOf).filter((line) => line === 'due:asha')).toHaveLength(1)
      await hand.forget()
    }

    expect(heard.filter((line) => line === 'missed:asha')).toHaveLength(1)
    expect(new Set(heard.filter((line) => line.startsWith('again'))).size).toBe(1)
    expect(hand.faults).toEqual([])
  })

  it('is told late when the bot was down, with the reminders after that', async () => {
    await approved()

    await hand.tick(tomorrow('13:30'))
    const late = await said()
    await hand.tick(tomorrow('13:45'))

    expect(late).toEqual(['due:asha'])
    expect((await said()).map((line) => line.replace(/-\d+/u, ''))).toEqual(['due:asha', 'again:asha'])
  })

  it('is told to the backup and a manager alone, when the reminder went by with that while the bot was down', async () => {
    await approved()
    await hand.tick(tomorrow('09:00'))
    await hand.forget()

    await hand.tick(tomorrow('10:30'))
    await hand.tick(tomorrow('11:00'))

    expect(await said()).toEqual(['due:asha', 'due:jun', 'overdue:manager'])
  })

  it('is missed, and said to be, when the bot was down for more than six hours', async () => {
    const number = await approved()

    await hand.tick(tomorrow('15:01'))

    expect(await said()).toEqual(['missed:manager', 'missed:asha', 'missed:carol'])
    expect(read(await hand.show('asha', number))).toMatch(/Missed/u)
  })

  it('does not go out unapproved: half a day ahead the client is asked, at its time the assistant is told, and then it is missed', async () => {
    office.clock.now = at('2026-03-02T09:00')
    const number = await hand.draft('asha', '/social draft x at:"tomorrow 9am" The looms have come')
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
    await hand.forget()

    const heard: [string, Said[]][] = []
    for (const time of [
      '2026-03-02T20:59',
      '2026-03-02T21:00',
      '2026-03-03T08:59',
      '2026-03-03T09:00',
      '2026-03-03T12:00',
    ]) {
      await hand.tick(at(time))
      heard.push([time, await said()])
    }

    expect(heard.filter(([, lines]) => lines.length > 0)).toEqual([
      ['2026-03-02T21:00', ['to-approve:carol']],
      ['2026-03-03T09:00', ['to-approve:carol', 'unapproved:asha']],
      ['2026-03-03T12:00', ['missed:manager', 'missed:asha', 'missed:carol', 'to-approve:carol']],
    ])
  })

  it('does not wake the client to be approved: they are asked when their day begins', async () => {
    office.clock.now = at('08:00')
    const number = await hand.draft('asha', '/social draft x at:"4 March 11am" The looms have come')
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
    await hand.forget()

    const heard: [string, Said[]][] = []
    // Half past midnight in New York, where Carol has set no hours, and seven.
    for (const time of ['2026-03-03T11:00', '2026-03-03T17:29', '2026-03-03T17:30', '2026-03-03T17:31']) {
      await hand.tick(at(time))
      heard.push([time, await said()])
    }

    expect(heard.filter(([, lines]) => lines.length > 0)).toEqual([['2026-03-03T17:30', ['to-approve:carol']]])
    expect(hand.faults).toEqual([])
  })

  it('of which nothing is written yet is told of in the morning to one who has set no hours', async () => {
    office.clock.now = at('2026-03-05T08:00')
    await office.type('meera', '/social slot add x sat 05:00')
    await hand.tick(at('2026-03-06T05:00'))
    const atNight = await said()
    await hand.tick(at('2026-03-06T07:00'))

    expect(atNight).toEqual([])
    expect(await said()).toEqual(['empty:asha'])
  })

  it('goes out at once when it is approved after its time', async () => {
    office.clock.now = at('08:00')
    const number = await hand.draft('asha', '/social draft x at:"today 9am" The looms have come')
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
    await hand.tick(at('09:00'))
    office.clock.now = at('09:30')
    await hand.press('carol', await hand.show('carol', number), 'Approve')
    await hand.forget()

    await hand.tick(at('09:30:01'))

    expect(await said()).toEqual(['due:asha'])
  })

  it('goes out unasked where approvals are optional, but not what was sent back', async () => {
    await office.type('carol', '/social approvals optional')
    office.clock.now = at('08:00')
    await hand.draft('asha', '/social draft x at:"today 9am" Fine as it is')
    const bad = await hand.draft('asha', '/social draft instagram:acme at:"today 9am" Not so fine')
    await hand.submit('carol', 'social-comment', String(bad), { comment: 'Name the colour' })
    await hand.forget()

    await hand.tick(at('09:00'))

    expect((await said()).toSorted()).toEqual(['due:asha', 'unapproved:asha'])
  })

  it('moved in time is told at its new time, and at the old one no more', async () => {
    const number = await approved()
    office.clock.now = at('20:00')
    await office.type('carol', `/social move P${number} 3 Mar 11am`)
    await hand.forget()

    await hand.tick(tomorrow('09:00'))
    const before = await said()
    // Carol means eleven in New York.
    await hand.tick(tomorrow('21:30'))

    expect(before).toEqual([])
    expect(await said()).toEqual(['due:asha'])
  })

  it('cancelled in time is told no more', async () => {
    const number = await approved()
    await hand.submit('carol', 'social-cancel', String(number), { reason: 'The looms are late' })
    await hand.forget()

    await hand.tick(tomorrow('09:00'))
    await hand.tick(tomorrow('12:00'))

    expect(await hand.told()).toEqual([])
  })

  it('is quiet for who put it off, and is told to the backup and a manager all the same', async () => {
    const number = await approved()
    await hand.tick(tomorrow('09:00'))
    office.clock.now = tomorrow('09:05')
    const snoozed = await office.ask('asha', {
      kind: 'press',
      action: { press: 'post-snooze', subject: String(number), detail: '60' },
    })
    await hand.forget()

    const heard: [string, string[]][] = []
    for (const time of ['09:15', '10:00', '10:04', '10:05']) {
      await hand.tick(tomorrow(time))
      heard.push([
        time,
        (await said())
          .filter((line) => /^(?:again|due:jun|overdue)/u.test(line))
          .map((line) => line.replace(/-\d+/u, '')),
      ])
    }

    expect(read(snoozed)).toMatch(/Quiet until .*10:05 am/u)
    expect(heard).toEqual([
      ['09:15', []],
      ['10:00', ['due:jun', 'overdue:manager']],
      ['10:04', []],
      ['10:05', ['again:asha', 'due:jun', 'overdue:manager']],
    ])
  })

  it('is told to the backup when the first is away, and to a manager when nobody is there', async () => {
    await approved()
    await office.options('asha', 'profile away', { days: '3 Mar to 4 Mar' })
    await hand.tick(tomorrow('09:00'))
    const backup = await said()
    await approved('tomorrow 10am')
    await office.options('jun', 'profile away', { days: '3 Mar to 4 Mar' })
    await hand.tick(tomorrow('10:00'))
    const nobody = await said()
    await office.options('asha', 'profile away', { days: 'none' })
    await office.options('jun', 'profile away', { days: 'none' })

    expect(backup).toEqual(['due:jun'])
    expect(nobody).toContain('due:manager')
  })
})

describe.each(databases)('a slot without a post, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let hand: ReturnType<typeof hands>
  let asha: string
  beforeAll(async () => {
    db = await create()
    office = await openSocialAgency(db)
    hand = hands(office)
    asha = await hand.idOf('Asha Patil')
    office.clock.now = at('2026-03-02T08:00')
    await office.type('meera', '/social slot add instagram wed,fri 09:00')
  })
  afterAll(() => db.close())
  beforeEach(() => hand.forget())

  const warned = async () => (await hand.told()).filter(({ about }) => about === 'empty')

  it('is told to the assistant a day ahead, once, and is not when there is a post', async () => {
    const ticks = ['2026-03-03T08:59', '2026-03-03T09:00', '2026-03-03T09:01', '2026-03-04T09:00', '2026-03-05T08:00']
    for (const time of ticks) await hand.tick(at(time))
    const empty = await warned()
    await hand.forget()
    await office.options('asha', 'social draft', { account: 'instagram', text: 'For Friday' })
    await hand.tick(at('2026-03-05T09:00'))

    expect(empty).toEqual([
      { about: 'empty', slot: expect.any(String), at: '2026-03-04T03:30:00Z', person: asha, room: null },
    ])
    expect(await warned()).toEqual([])
    expect(hand.faults).toEqual([])
  })

  it('is told when her hours begin, if it is night where she is, and again when she put it off', async () => {
    await office.options('asha', 'profile hours', { hours: 'Mon-Sun 11:00-19:00' })
    await hand.tick(at('2026-03-10T09:00'))
    const atNight = await warned()
    await hand.tick(at('2026-03-10T11:00'))
    const [line] = await warned()
    if (line?.about !== 'empty') throw new Error('nobody was told')
    const subject = `${line.slot}~${Temporal.Instant.from(line.at).epochMilliseconds / 1000}`
    await hand.forget()
    const snoozed = await office.ask('asha', { kind: 'press', action: { press: 'slot-snooze', subject, detail: '15' } })
    await hand.tick(at('2026-03-10T11:14'))
    const quiet = await warned()
    await hand.tick(at('2026-03-10T11:15'))

    expect(atNight).toEqual([])
    expect(read(snoozed)).toMatch(/Quiet until .*11:15 am/u)
    expect(quiet).toEqual([])
    expect(await warned()).toHaveLength(1)
  })

  it('that went by while the bot was down is passed over', async () => {
    await office.options('asha', 'profile hours', { hours: 'Mon-Sun 0:00-24:00' })
    await hand.tick(at('2026-06-25T12:00'))

    expect(await warned()).toEqual([expect.objectContaining({ at: '2026-06-26T03:30:00Z' })])
  })

  it('opens a form with its account and its time in it', async () => {
    office.clock.now = at('2026-07-01T12:00')
    const [slot] = await db.acrossAgencies((tx) => rows<{ id: string }>(tx, sql`select id from social_slots`))
    const subject = `${slot?.id}~${at('2026-07-03T09:00').epochMilliseconds / 1000}`

    const form = await office.ask('asha', { kind: 'press', action: { press: 'open', subject, detail: 'social-draft' } })
    const values = form.kind === 'form' ? form.form.fields.map((field) => ('value' in field ? field.value : '')) : []
    const said = await office.submit('asha', 'social-draft', '', {
      account: values[0] ?? '',
      when: values[1] ?? '',
      text: 'Looms',
      link: '',
      media: '',
    })

    expect(values.slice(0, 2)).toEqual(['instagram:acme', '2026-07-03 09:00'])
    expect(read(said)).toMatch(/When: Fri 3 Jul, 9:00 am/u)
  })
})
