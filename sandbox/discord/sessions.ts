import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { SandboxClock } from '../clock.ts'
import type { Fault, Faults } from '../faults.ts'
import type { Traffic } from '../traffic.ts'
import type { Application, Payload } from './world.ts'

/** How long a session outlives its connection. */
const SESSION_LIFE_MS = 5 * 60_000

type Dispatch = { op: 0; t: string; s: number; d: Payload }

export type Session = {
  id: string
  application: Application
  intents: number
  seq: number
  /** What a client that comes back has missed is sent again from here. */
  sent: Dispatch[]
  socket: WebSocket | undefined
  /** Calls off its end. */
  keep: (() => void) | undefined
}

export type Sessions = {
  begin(application: Application, intents: number, socket: WebSocket): Session
  find(id: string): Session | undefined
  end(session: Session): void
  all(): Session[]
  connected(): Session[]
  /** One event, or the fault that was asked for in its place. */
  deliver(session: Session, name: string, payload: Payload): void
  /** The connection is gone; the session waits for its client to come back. */
  suspend(session: Session): void
  /** The client is back: it hears what it missed after `seq`. */
  resume(session: Session, socket: WebSocket, seq: number): void
  /** What was sent is not sent again. */
  forget(): void
}

type Tools = { clock: SandboxClock; faults: Faults; traffic: Traffic }

export function createSessions({ clock, faults, traffic }: Tools): Sessions {
  const sessions = new Map<string, Session>()

  function deliver(session: Session, name: string, d: Payload): void {
    const dispatch: Dispatch = { op: 0, t: name, s: ++session.seq, d }
    session.sent.push(dispatch)
    traffic.record({ at: clock.now(), platform: 'discord', direction: 'to-bot', via: 'gateway', name, request: d })
    const fault = faults.take('discord', name)
    if (fault) suffer(clock, session, dispatch, fault)
    else send(session.socket, dispatch)
  }

  return {
    begin(application, intents, socket) {
      const id = randomBytes(16).toString('hex')
      const session: Session = { id, application, intents, seq: 0, sent: [], socket, keep: undefined }
      sessions.set(id, session)
      return session
    },
    find: (id) => sessions.get(id),
    end: ({ id }) => void sessions.delete(id),
    all: () => [...sessions.values()],
    connected: () => [...sessions.values()].filter(({ socket }) => socket),
    deliver,
    suspend(session) {
      session.socket = undefined
      session.keep = clock.after(SESSION_LIFE_MS, () => {
        if (!session.socket) sessions.delete(session.id)
      })
    },
    resume(session, socket, seq) {
      // A client that was told that its session is invalid comes back over the connection it has.
      if (session.socket !== socket) session.socket?.terminate()
      session.keep?.()
      session.socket = socket
      for (const missed of session.sent) if (missed.s > seq) send(socket, missed)
      deliver(session, 'RESUMED', { _trace: [] })
    },
    forget() {
      for (const session of sessions.values()) session.sent = []
    },
  }
}

function suffer(clock: SandboxClock, session: Session, dispatch: Dispatch, fault: Fault): void {
  const { socket } = session
  if (fault.kind === 'delay') {
    clock.after(fault.ms, () => {
      if (session.sent.includes(dispatch)) send(session.socket, dispatch)
    })
    return
  }
  // Cut before it is sent: it waits for the session to resume.
  if (fault.kind === 'drop-socket' || fault.kind === 'cut-before') return socket?.terminate()
  send(socket, dispatch)
  if (fault.kind === 'duplicate') {
    const again: Dispatch = { ...dispatch, s: ++session.seq }
    session.sent.push(again)
    send(socket, again)
  }
  // close() lets what was sent arrive; the code is one after which a client resumes.
  if (fault.kind === 'cut-after') socket?.close(4000, 'Unknown error.')
}

export function send(socket: WebSocket | undefined, message: unknown): void {
  if (socket && socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
}
