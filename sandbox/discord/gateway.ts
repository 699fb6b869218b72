import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import type { SandboxClock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Traffic } from '../traffic.ts'
import { createSessions, send, type Session, type Sessions } from './sessions.ts'
import type { Application, Payload, World } from './world.ts'

export const INTENT = {
  Guilds: 1 << 0,
  GuildMembers: 1 << 1,
  GuildWebhooks: 1 << 5,
  GuildPresences: 1 << 8,
  GuildMessages: 1 << 9,
  GuildMessageReactions: 1 << 10,
  DirectMessages: 1 << 12,
  DirectMessageReactions: 1 << 13,
  MessageContent: 1 << 15,
} as const

const PRIVILEGED = INTENT.GuildMembers | INTENT.GuildPresences | INTENT.MessageContent
const ALL_INTENTS = (1 << 26) - 1
const HEARTBEAT_MS = 41_250

export type GatewayEvent = {
  name: string
  /** An intent that a session must have asked for; 0 for what everyone gets. */
  intent: number
  to: (application: Application, intents: number) => boolean
  payload: (application: Application, intents: number) => Payload
}

export type Gateway = {
  /** False when the path is not the gateway's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  dispatch(event: GatewayEvent): void
  /** Whether the application has a session that is connected, or could still resume. */
  hasSession(applicationId: string): boolean
  connections(applicationId?: string): number
  /** Cuts every connection without a word. */
  drop(): void
  /** Sends INVALID_SESSION (op 9). A session that may not resume is forgotten. */
  invalidate(resumable: boolean): void
  /** Asks every client to reconnect (op 7). */
  requestReconnect(): void
  /** What happened so far is not sent again to a client that resumes. */
  forget(): void
  close(): Promise<void>
}

type Tools = {
  world: World
  clock: SandboxClock
  faults: Faults
  traffic: Traffic
  baseUrl: () => string
  /** READY and a GUILD_CREATE for each server, in this order. */
  greet: (application: Application, intents: number, sessionId: string) => { name: string; payload: Payload }[]
  /** Op 8: the chunks that answer it. */
  membersChunk: (
    application: Application,
    intents: number,
    query: z.infer<typeof membersRequest>,
  ) => Payload | undefined
}

const frame = z.object({ op: z.int(), d: z.unknown().optional() })
const identify = z.looseObject({ token: z.string(), intents: z.int() })
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() })
const membersRequest = z.looseObject({
  guild_id: z.union([z.string(), z.array(z.string()).length(1)]),
  query: z.string().optional(),
  limit: z.int().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  nonce: z.string().optional(),
})

export function createGateway(tools: Tools): Gateway {
  const server = new WebSocketServer({ noServer: true })
  const sessions = createSessions(tools)
  const live = () => sessions.connected()

  return {
    upgrade(request, socket, head) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://sandbox')
      if (!/^\/discord\/gateway\/?$/.test(pathname)) return false
      server.handleUpgrade(request, socket, head, (webSocket) => {
        if ((searchParams.get('v') ?? '10') !== '10') return webSocket.close(4012, 'Invalid API version.')
        converse(tools, sessions, webSocket)
      })
      return true
    },
    dispatch({ name, intent, to, payload }) {
      for (const session of sessions.all()) {
        const { application, intents } = session
        if (intent !== 0 && (intents & intent) === 0) continue
        if (to(application, intents)) sessions.deliver(session, name, payload(application, intents))
      }
    },
    hasSession: (applicationId) => sessions.all().some(({ application }) => application.id === applicationId),
    connections: (applicationId) =>
      live().filter(({ application }) => applicationId === undefined || application.id === applicationId).length,
    drop: () => live().forEach(({ socket }) => socket?.terminate()),
    invalidate(resumable) {
      for (const session of live()) {
        if (!resumable) sessions.end(session)
        send(session.socket, { op: 9, d: resumable })
      }
    },
    requestReconnect: () => live().forEach(({ socket }) => send(socket, { op: 7, d: null })),
    forget: sessions.forget,
    async close() {
      for (const socket of server.clients) socket.terminate()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** One connection, from its first word to its last: it belongs to a session once it has said who it is. */
function converse(tools: Tools, sessions: Sessions, socket: WebSocket): void {
  let session: Session | undefined
  send(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS, _trace: [] } })
  socket.on('error', () => undefined)
  socket.on('message', (data: Buffer) => {
    // One that was declared invalid is none: its client may begin anew over the same connection.
    const known = session && sessions.find(session.id)
    const heard = hear(tools, sessions, socket, known, data.toString())
    if (!heard) return
    if ('close' in heard) socket.close(...heard.close)
    else if ('answer' in heard) send(socket, heard.answer)
    else session = heard.session
  })
  socket.on('close', (code) => {
    if (session?.socket !== socket) return
    // A client that says goodbye does not want to come back to where it was.
    if (code === 1000 || code === 1001) sessions.end(session)
    else sessions.suspend(session)
  })
}

type Heard = { session: Session } | { answer: object } | { close: [code: number, reason: string] } | undefined

const garbled: Heard = { close: [4002, 'Error while decoding payload.'] }
const stranger: Heard = { close: [4004, 'Authentication failed.'] }

function hear(tools: Tools, sessions: Sessions, socket: WebSocket, session: Session | undefined, text: string): Heard {
  const parsed = frame.safeParse(parse(text))
  if (!parsed.success) return garbled
  const { op, d } = parsed.data
  if (op === 1) return { answer: { op: 11 } }
  if (op === 2) return session ? { close: [4005, 'Already authenticated.'] } : begin(tools, sessions, socket, d)
  if (op === 6) return comeBack(tools, sessions, socket, d)
  if (!session) return { close: [4003, 'Not authenticated.'] }
  if (op === 8) return membersOf(tools, sessions, session, d)
  // Presence and voice are heard, and mean nothing here.
  return op === 3 || op === 4 || op === 31 ? undefined : { close: [4001, 'Unknown opcode.'] }
}

function begin({ world, greet }: Tools, sessions: Sessions, socket: WebSocket, d: unknown): Heard {
  const parsed = identify.safeParse(d)
  if (!parsed.success) return garbled
  const { token, intents } = parsed.data
  const application = world.tokens.get(token.replace(/^Bot /, ''))
  if (!application) return stranger
  if (intents < 0 || (intents & ~ALL_INTENTS) !== 0) return { close: [4013, 'Invalid intent(s).'] }
  if (intents & PRIVILEGED & ~application.privileged) return { close: [4014, 'Disallowed intent(s).'] }

  const session = sessions.begin(application, intents, socket)
  for (const { name, payload } of greet(application, intents, session.id)) sessions.deliver(session, name, payload)
  return { session }
}

function comeBack({ world }: Tools, sessions: Sessions, socket: WebSocket, d: unknown): Heard {
  const parsed = resume.safeParse(d)
  if (!parsed.success) return garbled
  const application = world.tokens.get(parsed.data.token.replace(/^Bot /, ''))
  if (!application) return stranger
  const session = sessions.find(parsed.data.session_id)
  if (session?.application !== application) return { answer: { op: 9, d: false } }
  if (parsed.data.seq > session.seq) return { close: [4007, 'Invalid seq.'] }
  sessions.resume(session, socket, parsed.data.seq)
  return { session }
}

function membersOf({ membersChunk }: Tools, sessions: Sessions, session: Session, d: unknown): Heard {
  const parsed = membersRequest.safeParse(d)
  if (!parsed.success) return garbled
  const chunk = membersChunk(session.application, session.intents, parsed.data)
  if (chunk) sessions.deliver(session, 'GUILD_MEMBERS_CHUNK', chunk)
  return undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
