import { z } from 'zod'
import { check } from '../body.ts'
import { missingAccess, missingPermissions } from '../errors.ts'
import { announceChannel, announceMember } from '../events.ts'
import { INTENT } from '../gateway.ts'
import { made, ok, type Answer, type Call, type Route } from '../http.ts'
import { channelPayload, guildHead, memberPayload, rolePayload } from '../payloads.ts'
import { canSee, guildPermissions, PERMISSIONS } from '../permissions.ts'
import type { Guild, Member } from '../world.ts'
import { channelBody, makeChannel } from './channel-body.ts'
import { idOf, limitOf, memberOf, seenGuild } from './seen.ts'

function requireGuildPermission({ application }: Call, guild: Guild, name: keyof typeof PERMISSIONS): void {
  if (!(guildPermissions(guild, application.botId) & PERMISSIONS[name])) throw missingPermissions()
}

function channels(call: Call): Answer {
  const { world } = call.server
  const all = [...seenGuild(call).channels].flatMap((id) => world.channels.get(id) ?? [])
  const seen = all.filter((channel) => !channel.thread && canSee(world, channel, call.application.botId))
  return ok(seen.map((channel) => channelPayload(world, channel)))
}

function createChannel(call: Call): Answer {
  const guild = seenGuild(call)
  const { server, body } = call
  requireGuildPermission(call, guild, 'ManageChannels')
  check('CreateGuildChannelRequestSchema', body.json)
  const channel = makeChannel(server.world, guild, channelBody.parse(body.json))
  announceChannel(server, 'CHANNEL_CREATE', channel)
  server.changed()
  return made(channelPayload(server.world, channel))
}

/** The whole list is for those whose privileged intent is switched on. */
function members(call: Call): Answer {
  const guild = seenGuild(call)
  if (!(call.application.privileged & INTENT.GuildMembers)) throw missingAccess()
  const after = BigInt(idOf(call, 'after') ?? 0)
  const all = [...guild.members.values()]
    .filter(({ userId }) => BigInt(userId) > after)
    .toSorted((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1))
  return ok(all.slice(0, limitOf(call, 1, 1000)).map((member) => memberPayload(call.server.world, member)))
}

function searchMembers(call: Call): Answer {
  const { world } = call.server
  const starts = (call.query('query') ?? '').toLowerCase()
  const fits = ({ nick, userId }: Member) =>
    [nick, world.users.get(userId)?.name].some((name) => name?.toLowerCase().startsWith(starts))
  const found = [...seenGuild(call).members.values()].filter(fits)
  return ok(found.slice(0, limitOf(call, 1, 1000)).map((member) => memberPayload(world, member)))
}

const nickBody = z.looseObject({ nick: z.string().max(32).nullish() })

/** Only what is called what: of all else that can be changed in a member nothing is here. */
function changeMember(call: Call): Answer {
  const { server, application, params } = call
  const guild = seenGuild(call)
  const own = params('user') === '@me' || params('user') === application.botId
  if (!own) requireGuildPermission(call, guild, 'ManageNicknames')
  const member = own ? guild.members.get(application.botId) : memberOf(call, guild)
  if (!member) throw missingAccess()
  // Nobody stands above the owner.
  if (member.userId === guild.ownerId && !own) throw missingPermissions()
  const { nick } = nickBody.parse(call.body.json)
  if (nick !== undefined) member.nick = nick || undefined
  announceMember(server, 'GUILD_MEMBER_UPDATE', guild, member.userId)
  server.changed()
  return ok(memberPayload(server.world, member))
}

export const guildRoutes: Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    run(call) {
      const guild = seenGuild(call)
      const counts = { approximate_member_count: guild.members.size, approximate_presence_count: guild.members.size }
      return ok({ ...guildHead(guild), ...(call.query('with_counts') === 'true' ? counts : {}) })
    },
  },
  { method: 'GET', path: '/guilds/:guild/channels', run: channels },
  { method: 'POST', path: '/guilds/:guild/channels', run: createChannel },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    run: (call) => ok([...seenGuild(call).roles.values()].map(rolePayload)),
  },
  { method: 'GET', path: '/guilds/:guild/members/search', run: searchMembers },
  { method: 'GET', path: '/guilds/:guild/members', run: members },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: (call) => ok(memberPayload(call.server.world, memberOf(call, seenGuild(call)))),
  },
  { method: 'PATCH', path: '/guilds/:guild/members/:user', run: changeMember },
]
