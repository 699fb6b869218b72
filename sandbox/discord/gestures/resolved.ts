import { attachmentPayload } from '../message-payload.ts'
import { partialChannel, partialMember, rolePayload, userPayload } from '../payloads.ts'
import type { Server } from '../server.ts'
import type { Attachment, Channel, Payload, User } from '../world.ts'
import { guildOf } from './reach.ts'

/** What was chosen by its id: Discord says beside it what that is. */
export type Named = { users: string[]; roles: string[]; channels: string[]; attachments: Attachment[] }

export const nobody = (): Named => ({ users: [], roles: [], channels: [], attachments: [] })

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
export function resolvedOf(server: Server, user: User, channel: Channel, named: Named): Payload {
  const { world } = server
  const guild = guildOf(world, channel)
  const users = named.users.flatMap((id) => world.users.get(id) ?? [])
  const members = users.flatMap(({ id }): [string, Payload][] => {
    const member = guild?.members.get(id)
    return member ? [[id, partialMember(world, member, channel)]] : []
  })
  const roles = named.roles.flatMap((id) => guild?.roles.get(id) ?? [])
  const channels = named.channels.flatMap((id) => world.channels.get(id) ?? [])
  const parts = {
    users: users.map((user): [string, Payload] => [user.id, userPayload(user)]),
    members,
    roles: roles.map((role): [string, Payload] => [role.id, rolePayload(role)]),
    channels: channels.map((one): [string, Payload] => [one.id, partialChannel(world, one, user.id)]),
    attachments: named.attachments.map((one): [string, Payload] => [
      one.id,
      // What is only shown to an application lives as long as its answer.
      { ...attachmentPayload(server, channel.id, one, 'ephemeral-attachments'), ephemeral: true },
    ]),
  }
  const kept = Object.entries(parts).filter(([, list]) => list.length > 0)
  if (kept.length === 0) return {}
  return { resolved: Object.fromEntries(kept.map(([name, list]) => [name, Object.fromEntries(list)])) }
}
