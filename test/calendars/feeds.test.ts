import { request } from 'node:http'
import { connect } from 'node:net'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { calendarRoute, openWeb, type Web } from '#adapters/http/web.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from '#test/handle/office.ts'
import { problemsOf } from './validate.ts'

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

describe.each(databases)('calendars to subscribe to, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let web: Web
  const faults: unknown[] = []

  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    const log = { ...office.house.log, error: (data: object) => void faults.push(data) }
    web = await openWeb(
      { port: 0, host: '127.0.0.1' },
      {
        slack: null,
        routes: [calendarRoute({ ...office.house, log })],
      },
    )
    await office.hears('carol', '/delegate Book a flight to Pune, aisle seat; no nuts #travel by Friday 5pm')
    await office.options('asha', 'claim', { number: '1' })
  })
  afterAll(async () => {
    await web.stop()
    await db.close()
    expect(faults).toEqual([])
  })

  const addressIn = (text: string) => {
    const address = /https:\/\/bot\.example\.com(\/calendar\/\S+\.ics)/u.exec(text)?.[1]
    if (!address) throw new Error(`no address in: ${text}`)
    return address
  }
  const addressOf = async (name: Name, line = '/calendar feed') => addressIn(await office.hears(name, line))

  function get(path: string, { method = 'GET', ...headers }: Record<string, string> = {}): Promise<Got> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: web.port, path, method, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const body = Buffer.concat(parts).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        })
      })
      sent.on('error', reject)
      sent.end()
    })
  }

  it('gives a client a calendar with what they asked for, by when it was promised', async () => {
    const { status, headers, body } = await get(await addressOf('carol'))

    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(headers['cache-control']).toMatch(/^private/u)
    expect(problemsOf(body)).toEqual([])
    expect(body).toContain(String.raw`SUMMARY:Due: #1 Book a flight to Pune\, aisle seat\; no nuts`)
    expect(body).toContain('DTSTART:20260306T220000Z')
  })

  it('gives an assistant what they hold, and nobody else anything of it', async () => {
    const [asha, jun] = await Promise.all([addressOf('asha'), addressOf('jun')].map(async (path) => get(await path)))

    expect(asha?.body).toContain('#1 Book a flight')
    expect(jun?.status).toBe(200)
    expect(jun?.body).not.toContain('#1 Book a flight')
  })

  it('gives a client’s calendar to its members and to managers alone', async () => {
    const acme = await get(await addressOf('carol', '/calendar feed Acme'))
    const managers = await get(await addressOf('meera', '/calendar feed acme textiles'))

    expect(acme.body).toContain('#1 Book a flight')
    expect(managers.body).toContain('#1 Book a flight')
    expect(await office.hears('dan', '/calendar feed Acme')).toMatch(/no client “Acme”/u)
    expect(await office.options('asha', 'calendar feed', { client: 'Acme' })).not.toContain('.ics')
  })

  it('never shows a brief', async () => {
    await office.hears('carol', '/delegate Pay the tax\nThe password is swordfish #bookkeeping by Friday 5pm')

    const { body } = await get(await addressOf('carol'))

    expect(body).toContain('Pay the tax')
    expect(body).not.toContain('swordfish')
  })

  it('has an empty social calendar for a client with nothing planned', async () => {
    const { status, body } = await get(await addressOf('carol', '/calendar social'))

    expect(status).toBe(200)
    expect(problemsOf(body)).toEqual([])
    expect(body).not.toContain('VEVENT')
  })

  it('shows days away as whole days', async () => {
    await office.options('jun', 'profile away', { days: '24 Dec to 2 Jan' })

    const { body } = await get(await addressOf('jun'))

    expect(body).toContain('DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20270103')
    expect(body).toContain('SUMMARY:Jun Santos is away')
  })

  it('changes an entry instead of adding one: the same name, a later version', async () => {
    const path = await addressOf('asha')
    const before = await get(path)

    await office.ask('asha', { kind: 'press', action: { press: 'start', subject: '1', detail: '' } })
    const after = await get(path)

    expect(namesIn(after.body)).toEqual(namesIn(before.body))
    expect(versionsIn(after.body)[0]).toBeGreaterThan(versionsIn(before.body)[0] ?? Infinity)
  })

  it('says what was cancelled for thirty days, and then forgets it', async () => {
    const said = await office.hears('carol', '/delegate Order lunch #travel by Friday 5pm')
    const number = /#(\d+)/u.exec(said)?.[1] ?? ''
    await office.submit('carol', 'cancel', number, { reason: 'no longer hungry' })
    const path = await addressOf('carol')

    const { body } = await get(path)
    const then = office.clock.now
    office.clock.now = then.add({ hours: 24 * 31 })
    const later = await get(path)
    office.clock.now = then

    expect(body).toMatch(/Order lunch(?:(?!END:VEVENT).)*STATUS:CANCELLED/su)
    expect(later.body).not.toContain('Order lunch')
  })

  it('answers “not changed” to one who has it, also through a proxy, and the same bytes until something changes', async () => {
    const path = await addressOf('asha')
    const first = await get(path)
    const etag = String(first.headers['etag'])
    office.clock.now = office.clock.now.add({ hours: 3 })

    const again = await get(path)
    const known = await Promise.all(
      [etag, `W/${etag}`, `"other", ${etag}`, '*'].map((tag) => get(path, { 'if-none-match': tag })),
    )

    expect(again.body).toBe(first.body)
    expect(known.map(({ status, body }) => [status, body])).toEqual(known.map(() => [304, '']))
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200)
    expect(await get(path, { method: 'HEAD' })).toMatchObject({ status: 200, body: '', headers: { etag } })
  })

  it('keeps its address however often it is asked for, until it is renewed; then the old one is nothing', async () => {
    const card = await office.type('carol', '/calendar feed')
    const old = addressIn(read(card))
    expect(await addressOf('carol')).toBe(old)

    const renewed = await office.ask('carol', { kind: 'press', action: renewOn(card) })
    const address = addressIn(read(renewed))

    expect(read(renewed)).toMatch(/new address/u)
    expect((await get(old)).status).toBe(404)
    expect((await get(address)).status).toBe(200)
  })

  it('lets nobody renew what is not theirs', async () => {
    const card = await office.type('carol', '/calendar feed')

    const tried = await office.ask('meera', { kind: 'press', action: renewOn(card) })

    expect(read(tried)).toMatch(/not one of yours/u)
    expect((await get(addressIn(read(card)))).status).toBe(200)
  })

  it('ends for one who lost the role', async () => {
    await office.hears('meera', '/agency role @sam client Globex Travel')
    const theirs = await Promise.all([addressOf('sam'), addressOf('sam', '/calendar feed Globex Travel')])
    expect((await Promise.all(theirs.map((path) => get(path)))).map(({ status }) => status)).toEqual([200, 200])

    await takeRoles(db, 'Sam Ortiz')

    expect((await Promise.all(theirs.map((path) => get(path)))).map(({ status }) => status)).toEqual([404, 404])
  })

  it('tells one wrong address from another to nobody', async () => {
    const right = await addressOf('carol')
    const [, calendar, agency = '', file = ''] = right.split('/')
    const mark = file.slice(37, -4)
    const flipped = `${mark.startsWith('A') ? 'B' : 'A'}${mark.slice(1)}`
    const wrong = [
      right.replace(mark, flipped),
      right.replace(
        agency,
        agency.replace(/.$/u, (last) => (last === '0' ? '1' : '0')),
      ),
      right.replace(file.slice(0, 36), '019c0000-0000-7000-8000-000000000000'),
      right.replace('.ics', ''),
      `/${calendar}/${agency}/`,
      `${right}/`,
      '/',
      '/calendar/%E0%A4%A/x',
      '/calendar/../../etc/passwd',
      '//x',
    ]

    const answers = await Promise.all(wrong.map((path) => get(path)))

    const told = answers.map(({ status, body, headers: { date: _, ...headers } }) => ({ status, body, headers }))
    expect(told).toEqual(wrong.map(() => ({ ...told[0], status: 404, body: 'Not found\n' })))
  })

  it('reads nobody’s body, and lets go of who sends one', async () => {
    const socket = connect(web.port, '127.0.0.1')
    const heard = new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (part) => (text += part.toString()))
      socket.on('close', () => resolve(text))
      socket.on('error', () => {})
    })
    socket.write('POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nxxxx')

    expect(await heard).toMatch(/^HTTP\/1\.1 404 /u)
    expect((await get('/health')).body).toBe('ok\n')
  })

  it('speaks the language of whose it is', async () => {
    await office.hears('dan', '/profile language hi')
    const card = await office.hears('dan', '/calendar feed')

    expect(card).toMatch(/नया पता/u)
    expect((await get(addressIn(card))).body).toContain('NAME:Banyan: मेरे काम')
  })

  it('shows how to add it to Google, Apple and Outlook, with buttons that keep within limits', async () => {
    const card = await office.type('carol', '/calendar feed')
    const urls =
      card.kind === 'say' ? (card.card.buttons ?? []).flatMap((button) => ('url' in button ? [button] : [])) : []

    expect(read(card)).toMatch(/Google.*Apple/su)
    expect(urls.map(({ label }) => label)).toEqual(['Google', 'Outlook'])
    for (const { url } of urls) expect(url.length).toBeLessThanOrEqual(512)
  })

  it('says what is missing where the bot cannot be reached from outside', async () => {
    const { publicUrl } = office.house
    office.house.publicUrl = null

    expect(await office.hears('carol', '/calendar feed')).toMatch(/PUBLIC_URL/u)
    office.house.publicUrl = publicUrl
  })

  it('has what is to be posted for a client, in its social calendar and in that of whoever posts it', async () => {
    await office.options('meeraInDiscord', 'agency assign', {
      ...{ client: 'Acme Textiles', duty: 'social-media', primary: 'Asha Patil' },
    })
    await office.type('meera', '/social account add instagram @acme Acme Textiles')
    await office.hears('carol', '/social draft instagram at:"Friday 9am" Our spring sale begins')

    const social = await get(await addressOf('carol', '/calendar social'))
    const ashas = await get(await addressOf('asha'))
    const juns = await get(await addressOf('jun'))

    for (const { body } of [social, ashas]) {
      expect(problemsOf(body)).toEqual([])
      expect(body).toMatch(/SUMMARY:instagram:acme · P1 Our spring sale begins/u)
    }
    expect(juns.body).not.toContain('spring sale')
  })
})

function renewOn(card: Awaited<ReturnType<Office['type']>>) {
  const buttons = card.kind === 'say' ? (card.card.buttons ?? []) : []
  const renew = buttons.flatMap((button) => ('action' in button ? [button.action] : []))[0]
  if (!renew) throw new Error(`no button in: ${read(card)}`)
  return renew
}

const namesIn = (text: string) => [...text.matchAll(/^UID:(.*)\r$/gmu)].map(([, uid]) => uid)
const versionsIn = (text: string) => [...text.matchAll(/^SEQUENCE:(.*)\r$/gmu)].map(([, sequence]) => Number(sequence))

async function takeRoles(db: Database, name: string): Promise<void> {
  await db.acrossAgencies(async (tx) => {
    await rows(tx, sql`update persons set roles = '{}' where name = ${name}`)
  })
}
