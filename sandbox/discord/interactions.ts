import { randomBytes } from 'node:crypto'
import type { Server } from './server.ts'
import type { Application, Channel, Message, Payload } from './world.ts'

export const COMMAND = 2
export const PRESS = 3
export const AUTOCOMPLETE = 4
export const MODAL_SUBMIT = 5

const ANSWER_WITHIN_MS = 3_000
const TOKEN_LIVES_MS = 15 * 60_000

/** An interaction that an application is to answer. */
export type Pending = {
  id: string
  token: string
  type: number
  application: Application
  userId: string
  channel: Channel
  /** The message that was pressed on, or that the form was born from. */
  messageId: string | undefined
  /** What the person sees it called: a command, a button's label, a form's title. */
  about: string
  createdAt: number
  state: 'waiting' | 'answered' | 'expired'
  /** What `@original` is: its own first message, or the one that was pressed on when that is what was changed. */
  original: Message | undefined
  /** A deferred answer whose words have not come. */
  thinking: boolean
  settled: Promise<void>
  settle(): void
}

export type Opening = {
  application: Application
  userId: string
  channel: Channel
  type: number
  about: string
  messageId?: string | undefined
  /** `data` of the payload. */
  data: Payload
  /** All else that Discord says around it. */
  around: Payload
}

/**
 * Sends an interaction to its application. It is registered before it is sent, since a fast bot answers at once; without
 * an answer within three seconds the person reads that the application did not respond. Where no session of the
 * application is there, or could still resume, nobody is waited for.
 */
export function openInteraction(server: Server, opening: Opening): Pending {
  const { world, clock, gateway } = server
  const settling = Promise.withResolvers<void>()
  const pending: Pending = {
    ...{ id: world.id(), token: `aW50ZXJhY3Rpb246${randomBytes(36).toString('base64url')}`, createdAt: clock.now() },
    ...{ type: opening.type, application: opening.application, userId: opening.userId, channel: opening.channel },
    ...{ messageId: opening.messageId, about: opening.about, state: 'waiting', original: undefined, thinking: false },
    settled: settling.promise,
    settle: settling.resolve,
  }
  server.interactions.set(pending.id, pending)
  server.interactionTokens.set(pending.token, pending)
  if (!gateway.hasSession(pending.application.id)) {
    expire(server, pending)
    return pending
  }
  clock.after(ANSWER_WITHIN_MS, () => expire(server, pending))
  clock.after(TOKEN_LIVES_MS, () => giveUp(server, pending))
  const { id, token, type, application } = pending
  gateway.dispatch({
    name: 'INTERACTION_CREATE',
    intent: 0,
    to: (one) => one.id === application.id,
    payload: () => ({
      ...{ id, token, type, application_id: application.id, version: 1, data: opening.data },
      ...opening.around,
    }),
  })
  return pending
}

function expire(server: Server, pending: Pending): void {
  if (pending.state !== 'waiting' || !isKnown(server, pending)) return
  pending.state = 'expired'
  if (pending.type !== AUTOCOMPLETE) {
    fail(server, pending, pending.type === COMMAND ? 'The application did not respond' : 'This interaction failed')
  }
  pending.settle()
}

/** Deferred, and then nothing for as long as the token lived. */
function giveUp(server: Server, pending: Pending): void {
  if (pending.thinking && isKnown(server, pending)) fail(server, pending, 'The application did not respond')
}

/** What was before a reset is not to speak into what is after it. */
const isKnown = ({ interactions }: Server, pending: Pending) => interactions.get(pending.id) === pending

/** Words of Discord's own, for the one person. */
export function fail(
  server: Server,
  { userId, channel, about }: Pick<Pending, 'userId' | 'channel' | 'about'>,
  text: string,
): void {
  const failures = server.failures.get(userId) ?? []
  server.failures.set(userId, [...failures, { at: server.clock.now(), channel: channel.id, about, text }])
  server.changed()
}

/**
 * What a token stands for: a quarter of an hour long, and once it was answered in time.
 *
 * Before that Discord knows no such webhook (10015); afterwards it knows it, and finds the token too old (50027).
 */
export function pendingByToken(server: Server, applicationId: string, token: string): Pending | 'unknown' | 'too-old' {
  const pending = server.interactionTokens.get(token)
  if (!pending || pending.application.id !== applicationId || pending.state !== 'answered') return 'unknown'
  return server.clock.now() - pending.createdAt >= TOKEN_LIVES_MS ? 'too-old' : pending
}
