import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cache } from '#test/db/template.ts'
import { startPostgres } from '#test/db/postgres.ts'
import { playFreeze } from './freeze.ts'
import { holds, longForms } from './long-forms.ts'
import { isClean, reportOf } from './report.ts'
import { playScene, type Settings } from './scene.ts'

/**
 * `npm run faults` (the `days`), `npm run faults -- days kill years trips` (all of it). Of the `days`: the bot is killed again and again while people work with it in
 * bad weather. Afterwards what people were told is compared with what is written down. The others are tests in full of which `npm test` has a
 * short form. It ends with 1 where something does not hold.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    acts: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '30' },
    /** Numbers of processes on Postgres. */
    processes: { type: 'string', default: '1,4' },
    databases: { type: 'string', default: 'postgres,embedded' },
    /** For how many seconds a Postgres stands still; 0: not at all. */
    frozen: { type: 'string', default: '30' },
    clients: { type: 'string', default: '10' },
    assistants: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    hurried: { type: 'boolean', default: false },
  },
})

const known = ['days', ...Object.keys(longForms)]
const unknown = positionals.find((name) => !known.includes(name))
if (unknown !== undefined) {
  process.stderr.write(
    `There is no "${unknown}". There is: ${known.join(', ')}. For example: npm run faults -- years\n`,
  )
  process.exit(1)
}
const wanted = positionals.length > 0 ? positionals : ['days']

// What the first process compiles the others read.
process.env['NODE_COMPILE_CACHE'] ??= join(cache, 'compiled')
const common = {
  ...{ acts: Number(values.acts), kills: Number(values.kills), seed: Number(values.seed), hurried: values.hurried },
  size: { clients: Number(values.clients), assistants: Number(values.assistants) },
}
const databases = wanted.includes('days') ? values.databases.split(',') : []
const postgres = databases.includes('postgres')
  ? await startPostgres({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
  : null

try {
  if (postgres)
    for (const processes of values.processes.split(',').map(Number))
      await run(`Postgres, ${processes} ${processes === 1 ? 'process' : 'processes'}`, {
        ...common,
        ...{ url: await postgres.create(), processes },
      })
  if (postgres && Number(values.frozen) > 0) await freeze(Number(values.frozen))
  if (databases.includes('embedded')) await run('embedded, 1 process', { ...common, url: null, processes: 1 })
} finally {
  await postgres?.stop()
}
for (const [name, files] of Object.entries(longForms)) if (wanted.includes(name) && !holds(files)) process.exitCode = 1

async function run(name: string, settings: Settings): Promise<void> {
  const began = performance.now()
  const tell = (progress: string) => void process.stderr.write(`${name}: ${progress}\n`)
  const outcome = await playScene({ ...settings, tell })
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(reportOf(`${name}, ${seconds} s, seed ${settings.seed}`, outcome))
  if (isClean(outcome)) return
  process.exitCode = 1
  process.stdout.write(`Again: npm run faults -- --seed ${settings.seed}\n`)
}

async function freeze(seconds: number): Promise<void> {
  const { asked, wellAfter, breaches } = await playFreeze(seconds)
  process.stdout.write(
    `\nPostgres stands still for ${seconds} s\n  asked meanwhile ${asked}, well ${wellAfter.toFixed(1)} s after its return, breaches ${breaches.length}\n`,
  )
  for (const breach of breaches) process.stdout.write(`      ${breach}\n`)
  if (breaches.length > 0) process.exitCode = 1
}
