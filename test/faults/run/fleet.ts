import { environmentOf, setupCodeIn, startBotProcess, type BotProcess } from '#test/bot-process.ts'
import { freePort } from '#test/bench/program.ts'
import type { Config } from '#src/bot/config.ts'
import type { Sandbox } from '#sandbox/index.ts'
import { oneOf, type Chance } from './chance.ts'

/** Processes of the bot on one database, to be killed. */
export type Fleet = {
  /** Where those that are up hear Slack. */
  ports(): number[]
  /** Starts those that are not up, or one alone; resolves when each is ready. */
  start(how?: { now?: Temporal.Instant | undefined; one?: boolean }): Promise<void>
  setupCode(): string
  /** `kill -9` of one, at a bad moment; and another one in its place. */
  strike(): Promise<void>
  killed(): number
  /** Those that ended by themselves, with what they last said. */
  died(): string[]
  kill(): Promise<void>
  stop(): Promise<void>
}

type Slot = { port: number; bot: BotProcess | null }

export async function openFleet({
  config,
  count,
  sandbox,
  chance,
}: {
  config: Config
  count: number
  sandbox: Sandbox
  chance: Chance
}): Promise<Fleet> {
  const slots: Slot[] = []
  for (let index = 0; index < count; index++) slots.push({ port: await freePort(), bot: null })
  const environment = environmentOf(config)
  const died: string[] = []
  let killed = 0
  let code = ''

  async function start(slot: Slot, now?: Temporal.Instant): Promise<void> {
    const more = { PORT: String(slot.port), ...(now && { SAHAYAK_NOW: now.toString() }) }
    const bot = await startBotProcess({ ...environment, ...more })
    slot.bot = bot
    bot.child.once('exit', (exit) => {
      if (slot.bot !== bot) return
      slot.bot = null
      died.push(`ended with ${exit}: ${bot.output().slice(-2_000)}`)
    })
  }

  async function kill(slot: Slot): Promise<void> {
    const { bot } = slot
    slot.bot = null
    await bot?.kill()
  }

  return {
    ports: () => slots.flatMap(({ port, bot }) => (bot ? [port] : [])),
    async start({ now, one = false } = {}) {
      const [first, ...others] = slots.filter(({ bot }) => bot === null).slice(0, one ? 1 : count)
      if (first) await start(first, now)
      if (first?.bot) code ||= codeIn(first.bot)
      await Promise.all(others.map((slot) => start(slot, now)))
    },
    setupCode: () => code,
    async strike() {
      const victim = oneOf(
        slots.filter(({ bot }) => bot !== null),
        chance,
      )
      if (!victim) return
      await badMoment(sandbox, chance)
      await kill(victim)
      killed += 1
      await start(victim)
    },
    killed: () => killed,
    died: () => died,
    async kill() {
      await Promise.all(slots.map(kill))
    },
    async stop() {
      await Promise.all(
        slots.map(async (slot) => {
          const { bot } = slot
          slot.bot = null
          if (bot) await stopWithin(bot, died)
        }),
      )
    },
  }
}

/** It promises to end within ten seconds: one that hangs is said to, and does not hold up the rest. */
const longestStopMs = 120_000

async function stopWithin(bot: BotProcess, died: string[]): Promise<void> {
  const limit = setTimeout(() => {
    died.push(`did not end when it was told to: ${bot.output().slice(-2_000)}`)
    void bot.kill()
  }, longestStopMs)
  await bot.stop()
  clearTimeout(limit)
}

function codeIn(bot: BotProcess): string {
  return /\/agency setup/u.test(bot.output()) ? setupCodeIn(bot.output()) : ''
}

/** Whatever does not come within that is not waited for. */
const mostWaitMs = 1_000

/** At once; as a request of the bot has just been answered or cut; or as something has just been brought to it. */
async function badMoment({ traffic }: Sandbox, chance: Chance): Promise<void> {
  const kind = chance()
  if (kind < 0.3) return
  const seen = traffic.since(0).length
  const isBad = (name: string, direction: string) =>
    kind < 0.7 ? /^(?:chat\.|response_url|(?:POST|PATCH) \/channels)/u.test(name) : direction === 'to-bot'
  const happens = Promise.withResolvers<void>()
  const off = traffic.onChange(() => {
    if (traffic.since(seen).some(({ name, direction }) => isBad(name, direction))) happens.resolve()
  })
  const limit = setTimeout(happens.resolve, mostWaitMs)
  await happens.promise
  clearTimeout(limit)
  off()
  // Some of the way on with what it has begun.
  await new Promise((resolve) => setTimeout(resolve, chance() * 25))
}
