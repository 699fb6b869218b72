import { z } from 'zod'
import { attachmentsFrom, check } from '../body.ts'
import { readComposition } from '../compose.ts'
import {
  cannotMessageUser,
  invalidField,
  missingPermissions,
  notTheAuthor,
  tooManyOldEdits,
  unknownMessage,
} from '../errors.ts'
import { INTENT } from '../gateway.ts'
import { nothing, ok, type Answer, type Call, type Route } from '../http.ts'
import { edit, messageIn, post, remove, removeAll } from '../messages.ts'
import { messagePayload, shownTo } from '../message-payload.ts'
import { canRead } from '../permissions.ts'
import { placeOf, type Channel, type Message } from '../world.ts'
import { idOf, limitOf, readableChannel, requirePermission, seenChannel, writableChannel } from './seen.ts'

const worded = (call: Call, message: Message) => messagePayload(call.server, message, call.application.botId)

/** What others wrote is read with the privileged intent that is switched on for the application. */
const read = ({ server, application }: Call, message: Message) =>
  shownTo(server, message, application, (application.privileged & INTENT.MessageContent) !== 0)

/** Newest first, as Discord lists them: before, after or around a message. Without the right to read there are none. */
function list(call: Call): Answer {
  const channel = seenChannel(call)
  if (!canRead(call.server.world, channel, call.application.botId)) return ok([])
  const page = pageOf(call, channel).map((message) => read(call, message))
  return ok(page.toReversed())
}

function pageOf(call: Call, channel: Channel): Message[] {
  const all = channel.messages.filter((message) => !message.ephemeralFor)
  const limit = limitOf(call, 50, 100)
  const [before, after, around] = [idOf(call, 'before'), idOf(call, 'after'), idOf(call, 'around')]
  if (around !== undefined) {
    const start = Math.max(0, placeOf(all, around) - Math.floor(limit / 2))
    return all.slice(start, start + limit)
  }
  if (after !== undefined) {
    const start = placeOf(all, String(BigInt(after) + 1n))
    return all.slice(start, start + limit)
  }
  const end = before === undefined ? all.length : placeOf(all, before)
  return all.slice(Math.max(0, end - limit), end)
}

function create(call: Call): Answer {
  const channel = writableChannel(call)
  const { server, application, body } = call
  check('MessageCreateRequestSchema', body.json)
  if (body.uploads.length > 0) requirePermission(call, channel, 'AttachFiles')
  if (channel.recipients && !sharesServer(call, channel)) throw cannotMessageUser()
  const composition = readComposition(body.json)
  if (composition.replyTo && !channel.messages.some(({ id }) => id === composition.replyTo)) {
    if (composition.replyMustExist) {
      throw invalidField(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')
    }
    composition.replyTo = undefined
  }
  const attachments = attachmentsFrom(server.world, body)
  return ok(worded(call, post(server, channel, composition, { authorId: application.botId, attachments })))
}

/** An application can write to those alone with whom it is in some server. */
function sharesServer({ server: { world }, application }: Call, { recipients }: Channel): boolean {
  const other = recipients?.find((id) => id !== application.botId) ?? ''
  return [...world.guilds.values()].some(({ members }) => members.has(application.botId) && members.has(other))
}

function change(call: Call): Answer {
  const channel = seenChannel(call)
  const { server, application, body } = call
  const message = messageIn(server, channel, call.params('message'))
  if (message.authorId !== application.botId) throw notTheAuthor()
  check('MessageEditRequestPartialSchema', body.json)
  slowDownOldEdits(call, message)
  const attachments = attachmentsFrom(server.world, body, message.attachments)
  return ok(worded(call, edit(server, message, { body: readComposition(body.json), attachments })))
}

const HOUR_MS = 3_600_000

/**
 * Discord says of how many no more than that it is a rate limit (https://github.com/discord/discord-api-docs/issues/4413); those
 * who counted came to three in twenty seconds of a channel (https://github.com/circuitsacul/starboard-4/issues/118).
 */
function slowDownOldEdits({ server: { clock, limits } }: Call, { channelId, createdAt }: Message): void {
  if (clock.now() - createdAt < HOUR_MS) return
  const { limited, resetAt } = limits.take('edits of old messages', channelId, [3, 20_000])
  if (limited) throw tooManyOldEdits(Math.max(0, resetAt - clock.now()) / 1000)
}

function removeOne(call: Call): Answer {
  const channel = seenChannel(call)
  const message = messageIn(call.server, channel, call.params('message'))
  const isOwn = message.authorId === call.application.botId
  if (!isOwn && channel.recipients) throw missingPermissions()
  if (!isOwn) requirePermission(call, channel, 'ManageMessages')
  remove(call.server, message)
  return nothing
}

const FOURTEEN_DAYS_MS = 14 * 86_400_000

function removeMany(call: Call): Answer {
  const { server } = call
  const channel = seenChannel(call)
  requirePermission(call, channel, 'ManageMessages')
  const wanted = z.looseObject({ messages: z.array(z.string()).min(2).max(100) }).parse(call.body.json).messages
  const found = channel.messages.filter(({ id, ephemeralFor }) => wanted.includes(id) && !ephemeralFor)
  if (found.some(({ createdAt }) => createdAt < server.clock.now() - FOURTEEN_DAYS_MS)) {
    const message = 'You can only bulk delete messages that are under 14 days old.'
    throw invalidField(['messages'], 'BULK_DELETE_TOO_OLD', message)
  }
  removeAll(server, channel, found)
  return nothing
}

const one = '/channels/:channel/messages/:message'

/** Pins are taken note of nowhere: a request for one is answered as if it was. */
const pinRoutes: Route[] = ['/channels/:channel/pins/:message', '/channels/:channel/messages/pins/:message'].flatMap(
  (path) =>
    (['PUT', 'DELETE'] as const).map((method): Route => ({
      method,
      path,
      run(call) {
        const channel = readableChannel(call)
        if (!channel.recipients) requirePermission(call, channel, 'ManageMessages')
        if (!messageIn(call.server, channel, call.params('message'))) throw unknownMessage()
        return nothing
      },
    })),
)

export const messageRoutes: Route[] = [
  { method: 'GET', path: '/channels/:channel/pins', run: (call) => ok(readableChannel(call) && []) },
  {
    method: 'GET',
    path: '/channels/:channel/messages/pins',
    run: (call) => ok(readableChannel(call) && { items: [], has_more: false }),
  },
  ...pinRoutes,
  { method: 'GET', path: '/channels/:channel/messages', run: list },
  {
    method: 'GET',
    path: one,
    run: (call) => ok(read(call, messageIn(call.server, readableChannel(call), call.params('message')))),
  },
  { method: 'POST', path: '/channels/:channel/messages/bulk-delete', run: removeMany },
  { method: 'POST', path: '/channels/:channel/messages', allowance: [5, 5_000], run: create },
  { method: 'PATCH', path: one, allowance: [5, 5_000], run: change },
  { method: 'DELETE', path: one, allowance: [5, 1_000], run: removeOne },
]
