import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkOut } from './beside.ts'
import { root } from './contenders.ts'
import { claim } from './claim.ts'
import { delegate } from './delegate.ts'
import { digests } from './digests.ts'
import { discord } from './discord.ts'
import { files } from './files.ts'
import type { How } from './how.ts'
import { start } from './start.ts'
import { tell, write, type Report } from './report.ts'
import { telling } from './telling.ts'
import { words } from './words.ts'

/**
 * `npm run bench` (all of them), `npm run bench -- delegate claim`: what the bot costs, beside floors that ran in the same minutes.
 * A timing is no test: nothing here fails.
 */
const benches: Record<string, (how: How) => Promise<Report>> = {
  delegate,
  claim,
  discord,
  telling,
  start,
  digests,
  files,
  words,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Revisions of other days, run beside this build. */
    beside: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    agencies: { type: 'string', default: '50' },
    assistants: { type: 'string', default: '10' },
    json: { type: 'string', default: join(root, 'node_modules/.cache/sahayak/bench.json') },
  },
})

const unknown = positionals.find((name) => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  process.stderr.write(
    `There is no bench "${unknown}". There is: ${Object.keys(benches).join(', ')}. For example: npm run bench -- delegate\n`,
  )
  process.exit(1)
}

const others = values.beside.map((revision) => ({ revision, ...checkOut(revision) }))
try {
  const how: How = {
    rounds: Number(values.rounds ?? (values.quick ? 3 : 5)),
    quick: values.quick,
    seconds: values.quick ? 0.5 : 1.5,
    size: { agencies: Number(values.agencies), assistants: Number(values.assistants) },
    beside: new Map(others.map(({ revision, folder }) => [revision, folder])),
  }
  const reports: Report[] = []
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const report = await bench(how)
    tell(report)
    reports.push(report)
  }
  write(values.json, reports)
  process.stdout.write(`All of it: ${values.json}\n`)
} finally {
  for (const other of others) other.remove()
}
