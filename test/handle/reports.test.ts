import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

describe.each(databases)('targets and reports, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    // Half past nine in Kolkata, where Asha works.
    office.clock.now = Temporal.Instant.from('2026-03-02T04:00:00Z')
    for (const name of ['carol', 'dan'] as const) await finishOne(name)
  })
  afterAll(() => db.close())

  const later = (minutes: number) => void (office.clock.now = office.clock.now.add({ minutes }))
  let number = 0

  /** Asked for, claimed half an hour later by Asha, handed in three hours later, accepted another hour later. */
  async function finishOne(client: Name): Promise<void> {
    number += 1
    await office.type(client, '/delegate Book a flight #travel !urgent')
    later(30)
    await office.options('asha', 'claim', { number: String(number) })
    await office.press('asha', `sahayak:start:${number}:`)
    later(180)
    await office.submit('asha', 'submit', String(number), { result: 'Booked', links: '' })
    later(60)
    await office.press(client, `sahayak:accept:${number}:`)
  }

  it('are set by a manager, in words or in options, and listed for those whose they are', async () => {
    expect(await office.hears('meera', '/agency target acme urgent respond 1h done 8h')).toContain(
      'Target for Acme Textiles, urgent\nanswered within 1 h, done within 8 h',
    )
    await office.options('meeraInDiscord', 'agency target', { client: 'Globex', respond: '45 min' })

    expect(await office.hears('meera', '/agency target')).toContain(
      'Acme Textiles: urgent · answered within 1 h, done within 8 h\nGlobex Travel: every other priority · answered within 45 min',
    )
    expect(await office.hears('carol', '/agency target')).not.toContain('Globex')
    expect(await office.options('asha', 'agency target', {})).toContain('That is not yours to do here')
  })

  it('are changed in part, and taken away with none', async () => {
    expect(await office.hears('meera', '/agency target acme urgent respond none')).toContain('\ndone within 8 h')
    expect(await office.hears('meera', '/agency target acme urgent none')).toBe(
      'Acme Textiles has no target any more for urgent',
    )
    await office.type('meera', '/agency target acme urgent respond 1h done 2h')
  })

  it.each([
    ['meera', '/agency target acme urgent respond soon', '“soon” is not a length of working time'],
    ['meera', '/agency target acme respond', 'is not a length of working time'],
    ['meera', '/agency target nobody respond 1h', 'There is no client “nobody”'],
    ['meera', '/agency target respond 1h', 'For which client?'],
    ['carol', '/agency target acme respond 1h', 'That is not yours to do here'],
  ] as const)('are refused with what is wrong: %s types %s', async (name, line, why) => {
    expect(await office.hears(name, line)).toContain(why)
  })

  it('stand on the card of a task for as long as it is open', async () => {
    number += 1
    await office.type('carol', '/delegate Find a hotel #travel !urgent')

    expect(await office.hears('carol', `/task ${number}`)).toContain('Target: answered within 1 h, done within 2 h')
    expect(await office.hears('carol', '/task 1')).not.toContain('Target')
  })

  it('show a manager everything, held against the targets', async () => {
    const text = await office.hears('meera', '/report')

    expect(text).toContain('Banyan\nDone: 2, in 3 h 30 min · 0 in time, 1 late')
    expect(text).toContain('Acme Textiles · Done: 1, in 3 h 30 min · 0 in time, 1 late')
    expect(text).toContain(
      'Globex Travel · Done: 1, in 3 h 30 min · Answered by an assistant: 1, in 30 min · 1 in time',
    )
  })

  it('show a client their own alone, also when they ask for another', async () => {
    const text = await office.hears('carol', '/report month by client')

    expect(text).toContain('Acme Textiles\nDone: 1')
    expect(text).not.toContain('Globex')
    expect(await office.hears('carol', '/report client:"Globex Travel"')).toContain(
      '“Globex Travel” is neither a client that you can name nor a period',
    )
  })

  it('show an assistant their own work alone', async () => {
    const text = await office.options('asha', 'report', { period: 'week', by: 'duty' })

    expect(text).toContain('your own work\nDone: 2, in 3 h')
    expect(text).toContain('travel · Done: 2')
    expect(await office.options('jun', 'report', {})).toContain('Nothing was taken on or finished in this time.')
  })

  it('show someone without a role nothing', async () => {
    await office.type('meera', '/agency role @sam client Globex Travel')

    expect(await office.hears('sam', '/report')).toContain('Globex Travel\nDone: 1')
    expect(await office.hears('sam', '/report client:"Acme Textiles"')).not.toContain('Done')
  })

  it('go on by their buttons, within what whoever presses may see', async () => {
    const pressed = async (name: Name, id: string) => read(await office.press(name, id))

    expect(await pressed('carol', 'sahayak:report:1:week.duty.')).toContain('By duty\ntravel · Done: 1')
    expect(await pressed('dan', 'sahayak:report:1:last-week.client.')).toContain('Nothing was taken on')
    const acme = /"client":"([^"]+)"/u.exec(
      JSON.stringify(await office.press('carol', 'sahayak:report:1:week.client.')),
    )
    expect(acme).toBeNull()
  })

  it.each([
    ['/report yesterday', '“yesterday” is neither a client that you can name nor a period'],
    ['/report week by colour', '“colour” is neither a client'],
    ['/report Acme Textles', 'There is no client “Acme Textles” that you can name. Did you mean Acme Textiles?'],
  ])('say what they do not understand: %s', async (line, why) => {
    expect(await office.hears('meera', line)).toContain(why)
  })

  it('say what they do not understand in options', async () => {
    expect(await office.options('asha', 'report', { period: 'year' })).toContain('“year” is not a period')
    expect(await office.options('asha', 'report', { by: 'colour' })).toContain('I cannot report by “colour”')
  })

  it('speak Hindi to whoever does', async () => {
    await office.type('dan', '/profile language hi')

    const text = await office.hears('dan', '/report')

    expect(text).toContain('रिपोर्ट: सोम 2 मार्च से रवि 8 मार्च')
    expect(text).toContain('पूरे हुए: 1; समय 3 घंटे 30 मिनट')
    expect(text).toContain('सहायक के हिसाब से\nAsha Patil · पूरे हुए: 1; समय 3 घंटे')
  })
})
