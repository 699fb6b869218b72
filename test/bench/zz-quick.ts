import { build, root, floor } from './contenders.ts'
import { load } from './load.ts'
import { median, quantile } from './numbers.ts'
import { startBenchPostgres } from './postgres.ts'
import { processorTimeOf } from './rounds.ts'
import { clientOf } from './seed.ts'
import { delegateRequest } from './slack-requests.ts'
import { startSlackStub } from './slack-stub.ts'
const [which = 'ours', secs = '2', folder = root] = process.argv.slice(2)
const postgres = await startBenchPostgres()
const slack = await startSlackStub()
const kind = which === 'ours' ? build('ours', folder) : floor(which, which + '.ts', { migrated: which === 'two-flights' })
const c = await kind.start({ postgres, slackApi: slack.apiUrl, size: { agencies: 50, assistants: 10 } })
try {
  const ask = (connections: number, agencies: number, ms: number) => {
    const until = performance.now() + ms
    let count = 0
    return load({ port: c.program.port, connections, next: () => performance.now() < until ? delegateRequest(clientOf(count++ % agencies), slack.respondUrl('delegate')) : null, isRight: (a) => a.startsWith('HTTP/1.1 200') && /#\d|Working on it/u.test(a) })
  }
  await ask(50, 50, 3000)
  const m = await processorTimeOf(c, postgres, () => ask(50, 50, Number(secs) * 1000))
  const n = m.result.times.length
  console.log(which, 'a second', (n / (m.result.took / 1000)).toFixed(0), 'server ms', (m.server / n).toFixed(2), 'pg ms', (m.postgres / n).toFixed(2), 'p50', median(m.result.times).toFixed(1))
  const one = await ask(50, 1, Number(secs) * 1000)
  console.log('one agency', (one.times.length / (one.took / 1000)).toFixed(0))
  const alone = await ask(1, 50, Number(secs) * 1000)
  console.log('alone p50', median(alone.times).toFixed(2), 'p99', quantile(alone.times, 0.99).toFixed(2))
} catch (e) { console.log(String(e).slice(0, 300)); console.log(c.program.output().slice(-3000)) } finally { await c.stop(); await slack.close(); await postgres.stop() }
