import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { mountPage } from '#sandbox/page/index.ts'
import { mountFeeds } from './demo/feeds.ts'
import { hands } from './demo/hands.ts'
import { beginMorning } from './demo/morning.ts'
import { pageWords } from './demo/page-words.ts'
import { play } from './demo/play.ts'
import { setUpAgency } from './demo/set-up.ts'
import { buildWorld, configFor, type World } from './demo/world.ts'
import { createLog } from '#src/kernel/log.ts'
import { startBot, type Bot } from './main.ts'

export type Demo = { sandbox: Sandbox; world: World; bot: Bot; stop(): Promise<void> }

/** A Monday morning in Lisbon: everyone in the example is at work or will soon be, and the week's posts lie ahead. */
const playStart = Temporal.Instant.from('2026-03-02T08:30:00Z')

/** The next Monday at nine where Carol is, whom the page opens as. */
export function nextStart(now: Temporal.Instant): Temporal.Instant {
  const here = now.toZonedDateTimeISO('America/New_York')
  const monday = here.subtract({ days: here.dayOfWeek - 1 }).withPlainTime('09:00')
  return (Temporal.ZonedDateTime.compare(monday, here) < 0 ? monday.add({ days: 7 }) : monday).toInstant()
}

/**
 * The sandbox, the unmodified bot on it, and the example agency. The folder of the database is thrown away afterwards, the one that is given
 * as well.
 */
export async function startDemo({
  port,
  start,
  frozen,
  dataDir = mkdtempSync(join(tmpdir(), 'sahayak-demo-')),
}: {
  port: number
  start?: Temporal.Instant
  frozen: boolean
  dataDir?: string
}): Promise<Demo> {
  let feeds: number | null = null
  const sandbox = await startSandbox({
    // However busy the machine is, nobody is late while the example is set up.
    ...{ port, mode: 'frozen' },
    mount(app, whole) {
      mountPage(app, whole, pageWords)
      mountFeeds(app, () => feeds)
    },
    ...(start && { start: start.epochMilliseconds }),
  })
  const world = buildWorld(sandbox)
  // Not https, as PUBLIC_URL has to be: nobody but this machine can read what goes to it.
  const config = { ...configFor(sandbox, world, { dataDir }), publicUrl: sandbox.url }
  const bot = await startBot(config, {
    log: createLog({ level: 'error' }),
    now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()),
  })
  feeds = bot.port
  await setUpAgency(hands(sandbox, world), bot.setupCode() ?? '')
  if (!frozen) sandbox.clock.go()
  return {
    ...{ sandbox, world, bot },
    async stop() {
      await bot.stop()
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** `--play`: each step with what people see. */
export async function playOnce(): Promise<void> {
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

/** A port that somebody named is taken as it is; from the usual one on, the first that is free. */
type Where = number | { from: number }

/** The page, until it is ended. */
export async function stayOpen(where: Where): Promise<void> {
  const start = nextStart(Temporal.Now.instant())
  const demo = await onFreePort(where, (port) => startDemo({ port, start, frozen: false })).catch((error: unknown) => {
    if (!isTaken(error)) throw error
    process.stderr.write(`\n  ${takenWords(where)}\n`)
    process.exitCode = 1
    return null
  })
  if (!demo) return
  await beginMorning(hands(demo.sandbox, demo.world))
  const stop = () => void demo.stop().finally(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  process.stdout.write(welcome(demo.sandbox.url, where))
}

const portsTried = 20

/** Starts at the first port that nobody holds. Throws what `start` threw at the last one. */
export async function onFreePort<T>(where: Where, start: (port: number) => Promise<T>): Promise<T> {
  if (typeof where === 'number') return start(where)
  for (let port = where.from; ; port++) {
    try {
      return await start(port)
    } catch (error) {
      if (!isTaken(error) || port >= where.from + portsTried - 1) throw error
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function takenWords(where: Where): string {
  const taken =
    typeof where === 'number'
      ? `Port ${where} is taken by another program`
      : `The ports ${where.from} to ${where.from + portsTried - 1} are taken by other programs`
  return `${taken}. Choose another, for example: --port 4200`
}

function welcome(url: string, where: Where): string {
  const other = typeof where === 'number' || url.endsWith(`:${where.from}`)
  return [
    '',
    `  Open ${url}${other ? '' : ` (port ${where.from} is taken by another program)`}`,
    '',
    '  Slack is on the left, Discord on the right; both are small copies on this machine, the bot is the real one.',
    '  You are Carol in Slack, on a Monday at nine in New York. Type: /delegate Book a flight to Pune #travel by Friday 5pm',
    '  You are Asha in Discord, too: press Claim. The time machine brings the morning digests.',
    '  Carol’s posts of the week: /social calendar, with one to approve and an empty slot that Jun will be warned of.',
    '  Her calendar: /calendar feed gives an address that this browser opens. Google and Outlook cannot reach this machine.',
    '',
    '  Ctrl+C ends it; nothing is kept.',
    '',
  ].join('\n')
}
