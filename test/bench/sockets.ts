import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '#sandbox/index.ts'
import { hands, type Hands } from '#src/bot/demo/hands.ts'
import { setUpAgency } from '#src/bot/demo/set-up.ts'
import { buildWorld, configFor } from '#src/bot/demo/world.ts'
import { environmentOf, setupCodeIn, startBotProcess } from '#test/bot-process.ts'
import { median, quantile } from './numbers.ts'
import { startBenchPostgres } from './postgres.ts'
import { memoryOf } from './processor-time.ts'
import type { Report, Round } from './report.ts'

type Timing = (hand: Hands) => Promise<number[]>

/** What people of the example wait for, one after another, over Socket Mode, on either database. */
export async function onBoth(bench: string, what: string, timing: Timing): Promise<Report> {
  const postgres = await startBenchPostgres()
  try {
    const embedded = await measure(undefined, timing)
    const served = await measure(await postgres.create(), timing)
    const rounds = new Map([
      ['embedded', [embedded]],
      ['postgres', [served]],
    ])
    return { bench, what: `${what}, one after another over a socket`, rounds, ratios: [] }
  } finally {
    await postgres.stop()
  }
}

async function measure(url: string | undefined, timing: Timing): Promise<Round> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sahayak-bench-'))
  const sandbox = await startSandbox({ mode: 'running' })
  const world = buildWorld(sandbox)
  const hand = hands(sandbox, world)
  const environment = environmentOf(configFor(sandbox, world, { dataDir, ...(url && { url }) }))
  const bot = await startBotProcess(environment)
  try {
    await setUpAgency(hand, setupCodeIn(bot.output()))
    const times = await timing(hand)
    return {
      'p50 ms': median(times),
      'p99 ms': quantile(times, 0.99),
      'worst ms': Math.max(...times),
      'MB after': memoryOf(bot.child.pid ?? 0),
    }
  } finally {
    await bot.stop()
    await sandbox.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
