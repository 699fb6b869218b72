import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { cast, codeIn, openAgency, openOffice, read, type Office } from './office.ts'

describe.each(databases)('people and setup, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  it('makes the one who redeems the setup code the owner, once', async () => {
    const empty = await create()
    const fresh = openOffice(empty)
    const code = await fresh.setupCode()

    const set = await fresh.hears('meera', `/agency setup ${code}`)
    const again = await fresh.hears('carol', `/agency setup ${code}`)

    expect(set).toMatch(/Banyan is set up, and you are its owner/u)
    expect(again).toMatch(/belongs to an agency already/u)
    await empty.close()
  })

  it('says how to begin in a place that belongs to nobody', async () => {
    const empty = await create()

    expect(await openOffice(empty).hears('carol', '/tasks')).toMatch(/belongs to no agency yet/u)
    await empty.close()
  })

  it('refuses a code that ran out, that was used, or that nobody gave', async () => {
    const code = codeIn(await office.hears('meera', '/profile link'))
    office.clock.now = office.clock.now.add({ minutes: 16 })

    expect(await office.options('jun', 'profile link', { code })).toMatch(/already/u)
    expect(await office.hears('sam', `/profile link ${code}`)).toMatch(/has run out/u)
    expect(await office.hears('sam', '/profile link ZZZZ-ZZZZ')).toMatch(/not a code that I gave/u)
  })

  it('joins a second account to one person, who then has one state on both', async () => {
    const answer = await office.options('meeraInDiscord', 'profile show', {})

    expect(answer).toMatch(/Meera Iyer/u)
    expect(answer).toMatch(/owner/u)
  })

  it('keeps roles, clients and rooms to owners and managers', async () => {
    expect(await office.hears('carol', '/agency role @sam manager')).toMatch(/not yours to do/u)
    expect(await office.hears('carol', '/agency client add Mine')).toMatch(/not yours to do/u)
    expect(await office.options('asha', 'agency room', { purpose: 'board' })).toMatch(/not yours to do/u)
  })

  it.each([
    ['zone', 'Lisbon', /saved/u],
    ['zone', 'Narnia', /not a time zone that I know/u],
    ['hours', 'Mon-Fri 9:00-18:00, Sat 10-14', /saved/u],
    ['hours', 'whenever', /not a set of hours/u],
    ['capacity', '3', /saved/u],
    ['capacity', 'many', /not a number from 1 to 50/u],
    ['duties', 'travel, writing', /saved/u],
    ['duties', 'juggling', /no duty “juggling”/u],
    ['away', '24 Dec to 2 Jan', /saved/u],
    ['away', 'sometime', /not days that I understand/u],
    ['language', 'fr', /I do not speak “fr” yet/u],
  ])('/profile %s %s', async (field, text, said) => {
    expect(await office.hears('dan', `/profile ${field} ${text}`)).toMatch(said)
  })

  it('shows a profile with the time that it is there now', async () => {
    const profile = await office.hears('dan', '/profile')

    expect(profile).toMatch(/Time zone: .*Lisbon/u)
    expect(profile).toMatch(/Away: .*24/u)
  })

  it('tells when a digest comes next, three times, and what happens when the clock jumps', async () => {
    const set = await office.hears('carol', '/digest on 8:30 weekdays')

    expect(set).toMatch(/Your digest comes at 8:30|Your digest comes at 08:30/u)
    expect(set.match(/8:30 am/gu)).toHaveLength(3)
    expect(read(await office.press('carol', 'sahayak:details:digest:'))).toMatch(/When the clocks change/u)
    expect(await office.hears('carol', '/digest off')).toMatch(/Your digest is off/u)
    expect(await office.hears('carol', '/digest on 25:00')).toMatch(/not a time that I understand/u)
  })

  it('shows the digest now', async () => {
    await office.hears('carol', '/delegate Book a flight #travel')

    expect(await office.hears('meera', '/digest')).toMatch(/Nobody has claimed \(\d+\)/u)
  })

  it('helps anyone, also a stranger', async () => {
    expect(await office.hears('sam', '/help')).toMatch(/\/delegate/u)
    expect(read(await office.type('carol', '/help delegate'))).toMatch(/by Friday 5pm/u)
  })

  it.each([
    ['hours 9 to 5', 'Hours: Mon'],
    ['zone Lisbon', 'Time zone: Europe/Lisbon (Lisbon)\nYour time now: '],
    ['away tomorrow', 'Away: '],
    ['capacity 7', 'Tasks at once: 7'],
    ['duties travel', 'Duties: travel'],
    ['language hi', 'भाषा: हिन्दी'],
    ['language en', 'Language: English'],
  ])('says back what was understood of /profile %s', async (typed, said) => {
    const answer = await office.hears('dan', `/profile ${typed}`)

    expect(answer).toContain(said)
  })

  it('lists clients with who speaks for them and who serves them, and assigns somebody for all kinds of work by name alone', async () => {
    const said = await office.options('meeraInDiscord', 'agency assign', {
      client: 'Acme Textiles',
      duty: `<@${cast.asha.user}>`,
    })
    const list = await office.hears('meera', '/agency client list')

    expect(said).toContain('Asha Patil is first')
    expect(said).not.toContain('<@')
    expect(list).toMatch(/Acme Textiles · \d+ open tasks? · Carol Reyes speaks for them · served by Asha Patil/u)
    expect(await office.hears('carol', '/agency client list')).toContain('not yours to do')
  })

  it('calls a client by its new name everywhere, and by no name that another has', async () => {
    await office.type('meera', '/agency client add Initech')

    expect(await office.hears('meera', '/agency client rename Initech Globex Travel')).toContain('There is a client')
    expect(await office.hears('meera', '/agency client rename Initech Initrode Ltd')).toBe(
      'Initech is now called Initrode Ltd',
    )
    for (const [line, before, after] of [
      ['"Initrode Ltd" to "Initrode & Sons"', 'Initrode Ltd', 'Initrode & Sons'],
      ['Initrode & Sons to Initrode', 'Initrode & Sons', 'Initrode'],
      ['initrode → Initrode Ltd', 'Initrode', 'Initrode Ltd'],
      ['Initrode Ltd Initrode To Go', 'Initrode Ltd', 'Initrode To Go'],
      ['Initrode to Initrode Ltd', 'Initrode To Go', 'Initrode Ltd'],
    ]) {
      expect(await office.hears('meera', `/agency client rename ${line}`)).toBe(`${before} is now called ${after}`)
    }
    expect(await office.hears('carol', '/agency client rename Initrode Mine')).toContain('not yours to do')
    expect(await office.suggests('meera', 'delegate', 'client', 'ini')).toEqual(['Initrode Ltd'])
  })

  it('takes no new task for an archived client until it is restored, and keeps what was done', async () => {
    await office.type('meera', '/agency client add Vandelay')
    await office.type('meera', '/delegate Ship it client:Vandelay')

    const said = await office.hears('meera', '/agency client archive Vandelay')

    expect(said).toContain('Vandelay is archived')
    expect(await office.hears('meera', '/delegate Ship more client:Vandelay')).toContain(
      'There is no client “Vandelay”',
    )
    expect(await office.suggests('meera', 'delegate', 'client', 'vand')).toEqual([])
    expect(await office.hears('meera', '/agency client list')).toMatch(/Archived\n.*Vandelay/su)
    expect(await office.hears('meera', '/tasks open Ship it')).toContain('Vandelay')
    expect(await office.hears('meera', '/agency client restore Vandelay')).toBe('Vandelay is a client again')
    expect(await office.suggests('meera', 'delegate', 'client', 'vand')).toEqual(['Vandelay'])
  })

  it('tells two of one name apart, and understands the way in which it does', async () => {
    await office.ask('meera', {
      kind: 'options',
      command: 'agency role',
      options: { person: '<@U77>', role: 'assistant' },
      people: [{ platform: 'slack', user: 'U77', name: 'Jun Santos' }],
    })

    const asked = await office.hears('meera', '/agency assign Globex all Jun')
    const [label = ''] = /Jun Santos \(Slack, since [^)]+\)/u.exec(asked) ?? []
    const said = await office.options('meeraInDiscord', 'agency assign', { client: 'Globex Travel', primary: label })

    expect(asked).toMatch(/Did you mean Jun Santos \(\w+, since .*\) or Jun Santos \(\w+, since .*\)\?/u)
    expect(said).toContain('Jun Santos is first')
    expect(await office.suggests('meera', 'agency assign', 'primary', 'jun')).toContain(label)
  })
})
