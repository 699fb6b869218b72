import { inTime } from '#adapters/shared/in-time.ts'
import type { Chat, LoadFile } from '#src/kernel/chat.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import { createApi, type Api } from './api.ts'
import { answerInteraction } from './answer.ts'
import { hearTalk, mayReadAll, talkIntents, type SaidToBot } from './hear.ts'
import { openGateway, type Gateway, type Guild } from './gateway.ts'
import { checkIdentity, createIdentity, listGuilds } from './identity.ts'
import { readMemberEvent } from './people.ts'
import { answerSaid } from './said.ts'
import { createDraw, type Draw } from './picture.ts'
import { createRelay } from './relay.ts'
import { registerCommands } from './register.ts'
import { createChat } from './send.ts'

export type DiscordAdapter = {
  chat: Chat
  /** The servers that the bot is in. */
  guilds(): Guild[]
  stop(): Promise<void>
}

type Options = {
  token: string
  applicationId: string
  /** Without the version; Discord's own when left out. */
  apiUrl?: string | undefined
  log: Log
  now(): Temporal.Instant
  core: Core
  loadFile: LoadFile
  /** Whether to listen as well; of all processes one does. */
  gateway: boolean
  /** Whether members' changes are asked for, which Discord must have granted. */
  members?: boolean | undefined
  /** Whether what is heard is still ours to answer: another process may listen in our place. */
  leads?(): Promise<boolean>
}

/** What is being answered when the bot stops gets this long to be finished. */
const secondsToFinish = 5

export async function startDiscord(options: Options): Promise<DiscordAdapter> {
  const { token, applicationId, apiUrl, log, now, loadFile, gateway } = options
  const api = createApi({ token, apiUrl })
  const relaying = createApi({ token, apiUrl, impatient: true })
  const close = () => [api, relaying].forEach((each) => each.close())
  try {
    const identity = createIdentity(api, applicationId)
    await checkIdentity(identity, log)
    const draw = createDraw(loadFile)
    const relay = createRelay({ api: relaying, applicationId, now, loadFile })
    const chat = createChat({ api, me: identity.me, now, draw, relay, apiUrl })
    if (!gateway) {
      const guilds = await listGuilds(api, log)
      return { chat, guilds: () => guilds, stop: async () => close() }
    }
    const { guilds, stop } = await listen(options, { api, draw, me: identity.me })
    return { chat, guilds, stop: () => stop().finally(() => relaying.close()) }
  } catch (error) {
    close()
    throw error
  }
}

async function listen(
  { token, applicationId, apiUrl, log, core, members, leads = async () => true }: Options,
  { api, draw, me }: { api: Api; draw: Draw; me(): Promise<string> },
): Promise<Omit<DiscordAdapter, 'chat'>> {
  const running = new Set<Promise<void>>()

  function keep(work: Promise<void>): Promise<void> {
    const kept = work
      .catch((error: unknown) => log.error({ error }, 'a fault of the Discord adapter'))
      .finally(() => running.delete(kept))
    running.add(kept)
    return kept
  }

  async function answerIfOurs(payload: unknown, placeName: (guild: string) => string): Promise<void> {
    if (!(await leads())) return log.warn({}, 'what was heard is left to the process that listens now')
    await answerInteraction({ api, application: applicationId, draw, core, log, placeName }, payload)
  }

  async function answerSaidIfOurs(said: SaidToBot): Promise<void> {
    if (!(await leads())) return log.warn({}, 'what was said is left to the process that listens now')
    const placeName = (guild: string) => gateway?.guilds().find(({ id }) => id === guild)?.name ?? ''
    await answerSaid({ api, draw, core, log, placeName }, said)
  }

  const talk = hearTalk({ api, core, log, me, said: (said) => void keep(answerSaidIfOurs(said)) })
  const register = () => keep(registerCommands({ api, application: applicationId, log }))
  let registered: Promise<void> | null = null
  let gateway: Gateway | null = null
  gateway = await openGateway({
    ...{ token, apiUrl, log, members },
    memberChanged(payload, left) {
      const person = readMemberEvent(payload, left)
      if (person) void keep(core.noticed({ platform: 'discord', ...person }))
    },
    hear: (payload, placeName) => void keep(answerIfOurs(payload, placeName)),
    also: { intents: async () => talkIntents(await mayReadAll(api)), attach: talk.attach },
    // At each new session, so that what failed at the first is made good at the next.
    greeted() {
      registered = register()
      void talk.hearing.catchUp()
    },
  })
  await registered

  return {
    guilds: gateway.guilds,
    async stop() {
      await gateway.stop()
      await inTime(Promise.allSettled([...running, talk.hearing.stop()]), secondsToFinish * 1000)
      api.close()
    },
  }
}
