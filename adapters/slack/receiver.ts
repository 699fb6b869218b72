import { HTTPReceiver, SocketModeReceiver, type Logger, type Receiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Server, ServerResponse } from 'node:http'
import type { Log } from '#src/kernel/log.ts'
import type { Route } from '#adapters/http/web.ts'
import { inTime } from './answer.ts'
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

/** A request that takes longer to arrive is dropped: Slack's are small, and come at once. */
const secondsToArrive = 15
const secondsToClose = 2

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

function overHttp(signingSecret: string, { logger, http: { port, host }, routes }: Library): Door {
  const receiver = new HTTPReceiver({
    ...{ signingSecret, logger },
    bodyLimit: mostBytes,
    customRoutes: [{ path: '/health', method: ['GET'], handler: (_, response) => beWell(response) }, ...routes],
  })
  let begun = () => {}
  let connections: Pick<Server, 'closeIdleConnections' | 'closeAllConnections'> | null = null
  return {
    receiver,
    line: () => 0,
    greeted: (heard) => void (begun = heard),
    async open() {
      const server = await receiver.start({ port, host }, { requestTimeout: secondsToArrive * 1000 })
      connections = server
      begun()
      const address = server.address()
      return typeof address === 'object' && address ? address.port : port
    },
    async close(finished) {
      const closed = receiver.stop()
      await finished()
      // Slack keeps its connections for the next request, which is not to come.
      connections?.closeIdleConnections()
      await inTime(closed, secondsToClose * 1000)
      connections?.closeAllConnections()
    },
  }
}

/** For whoever watches the process: it is up and hears. */
function beWell(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok\n')
}
