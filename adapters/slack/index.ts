import { App, LogLevel, type Logger } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { inTime } from '#adapters/shared/in-time.ts'
import type { Chat, LoadFile } from '#src/kernel/chat.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Route } from '#adapters/http/web.ts'
import { createLook, hearTalk } from './hear.ts'
import { createHome, hearHome } from './home.ts'
import { checkIdentity, createIdentity, type Identity } from './identity.ts'
import { times } from './limits.ts'
import { listen } from './listen.ts'
import { createDoor } from './receiver.ts'
import { createChat } from './send.ts'
import { hearSaid } from './said.ts'
import { createShare, type Share } from './share.ts'

export type SlackAdapter = {
  chat: Chat
  /** The workspace that the bot's token is for; empty as long as Slack could not be asked. */
  readonly team: { id: string; name: string }
  /** Where Slack's requests are heard; null over a socket, and where this process only writes. */
  port: number | null
  stop(): Promise<void>
}

type Options = {
  /** `app`: over a socket. Without it Slack delivers by HTTP, signed with `signingSecret`. */
  tokens: { bot: string; app?: string | undefined; signingSecret?: string | undefined }
  /** Slack's own when left out. */
  apiUrl?: string | undefined
  /** What stands before each command in this workspace. */
  prefix: string
  http: { port: number; host: string }
  /** What else is answered on that port. */
  routes?: Route[]
  /** Whether to listen as well, or only to write. */
  receive: boolean
  log: Log
  now(): Temporal.Instant
  core: Core
  loadFile: LoadFile
}

/** What is being answered when the bot stops gets this long to be finished. */
const secondsToFinish = 5

export async function startSlack(options: Options): Promise<SlackAdapter> {
  const { tokens, apiUrl, now, log, receive, loadFile } = options
  const client = new WebClient(tokens.bot, clientOptions(apiUrl, log))
  const identity = createIdentity(client)
  await checkIdentity(identity, log)
  const me = async () => (await identity.me()).user_id
  const uploading = new WebClient(tokens.bot, { ...clientOptions(apiUrl, log), timeout: times.file })
  const share = createShare({ client: uploading, loadFile })
  const mayCustomize = () => identity.known()?.response_metadata?.scopes?.includes('chat:write.customize') ?? true
  const heard = receive ? await hear(options, { client, share }, identity) : { port: null, stop: async () => {} }
  return {
    chat: createChat({ client, token: tokens.bot, apiUrl, me, now, share, mayCustomize, log }),
    get team() {
      return teamOf(identity) ?? { id: '', name: '' }
    },
    ...heard,
  }
}

function teamOf({ known }: Identity): { id: string; name: string } | null {
  const me = known()
  return me && { id: me.team_id, name: me.team }
}

/**
 * The outbox tries again, and knows what it means that a message may have arrived: the client's own second tries would
 * post twice (its default made three posts of two 503 answers), and its waiting would hold up other channels.
 */
function clientOptions(apiUrl: string | undefined, log: Log): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: times.request,
    logger: loggerOn(log),
  }
}

async function hear(
  { tokens, apiUrl, prefix, http, routes = [], log, core }: Options,
  speaking: { client: WebClient; share: Share },
  identity: Identity,
): Promise<Pick<SlackAdapter, 'port' | 'stop'>> {
  const library = { logger: loggerOn(log), clientOptions: clientOptions(apiUrl, log) }
  const door = createDoor(tokens, { ...library, log, http, routes })
  const app = new App({
    ...library,
    receiver: door.receiver,
    // Asking who we are for each payload, as the library does with a token, would be an outage of ours when Slack has one.
    authorize: async () => ({ botToken: tokens.bot }),
    ignoreSelf: false,
    convoStore: false,
  })
  const here = () => ({ team: identity.known()?.is_enterprise_install ? null : teamOf(identity), prefix })
  const look = createLook(speaking.client)
  const nameOf = async (user: string) => (await look(user)).name
  const home = createHome({ client: speaking.client, core, log, here, nameOf })
  hearHome(app, home)
  const { idle } = listen(app, { ...speaking, core, log, here }, { line: door.line, home })
  const hearing = hearTalk(app, { client: speaking.client, core, log, look })
  const said = hearSaid(app, { ...speaking, core, log, here, nameOf })
  door.greeted(() => void hearing.catchUp())
  const port = await door.open()
  let stopping: Promise<void> | null = null
  return {
    port,
    stop: () =>
      (stopping ??= door.close(() =>
        inTime(Promise.all([idle(), said.idle(), home.idle(), hearing.stop()]), secondsToFinish * 1000),
      )),
  }
}

/** What the library says of itself. It calls an error what Slack refuses; whoever asked decides what that is. */
function loggerOn(log: Log): Logger {
  const words = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.info({ text: words(parts) }, 'the Slack client warns'),
    error: (...parts) => log.warn({ text: words(parts) }, 'the Slack client failed'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
