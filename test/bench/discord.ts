import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '#sandbox/index.ts'
import { buildWorld, configFor, type World } from '#src/bot/demo/world.ts'
import { environmentOf } from '#test/bot-process.ts'
import { root, startOf } from './contenders.ts'
import { ours, type How } from './how.ts'
import { median, quantile } from './numbers.ts'
import { startBenchPostgres, type BenchPostgres } from './postgres.ts'
import { processorTime } from './processor-time.ts'
import { startProgram, type Program } from './program.ts'
import type { Ratio, Report, Round, Rounds } from './report.ts'

const bare = 'discord.js'
const aSecond = 200

/** A program on a server of its own, and one person there who types. */
type Speaker = { name: string; program: Program; type(text: string): Promise<{ ok: boolean }>; stop(): Promise<void> }

/**
 * `/delegate` in Discord, `aSecond` of them however long each takes: from the event over the gateway to the answer, beside a program of
 * discord.js that only says a sentence.
 */
export async function discord(how: How): Promise<Report> {
  const postgres = await startBenchPostgres()
  const rounds: Rounds = new Map([bare, ours].map((name) => [name, []]))
  const speakers: Speaker[] = []
  const dataDir = mkdtempSync(join(tmpdir(), 'sahayak-bench-'))
  try {
    speakers.push(await bareBot(), await ourBot(postgres, dataDir))
    // The first round compiles what is compiled at first use, and counts for nobody.
    for (let round = -1; round < how.rounds; round += 1) {
      for (const speaker of speakers) {
        const measured = await measure(speaker, how.seconds * (round < 0 ? 4 : 2))
        if (round >= 0) rounds.get(speaker.name)?.push(measured)
      }
    }
  } finally {
    for (const speaker of speakers) await speaker.stop()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const what = `A /delegate in Discord, ${aSecond} a second: ms from the event to the answer; ${how.rounds} rounds, medians`
  return { bench: 'discord', what, rounds, ratios }
}

async function measure({ program, type }: Speaker, seconds: number): Promise<Round> {
  const count = Math.round(seconds * aSecond)
  const before = processorTime(program.pid)
  const times = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, (index * 1000) / aSecond))
      const began = performance.now()
      const { ok } = await type(`/delegate what:Book flight number ${index} to Pune #travel by Friday 5pm`)
      if (!ok) throw new Error('a command was not answered in time')
      return performance.now() - began
    }),
  )
  return {
    'p50 ms': median(times),
    'p99 ms': quantile(times, 0.99),
    'server ms': (processorTime(program.pid) - before) / count,
  }
}

async function bareBot(): Promise<Speaker> {
  const sandbox = await startSandbox({ mode: 'running' })
  const world = buildWorld(sandbox)
  const env = { DISCORD_TOKEN: world.discord.token, DISCORD_API_URL: `${sandbox.url}/discord/api` }
  const args = [join(root, 'test/bench/floors/discord.ts')]
  const program = await startProgram({ args, cwd: root, env })
  return speakerOf(bare, sandbox, world, program)
}

/** It answers and does nothing else: it neither tells nor looks at the clock. */
async function ourBot(postgres: BenchPostgres, dataDir: string): Promise<Speaker> {
  const sandbox = await startSandbox({ mode: 'running' })
  const world = buildWorld(sandbox)
  const { slack: _, ...config } = configFor(sandbox, world, { dataDir, url: await postgres.create() })
  const env = environmentOf({ ...config, roles: new Set(['gateway']) })
  const program = await startProgram({ args: startOf(root), cwd: root, env })
  const code = /\/agency setup ([A-Z0-9]{4}-[A-Z0-9]{4})/u.exec(program.output())?.[1]
  const speaker = speakerOf(ours, sandbox, world, program)
  await speaker.type(`/agency setup code:${code} name:Banyan`)
  await speaker.type('/agency client add name:Acme')
  return speaker
}

function speakerOf(
  name: string,
  sandbox: Awaited<ReturnType<typeof startSandbox>>,
  world: World,
  program: Program,
): Speaker {
  const { users, channels } = world.discord
  return {
    ...{ name, program },
    type: (text) => sandbox.discord.gesture({ do: 'command', as: users.meera ?? '', channel: channels.general, text }),
    async stop() {
      await program.stop()
      await sandbox.close()
    },
  }
}

const ratios: Ratio[] = [
  { figure: 'event to answer, median, beside discord.js', of: [ours, 'p50 ms'], beside: [bare, 'p50 ms'], atMost: 3 },
  { figure: 'event to answer, p99, beside discord.js', of: [ours, 'p99 ms'], beside: [bare, 'p99 ms'], atMost: 3 },
  { figure: 'its processor time', of: [ours, 'server ms'], beside: [bare, 'server ms'] },
]
