import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, type Office } from './office.ts'

const url = 'https://example.com/holidays.ics'

describe.each(databases)('/calendar holidays, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  it.each([
    ['http://example.com/a.ics', /does not begin with https:\/\//u],
    ['https://me:word@example.com/a.ics', /a name or a password/u],
    ['https://example.com:8443/a.ics', /a port in the address/u],
    ['https://10.0.0.1/a.ics', /private network/u],
    ['holidays', /does not begin with https:\/\//u],
  ])('refuses %s, with an example that works', async (address, why) => {
    const said = await office.hears('carol', `/calendar holidays add ${address}`)

    expect(said).toMatch(why)
    expect(said).toContain(address)
    expect(said).toContain('/calendar holidays add https://example.com/holidays.ics')
  })

  it('takes the address that Apple and Google offer for subscribing', async () => {
    expect(await office.hears('carol', '/calendar holidays add webcal://p01.example.com/a.ics')).toMatch(
      /Added.*Carol Reyes · p01\.example\.com · not read yet/su,
    )
    expect(await office.hears('carol', '/calendar holidays add https://p01.example.com/a.ics')).toMatch(
      /there already/u,
    )
  })

  it('lets managers alone choose for the agency and its clients', async () => {
    expect(await office.hears('carol', `/calendar holidays add ${url} agency`)).toMatch(/not yours to do/u)
    expect(await office.hears('carol', `/calendar holidays add ${url} Acme`)).toMatch(/not yours to do/u)
    expect(await office.hears('meera', `/calendar holidays add ${url} agency`)).toMatch(/The agency · example\.com/u)
    expect(await office.hears('meera', `/calendar holidays add ${url} Acme`)).toMatch(/Acme Textiles · example\.com/u)
    expect(await office.hears('meera', `/calendar holidays add ${url} Nobody`)).toMatch(/no client “Nobody”/u)
  })

  it('shows each what concerns them, and never an address, which may be a secret', async () => {
    const secret = 'https://calendar.example.org/private-0123456789/basic.ics'
    await office.hears('dan', `/calendar holidays add ${secret}`)

    const [dan, carol, meera] = await Promise.all(
      (['dan', 'carol', 'meera'] as const).map((name) => office.hears(name, '/calendar holidays list')),
    )

    expect(dan).toMatch(/The agency/u)
    expect(dan).toMatch(/Dan Weber · calendar\.example\.org/u)
    expect(dan).not.toMatch(/Acme/u)
    expect(dan).not.toContain('private-')
    expect(carol).toMatch(/Acme/u)
    expect(carol).not.toMatch(/Dan/u)
    expect(meera).toMatch(/Acme/u)
    expect(meera).not.toMatch(/Dan Weber/u)
  })

  it('removes by number, what is one’s own alone', async () => {
    const list = await office.hears('dan', '/calendar holidays list')
    const number = /(\d)\. Dan/u.exec(list)?.[1]
    const agencys = /(\d)\. The agency/u.exec(list)?.[1]

    expect(await office.hears('dan', `/calendar holidays remove ${agencys}`)).toMatch(/not yours to do/u)
    expect(await office.hears('dan', '/calendar holidays remove 9')).toMatch(/no calendar 9/u)
    expect(await office.hears('dan', `/calendar holidays remove ${number}`)).toMatch(/Removed/u)
    expect(await office.hears('dan', '/calendar holidays list')).not.toMatch(/Dan/u)
  })

  it('takes ten for one, and then says to remove one', async () => {
    for (let index = 0; index < 10; index++)
      await office.hears('dan', `/calendar holidays add https://example.com/${index}`)

    expect(await office.hears('dan', '/calendar holidays add https://example.com/more')).toMatch(
      /10 calendars already/u,
    )
  })

  it('speaks Hindi', async () => {
    await office.hears('carol', '/profile language hi')

    expect(await office.hears('carol', '/calendar holidays list')).toMatch(/ये छुट्टियाँ मुझे पता हैं/u)
    expect(await office.hears('carol', '/calendar holidays add http://x.example')).toMatch(/https:\/\/ से शुरू नहीं होता/u)
  })
})
