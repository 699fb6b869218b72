import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { answerFeed } from '#src/features/calendars/queries/feed-answer.ts'
import type { Database } from '#db/connection/connect.ts'
import type { Log } from '#src/kernel/log.ts'

/** What is answered over HTTP besides a platform's own requests. `path` may have parts that vary, written `:name`. */
export type Route = { path: string; method: string[]; handler: (to: IncomingMessage, by: ServerResponse) => void }

export type Web = { port: number; stop(): Promise<void> }

type Parts = { db: Database; secret: string; log: Log; now(): Temporal.Instant }

/** Calendar programs ask little and rarely; whoever dawdles is let go. */
const secondsToAsk = 10
const secondsKeptOpen = 5
const mostHeaderBytes = 8_192
const mostConnections = 500

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

/** The HTTP port, where no platform has opened it. Nobody's body is read. */
export async function openWeb({ port, host }: { port: number; host: string }, calendars: Route): Promise<Web> {
  const limits = {
    requestTimeout: secondsToAsk * 1000,
    headersTimeout: secondsToAsk * 1000,
    keepAliveTimeout: secondsKeptOpen * 1000,
    maxHeaderSize: mostHeaderBytes,
  }
  const server = createServer(limits, listenerFor(calendars))
  server.maxConnections = mostConnections
  const opened = Promise.withResolvers<void>()
  server.once('error', opened.reject)
  server.listen({ port, host }, opened.resolve)
  await opened.promise
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

function listenerFor(calendars: Route): RequestListener {
  return (request, response) => {
    if (!isBare(request)) {
      response.once('finish', () => request.destroy())
      return response.writeHead(404, { ...plainText, connection: 'close' }).end('Not found\n')
    }
    if (pathOf(request) === '/health') return response.writeHead(200, plainText).end('ok\n')
    return calendars.handler(request, response)
  }
}

/** A question without a body. */
function isBare({ method, headers }: IncomingMessage): boolean {
  const empty = headers['content-length'] === undefined || headers['content-length'] === '0'
  return (method === 'GET' || method === 'HEAD') && empty && headers['transfer-encoding'] === undefined
}
