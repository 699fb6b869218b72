import { joinChannel, leaveChannel, openDirect } from '../channels.ts'
import { limits } from '../limits.ts'
import { channelPayload, messagePayload } from '../payloads.ts'
import type { Channel, ChannelKind } from '../world.ts'
import {
  done,
  flagOf,
  isMember,
  lacks,
  listOf,
  numberOf,
  pageOf,
  refuse,
  scopeFor,
  textOf,
  visibleChannel,
  type Answer,
  type Call,
  type Found,
  type Method,
} from './call.ts'

const reads = ['channels:read', 'groups:read', 'im:read', 'mpim:read'] as const
const histories = ['channels:history', 'groups:history', 'im:history', 'mpim:history'] as const

/** Found, and the app holds the scope that this kind of channel asks for. */
function allowed(call: Call, what: 'read' | 'history' | 'write'): Found {
  const found = visibleChannel(call)
  if (!found.ok) return found
  const scope = scopeFor(found.channel, what)
  return call.app.scopes.has(scope) ? found : { ok: false, answer: lacks(call.app, scope) }
}

function open(call: Call): Answer {
  const { slack, app, args } = call
  const known = textOf(args, 'channel')
  if (known !== undefined) {
    const found = visibleChannel(call)
    return found.ok ? done({ no_op: true, already_open: true, channel: reference(call, found.channel) }) : found.answer
  }
  const users = listOf(args, 'users')
  if (users.length === 0) return refuse('users_list_not_supplied')
  if (users.length > 8) return refuse('too_many_users')
  const people = users.map((id) => slack.world.users.get(id))
  if (people.some((person) => person?.workspace !== app.workspace)) return refuse('user_not_found')
  if (people.some((person) => person?.app !== undefined)) return refuse('cannot_dm_bot')
  if (people.some((person) => person?.deleted)) return refuse('user_disabled')
  const scope = users.length > 1 ? 'mpim:write' : 'im:write'
  if (!app.scopes.has(scope)) return lacks(app, scope)

  const { channel, fresh } = openDirect(slack, app.workspace, [app.botUser, ...users])
  return done({ channel: reference(call, channel), ...(fresh ? {} : { no_op: true, already_open: true }) })
}

const reference = ({ slack, app, args }: Call, channel: Channel) =>
  flagOf(args, 'return_im') ? channelPayload(slack, channel, app.botUser) : { id: channel.id }

function info(call: Call): Answer {
  const found = allowed(call, 'read')
  if (!found.ok) return found.answer
  return done({
    channel: channelPayload(call.slack, found.channel, call.app.botUser, {
      members: flagOf(call.args, 'include_num_members'),
    }),
  })
}

const kindOf = new Map<string, ChannelKind>([
  ['public_channel', 'channel'],
  ['private_channel', 'group'],
  ['im', 'im'],
  ['mpim', 'mpim'],
])

function list({ slack, app, args }: Call): Answer {
  const asked = listOf(args, 'types')
  const types = (asked.length > 0 ? asked : ['public_channel']).map((type) => kindOf.get(type))
  if (types.includes(undefined)) return refuse('invalid_types')
  const channels = [...slack.world.channels.values()].filter(
    (channel) =>
      channel.workspace === app.workspace &&
      types.includes(channel.kind) &&
      !(channel.archived && flagOf(args, 'exclude_archived')) &&
      (channel.kind === 'channel' || isMember(app, channel)),
  )
  const paged = pageOf(args, channels, 1000, 100)
  if (!paged) return refuse('invalid_cursor')
  return done({
    channels: paged.page.map((channel) => channelPayload(slack, channel, app.botUser, { members: true })),
    response_metadata: { next_cursor: paged.next },
  })
}

function members(call: Call): Answer {
  const found = allowed(call, 'read')
  if (!found.ok) return found.answer
  const paged = pageOf(call.args, [...found.channel.members], 1000, 100)
  if (!paged) return refuse('invalid_cursor')
  return done({ members: paged.page, response_metadata: { next_cursor: paged.next } })
}

/** The first index whose timestamp is not before `ts`: timestamps are in order, so their list can be halved. */
function firstFrom(timeline: string[], ts: number): number {
  let [low, high] = [0, timeline.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (Number(timeline[middle]) < ts) low = middle + 1
    else high = middle
  }
  return low
}

/** The stretch between oldest and latest, each end counted only when `inclusive`. */
function between(call: Call, timeline: string[]): string[] {
  const { args } = call
  const inclusive = flagOf(args, 'inclusive')
  const oldest = numberOf(args, 'oldest', 0)
  const latest = numberOf(args, 'latest', Number.MAX_SAFE_INTEGER)
  const start = firstFrom(timeline, oldest)
  const end = firstFrom(timeline, latest)
  const from = !inclusive && Number(timeline[start]) === oldest ? start + 1 : start
  return timeline.slice(from, inclusive && Number(timeline[end]) === latest ? end + 1 : end)
}

function history(call: Call): Answer {
  const { slack, app, args } = call
  const found = allowed(call, 'history')
  if (!found.ok) return found.answer
  if (!isMember(app, found.channel)) return refuse('not_in_channel')

  const cursor = textOf(args, 'cursor')
  const before = cursor ? Buffer.from(cursor, 'base64').toString() : undefined
  if (before !== undefined && !before.startsWith('next_ts:')) return refuse('invalid_cursor')
  const stretch = between(call, found.channel.timeline)
  const end = before === undefined ? stretch.length : firstFrom(stretch, Number(before.slice(8)))
  const size = Math.min(Math.max(1, numberOf(args, 'limit', 100)), limits.page)
  const start = Math.max(0, end - size)
  const page = stretch.slice(start, end).reverse()
  return done({
    messages: page.flatMap((ts) => messageAt(call, ts)),
    has_more: start > 0,
    pin_count: 0,
    ...(start > 0
      ? { response_metadata: { next_cursor: Buffer.from(`next_ts:${page.at(-1)}`).toString('base64') } }
      : {}),
    ...(args['latest'] === undefined ? {} : { latest: slack.world.messages.get(textOf(args, 'latest') ?? '')?.ts }),
  })
}

function messageAt({ slack, args }: Call, ts: string) {
  const message = slack.world.messages.get(ts)
  return message ? [messagePayload(slack, message, { metadata: flagOf(args, 'include_all_metadata') })] : []
}

function replies(call: Call): Answer {
  const { slack, app, args } = call
  const found = allowed(call, 'history')
  if (!found.ok) return found.answer
  if (!isMember(app, found.channel)) return refuse('not_in_channel')
  const asked = slack.world.messages.get(textOf(args, 'ts') ?? '')
  if (!asked || asked.channel !== found.channel.id) return refuse('thread_not_found')

  const parent = asked.threadTs === undefined ? asked : (slack.world.messages.get(asked.threadTs) ?? asked)
  const paged = pageOf(args, [parent.ts, ...between(call, parent.replies)], limits.page, 1000)
  if (!paged) return refuse('invalid_cursor')
  return done({
    messages: paged.page.flatMap((ts) => messageAt(call, ts)),
    has_more: paged.next !== '',
    ...(paged.next === '' ? {} : { response_metadata: { next_cursor: paged.next } }),
  })
}

function join(call: Call): Answer {
  const { slack, announce, app } = call
  const found = visibleChannel(call)
  if (!found.ok) return found.answer
  if (found.channel.kind !== 'channel') return refuse('method_not_supported_for_channel_type')
  if (found.channel.archived) return refuse('is_archived')
  const already = isMember(app, found.channel)
  const bot = slack.world.users.get(app.botUser)
  if (bot) void joinChannel(slack, announce, found.channel, bot)
  return done({
    channel: channelPayload(slack, found.channel, app.botUser),
    ...(already ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } } : {}),
  })
}

function leave(call: Call): Answer {
  const { slack, announce, app } = call
  const found = visibleChannel(call)
  if (!found.ok) return found.answer
  const bot = slack.world.users.get(app.botUser)
  if (!bot || !isMember(app, found.channel)) return done({ not_in_channel: true })
  void leaveChannel(slack, announce, found.channel, bot)
  return done()
}

function invite(call: Call): Answer {
  const { slack, announce, app, args } = call
  const found = visibleChannel(call)
  if (!found.ok) return found.answer
  if (found.channel.kind === 'im' || found.channel.kind === 'mpim')
    return refuse('method_not_supported_for_channel_type')
  if (!isMember(app, found.channel)) return refuse('not_in_channel')
  if (found.channel.archived) return refuse('is_archived')
  const users = listOf(args, 'users').map((id) => slack.world.users.get(id))
  if (users.length === 0) return refuse('no_user')
  if (users.some((user) => user?.id === app.botUser)) return refuse('cant_invite_self')
  const people = users.filter((user) => user !== undefined)
  if (people.length < users.length) return refuse('user_not_found')
  if (people.every((user) => found.channel.members.has(user.id))) return refuse('already_in_channel')

  for (const user of people) void joinChannel(slack, announce, found.channel, user, app.botUser)
  return done({ channel: channelPayload(slack, found.channel, app.botUser) })
}

export const conversations: { [name: string]: Method } = {
  'conversations.open': { tier: 3, scopes: ['im:write', 'mpim:write'], run: open },
  'conversations.info': { tier: 3, scopes: reads, run: info },
  'conversations.list': { tier: 2, scopes: reads, run: list },
  'conversations.members': { tier: 4, scopes: reads, run: members },
  'conversations.history': { tier: 3, scopes: histories, run: history },
  'conversations.replies': { tier: 3, scopes: histories, run: replies },
  'conversations.join': { tier: 3, scopes: ['channels:join'], run: join },
  'conversations.leave': { tier: 3, scopes: ['channels:manage', 'groups:write', 'im:write', 'mpim:write'], run: leave },
  'conversations.invite': {
    tier: 3,
    scopes: ['channels:manage', 'groups:write', 'channels:write.invites', 'groups:write.invites'],
    run: invite,
  },
}
