import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { mountPage } from '#sandbox/page/index.ts'
import { hands } from './demo/hands.ts'
import { pageWords } from './demo/page-words.ts'
import { play } from './demo/play.ts'
import { setUpAgency } from './demo/set-up.ts'
import { buildWorld, configFor, type World } from './demo/world.ts'
import { createLog } from '#src/kernel/log.ts'
import { startBot, type Bot } from './main.ts'

export type Demo = { sandbox: Sandbox; world: World; bot: Bot; stop(): Promise<void> }

/** A Monday morning in Lisbon: everyone in the example is at work or will soon be, and the week's posts lie ahead. */
const playStart = Temporal.Instant.from('2026-03-02T08:30:00Z')

/** The next such Monday. */
export function nextStart(now: Temporal.Instant): Temporal.Instant {
  const here = now.toZonedDateTimeISO('UTC')
  const monday = here.subtract({ days: here.dayOfWeek - 1 }).withPlainTime('08:30')
  return (Temporal.ZonedDateTime.compare(monday, here) < 0 ? monday.add({ days: 7 }) : monday).toInstant()
}

/** The sandbox, the unmodified bot on it, and the example agency; a database that is thrown away afterwards. */
export async function startDemo({
  port,
  start,
  frozen,
}: {
  port: number
  start?: Temporal.Instant
  frozen: boolean
}): Promise<Demo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sahayak-demo-'))
  const sandbox = await startSandbox({
    ...{ port, mode: frozen ? 'frozen' : 'running', mount: (app, whole) => mountPage(app, whole, pageWords) },
    ...(start && { start: start.epochMilliseconds }),
  })
  const world = buildWorld(sandbox)
  const config = configFor(sandbox, world, { dataDir })
  const bot = await startBot(config, {
    log: createLog({ level: 'error' }),
    now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()),
  })
  await setUpAgency(hands(sandbox, world), bot.setupCode() ?? '')
  return {
    ...{ sandbox, world, bot },
    async stop() {
      await bot.stop()
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function playOnce(): Promise<void> {
  const demo = await startDemo({ port: 0, start: playStart, frozen: true })
  const tell = (text: string) => void process.stdout.write(`${text}\n`)
  try {
    await play({ hands: hands(demo.sandbox, demo.world), sandbox: demo.sandbox, bot: demo.bot, tell })
  } catch (error) {
    process.stderr.write(`\nIt did not go as it should. ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  } finally {
    await demo.stop()
  }
}

async function stayOpen(port: number): Promise<void> {
  const demo = await startDemo({ port, start: nextStart(Temporal.Now.instant()), frozen: false })
  const stop = () => void demo.stop().finally(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  process.stdout.write(
    [
      '',
      `  Open ${demo.sandbox.url}`,
      '',
      '  Slack is on the left, Discord on the right; both are small copies on this machine, the bot is the real one.',
      '  Be Carol in Slack and type: /delegate Book a flight to Pune #travel by Friday 5pm',
      '  Then be Asha in Discord and press Claim. The time machine brings the morning digests.',
      '  Carol’s posts of the week: /social calendar, with one to approve and an empty slot that Jun will be warned of.',
      '',
      '  Ctrl+C ends it; nothing is kept.',
      '',
    ].join('\n'),
  )
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { play: { type: 'boolean', default: false }, port: { type: 'string', default: '4100' } },
  })
  await (values.play ? playOnce() : stayOpen(Number(values.port)))
}
