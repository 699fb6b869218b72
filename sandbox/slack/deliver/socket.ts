import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { limits } from '../limits.ts'
import { isJson, parseJson } from '../json.ts'
import type { App, Slack } from '../world.ts'
import type { Outcome, Parcel } from './deliver.ts'

/** Socket Mode: which sockets an app has open, and what was sent and not yet acknowledged. */
export type Sockets = {
  /** The address for one new connection; it opens one socket only. */
  ticket(app: App): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  send(app: App, parcel: Parcel, settle: (outcome: Outcome) => void): void
  count(appId: string): number
  /** Cuts the app's sockets without a word, as a lost network does. */
  drop(appId: string): void
  /** Asks the app to connect anew, as Slack does every few hours. Nothing more comes over the sockets it had. */
  refresh(appId: string, reason?: 'refresh_requested' | 'warning'): void
  /** Forgets what is on its way. */
  forget(): void
  close(): Promise<void>
}

type OnItsWay = { socket: WebSocket; settle: (outcome: Outcome) => void }

/** The stock client gives a socket up after 30 s without a ping, by the machine's clock. */
const PING_MS = 10_000

/** What an app has open, and what is on its way. */
type State = {
  slack: Slack
  open: Map<string, WebSocket[]>
  onTheirWay: Map<string, OnItsWay>
  of(appId: string): WebSocket[]
}

export function createSockets(slack: Slack): Sockets {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Map<string, string>()
  const open = new Map<string, WebSocket[]>()
  const of = (appId: string) => open.get(appId) ?? []
  const state: State = { slack, open, onTheirWay: new Map(), of }

  return {
    ticket(app) {
      const ticket = crypto.randomUUID()
      tickets.set(ticket, app.id)
      return `${slack.baseUrl().replace(/^http/, 'ws')}/slack/link/?ticket=${ticket}&app_id=${app.id}`
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost')
      if (url.pathname !== '/slack/link/') return false

      const ticket = url.searchParams.get('ticket') ?? ''
      const appId = tickets.get(ticket)
      tickets.delete(ticket)
      if (appId === undefined) socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
      else server.handleUpgrade(request, socket, head, (made) => connected(state, appId, made))
      return true
    },
    send: (app, parcel, settle) => send(state, app, parcel, settle),
    count: (appId) => of(appId).length,
    drop: (appId) => {
      for (const socket of of(appId)) socket.terminate()
      open.delete(appId)
    },
    refresh(appId, reason = 'refresh_requested') {
      for (const socket of of(appId)) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: debugInfo }))
      if (reason === 'refresh_requested') open.delete(appId)
    },
    forget: () => state.onTheirWay.clear(),
    async close() {
      for (const socket of server.clients) socket.terminate()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function connected(state: State, appId: string, socket: WebSocket): void {
  const { slack, open, of } = state
  const app = slack.world.apps.get(appId)
  const others = of(appId)
  if (!app || others.length >= limits.sockets) return tooMany(socket)

  open.set(appId, [...others, socket])
  const ping = setInterval(() => socket.ping(), PING_MS).unref()
  socket.on('message', (data: Buffer) => acknowledged(state, socket, data.toString()))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(ping)
    closed(state, appId, socket)
  })
  socket.send(JSON.stringify(hello(appId, of(appId).length)))
  slack.changed()
}

function acknowledged({ onTheirWay }: State, socket: WebSocket, text: string): void {
  const message = parseJson(text)
  if (!isJson(message) || typeof message['envelope_id'] !== 'string') return
  const sent = onTheirWay.get(message['envelope_id'])
  if (!sent || sent.socket !== socket) return

  onTheirWay.delete(message['envelope_id'])
  const { payload } = message
  sent.settle({ ok: true, payload: isJson(payload) && Object.keys(payload).length > 0 ? payload : undefined })
}

function closed({ slack, open, onTheirWay, of }: State, appId: string, socket: WebSocket): void {
  open.set(
    appId,
    of(appId).filter((other) => other !== socket),
  )
  for (const [id, sent] of onTheirWay) {
    if (sent.socket !== socket) continue
    onTheirWay.delete(id)
    sent.settle({ ok: false, why: 'unreachable' })
  }
  slack.changed()
}

function send({ slack, onTheirWay, of }: State, app: App, parcel: Parcel, settle: (outcome: Outcome) => void): void {
  const sockets = of(app.id)
  // One of them, in turn: Slack promises no more than "one of the open connections". With none open the delivery has
  // failed; what brings an event after all is its retry.
  const socket = sockets[slack.next(`socket of ${app.id}`) % sockets.length]
  if (!socket) return settle({ ok: false, why: 'unreachable' })

  const id = crypto.randomUUID()
  onTheirWay.set(id, { socket, settle })
  socket.send(JSON.stringify(envelope(id, parcel)))
}

const debugInfo = { host: 'applink-sandbox', build_number: 1, approximate_connection_time: 18_060 }

const hello = (appId: string, connections: number) => ({
  type: 'hello',
  num_connections: connections,
  debug_info: debugInfo,
  connection_info: { app_id: appId },
})

const envelope = (id: string, { kind, payload, retry }: Parcel) => ({
  envelope_id: id,
  payload,
  type: kind,
  accepts_response_payload: kind !== 'events_api',
  ...(kind === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {}),
})

function tooMany(socket: WebSocket): void {
  socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo }))
  socket.close()
}
