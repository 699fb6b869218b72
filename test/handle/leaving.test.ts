import { request } from 'node:http'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '#orm/core'
import { exportRoute } from '#adapters/http/export.ts'
import { openWeb, type Web } from '#adapters/http/web.ts'
import { rows, type Database } from '#db/connection/connect.ts'
import { deleteSome, exportedTables, leftOut } from '#db/repositories/export.ts'
import { exportAddress, readExportPath } from '#src/features/leaving/export-address.ts'
import { runTimers } from '#src/bot/timers.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, secret, type Office } from './office.ts'

const ids = { agency: '0190a000-0000-7000-8000-000000000001', person: '0190a000-0000-7000-8000-000000000002' }

describe('the address of an export', () => {
  const now = Temporal.Instant.from('2026-03-02T15:00:00Z')
  const until = Math.floor(now.epochMilliseconds / 1000) + 60
  const path = exportAddress('', secret, { ...ids, until })

  it('names the agency and the owner who asked, until it runs out', () => {
    expect(readExportPath(path, secret, now)).toEqual({ ...ids, until })
    expect(readExportPath(path, secret, now.add({ seconds: 61 }))).toBeNull()
  })

  it('is of no use with anything in it changed', () => {
    const later = path.replace(String(until), String(until + 3600))
    const other = path.replace(ids.agency, '0190a000-0000-7000-8000-000000000003')

    for (const wrong of [later, other, path.replace('.tar', ''), `${path}x`, '/export/x/y.tar'])
      expect(readExportPath(wrong, secret, now)).toBeNull()
    expect(readExportPath(path, `${secret}!`, now)).toBeNull()
  })
})

describe.each(databases)('an agency that leaves, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let renew: () => Promise<Office>
  let web: Web
  const faults: object[] = []
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
    const now = () => office.clock.now
    const log = { debug() {}, info() {}, warn() {}, error: (data: object) => void faults.push(data) }
    web = await openWeb(
      { port: 0, host: '127.0.0.1' },
      { slack: null, routes: [exportRoute({ db, secret, log, now })] },
    )
  })
  beforeEach(async () => {
    office = await renew()
  })
  afterAll(async () => {
    await web.stop()
    await db.close()
    expect(faults).toEqual([])
  })

  async function download(path: string): Promise<{ status: number; files: Map<string, string> }> {
    const files = new Map<string, string>()
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: web.port, path }, (response) => {
        const status = response.statusCode ?? 0
        if (status !== 200) {
          response.resume()
          return resolve({ status, files })
        }
        const unpacked = extract()
        unpacked.on('entry', ({ name }, stream, next) => {
          const parts: Buffer[] = []
          stream.on('data', (part) => void (part instanceof Buffer && parts.push(part)))
          stream.on('end', () => {
            files.set(name, Buffer.concat(parts).toString('utf8'))
            next()
          })
        })
        unpacked.on('finish', () => resolve({ status, files }))
        unpacked.on('error', reject)
        response.on('aborted', () => reject(new Error('half an archive')))
        response.pipe(unpacked)
      })
      sent.on('error', reject)
      sent.end()
    })
  }

  const linkIn = (answer: unknown) =>
    /https:\/\/bot\.example\.com(\/export\/[^"\s]+\.tar)/u.exec(JSON.stringify(answer))?.[1] ?? ''
  const linesTold = () =>
    db.acrossAgencies((tx) =>
      rows<{ line: string }>(tx, sql`select line::text as line from outbox where line::text like '%leaving%'`),
    )

  it('takes everything along: each table as JSON lines, its own rows alone', async () => {
    await office.type('carol', '/delegate Book a flight to Pune #travel')
    await office.options('asha', 'claim', { number: '1' })
    expect(await office.hears('meera', '/agency export')).toMatch(/as one file[\s\S]*1 task, [\d]+ people, 2 clients/u)

    const { status, files } = await download(linkIn(await office.press('meera', 'sahayak:export-agency::')))

    expect(status).toBe(200)
    const tasks = (files.get('tasks/000001.jsonl') ?? '').trim().split('\n')
    expect(tasks.map((line) => JSON.parse(line))).toMatchObject([{ number: 1, title: 'Book a flight to Pune' }])
    expect(files.get('task_events/000001.jsonl')).toContain('task-claimed')
    expect(files.get('persons/000001.jsonl')).toContain('Asha Patil')
    expect(files.get('README.txt')).toContain('Everything that Sahayak keeps')
    expect([...files.keys()].filter((name) => leftOut.includes(name.split('/')[0] ?? ''))).toEqual([])
    expect(await linesTold()).toHaveLength(1)
  })

  it('takes nothing along for one who is no owner any more', async () => {
    const link = linkIn(await office.press('meera', 'sahayak:export-agency::'))
    await office.type('meera', '/agency role @max owner')
    await office.options('max', 'agency remove', { person: 'Meera Iyer', role: 'owner' })

    expect(await download(link)).toMatchObject({ status: 404 })
    expect(await download(`${link}x`)).toMatchObject({ status: 404 })
  })

  it('knows of every table whether it goes along', async () => {
    const found = await db.asOwner((tx) =>
      rows<{ name: string }>(
        tx,
        sql`select tablename as name from pg_tables where schemaname = 'public' and tablename <> '__drizzle_migrations'`,
      ),
    )
    const known = [...exportedTables.map(({ name }) => name), ...leftOut]
    expect(found.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
  })

  it('is deleted a day after an owner typed its name, with all that it held', async () => {
    await office.type('carol', '/delegate Book a flight to Pune #travel')
    const name = /Delete (.+?) and all/u.exec(await office.hears('meera', '/agency delete'))?.[1] ?? ''

    const said = JSON.stringify(await office.submit('meera', 'delete-agency', '', { name: ` ${name.toUpperCase()} ` }))

    expect(said).toMatch(/is deleted .*Tue 3 Mar/u)
    office.clock.now = office.clock.now.add({ hours: 23 })
    await runTimers(office.house)
    expect(await office.hears('carol', '/task 1')).toContain('Book a flight')
    office.clock.now = office.clock.now.add({ hours: 1 })
    await runTimers(office.house)
    const left = await db.asOwner((tx) =>
      Promise.all(
        exportedTables.map(({ name: table }) =>
          rows<{ n: number }>(tx, sql`select count(*)::int as n from ${sql.raw(`"${table}"`)}`),
        ),
      ),
    )
    expect(left.flat().every(({ n }) => n === 0)).toBe(true)
    expect(await office.hears('carol', '/task 1')).not.toContain('Book a flight')
  })

  it('goes in steps where it is large, and is closed to everybody from the first of them', async () => {
    for (let number = 1; number <= 7; number++) await office.type('carol', `/delegate Call the bank ${number} #travel`)
    await office.press('asha', 'sahayak:claim:3:')
    const [agency] = await db.asOwner((tx) => rows<{ id: string }>(tx, sql`select agency_id::text as id from agencies`))
    const step = () =>
      db.inAgency(agency?.id ?? '', (tx) => deleteSome(tx, agency?.id ?? '', { growing: 3, referredTo: 2 }))

    const first = await step()
    const said = await office.hears('carol', '/task 1')
    let steps = 1
    while (!(await step())) steps += 1

    expect(first).toBe(false)
    expect(said).not.toContain('Call the bank')
    expect(steps).toBeGreaterThan(4)
    const left = await db.asOwner((tx) =>
      rows<{ n: number }>(
        tx,
        sql`select (select count(*) from tasks)::int + (select count(*) from task_events)::int + (select count(*) from outbox)::int as n`,
      ),
    )
    expect(left).toEqual([{ n: 0 }])
  })

  it('is kept where an owner says so in time', async () => {
    await office.submit('meera', 'delete-agency', '', { name: 'Banyan' })
    expect(await office.hears('meera', '/agency delete')).toMatch(/is deleted .*Keep the agency/su)

    expect(JSON.stringify(await office.press('meera', 'sahayak:keep-agency::'))).toContain('is kept')

    office.clock.now = office.clock.now.add({ hours: 25 })
    await runTimers(office.house)
    expect(await office.hears('meera', '/agency people')).toContain('Asha Patil')
    expect(await linesTold()).toHaveLength(2)
  })

  it('asks again where another name was typed, and is an owner’s alone to end', async () => {
    expect(JSON.stringify(await office.submit('meera', 'delete-agency', '', { name: 'Bayan' }))).toMatch(
      /“Bayan” is not the name of this agency/u,
    )
    await office.type('meera', '/agency role @max manager')
    for (const name of ['max', 'carol', 'asha'] as const)
      expect(JSON.stringify(await office.submit(name, 'delete-agency', '', { name: 'Banyan' }))).toContain(
        'not yours to do',
      )
    expect(await office.hears('meera', '/agency delete')).not.toContain('Keep the agency')
  })
})
