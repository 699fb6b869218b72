import { z } from 'zod'
import { attachmentsFrom, check } from '../body.ts'
import { readComposition } from '../compose.ts'
import {
  invalidField,
  invalidWebhookToken,
  missingPermissions,
  unknownChannel,
  unknownMessage,
  unknownWebhook,
} from '../errors.ts'
import { nothing, ok, type Answer, type Call, type Route } from '../http.ts'
import { pendingByToken, type Pending } from '../interactions.ts'
import { messagePayload } from '../message-payload.ts'
import { edit, post, remove } from '../messages.ts'
import { webhookPayload } from '../payloads.ts'
import { guildPermissions, may, PERMISSIONS } from '../permissions.ts'
import type { Channel, Message, Webhook } from '../world.ts'
import { deleteAnswer, editAnswer, followUpWith, readAnswer } from './interactions.ts'
import { requirePermission, seenChannel, seenGuild } from './seen.ts'

const called = z.string().min(1).max(80)
const named = z.looseObject({ name: called, avatar: z.string().nullish() })
const renamed = z.looseObject({ name: called.optional(), channel_id: z.string().optional() })
const disguised = z.looseObject({ username: called.nullish(), avatar_url: z.string().nullish() })

/** https://docs.discord.com/developers/resources/user#usernames-and-nicknames */
function checkName(field: string, name: string | null | undefined): void {
  const words = name?.toLowerCase() ?? ''
  const within = ['discord', 'clyde', '```'].find((word) => words.includes(word))
  if (within) throw invalidField([field], 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${within}"`)
  if (['everyone', 'here'].includes(words))
    throw invalidField([field], 'USERNAME_INVALID', `Username cannot be "${words}"`)
}

/** An interaction's token, or a webhook of a channel: both stand behind the same address. */
function behind<Result>(call: Call, asPending: (of: Pending) => Result, asWebhook: (of: Webhook) => Result): Result {
  const { server, params } = call
  const pending = pendingByToken(server, params('webhook'), params('token'))
  if (pending === 'too-old') throw invalidWebhookToken()
  return pending === 'unknown' ? asWebhook(webhookByToken(call)) : asPending(pending)
}

function webhookByToken({ server, params }: Call): Webhook {
  const webhook = server.world.webhooks.get(params('webhook'))
  if (!webhook) throw unknownWebhook()
  if (webhook.token !== params('token')) throw invalidWebhookToken()
  return webhook
}

function execute(call: Call, webhook: Webhook): Answer {
  const { server, body } = call
  check('IncomingWebhookRequestPartialSchema', body.json)
  const { username, avatar_url: avatar } = disguised.parse(body.json)
  checkName('username', username)
  const message = post(server, targetOf(call, webhook), readComposition(body.json), {
    authorId: webhook.id,
    webhook: { id: webhook.id, name: username ?? webhook.name, avatar: avatar ?? webhook.avatar },
    applicationId: webhook.applicationId,
    attachments: attachmentsFrom(server.world, body),
  })
  return call.query('wait') === 'true' ? ok(messagePayload(server, message)) : nothing
}

/** Its channel, or a thread of it. */
function targetOf({ server, query }: Call, { channelId }: Webhook): Channel {
  const thread = query('thread_id')
  const channel = server.world.channels.get(thread ?? channelId)
  if (!channel || (thread !== undefined && channel.parentId !== channelId)) throw unknownChannel()
  return channel
}

function messageOf({ server, params }: Call, webhook: Webhook): Message {
  const message = server.world.messages.get(params('message'))
  if (message?.webhook?.id !== webhook.id) throw unknownMessage()
  return message
}

function editMessage(call: Call, webhook: Webhook): Answer {
  const { server, body } = call
  const message = messageOf(call, webhook)
  check('IncomingWebhookUpdateRequestPartialSchema', body.json)
  const attachments = attachmentsFrom(server.world, body, message.attachments)
  return ok(messagePayload(server, edit(server, message, { body: readComposition(body.json), attachments })))
}

/** With the application's own token one has to be allowed to manage it; with the webhook's token that is enough. */
function managed(call: Call): Webhook {
  if (call.params('token')) return webhookByToken(call)
  const { world } = call.server
  const webhook = world.webhooks.get(call.params('webhook'))
  const channel = webhook && world.channels.get(webhook.channelId)
  if (!webhook || !channel) throw unknownWebhook()
  if (!may(world, channel, call.application.botId, 'ManageWebhooks')) throw missingPermissions()
  return webhook
}

const below = '/webhooks/:webhook/:token/messages/:message'

const tokenRoutes: Route[] = [
  {
    ...{ method: 'POST', path: '/webhooks/:webhook/:token', open: true, exempt: true, allowance: [5, 2_000] },
    run: (call) =>
      behind(
        call,
        (pending) => followUpWith(call, pending),
        (webhook) => execute(call, webhook),
      ),
  },
  {
    ...{ method: 'GET', path: below, open: true, exempt: true },
    run: (call) =>
      behind(
        call,
        (pending) => readAnswer(call, pending),
        (webhook) => ok(messagePayload(call.server, messageOf(call, webhook))),
      ),
  },
  {
    ...{ method: 'PATCH', path: below, open: true, exempt: true, allowance: [5, 2_000] },
    run: (call) =>
      behind(
        call,
        (pending) => editAnswer(call, pending),
        (webhook) => editMessage(call, webhook),
      ),
  },
  {
    ...{ method: 'DELETE', path: below, open: true, exempt: true },
    run: (call) =>
      behind(
        call,
        (pending) => deleteAnswer(call, pending),
        (webhook) => {
          remove(call.server, messageOf(call, webhook))
          return nothing
        },
      ),
  },
]

const managing = (['', '/:token'] as const).flatMap((token): Route[] => {
  const path = `/webhooks/:webhook${token}`
  const open = token === '' ? {} : { open: true as const }
  return [
    { method: 'GET', path, ...open, run: (call) => ok(webhookPayload(call.server.world, managed(call))) },
    {
      ...{ method: 'PATCH', path, ...open },
      run(call) {
        const webhook = managed(call)
        const { name, channel_id: channelId } = renamed.parse(call.body.json)
        checkName('name', name)
        Object.assign(webhook, { name: name ?? webhook.name, channelId: channelId ?? webhook.channelId })
        return ok(webhookPayload(call.server.world, webhook))
      },
    },
    {
      ...{ method: 'DELETE', path, ...open },
      run(call) {
        call.server.world.webhooks.delete(managed(call).id)
        return nothing
      },
    },
  ]
})

export const webhookRoutes: Route[] = [
  ...tokenRoutes,
  ...managing,
  {
    method: 'POST',
    path: '/channels/:channel/webhooks',
    run(call) {
      const channel = seenChannel(call)
      requirePermission(call, channel, 'ManageWebhooks')
      const { world } = call.server
      const { name } = named.parse(call.body.json)
      checkName('name', name)
      const webhook: Webhook = {
        ...{ id: world.id(), token: crypto.randomUUID().replaceAll('-', ''), channelId: channel.id },
        ...{ guildId: channel.guildId ?? '', name, avatar: undefined },
        ...{ applicationId: call.application.id, userId: call.application.botId },
      }
      world.webhooks.set(webhook.id, webhook)
      return ok(webhookPayload(world, webhook))
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/webhooks',
    run(call) {
      const channel = seenChannel(call)
      requirePermission(call, channel, 'ManageWebhooks')
      return ok(webhooksWhere(call, ({ channelId }) => channelId === channel.id))
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/webhooks',
    run(call) {
      const guild = seenGuild(call)
      if (!(guildPermissions(guild, call.application.botId) & PERMISSIONS.ManageWebhooks)) throw missingPermissions()
      return ok(webhooksWhere(call, ({ guildId }) => guildId === guild.id))
    },
  },
]

const webhooksWhere = ({ server: { world } }: Call, fits: (webhook: Webhook) => boolean) =>
  [...world.webhooks.values()].filter(fits).map((webhook) => webhookPayload(world, webhook))
