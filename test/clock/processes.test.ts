import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { postgresUrl } from '#test/db/databases.ts'
import { monday, openAgency, type Office } from '#test/handle/office.ts'
import { toldBy } from './walk.ts'

type Ticking = { child: ChildProcess; ended: Promise<unknown> }

const program = fileURLToPath(new URL('./processes/ticking.ts', import.meta.url))
const until = monday.add({ hours: 3 * 24 })

describe('four processes that tick through three days, some of them killed', () => {
  let url: string
  let db: Database
  let office: Office
  beforeAll(async () => {
    url = await postgresUrl()
    db = await connectDatabase({ url, dataDir: tmpdir(), max: 5 })
    office = await openAgency(db)
    await office.options('meeraInDiscord', 'agency assign', {
      ...{ client: 'Acme Textiles', duty: 'bookkeeping', primary: 'Asha Patil', backups: 'Jun Santos' },
    })
  })
  afterAll(() => db.close())

  /** Complaints go to `faults`. */
  async function startOne(from: Temporal.Instant, faults: string[]): Promise<Ticking> {
    const child = spawn(process.execPath, [program, url, from.toString(), until.toString(), '60'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stderr.on('data', (data: Buffer) => void faults.push(data.toString()))
    // Listened for from the start: on a fast machine it may be through before anybody asks.
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    child.stdout.resume()
    return { child, ended }
  }

  it('make each move once, say each word once, and remind of each thing once', async () => {
    for (let n = 0; n < 5; n++) {
      office.clock.now = monday.add({ minutes: 11 * n })
      await office.type('carol', `/delegate Reconcile invoice number ${n} #bookkeeping`)
      await office.type('carol', `/delegate Book flight number ${n} #travel by Thursday 5pm`)
      await office.type('carol', `/remind me to look at number ${n} in ${3 + 11 * n} hours`)
    }
    const faults: string[] = []

    const [first, second, ...steady] = await Promise.all(Array.from({ length: 4 }, () => startOne(monday, faults)))
    // In the middle of whatever they are at.
    for (const each of [first, second]) each?.child.kill('SIGKILL')
    const risen = await Promise.all([startOne(monday, faults), startOne(monday, faults)])
    await Promise.all([...steady, ...risen].map(({ ended }) => ended))

    const told = await toldBy(db)
    const nudges = told.flatMap(({ line }) => (line.kind === 'nudge' && line.outcome !== null ? [line] : []))
    const words = nudges.map(({ task, version, step }) => `${task} ${version} ${step}`)
    const reminders = told.flatMap(({ line }) => (line.kind === 'reminder' ? [line.reminder] : []))
    const moves = await db.acrossAgencies((tx) =>
      rows<{ task: string; type: string; n: number }>(
        tx,
        sql`select task_id as task, type, count(*)::int as n from task_events
            where type in ('assignment-passed-on') group by 1, 2`,
      ),
    )
    expect(faults).toEqual([])
    expect(new Set(words).size).toBe(words.length)
    expect(words).toHaveLength(10)
    expect(reminders.toSorted()).toEqual([...new Set(reminders)].toSorted())
    expect(reminders).toHaveLength(5)
    // From Asha to Jun, and from Jun to the pool.
    expect(moves.map(({ n }) => n)).toEqual(Array.from({ length: 5 }, () => 2))
  })
})
