import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { Server, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { inTime } from '#adapters/shared/in-time.ts'
import { answerFeed } from '#src/features/calendars/queries/feed-answer.ts'
import type { Database } from '#db/connection/connect.ts'
import type { Log } from '#src/kernel/log.ts'

/** What is answered over HTTP besides a platform's own requests. `path` may have parts that vary, written `:name`. */
export type Route = { path: string; method: string[]; handler: (to: IncomingMessage, by: ServerResponse) => void }

export type Web = {
  port: number
  /** Nothing new is heard; what was is answered until `finished`, and then the connections are closed. */
  stop(finished?: () => Promise<unknown>): Promise<void>
}

/** `slack`: what answers Slack's own requests, where Slack delivers over HTTP. */
type Answering = { slack: RequestListener | null; routes: Route[] }

type Parts = { db: Database; secret: string; log: Log; now(): Temporal.Instant }

/** Calendar programs ask little and rarely; whoever dawdles is let go. */
const secondsToAsk = 10
const secondsKeptOpen = 5
const mostHeaderBytes = 8_192
const mostConnections = 500
const barred = {
  headersTimeout: secondsToAsk * 1000,
  keepAliveTimeout: secondsKeptOpen * 1000,
  maxHeaderSize: mostHeaderBytes,
}

const plainText = { 'content-type': 'text/plain; charset=utf-8' }

/** The calendars that people subscribe to. */
export function calendarRoute(parts: Parts): Route {
  return {
    path: '/calendar/:agency/:feed',
    method: ['GET', 'HEAD'],
    handler(request, response) {
      answerCalendar(parts, request, response).catch((error: unknown) => {
        // Without the address: it is the secret.
        parts.log.error({ error }, 'a calendar could not be written')
        if (!response.headersSent) response.writeHead(500, plainText)
        response.end()
      })
    },
  }
}

async function answerCalendar(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const known = request.headers['if-none-match']
  const { status, headers, body } = await answerFeed(parts, pathOf(request), known)
  const length = status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length }).end(request.method === 'HEAD' ? undefined : body)
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/[?#].*$/su, '')
}

/** Slack's own requests, as they come: bodies are read by whoever checks their signatures. */
const slackPath = '/slack/events'
/** A request that takes longer to arrive is dropped: Slack's are small, and come at once. */
const secondsToArrive = 15
const secondsToClose = 2

/** The HTTP port, and all that is answered on it. Nobody's body is read but Slack's. */
export async function openWeb({ port, host }: { port: number; host: string }, answering: Answering): Promise<Web> {
  const app = routesFor(answering)
  const server = createAdaptorServer({
    // Hono copies the answer to a HEAD, and with another server of its kind in the process (the demo's) forgets on the way that it was sent.
    fetch: (request, env) => {
      const asked = request.method === 'HEAD' ? new Request(request.url, { headers: request.headers }) : request
      return app.fetch(asked, env)
    },
    // Left alone: the clients of the platforms use Node's own.
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
    serverOptions: {
      requestTimeout: (answering.slack ? secondsToArrive : secondsToAsk) * 1000,
      ...(answering.slack ? {} : barred),
    },
  })
  if (!(server instanceof Server)) throw new Error('HTTP is spoken over HTTP/1.1 alone')
  if (!answering.slack) server.maxConnections = mostConnections
  const opened = Promise.withResolvers<void>()
  server.once('error', (error) => opened.reject(closedTo(error, { port, host })))
  server.listen({ port, host }, opened.resolve)
  await opened.promise
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop(finished = async () => {}) {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await finished()
      // Whoever asks keeps connections for a next request, which is not to come.
      server.closeIdleConnections()
      await inTime(closed.promise, secondsToClose * 1000)
      server.closeAllConnections()
    },
  }
}

/** Why the port cannot be opened, in a sentence for whoever starts the bot. */
function closedTo(error: Error, { port, host }: { port: number; host: string }): Error {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program. End that one, or choose another port, for example PORT=3001.`,
    EACCES: `Port ${port} is not open to this user. Choose one from 1024 on, for example PORT=3000.`,
    EADDRNOTAVAIL: `HOST=${host} is no address of this machine. HOST=0.0.0.0 listens on all that it has.`,
  }
  const sentence = 'code' in error && typeof error.code === 'string' ? sentences[error.code] : undefined
  return sentence === undefined ? error : new Error(sentence, { cause: error })
}

function routesFor({ slack, routes }: Answering): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  if (slack) {
    app.post(slackPath, ({ env }) => {
      slack(env.incoming, env.outgoing)
      return RESPONSE_ALREADY_SENT
    })
  }
  app.use(async ({ env }, next) => (isBare(env.incoming) ? next() : refuse(env)))
  app.get('/health', ({ text }) => text('ok\n'))
  for (const { path, method, handler } of routes) {
    app.on(method, path, ({ env }) => {
      handler(env.incoming, env.outgoing)
      return RESPONSE_ALREADY_SENT
    })
  }
  app.notFound(({ env }) => {
    const [calendars] = routes
    // Answered as a calendar's wrong address is: nothing tells the one from the other.
    if (!calendars || !isBare(env.incoming)) return refuse(env)
    calendars.handler(env.incoming, env.outgoing)
    return RESPONSE_ALREADY_SENT
  })
  return app
}

function refuse({ incoming, outgoing }: HttpBindings): Response {
  outgoing.once('finish', () => incoming.destroy())
  outgoing.writeHead(404, { ...plainText, connection: 'close' })
  outgoing.end('Not found\n')
  return RESPONSE_ALREADY_SENT
}

/** A question without a body. */
function isBare({ method, headers }: IncomingMessage): boolean {
  const empty = headers['content-length'] === undefined || headers['content-length'] === '0'
  return (method === 'GET' || method === 'HEAD') && empty && headers['transfer-encoding'] === undefined
}
