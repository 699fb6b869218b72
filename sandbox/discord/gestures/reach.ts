import { bytesOf, type GivenFile } from '../../given-file.ts'
import { keepFile } from '../attachments.ts'
import { checkFileSize, MOST_BYTES } from '../body.ts'
import { messagePayload } from '../message-payload.ts'
import { interactionMember, partialChannel, userPayload } from '../payloads.ts'
import { canRead, canSee, channelPermissions } from '../permissions.ts'
import type { Server } from '../server.ts'
import type { Application, Attachment, Channel, Guild, Message, Payload, Role, User, World } from '../world.ts'

/** What a person can reach: never what they cannot see. */

export type GestureResult = { ok: true; [more: string]: unknown } | { ok: false; error: string }

export const no = (error: string): { ok: false; error: string } => ({ ok: false, error })
export const fine = (more: object = {}): GestureResult => ({ ok: true, ...more })

/** By id, or by name with or without `#`. */
export function channelOf(world: World, user: User, name: string): Channel | undefined {
  const seen = (channel: Channel) => canSee(world, channel, user.id)
  const known = world.channels.get(name.replace(/^<#(\d+)>$/u, '$1'))
  if (known) return seen(known) ? known : undefined
  return [...world.channels.values()].find(
    (channel) => !channel.recipients && channel.name === name.replace(/^#/u, '') && seen(channel),
  )
}

export function messageOf(world: World, user: User, id: string): { message: Message; channel: Channel } | undefined {
  const message = world.messages.get(id)
  const channel = world.channels.get(message?.channelId ?? '')
  if (!message || !channel || !canRead(world, channel, user.id)) return undefined
  return message.ephemeralFor === undefined || message.ephemeralFor === user.id ? { message, channel } : undefined
}

export const guildOf = (world: World, channel: Channel): Guild | undefined => world.guilds.get(channel.guildId ?? '')

/** Somebody of the same server, or at the other end: by id, handle or shown name, with or without `@`. */
export function personIn(world: World, channel: Channel, name: string): User | undefined {
  const ids = channel.recipients ?? guildOf(world, channel)?.members.keys() ?? []
  const wanted = name.replace(/^<@!?(\d+)>$/u, '$1').replace(/^@/u, '')
  const there = [...ids].flatMap((id) => world.users.get(id) ?? [])
  const shown = (user: User) => guildOf(world, channel)?.members.get(user.id)?.nick ?? user.displayName
  return (
    there.find(({ id }) => id === wanted) ??
    there.find((user) => user.name === wanted) ??
    there.find((user) => shown(user).toLowerCase() === wanted.toLowerCase())
  )
}

/** By id or name, with or without `@`. */
export function roleIn(world: World, channel: Channel, name: string): Role | undefined {
  const roles = [...(guildOf(world, channel)?.roles.values() ?? [])]
  const wanted = name.replace(/^<@&(\d+)>$/u, '$1').replace(/^@/u, '')
  return roles.find(({ id, name: called }) => [id, called, called.replace(/^@/u, '')].includes(wanted))
}

/** What a person types as it is sent: the client makes a mention of `@name` and `#name` once it is chosen from the list. */
export function written(world: World, user: User, channel: Channel, text: string): string {
  const guild = guildOf(world, channel)
  return text
    .replaceAll(/(^|[\s(])@([\w.-]*\w)/gu, (whole, before: string, name: string) => {
      const someone = personIn(world, channel, name)
      if (someone?.name === name) return `${before}<@${someone.id}>`
      const role = name === 'everyone' ? undefined : roleIn(world, channel, name)
      return role ? `${before}<@&${role.id}>` : whole
    })
    .replaceAll(/(^|[\s(])#([\p{L}\p{N}_-]+)/gu, (whole, before: string, name: string) => {
      const room = [...(guild?.channels ?? [])]
        .flatMap((id) => world.channels.get(id) ?? [])
        .find((one) => !one.thread && one.name === name && canSee(world, one, user.id))
      return room ? `${before}<#${room.id}>` : whole
    })
}

const IN_A_SERVER = 0
const IN_A_DIRECT_MESSAGE = 1

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export function around(
  server: Server,
  user: User,
  application: Application,
  channel: Channel,
  message?: Message,
): Payload {
  const { world } = server
  const guild = guildOf(world, channel)
  const mine = channelPermissions(world, channel, user.id)
  return {
    ...{ channel_id: channel.id, channel: partialChannel(world, channel, user.id) },
    app_permissions: String(channelPermissions(world, channel, application.botId)),
    ...{ locale: user.locale, entitlements: [], attachment_size_limit: MOST_BYTES },
    ...(guild
      ? {
          ...{ guild_id: guild.id, guild_locale: guild.locale, context: IN_A_SERVER },
          guild: { id: guild.id, locale: guild.locale, features: [] },
          member: interactionMember(world, guild, user.id, mine),
          authorizing_integration_owners: { 0: guild.id },
        }
      : {
          ...{ user: userPayload(user), context: IN_A_DIRECT_MESSAGE },
          authorizing_integration_owners: { 0: '0' },
        }),
    ...(message ? { message: messagePayload(server, message, application.botId) } : {}),
  }
}

export type FileGiven = GivenFile & { type?: string | undefined }

/** Files from a person's machine, as they lie at Discord once they are chosen. */
export function attach(world: World, files: readonly FileGiven[]): Attachment[] {
  return files.map((file) => {
    const bytes = bytesOf(file)
    checkFileSize(bytes)
    return keepFile(world, { name: file.name, type: file.type, bytes })
  })
}
