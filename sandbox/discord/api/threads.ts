import { z } from 'zod'
import { check } from '../body.ts'
import {
  missingAccess,
  missingPermissions,
  threadAlreadyMade,
  threadArchived,
  tooManyThreads,
  unknownMember,
  wrongChannelType,
} from '../errors.ts'
import { INTENT } from '../gateway.ts'
import { made, nothing, ok, type Answer, type Call, type Route } from '../http.ts'
import { messageIn } from '../messages.ts'
import { memberPayload, threadMember, threadPayload } from '../payloads.ts'
import { canSee, may, mayBringIn } from '../permissions.ts'
import { joinThread, leaveThread, openThread, threadsOf, threadTypeIn } from '../threads.ts'
import { ANNOUNCEMENT_THREAD, PRIVATE_THREAD, PUBLIC_THREAD, type Channel, type Message } from '../world.ts'
import { limitOf, requirePermission, seenChannel, seenGuild } from './seen.ts'

const threadBody = z.looseObject({
  name: z.string().min(1).max(100),
  type: z.number().nullish(),
  invitable: z.boolean().nullish(),
  auto_archive_duration: z.union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10_080)]).nullish(),
})

/** https://support.discord.com/hc/en-us/articles/4403205878423: of a server, private ones too. */
const MOST_ACTIVE = 1_000

function makeThread(call: Call, parent: Channel, from?: Message): Answer {
  const { server, application } = call
  const { name, type: wanted, invitable, auto_archive_duration: minutes } = threadBody.parse(call.body.json)
  const isPrivate = !from && (wanted ?? PRIVATE_THREAD) === PRIVATE_THREAD
  const type = threadTypeIn(parent, isPrivate)
  if (type === undefined) throw wrongChannelType()
  if (from && server.world.channels.has(from.threadId ?? '')) throw threadAlreadyMade()
  requirePermission(call, parent, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads')
  if (threadsOf(server, parent.guildId ?? '', false).length >= MOST_ACTIVE) throw tooManyThreads()
  const thread = openThread(server, parent, {
    ...{ name, type, ownerId: application.botId, invitable: invitable ?? true, from },
    ...(minutes ? { autoArchiveMinutes: minutes } : {}),
  })
  return made(threadPayload(thread, application.botId))
}

function seenThread(call: Call): Channel {
  const thread = seenChannel(call)
  if (!thread.thread) throw wrongChannelType()
  return thread
}

/** A thread whose members are to change: an archived one is closed to that. */
function openedThread(call: Call): Channel {
  const thread = seenThread(call)
  if (thread.thread?.archived) throw threadArchived()
  return thread
}

const userOf = ({ application, params }: Call) => (params('user') === '@me' ? application.botId : params('user'))

function addMember(call: Call): Answer {
  const { server } = call
  const thread = openedThread(call)
  const user = userOf(call)
  const parent = server.world.channels.get(thread.parentId ?? '')
  const guild = server.world.guilds.get(thread.guildId ?? '')
  if (!guild?.members.has(user)) throw unknownMember()
  // Who cannot see the channel cannot be brought into a thread of it.
  if (!parent || !canSee(server.world, parent, user)) throw missingAccess()
  requirePermission(call, thread, 'SendMessagesInThreads')
  const isSelf = user === call.application.botId
  if (!isSelf && !mayBringIn(server.world, thread, call.application.botId, user)) throw missingPermissions()
  joinThread(server, thread, user)
  return nothing
}

function removeMember(call: Call): Answer {
  const thread = openedThread(call)
  const user = userOf(call)
  const { server, application } = call
  const ownsPrivate = thread.type === PRIVATE_THREAD && thread.thread?.ownerId === application.botId
  const manages = may(server.world, thread, application.botId, 'ManageThreads')
  if (user !== application.botId && !ownsPrivate && !manages) throw missingPermissions()
  leaveThread(server, thread, user)
  return nothing
}

/** One of its members, with what the server knows of them when that is asked for. */
function memberOf({ server: { world }, query }: Call, thread: Channel, id: string) {
  const member = world.guilds.get(thread.guildId ?? '')?.members.get(id)
  const asked = query('with_member') === 'true' && member
  return { ...threadMember(thread, id), ...(asked ? { member: memberPayload(world, member) } : {}) }
}

function listed({ application: { botId } }: Call, threads: Channel[]) {
  return {
    threads: threads.map((thread) => threadPayload(thread, botId)),
    members: threads.filter(({ thread }) => thread?.members.has(botId)).map((thread) => threadMember(thread, botId)),
  }
}

type Archive = { types: readonly number[]; manage?: true; mine?: true }

/** Of one channel, those that fell asleep last come first. */
function archived(call: Call, { types, manage, mine }: Archive): Answer {
  const { server, application } = call
  const parent = seenChannel(call)
  requirePermission(call, parent, 'ReadMessageHistory')
  if (manage) requirePermission(call, parent, 'ManageThreads')
  const before = Date.parse(call.query('before') ?? '')
  const all = threadsOf(server, parent.guildId ?? '', true)
    .filter(({ parentId, type }) => parentId === parent.id && types.includes(type))
    .filter(({ thread }) => !mine || thread?.members.has(application.botId))
    .filter(({ thread }) => !(before <= (thread?.archiveChangedAt ?? 0)))
    .toSorted((a, b) => (b.thread?.archiveChangedAt ?? 0) - (a.thread?.archiveChangedAt ?? 0))
  const limit = limitOf(call, 50, 100)
  return ok({ ...listed(call, all.slice(0, limit)), has_more: all.length > limit })
}

function active(call: Call): Answer {
  const { server, application } = call
  const open = threadsOf(server, seenGuild(call).id, false)
  return ok(
    listed(
      call,
      open.filter((thread) => canSee(server.world, thread, application.botId)),
    ),
  )
}

const members = '/channels/:channel/thread-members'

export const threadRoutes: Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    run(call) {
      const parent = seenChannel(call)
      check('CreateTextThreadWithoutMessageRequestSchema', call.body.json)
      return makeThread(call, parent)
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    run(call) {
      const parent = seenChannel(call)
      check('CreateTextThreadWithMessageRequestSchema', call.body.json)
      return makeThread(call, parent, messageIn(call.server, parent, call.params('message')))
    },
  },
  { method: 'GET', path: '/guilds/:guild/threads/active', run: active },
  {
    method: 'GET',
    path: '/channels/:channel/threads/archived/public',
    run: (call) => archived(call, { types: [PUBLIC_THREAD, ANNOUNCEMENT_THREAD] }),
  },
  {
    method: 'GET',
    path: '/channels/:channel/threads/archived/private',
    run: (call) => archived(call, { types: [PRIVATE_THREAD], manage: true }),
  },
  {
    method: 'GET',
    path: '/channels/:channel/users/@me/threads/archived/private',
    run: (call) => archived(call, { types: [PRIVATE_THREAD], mine: true }),
  },
  {
    method: 'GET',
    path: members,
    run(call) {
      const thread = seenThread(call)
      // https://docs.discord.com/developers/resources/channel#list-thread-members: even of a thread that it is in.
      if (!(call.application.privileged & INTENT.GuildMembers)) throw missingAccess()
      return ok([...(thread.thread?.members.keys() ?? [])].map((id) => memberOf(call, thread, id)))
    },
  },
  {
    method: 'GET',
    path: `${members}/:user`,
    run(call) {
      const thread = seenThread(call)
      if (!thread.thread?.members.has(userOf(call))) throw unknownMember()
      return ok(memberOf(call, thread, userOf(call)))
    },
  },
  { method: 'PUT', path: `${members}/:user`, run: addMember },
  { method: 'DELETE', path: `${members}/:user`, run: removeMember },
]
