import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options } from 'discord.js'
import { setTimeout as wait } from 'node:timers/promises'
import { inTime } from '#adapters/shared/in-time.ts'
import type { Log } from '#src/kernel/log.ts'
import { restOptions } from './api.ts'
import { sentenceFor } from './identity.ts'
import { whyOf } from './outcome.ts'

export type Guild = { id: string; name: string }
export type Gateway = { guilds(): Guild[]; stop(): Promise<void> }

type Connecting = {
  token: string
  apiUrl?: string | undefined
  log: Log
  /** Each interaction as it came, and what knows the servers' names. Must not throw. */
  hear(payload: unknown, placeName: (guild: string) => string): void
  /** What is to be told besides interactions and the names of servers, and who hears it of each client. */
  also: { intents(): Promise<GatewayIntentBits[]>; attach(client: Client): void }
  /** Whether the privileged intent by which members' changes are told is asked for, and what hears of them. */
  members?: boolean | undefined
  memberChanged(payload: unknown, left: boolean): void
  /** A session has begun anew, and not where the last one broke off. */
  greeted(): void
}

/** How long a start waits for the connection; after that it goes on without, and the connection comes when it can. */
const secondsToConnect = 20
const mostSecondsBetween = 60

/**
 * Listens to Discord. A token or an intent that is refused ends the start with a sentence; an outage does not, since
 * whoever works in Slack should not feel that Discord is away.
 */
export async function openGateway(connecting: Connecting): Promise<Gateway> {
  const { token, log } = connecting
  const over = new AbortController()
  let client: Client | null = null

  async function connect(): Promise<void> {
    try {
      // One that failed is of no further use.
      client = createClient(connecting, await connecting.also.intents(), over.signal)
      await client.login(token)
    } catch (error) {
      const sentence = sentenceFor(error)
      if (sentence) throw new Error(sentence, { cause: error })
      throw error
    }
  }

  async function tryAgain(seconds: number): Promise<void> {
    await wait(seconds * 1000, undefined, { signal: over.signal })
    return connect().catch((error: unknown) => failed(error, seconds))
  }

  function failed(error: unknown, seconds: number): void {
    if (over.signal.aborted) return
    log.error({ error }, 'Discord cannot be reached: trying again')
    tryAgain(Math.min(seconds * 2, mostSecondsBetween)).catch(() => undefined)
  }

  const first = connect()
  try {
    const isConnected = await inTime(
      first.then(() => true),
      secondsToConnect * 1000,
    )
    if (!isConnected) {
      log.warn({}, 'Discord does not answer yet: going on without')
      first.catch((error: unknown) => failed(error, 1))
    }
  } catch (error) {
    if (sentenceFor(error)) throw error
    failed(error, 1)
  }

  return {
    guilds: () => client?.guilds.cache.map(({ id, name }) => ({ id, name })) ?? [],
    async stop() {
      over.abort()
      await client?.destroy()
    },
  }
}

function createClient(
  { apiUrl, log, hear, also, greeted, members, memberChanged }: Connecting,
  intents: GatewayIntentBits[],
  over: AbortSignal,
): Client {
  const client = new Client({
    // Names of servers come with this one; an intent that Discord grants only on request is asked for where somebody says so.
    intents: [GatewayIntentBits.Guilds, ...intents, ...(members ? [GatewayIntentBits.GuildMembers] : [])],
    shards: 'auto',
    rest: restOptions(apiUrl),
    makeCache: smallCaches,
  })
  // As it came: what we do not know yet is ours to answer, not the library's to drop.
  const placeName = (guild: string) => client.guilds.cache.get(guild)?.name ?? ''
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: unknown) => hear(payload, placeName))
  client.ws.on(GatewayDispatchEvents.GuildMemberAdd, (payload: unknown) => memberChanged(payload, false))
  client.ws.on(GatewayDispatchEvents.GuildMemberUpdate, (payload: unknown) => memberChanged(payload, false))
  client.ws.on(GatewayDispatchEvents.GuildMemberRemove, (payload: unknown) => memberChanged(payload, true))
  client.ws.on(GatewayDispatchEvents.Ready, () => greeted())
  also.attach(client)

  client.on(Events.Error, (error) => log.error({ error }, 'the Discord client failed'))
  client.on(Events.Warn, (text) => log.warn({ text }, 'the Discord client warns'))
  client.on(Events.ShardError, (error) => log.warn({ why: whyOf(error) }, 'the connection to Discord failed'))
  client.on(Events.ShardReconnecting, () => {
    // It is said of a goodbye as well.
    if (!over.aborted) log.info({}, 'the connection to Discord broke: connecting again')
  })
  client.on(Events.ShardResume, (_, replayed) => log.info({ replayed }, 'Discord goes on where it broke off'))
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'Discord closed the connection for good'))
  client.on(Events.Invalidated, () => log.error({}, 'Discord ended the session'))
  survive(client, log)
  return client
}

/**
 * What the library cannot read it throws where nobody can catch it, which would end the process for everyone. Seen with an
 * interaction without data. By then we have heard it, and what the library makes of it does not matter to us.
 */
function survive(client: Client, log: Log): void {
  const read = client.ws['handlePacket'].bind(client.ws)
  client.ws['handlePacket'] = (packet, shard) => {
    try {
      return read(packet, shard)
    } catch (error) {
      log.error({ error }, 'the Discord client could not read what it was sent')
      return false
    }
  }
}

/** All that a person may read is asked for when it is needed; kept are the servers alone, and of their members the bot. */
const smallCaches = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  DMMessageManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
  VoiceStateManager: 0,
})
