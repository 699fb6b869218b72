import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '#sandbox/index.ts'
import { hands, type Hands } from '#src/bot/demo/hands.ts'
import { setUpAgency } from '#src/bot/demo/set-up.ts'
import { buildWorld, configFor } from '#src/bot/demo/world.ts'
import { environmentOf, setupCodeIn, startBotProcess } from '#test/bot-process.ts'
import { startPostgres } from '#test/db/postgres.ts'
import { digests } from './digests.ts'
import { timesOfFiles } from './files.ts'
import { heard } from './heard.ts'
import { words } from './words.ts'

/** `npm run bench -- delegate [count]`, `-- files`, `-- digests`, `-- words`: what the bot costs. A timing is no test: nothing here fails. */
const benches: Record<string, (...counts: number[]) => void | Promise<void>> = {
  delegate: (commands = 1_000) => onBoth(`${commands} commands`, (hand) => timesOf(hand, commands)),
  files: (forms = 20) => onBoth(`${forms} forms with a file of 10 MB each`, (hand) => timesOfFiles(hand, forms)),
  heard: (characters = 20_000) => heard(characters),
  digests: (people = 10_000, tasks = 1_000_000, agencies = 100) => digests(people, tasks, agencies),
  words,
}

const [name = 'delegate', ...counts] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  process.stderr.write(
    `There is no bench "${name}". There is: ${Object.keys(benches).join(', ')}. For example: npm run bench -- delegate 1000\n`,
  )
  process.exit(1)
}
await bench(...counts.map(Number))

type Timing = (hand: Hands) => Promise<number[]>

/** What people wait for, one after another, over Socket Mode, on either database. */
async function onBoth(what: string, timing: Timing): Promise<void> {
  const postgres = await startPostgres()
  const rows = []
  for (const database of [
    { kind: 'embedded', url: undefined },
    { kind: 'postgres', url: await postgres.create() },
  ]) {
    rows.push({ database: database.kind, ...(await measure(database.url, timing)) })
  }
  await postgres.stop()
  process.stdout.write(`${what}, one after another; milliseconds but for memory\n`)
  console.table(rows)
}

async function measure(url: string | undefined, timing: Timing) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sahayak-bench-'))
  const sandbox = await startSandbox({ mode: 'running' })
  const world = buildWorld(sandbox)
  const hand = hands(sandbox, world)
  const environment = environmentOf(configFor(sandbox, world, { dataDir, ...(url && { url }) }))
  const first = await startBotProcess(environment)
  await setUpAgency(hand, setupCodeIn(first.output()))
  await first.stop()

  const bot = await startBotProcess(environment)
  await quiet()
  const idle = memoryOf(bot.child.pid)
  const times = (await timing(hand)).toSorted((a, b) => a - b)
  const busy = memoryOf(bot.child.pid)
  await bot.stop()
  await sandbox.close()
  rmSync(dataDir, { recursive: true, force: true })
  return {
    'first start': Math.round(first.startedIn),
    start: Math.round(bot.startedIn),
    'MB idle': idle,
    'MB after': busy,
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    worst: at(times, 1),
  }
}

/** From `/delegate` in Slack until the bot's acknowledgement reached it. */
async function timesOf(hand: Hands, commands: number): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < commands; index++) {
    const began = performance.now()
    await hand.slack.type('carol', 'acme', `/delegate Book flight number ${index} to Pune #travel by Friday 5pm`)
    times.push(performance.now() - began)
  }
  return times
}

function at(times: number[], part: number): number {
  const time = times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  return Math.round(time * 10) / 10
}

/** Two seconds in which nothing is asked of it. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2000))
}

/** Megabytes that are in memory, as Linux counts them. */
function memoryOf(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
