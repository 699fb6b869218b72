import { z } from 'zod'
import { check } from '../body.ts'
import { cannotDirectMessage, missingPermissions, threadArchived } from '../errors.ts'
import { announceChannel, announceThread } from '../events.ts'
import { nothing, ok, type Answer, type Call, type Route } from '../http.ts'
import { channelPayload } from '../payloads.ts'
import { may } from '../permissions.ts'
import { changeThread } from '../threads.ts'
import type { Channel, Thread } from '../world.ts'
import { changeChannel, channelBody } from './channel-body.ts'
import { requirePermission, seenChannel, writableChannel } from './seen.ts'

const threadChange = z.looseObject({
  name: z.string().min(1).max(100).nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
  invitable: z.boolean().nullish(),
  auto_archive_duration: z.number().nullish(),
  rate_limit_per_user: z.number().nullish(),
})

/** Opening an archived thread is for whoever may write in it; the rest for its maker and those who manage threads. */
function patchThread(call: Call, channel: Channel, thread: Thread): void {
  const { server, application, body } = call
  check('UpdateThreadRequestPartialSchema', body.json)
  const wanted = threadChange.parse(body.json)
  const manages = may(server.world, channel, application.botId, 'ManageThreads')
  requirePermission(call, channel, 'SendMessagesInThreads')

  if (thread.archived && wanted.archived !== false) throw threadArchived()
  // A library says the name along with whatever it changes.
  const others = { ...wanted, ...(wanted.name === channel.name ? { name: null } : {}), archived: null }
  const opensOnly = wanted.archived === false && Object.values(others).every((value) => value === null)
  const isOwn = thread.ownerId === application.botId
  if (!manages && (thread.locked || typeof wanted.locked === 'boolean')) throw missingPermissions()
  if (!manages && !isOwn && !opensOnly) throw missingPermissions()

  changeThread(server, channel, {
    name: wanted.name ?? undefined,
    archived: wanted.archived ?? undefined,
    locked: wanted.locked ?? undefined,
    invitable: wanted.invitable ?? undefined,
    autoArchiveMinutes: wanted.auto_archive_duration ?? undefined,
    slowmode: wanted.rate_limit_per_user ?? undefined,
  })
}

function patch(call: Call): Answer {
  const channel = seenChannel(call)
  const { server, application, body } = call
  if (channel.recipients) throw cannotDirectMessage()
  if (channel.thread) {
    patchThread(call, channel, channel.thread)
  } else {
    requirePermission(call, channel, 'ManageChannels')
    check('UpdateGuildChannelRequestPartialSchema', body.json)
    changeChannel(server.world, channel, channelBody.parse(body.json))
    announceChannel(server, 'CHANNEL_UPDATE', channel)
    server.changed()
  }
  return ok(channelPayload(server.world, channel, application.botId))
}

/** A direct message is only closed by this: it is there again with the next word. */
function remove(call: Call): Answer {
  const channel = seenChannel(call)
  const { server, application } = call
  const { world } = server
  const answer = ok(channelPayload(world, channel, application.botId))
  const guild = world.guilds.get(channel.guildId ?? '')
  if (!guild) return answer

  requirePermission(call, channel, channel.thread ? 'ManageThreads' : 'ManageChannels')
  if (channel.thread) announceThread(server, 'THREAD_DELETE', channel)
  else announceChannel(server, 'CHANNEL_DELETE', channel)
  const threads = [...guild.channels].flatMap((id) => world.channels.get(id) ?? []).filter(({ thread }) => thread)
  for (const each of [channel, ...threads.filter(({ parentId }) => parentId === channel.id)]) {
    for (const { id } of each.messages) world.messages.delete(id)
    each.thread?.calm?.()
    world.channels.delete(each.id)
    guild.channels.delete(each.id)
  }
  server.changed()
  return answer
}

export const channelRoutes: Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    run: (call) => ok(channelPayload(call.server.world, seenChannel(call), call.application.botId)),
  },
  { method: 'PATCH', path: '/channels/:channel', run: patch },
  { method: 'DELETE', path: '/channels/:channel', run: remove },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    run(call) {
      writableChannel(call)
      return nothing
    },
  },
]
