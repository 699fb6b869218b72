import { rmSync } from 'node:fs'
import { eventually } from '#sandbox/eventually.ts'
import type { MessageView as DiscordMessage } from '#sandbox/discord/view.ts'
import { startSandbox } from '#sandbox/index.ts'
import type { MessageView as SlackMessage } from '#sandbox/slack/index.ts'
import { hands } from '#src/bot/demo/hands.ts'
import { setUpAgency } from '#src/bot/demo/set-up.ts'
import { buildWorld, configFor, type Name } from '#src/bot/demo/world.ts'
import { startBot, type Bot } from '#src/bot/main.ts'
import type { Config } from '#src/bot/config.ts'
import { createPace, type Pace } from '#src/bot/outbox/pace.ts'
import { aLog } from '#test/adapters/core.ts'
import { embeddedFolder } from '#test/db/databases.ts'

type Saying = { as?: Name; files?: { name: string; content: Uint8Array }[] }

/** How many seconds of the platforms' go by in one of ours while their limits are kept. */
const haste = 20

/** The pace that the bot keeps, in a hurry: what it would do in twenty seconds it does in one. None at all while nothing is limited. */
function aPace(): { pace: Pace; keep(isKept: boolean): void } {
  const hasty = createPace({ now: () => performance.now() * haste })
  let isKept = false
  return {
    keep: (value) => void (isKept = value),
    pace: {
      turn(to, line) {
        if (!isKept) return { ms: 0, held: false }
        const { ms, held } = hasty.turn(to, line)
        return { ms: ms / haste, held }
      },
      done: hasty.done,
      hold: (platform, channel, seconds) => isKept && hasty.hold(platform, channel, seconds * haste),
    },
  }
}

/** The example agency on both platforms, with the real bot: Carol's task is Asha's. What is written below her card is talk. */
export async function aConversation() {
  const start = Date.parse('2026-03-02T08:30:00Z')
  const sandbox = await startSandbox({ mode: 'frozen', start })
  const world = buildWorld(sandbox)
  const dataDir = await embeddedFolder()
  const { lines, log } = aLog()
  const { pace, keep } = aPace()
  let ticking: NodeJS.Timeout | undefined
  let bot: Bot | null = null

  async function startUp(more: Partial<Config> = {}): Promise<Bot> {
    bot = await startBot(
      { ...configFor(sandbox, world, { dataDir }), ...more },
      { log, pace, now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()) },
    )
    return bot
  }
  async function goDown(): Promise<void> {
    await bot?.stop()
    bot = null
  }

  const people = hands(sandbox, world)
  const first = await startUp()
  await setUpAgency(people, first.setupCode() ?? '')
  const { slack, discord } = people

  /** Carol delegates. */
  async function delegated(text: string) {
    await slack.type('carol', 'acme', `/delegate ${text} #travel`)
    const card = await people.reads(slack, 'carol', new RegExp(`#\\d+ ${text}`, 'u'))
    await bot?.pump?.settled()
    return /#(\d+)/u.exec(card.plain)?.[1] ?? ''
  }
  async function claimed(number: string) {
    const board = await people.reads(discord, 'asha', new RegExp(`#${number} `, 'u'))
    await discord.press('asha', board, 'Claim')
    await bot?.pump?.settled()
    return number
  }
  const taskOf = async (text: string) => claimed(await delegated(text))

  const idIn = { slack: slack.id, discord: discord.id }

  /** The card of a task below which its client talks. */
  function cardInSlack(number: string): SlackMessage {
    const { channels } = sandbox.slack.view(slack.id('carol'))
    const found = channels
      .flatMap(({ messages }) => messages)
      .find(({ plain, ephemeral }) => !ephemeral && plain.includes(`#${number} `))
    if (!found) throw new Error(`there is no card of #${number}`)
    return found
  }
  function threadInDiscord(number: string, name: Name = 'asha') {
    const { guilds } = sandbox.discord.view(discord.id(name))
    const found = guilds.flatMap(({ threads }) => threads).find((thread) => thread.name.startsWith(`#${number} `))
    if (!found) throw new Error(`there is no thread of #${number}`)
    return found
  }

  /** What people said below the card, and what came over: without the cards of the bot's own. */
  const inSlack = (number: string) =>
    cardInSlack(number).replies.map(({ ts, name, plain, bot: isBot, picture, edited, files, reactions }) => ({
      ...{ ts, name, plain: plain.trim(), isBot, picture, edited, files: files.map((file) => file.name), reactions },
    }))
  const inDiscord = (number: string, name: Name = 'asha') =>
    threadInDiscord(number, name)
      .messages.filter(isTalk)
      .map(({ id, author, plain, edited, attachments }) => ({
        ...{ id, name: author.name, isBot: author.bot, picture: author.picture, edited },
        ...{ plain: plain.trim(), files: attachments.map((file) => file.name) },
      }))
  const isTalk = ({ author }: DiscordMessage) => !author.bot || author.name !== 'Sahayak'

  /** What came over by that name, as whoever reads it there gets it. */
  function bytesIn(number: string, name: string): Uint8Array | undefined {
    const here = threadInDiscord(number).messages.filter(({ author }) => author.bot)
    const attached = here.flatMap(({ attachments }) => attachments).find((file) => file.name === name)
    if (attached) return Uint8Array.from(sandbox.discord.file(discord.id('asha'), attached.id)?.content ?? [])
    const shared = cardInSlack(number)
      .replies.filter(({ bot: isBot }) => isBot)
      .flatMap(({ files }) => files)
    const file = shared.find((one) => one.name === name)
    return file && Uint8Array.from(sandbox.slack.file(slack.id('carol'), file.id)?.content ?? [])
  }

  async function done(result: Promise<unknown>): Promise<Record<string, unknown>> {
    const answer = await result
    if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== true)
      throw new Error(JSON.stringify(answer))
    return { ...answer }
  }
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

  return {
    ...{
      sandbox,
      world,
      people,
      lines,
      idIn,
      delegated,
      claimed,
      taskOf,
      inSlack,
      inDiscord,
      bytesIn,
      cardInSlack,
      threadInDiscord,
      startUp,
      goDown,
    },
    /** Whether platforms limit what they take; while they do the sandbox's clock goes as fast as the bot's pace. */
    limited(isLimited: boolean): void {
      keep(isLimited)
      sandbox.slack.limits.setEnforced(isLimited)
      sandbox.discord.limits.setEnforced(isLimited)
      clearInterval(ticking)
      if (isLimited) ticking = setInterval(() => sandbox.clock.advance(10 * haste), 10)
    },
    bot: () => {
      if (!bot) throw new Error('the bot is down')
      return bot
    },
    /** Carol, or somebody else of Slack, writes below the card. Answers the message's id. */
    async slackSays(
      number: string,
      text: string,
      { as = 'carol', files = [], below = cardInSlack(number).ts }: Saying & { below?: string } = {},
    ) {
      const channel = world.slack.channels.acme
      const written = { do: 'write', as: slack.id(as), channel, text, thread_ts: below, files }
      return textOf((await done(sandbox.slack.gesture(written)))['ts'])
    },
    slackEdits: (message: string, text: string, as: Name = 'carol') =>
      done(sandbox.slack.gesture({ do: 'edit', as: slack.id(as), message, text })),
    slackDeletes: (message: string, as: Name = 'carol') =>
      done(sandbox.slack.gesture({ do: 'delete', as: slack.id(as), message })),
    async discordSays(
      number: string,
      content: string,
      { as = 'asha', files = [], replyTo = '' }: Saying & { replyTo?: string } = {},
    ) {
      const channel = threadInDiscord(number, as).id
      const reply = replyTo ? { reply_to: replyTo } : {}
      const written = { do: 'write', as: discord.id(as), channel, content, files, ...reply }
      return textOf((await done(sandbox.discord.gesture(written)))['id'])
    },
    discordEdits: (message: string, content: string, as: Name = 'asha') =>
      done(sandbox.discord.gesture({ do: 'edit', as: discord.id(as), message, content })),
    discordDeletes: (message: string, as: Name = 'asha') =>
      done(sandbox.discord.gesture({ do: 'delete', as: discord.id(as), message })),
    /** As soon as it is so. */
    eventually: <T>(look: () => T, isSo: (found: T) => boolean) =>
      eventually(look, isSo, { on: [sandbox.slack, sandbox.discord], limitMs: 90_000 }),
    /** When nothing is left to be told. */
    settled: async () => bot?.pump?.settled(),
    async close() {
      clearInterval(ticking)
      await goDown()
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type Conversation = Awaited<ReturnType<typeof aConversation>>
