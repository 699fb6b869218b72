import { ChannelType, PermissionFlagsBits, Routes } from 'discord.js'
import { z } from 'zod'
import type { Api } from './api.ts'
import { unlessGone } from './outcome.ts'
import type { Sending } from './send.ts'

/** How long a yes is believed, in milliseconds of the machine: asking takes three requests. A no is asked again each time. */
const yesHolds = 60_000

const bits = z.string().regex(/^\d+$/u).transform(BigInt)
const channelShape = z.object({
  type: z.number(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
})
const rolesShape = z.array(z.object({ id: z.string(), permissions: bits }))
const memberShape = z.object({ roles: z.array(z.string()) })

type Channel = z.infer<typeof channelShape>

const writable: readonly number[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildVoice]
const threaded: readonly number[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]

/** Whether the bot can write in a channel, told beforehand. */
export function createMayPost({ api, me, now }: Sending) {
  const yes = new Map<string, number>()

  async function ask(place: string, channel: string): Promise<boolean> {
    const key = keyOf(place, channel)
    if ((yes.get(key) ?? 0) > performance.now()) return true
    const may = await unlessGone(mayWrite(api, place, channel, await me()), false, now())
    yes.delete(key)
    if (yes.size > 10_000) yes.clear()
    if (may) yes.set(key, performance.now() + yesHolds)
    return may
  }

  return { ask, forget: (place: string, channel: string) => void yes.delete(keyOf(place, channel)) }
}

/** With the server: what is known of a channel must not be told to another one. */
const keyOf = (place: string, channel: string) => `${place}:${channel}`

async function mayWrite(api: Api, place: string, id: string, me: string): Promise<boolean> {
  const channel = await readChannel(api, id)
  if (channel.type === ChannelType.DM) return true
  const isThread = threaded.includes(channel.type)
  if (channel.guild_id !== place || (!isThread && !writable.includes(channel.type))) return false

  const [above, roles, member] = await Promise.all([
    // A thread has the permissions of the channel that it hangs below.
    isThread && channel.parent_id ? readChannel(api, channel.parent_id) : channel,
    api.ask('GET', Routes.guildRoles(place)).then((found) => rolesShape.parse(found)),
    api.ask('GET', Routes.guildMember(place, me)).then((found) => memberShape.parse(found)),
  ])
  const allowed = permissionsIn(above, { place, me, roles, mine: member.roles })
  const needed = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
  return (allowed & PermissionFlagsBits.ViewChannel) !== 0n && (allowed & needed) !== 0n
}

async function readChannel(api: Api, id: string): Promise<Channel> {
  return channelShape.parse(await api.ask('GET', Routes.channel(id)))
}

type Standing = { place: string; me: string; roles: z.infer<typeof rolesShape>; mine: string[] }

/** https://docs.discord.com/developers/topics/permissions#permission-overwrites: everyone, then roles together, then the member. */
function permissionsIn({ permission_overwrites: overwrites }: Channel, { place, me, roles, mine }: Standing): bigint {
  const base = roles
    .filter(({ id }) => id === place || mine.includes(id))
    .reduce((all, { permissions }) => all | permissions, 0n)
  if (base & PermissionFlagsBits.Administrator) return ~0n

  const steps = [
    (id: string) => id === place,
    (id: string) => mine.includes(id) && id !== place,
    (id: string) => id === me,
  ]
  return steps.reduce((allowed, applies) => {
    const those = overwrites.filter(({ id }) => applies(id))
    const deny = those.reduce((all, each) => all | each.deny, 0n)
    const allow = those.reduce((all, each) => all | each.allow, 0n)
    return (allowed & ~deny) | allow
  }, base)
}
