import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { buildWorld, configFor } from '#src/bot/demo/world.ts'
import { environmentOf } from '#test/bot-process.ts'
import { root, startOf } from './contenders.ts'
import { ours, type How } from './how.ts'
import { startBenchPostgres, type BenchPostgres } from './postgres.ts'
import { memoryOf, processorTime } from './processor-time.ts'
import { startProgram, type Program } from './program.ts'
import type { Ratio, Report, Round, Rounds } from './report.ts'

const bare = 'bare imports'
const secondsIdle = 2

type Starter = { name: string; start(): Promise<Program> }

/** How long it takes to be ready on both platforms, and how much memory it then has: beside what it imports, imported. */
export async function start(how: How): Promise<Report> {
  const postgres = await startBenchPostgres()
  const sandbox = await startSandbox({ mode: 'running' })
  const dataDir = mkdtempSync(join(tmpdir(), 'sahayak-bench-'))
  try {
    const builds = [[ours, root] as const, ...how.beside]
    const starters = [
      floorOfImports(),
      ...(await Promise.all(builds.map(([name, folder]) => starterOf(name, folder, { postgres, sandbox, dataDir })))),
    ]
    const rounds: Rounds = new Map(starters.map(({ name }) => [name, []]))
    // The first start of each migrates its database and compiles what the others read.
    for (let round = -1; round < how.rounds; round += 1) {
      for (const starter of starters) {
        const measured = await measure(starter)
        if (round >= 0) rounds.get(starter.name)?.push(measured)
      }
    }
    const what = `Ready on Slack and Discord with a Postgres, and ${secondsIdle} s later; ${how.rounds} rounds, medians`
    return { bench: 'start', what, rounds, ratios }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
    await sandbox.close()
    await postgres.stop()
  }
}

async function measure({ start: begin }: Starter): Promise<Round> {
  const program = await begin()
  const processor = processorTime(program.pid)
  await new Promise((resolve) => setTimeout(resolve, secondsIdle * 1000))
  const idle = memoryOf(program.pid)
  await program.stop()
  return { 'ready ms': program.startedIn, 'processor ms': processor, 'MB idle': idle }
}

function floorOfImports(): Starter {
  const args = [join(root, 'test/bench/floors/imports.ts')]
  return { name: bare, start: () => startProgram({ args, cwd: root, env: {} }) }
}

type House = { postgres: BenchPostgres; sandbox: Sandbox; dataDir: string }

/** Each in a world of its own: two bots of one token would each close the other's connection. */
async function starterOf(name: string, folder: string, { postgres, sandbox, dataDir }: House): Promise<Starter> {
  const config = configFor(sandbox, buildWorld(sandbox), { dataDir, url: await postgres.create() })
  const env = environmentOf(config)
  return { name, start: () => startProgram({ args: startOf(folder), cwd: folder, env }) }
}

const ratios: Ratio[] = [
  { figure: 'ready beside bare imports', of: [ours, 'ready ms'], beside: [bare, 'ready ms'], atMost: 1.6 },
  { figure: 'its processor time', of: [ours, 'processor ms'], beside: [bare, 'processor ms'] },
  { figure: 'idle memory beside bare imports', of: [ours, 'MB idle'], beside: [bare, 'MB idle'], atMost: 1.3 },
]
