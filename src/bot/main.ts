// oxlint-disable-next-line import/no-unassigned-import -- what it loads, and when, is all that it does
import './one-dispatcher.ts'
import { randomUUIDv7 } from 'node:crypto'
import { connectDatabase, type Database } from '#db/connection/connect.ts'
import { fileBytes } from '#db/repositories/files.ts'
import { takeTheLead } from '#db/connection/leader.ts'
import { migrate } from '#db/connection/migrate.ts'
import { startDiscord, type DiscordAdapter } from '#adapters/discord/index.ts'
import { startSlack, type SlackAdapter } from '#adapters/slack/index.ts'
import type { Chat, LoadFile } from '#src/kernel/chat.ts'
import { startClock, type Clock } from './clock.ts'
import { missingPlatforms, readConfig, readEnvironment, type Config } from './config.ts'
import type { Core } from '#src/kernel/core.ts'
import { createCore } from './engine.ts'
import { whyNoPictures } from './doctor/pictures.ts'
import { createLog, type Log } from '#src/kernel/log.ts'
import { startPump, type Pump } from './pump.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Pace } from './outbox/pace.ts'
import { secretOf } from './secret.ts'
import { keepSetupCode } from './setup-code.ts'
import { giveBackStartMemory } from './start-memory.ts'
import { exportRoute } from '#adapters/http/export.ts'
import { calendarRoute, openWeb, type Route, type Web } from '#adapters/http/web.ts'

/** A process that does not stop by then is stopped: what it was telling is taken up by its successor. */
const secondsToStop = 10

export type Bot = {
  db: Database
  core: Core
  slack: SlackAdapter | null
  /** Null also where this process may not speak to Discord. */
  discord: DiscordAdapter | null
  pump: Pump | null
  clock: Clock | null
  /** Where HTTP is heard; null where it is not. */
  port: number | null
  /** The code that founds the first agency; null when there is one. */
  setupCode(): string | null
  stop(): Promise<void>
}

/** `pace`: how fast each destination is spoken to; as the platforms like it unless told. */
type Surroundings = { log: Log; now(): Temporal.Instant; pace?: Pace }

/** Puts the house together: database, core, platforms, then what moves by itself. It is taken apart in reverse. */
export async function startBot(config: Config, { log, now, pace }: Surroundings): Promise<Bot> {
  const stops: (() => Promise<void>)[] = []
  const stop = () => stopInReverse(stops, log)
  try {
    const db = await openDatabase(config, log)
    stops.push(() => db.close())
    const { secret } = secretOf(config)
    const newId = () => randomUUIDv7()
    const chats = new Map<Platform, Chat>()
    const core = createCore({
      ...{ db, log, now, newId, secret, publicUrl: config.publicUrl ?? null },
      fetchProfile: async (platform, place, user) => (await chats.get(platform)?.fetchProfile(place, user)) ?? null,
      canPost: async (platform, place, channel) => (await chats.get(platform)?.canPost(place, channel)) ?? false,
      fetchFile: async ({ platform, place, source }, most) =>
        (await chats.get(platform)?.fetch(place, source, most)) ?? { ok: false, why: 'unreachable' },
    })

    const canPost = async (platform: Platform, place: string, channel: string) =>
      (await chats.get(platform)?.canPost(place, channel)) ?? false
    const check = async (platform: Platform, place: string, user: string) =>
      (await chats.get(platform)?.check(place, user)) ?? null

    const loadFile: LoadFile = ({ agency, id }) => db.inAgency(agency, (tx) => fileBytes(tx, agency, id))
    const inside = { log, now, core, loadFile }
    const outside = { db, secret, log, now }
    const routes = config.publicUrl === undefined ? [] : [calendarRoute(outside), exportRoute(outside)]
    const slack = await openSlack(config, inside, routes)
    if (slack) {
      stops.push(() => slack.stop())
      chats.set('slack', slack.chat)
    }
    const discord = await openDiscord(config, inside)
    if (discord) {
      stops.push(() => discord.stop())
      chats.set('discord', discord.chat)
    }
    const web = await openDoor(config, slack, routes)
    if (web) stops.push(() => web.stop())
    const setup = await keepSetupCode({ db, secret, now, tell: (text) => log.warn({}, text) })
    const telling = { db, chats, log, now, newId, chance: Math.random, ...(pace ? { pace } : {}) }
    const pump = config.roles.has('pump') ? await startPump(telling) : null
    if (pump) stops.push(() => pump.stop())
    const clock = config.roles.has('clock')
      ? startClock({ db, log, now, newId, resume: core.resume, check, canPost, eachTick: [setup.tick] })
      : null
    if (clock) stops.push(() => clock.stop())
    const port = slack?.port ?? web?.port ?? null
    return { db, core, slack, discord, pump, clock, port, setupCode: setup.current, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openDatabase({ database }: Config, log: Log): Promise<Database> {
  const db = await connectDatabase({ ...database, log: (line) => log.warn({}, line) })
  try {
    await migrate(db)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

type Inside = Surroundings & { core: Core; loadFile: LoadFile }

async function openSlack(
  { slack, http, roles }: Config,
  inside: Inside,
  routes: Route[],
): Promise<SlackAdapter | null> {
  if (!slack) return null
  const { bot, app, signingSecret, apiUrl, prefix } = slack
  return startSlack({
    ...inside,
    ...{ tokens: { bot, app, signingSecret }, apiUrl, prefix, http, routes },
    receive: roles.has('http'),
  })
}

/** The HTTP port, where people subscribe to calendars or take an export, and Slack does not deliver over it. */
async function openDoor({ http, roles }: Config, slack: SlackAdapter | null, routes: Route[]): Promise<Web | null> {
  const isOpen = slack !== null && slack.port !== null
  return routes.length > 0 && roles.has('http') && !isOpen ? openWeb(http, { slack: null, routes }) : null
}

/**
 * Every process may write to Discord; one at a time listens, since a shard has one session. Of several processes on one
 * Postgres the others stand by.
 */
async function openDiscord({ discord, database, roles }: Config, inside: Inside): Promise<DiscordAdapter | null> {
  if (!discord) return null
  const { log } = inside
  const writer = await startDiscord({ ...discord, ...inside, gateway: false })
  if (!roles.has('gateway')) return writer
  const leadership = await takeTheLead({
    url: database.url,
    name: `discord gateway ${discord.applicationId}`,
    lead: (leads) => startDiscord({ ...discord, ...inside, gateway: true, leads }),
    failed: (error) => log.error({ error }, 'the lead of the Discord gateway is not certain'),
  })
  return {
    ...writer,
    async stop() {
      await leadership.stop()
      await writer.stop()
    },
  }
}

async function stopInReverse(stops: (() => Promise<void>)[], log: Log): Promise<void> {
  for (const stop of stops.toReversed()) {
    await stop().catch((error: unknown) => log.error({ error }, 'a part of the bot did not stop cleanly'))
  }
  stops.length = 0
}

/** The bot's own time: the machine's, or in the sandbox one that began elsewhere and goes on from there. */
function clockFrom(start: Temporal.Instant | undefined): () => Temporal.Instant {
  if (!start) return () => Temporal.Now.instant()
  const began = performance.now()
  return () => start.add({ milliseconds: Math.round(performance.now() - began) })
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** The bot as a process: configuration from the environment, until a signal ends it. */
export async function run(): Promise<void> {
  const read = readConfig(readEnvironment())
  if (!read.ok) fail(read.message)
  const { config } = read
  const missing = missingPlatforms(config)
  if (missing) fail(missing)

  const log = createLog({ level: config.logLevel, secrets: config.secret ? [config.secret] : [] })
  // A fault that nobody caught is a bug; what is committed is safe, and whoever keeps the process running starts it anew.
  process.on('uncaughtException', (error) => {
    log.error({ error }, 'a fault that nobody caught')
    process.exit(1)
  })
  const bot = await startBot(config, { log, now: clockFrom(config.now) }).catch((error: unknown) => {
    log.error({ error }, 'the bot could not start')
    return fail(error instanceof Error ? error.message : String(error))
  })
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), secondsToStop * 1000).unref()
    void bot.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Nobody waits for it: the bot is as well without.
  void whyNoPictures().then((why) => why !== null && log.warn({}, `no picture can be drawn. ${why}`))
  giveBackStartMemory()
  // Last: whoever has read it may stop us at once.
  log.info(
    { database: bot.db.kind, slack: bot.slack?.team.name, discord: bot.discord?.guilds().map(({ name }) => name) },
    'ready',
  )
}

if (import.meta.main) await run()
