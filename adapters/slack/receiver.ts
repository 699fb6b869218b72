import { HTTPReceiver, SocketModeReceiver, type Logger, type Receiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Log } from '#src/kernel/log.ts'
import { openWeb, type Route, type Web } from '#adapters/http/web.ts'
import { mostBytes } from './limits.ts'
import { keepSocket } from './socket.ts'

/** How Slack reaches us. */
export type Door = {
  receiver: Receiver
  /** Answers the port that was opened; null over a socket. */
  open(): Promise<number | null>
  /** Called each time that we begin to hear: before that things may have happened which nobody heard. */
  greeted(heard: () => void): void
  /** Changes when what came so far can no longer be acknowledged: a socket takes that only for what came over itself. */
  line(): number
  /** Nothing new is heard, and what was is still acknowledged where it can be: after `finished`, or the limit. */
  close(finished: () => Promise<unknown>): Promise<void>
}

type Tokens = { app?: string | undefined; signingSecret?: string | undefined }
type Library = {
  logger: Logger
  clientOptions: WebClientOptions
  log: Log
  http: { port: number; host: string }
  routes: Route[]
}

/** A socket when there is an app token, since that needs no address on the internet; else HTTP. */
export function createDoor({ app, signingSecret }: Tokens, library: Library): Door {
  if (app) return overSocket(app, library)
  if (signingSecret) return overHttp(signingSecret, library)
  throw new Error('Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).')
}

function overSocket(appToken: string, { logger, clientOptions, log }: Library): Door {
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger },
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  })
  let stop = async () => {}
  let line = 0
  receiver.client.on('connected', () => (line += 1))
  return {
    receiver,
    line: () => line,
    greeted: (heard) => void receiver.client.on('connected', heard),
    async open() {
      ;({ stop } = await keepSocket(receiver.client, log))
      return null
    },
    // Acknowledgements go over the socket, so it is closed last.
    async close(finished) {
      await finished()
      await stop()
    },
  }
}

function overHttp(signingSecret: string, { logger, http, routes }: Library): Door {
  const receiver = new HTTPReceiver({ ...{ signingSecret, logger }, bodyLimit: mostBytes })
  let web: Web | null = null
  let begun = () => {}
  return {
    receiver,
    line: () => 0,
    greeted: (heard) => void (begun = heard),
    async open() {
      web = await openWeb(http, { slack: receiver.requestListener, routes })
      begun()
      return web.port
    },
    close: async (finished) => web?.stop(finished),
  }
}
