import { Client, DiscordAPIError, REST, Routes, type Partials } from 'discord.js'
import { once } from 'node:events'
import { z } from 'zod'
import type { DiscordGesture } from '#sandbox/discord/index.ts'
import type { Permission } from '#sandbox/discord/permissions.ts'
import type { ApplicationSetup } from '#sandbox/discord/setup.ts'
import { startSandbox } from '#sandbox/index.ts'

export const NOON = Date.parse('2026-03-02T12:00:00Z')

/** What is opened here is closed after the test. */
const open: (() => unknown)[] = []
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close()
}
export const closing = (close: () => unknown) => void open.push(close)

type Wishes = { permissions?: Permission[]; intents?: ApplicationSetup['intents'] }

/** A server with its owner Meera, Asha and Jun, and a bot; `secret` is a channel that only Meera sees. */
export async function aServer({ permissions = [], intents = [] }: Wishes = {}) {
  const sandbox = await startSandbox({ mode: 'frozen', start: NOON })
  closing(() => sandbox.close())
  const { discord, clock, faults, traffic } = sandbox
  const meera = discord.addUser({ name: 'meera', displayName: 'Meera Iyer', zone: 'Asia/Kolkata' })
  const asha = discord.addUser({ name: 'asha', displayName: 'Asha Patil', zone: 'Asia/Kolkata', locale: 'hi' })
  const jun = discord.addUser({ name: 'jun', displayName: 'Jun Santos', zone: 'Asia/Manila' })
  const guild = discord.addGuild({ name: 'Banyan', owner: meera.id })
  for (const user of [asha, jun]) discord.addMember(guild.id, user.id)
  const application = discord.addApplication({ name: 'Sahayak', intents })
  discord.addBot(guild.id, application.id, permissions)
  const board = discord.addChannel(guild.id, { name: 'open-tasks' })
  const secret = discord.addChannel(guild.id, {
    name: 'secret',
    overwrites: [{ everyone: true, deny: ['ViewChannel'] }],
  })
  const rest = restFor(sandbox.url, application.token)
  return { sandbox, discord, clock, faults, traffic, meera, asha, jun, guild, application, board, secret, rest }
}

export type Stage = Awaited<ReturnType<typeof aServer>>

/** The stock client. A rate limit is an error to it, not something to wait in: the clock of a test stands still. */
export function restFor(url: string, token: string): REST {
  const rest = new REST({ api: `${url}/discord/api`, retries: 0, rejectOnRateLimit: () => true }).setToken(token)
  closing(() => {
    rest.clearHandlerSweeper()
    rest.clearHashSweeper()
  })
  return rest
}

/** The stock client, ready. */
export async function aClient(
  { sandbox, application }: Stage,
  intents: number,
  partials: Partials[] = [],
): Promise<Client<true>> {
  const rest = { api: `${sandbox.url}/discord/api`, retries: 0 }
  const client = new Client({ intents, partials, rest })
  closing(() => client.destroy())
  await client.login(application.token)
  if (!client.isReady()) await once(client, 'clientReady')
  if (!client.isReady()) throw new Error('It is not ready')
  return client
}

/** The application's commands, in every server. */
export const register = ({ rest, application }: Stage, ...body: object[]) =>
  rest.put(Routes.applicationCommands(application.id), { body })

/** What Discord answers a refused request with. */
export async function refusal(
  request: Promise<unknown>,
): Promise<{ status: number; code: number | string; errors?: unknown }> {
  const answer = await request.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(answer instanceof DiscordAPIError)) throw new Error(`It was not refused by Discord: ${String(answer)}`)
  const { status, code, rawError } = answer
  return { status, code, ...('errors' in rawError ? { errors: rawError.errors } : {}) }
}

/** Somebody does something, and it is not refused: what came of it. */
export async function does({ discord }: Stage, gesture: DiscordGesture): Promise<{ [made: string]: unknown }> {
  const result = await discord.gesture(gesture)
  if (!result.ok) throw new Error(`${gesture.do}: ${result.error}`)
  return result
}

const made = z.looseObject({ id: z.string() })

/** The id of what was just made. */
export const idIn = (answer: unknown): string => made.parse(answer).id

export const sentShape = z.looseObject({
  id: z.string(),
  content: z.string(),
  attachments: z.array(z.looseObject({ url: z.string(), filename: z.string(), size: z.number() })),
})
export type Sent = z.infer<typeof sentShape>

/** The bot writes; on the board, unless it is said otherwise. */
export const send = async ({ rest, board }: Stage, body: object, to = board.id) =>
  sentShape.parse(await rest.post(Routes.channelMessages(to), { body }))

/** A person writes; on the board, unless it is said otherwise. */
export const write = async (stage: Stage, who: { id: string }, content: string, channel = stage.board.id) =>
  idIn(await does(stage, { do: 'write', as: who.id, channel, content }))

/** What the gateway sent, by name. */
export const sent = ({ traffic }: Stage, name: string) => traffic.since(0).filter((exchange) => exchange.name === name)

type Person = { id: string }

/** All rooms that this person has: channels, threads and direct messages. */
export function roomsOf({ discord }: Stage, { id }: Person) {
  const { guilds, dms } = discord.view(id)
  return [...guilds.flatMap(({ channels, threads }) => [...channels, ...threads]), ...dms]
}

/** What this person sees in that room; nothing where they do not have it. */
export const seenBy = (stage: Stage, who: Person, room = stage.board.id) =>
  roomsOf(stage, who).find(({ id }) => id === room)?.messages ?? []

/** Discord's own words that this person read because the bot failed. */
export const failures = ({ discord }: Stage, { id }: Person) => discord.view(id).failures.map(({ text }) => text)
