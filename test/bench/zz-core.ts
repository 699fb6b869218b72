import { randomUUIDv7 } from 'node:crypto'
import { connectDatabase } from '#db/connection/connect.ts'
import { migrate } from '#db/connection/migrate.ts'
import { createCore } from '#src/bot/engine.ts'
import { startBenchPostgres } from './postgres.ts'
import { postgresTime } from './processor-time.ts'
import { seedAgencies } from './seed.ts'
const [warmN = '2000', n = '3000'] = process.argv.slice(2)
const postgres = await startBenchPostgres()
const url = await postgres.create()
const db = await connectDatabase({ url, dataDir: '/tmp/scratch' })
await migrate(db)
await postgres.within(url, (sql) => seedAgencies(sql, { agencies: 50, assistants: 10 }))
const core = createCore({ db, log: { debug() {}, info() {}, warn() {}, error() {} }, now: () => Temporal.Now.instant(), newId: () => randomUUIDv7(), secret: 'x'.repeat(40), publicUrl: null, look: async () => null, canPost: async () => true, fetchFile: async () => ({ ok: false, why: 'gone' }) })
let id = 0
const one = async (agency: number) => {
  const a = await core.handle({ id: `d:${++id}`, origin: { platform: 'slack', user: `U${agency}C0`, userName: 'x', language: 'en', channel: `C${agency}`, place: `T${agency}`, placeName: 'p', channelKind: 'room' }, request: { kind: 'words', command: 'delegate', text: `Find flights to Mumbai for number ${id} by friday 5pm` } })
  if (a.kind !== 'say' || !/#\d/.test(JSON.stringify(a.card))) throw new Error(JSON.stringify(a).slice(0, 300))
}
const run = async (count: number, agencies: number, connections: number) => {
  let left = count
  const cpu = process.cpuUsage(), pg = postgresTime(postgres.postmaster), t = performance.now()
  await Promise.all(Array.from({ length: connections }, async (_, i) => { while (left-- > 0) await one((i + left) % agencies) }))
  const took = performance.now() - t, c = process.cpuUsage(cpu)
  console.log(`${connections} conns ${agencies} agencies: ${(count / took * 1000).toFixed(0)}/s node ms ${((c.user + c.system) / 1000 / count).toFixed(2)} pg ms ${((postgresTime(postgres.postmaster) - pg) / count).toFixed(2)} alone ms ${(took / count * connections).toFixed(2)}`)
}
await run(Number(warmN), 50, 50)
await run(Number(n), 50, 50)
await run(Number(n) / 2, 1, 50)
await run(300, 50, 1)
await db.close()
await postgres.stop()
