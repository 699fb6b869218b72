import { startDiscord, type DiscordAdapter } from '#adapters/discord/index.ts'
import { startSandbox } from '#sandbox/index.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Core } from '#src/kernel/core.ts'
import type { LogLevel } from '#src/kernel/log.ts'
import type { Answer, Delivery } from '#src/kernel/request.ts'
import type { Talk } from '#src/kernel/talk.ts'
import type { Card } from '#src/kernel/card.ts'
import { loadFile } from '../files.ts'

export const NOON = Date.parse('2026-03-02T12:00:00Z')

/** What is opened here is closed after the test. */
const open: (() => Promise<unknown>)[] = []
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close()
}

/** A server with its owner, an assistant and the bot; `secret` is a channel that the bot cannot see. */
export async function aServer({ intents = [] }: { intents?: 'GuildMembers'[] } = {}) {
  const sandbox = await startSandbox({ mode: 'frozen', start: NOON })
  open.push(() => sandbox.close())
  const { discord } = sandbox
  const meera = discord.addUser({ name: 'meera', displayName: 'Meera Iyer' })
  const asha = discord.addUser({ name: 'asha', displayName: 'Asha Patil' })
  const jun = discord.addUser({ name: 'jun', displayName: 'Jun Santos' })
  const guild = discord.addGuild({ name: 'Banyan', owner: meera.id })
  for (const user of [asha, jun]) discord.addMember(guild.id, user.id)
  const application = discord.addApplication({ name: 'Sahayak', intents })
  discord.addBot(guild.id, application.id)
  const board = discord.addChannel(guild.id, { name: 'open-tasks' })
  const secret = discord.addChannel(guild.id, {
    name: 'secret',
    overwrites: [{ everyone: true, deny: ['ViewChannel'] }],
  })
  return { sandbox, discord, guild, application, board, secret, meera, asha, jun }
}

type Server = Awaited<ReturnType<typeof aServer>>

export type Line = { level: LogLevel; text: string; data: object }

export function aLog() {
  const lines: Line[] = []
  const at = (level: LogLevel) => (data: object, text: string) => void lines.push({ level, text, data })
  return { lines, log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } }
}

export const say = (title: string, more: Partial<Card> = {}, replace = false): Answer => ({
  kind: 'say',
  card: { title, tone: 'plain', ...more },
  replace,
})

/** A core that answers as the test says, and remembers what it was asked. */
export function aCore(
  answer: (delivery: Delivery) => Answer | Promise<Answer>,
  suggest: Core['suggest'] = async () => [],
  write: () => Promise<boolean> = async () => true,
) {
  const heard: Delivery[] = []
  const talked: Talk[] = []
  const core: Core = {
    async handle(delivery) {
      heard.push(delivery)
      return answer(delivery)
    },
    promise: () => ({ written: write(), kept: async () => {} }),
    suggest,
    isCrowded: () => false,
    home: async () => [],
    talk: {
      hear: async (talk) => void talked.push(talk),
      isAbout: async () => false,
      conversations: async () => [],
      compare: async () => {},
    },
    noticed: async () => {},
    say: {
      workingOnIt: () => ({ title: 'Working on it', tone: 'plain' }),
      fault: (_, reference) => ({ title: 'Something went wrong', tone: 'attention', body: reference }),
      notUnderstood: () => ({ title: 'Not understood', tone: 'attention' }),
    },
  }
  return { core, heard, talked }
}

type Starting = {
  core?: Core
  log?: ReturnType<typeof aLog>['log']
  gateway?: boolean
  /** Whether Discord has granted to hear of members. */
  members?: boolean
  token?: string
  apiUrl?: string
}

export async function start({ sandbox, application }: Server, how: Starting = {}): Promise<DiscordAdapter> {
  const adapter = await startDiscord({
    token: how.token ?? application.token,
    applicationId: application.id,
    apiUrl: how.apiUrl ?? `${sandbox.url}/discord/api`,
    log: how.log ?? aLog().log,
    now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()),
    core: how.core ?? aCore(() => say('Done')).core,
    loadFile,
    gateway: how.gateway ?? true,
    members: how.members ?? false,
  })
  open.push(() => adapter.stop())
  return adapter
}

/** The port as the outbox uses it. */
export async function aChat(server: Server, how: Starting = {}): Promise<Chat> {
  return (await start(server, { ...how, gateway: false })).chat
}

export type Seen = { id: string; plain: string; buttons: { label: string }[]; ephemeral: boolean }

/** All messages that this person sees, of one server: its channels, its threads, and direct messages. */
export function seenBy({ discord }: Server, user: { id: string }): Seen[] {
  const { guilds, dms } = discord.view(user.id)
  return [...guilds.flatMap(({ channels, threads }) => [...channels, ...threads]), ...dms].flatMap(
    ({ messages }) => messages,
  )
}
