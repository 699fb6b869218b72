import {
  invalidField,
  missingAccess,
  missingPermissions,
  unknownChannel,
  unknownGuild,
  unknownMember,
} from '../errors.ts'
import type { Call } from '../http.ts'
import { canRead, canSee, canWrite, may, type Permission } from '../permissions.ts'
import type { Channel, Guild, Member } from '../world.ts'

/** A channel that the caller may see. */
export function seenChannel({ server, application, params }: Call, name = 'channel'): Channel {
  const channel = server.world.channels.get(params(name))
  if (!channel) throw unknownChannel()
  if (!canSee(server.world, channel, application.botId)) throw missingAccess()
  return channel
}

export function readableChannel(call: Call): Channel {
  const channel = seenChannel(call)
  if (!canRead(call.server.world, channel, call.application.botId)) throw missingAccess()
  return channel
}

export function writableChannel(call: Call): Channel {
  const channel = seenChannel(call)
  if (!canWrite(call.server.world, channel, call.application.botId)) throw missingPermissions()
  return channel
}

export function requirePermission({ server, application }: Call, channel: Channel, permission: Permission): void {
  if (!may(server.world, channel, application.botId, permission)) throw missingPermissions()
}

/** A server that the caller is in. */
export function seenGuild({ server, application, params }: Call): Guild {
  const guild = server.world.guilds.get(params('guild'))
  if (!guild) throw unknownGuild()
  if (!guild.members.has(application.botId)) throw missingAccess()
  return guild
}

export function memberOf({ params }: Call, guild: Guild): Member {
  const member = guild.members.get(params('user'))
  if (!member) throw unknownMember()
  return member
}

/** How many of a list are wanted; more, or fewer, than Discord gives is a mistake. */
export function limitOf({ query }: Call, usual: number, most: number): number {
  const wanted = Number(query('limit') ?? usual)
  if (Number.isInteger(wanted) && wanted >= 1 && wanted <= most) return wanted
  throw invalidField(['limit'], 'NUMBER_TYPE_MAX', `int value should be between 1 and ${most}.`)
}

/** An id among the parameters of a list. */
export function idOf({ query }: Call, name: string): string | undefined {
  const id = query(name)
  if (id === undefined || /^\d{1,20}$/.test(id)) return id
  throw invalidField([name], 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`)
}
