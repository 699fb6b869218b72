import { z } from 'zod'
import { invalidField } from '../errors.ts'
import { newChannel, type Channel, type Guild, type Overwrite, type World } from '../world.ts'

const bits = z.union([z.string().regex(/^\d+$/), z.number()]).nullish()

/** What a channel is made of, or changed to. */
export const channelBody = z.looseObject({
  name: z.string().min(1).max(100).optional(),
  type: z.number().nullish(),
  topic: z.string().nullish(),
  parent_id: z.string().nullish(),
  position: z.number().nullish(),
  rate_limit_per_user: z.number().nullish(),
  permission_overwrites: z
    .array(
      z.looseObject({ id: z.string(), type: z.union([z.literal(0), z.literal(1)]).nullish(), allow: bits, deny: bits }),
    )
    .nullish(),
})

type ChannelBody = z.infer<typeof channelBody>

const TEXT = 0
const CATEGORY = 4
/** Text, announcements and forums: their names are written small and without spaces. */
const isTextual = (type: number) => type === TEXT || type === 5 || type === 15

export function makeChannel(world: World, guild: Guild, body: ChannelBody): Channel {
  const type = body.type ?? TEXT
  const channel = newChannel(world, { type, name: body.name ?? '', guildId: guild.id, position: guild.channels.size })
  changeChannel(world, channel, body)
  world.channels.set(channel.id, channel)
  guild.channels.add(channel.id)
  return channel
}

/** What is left out stays as it was. */
export function changeChannel(world: World, channel: Channel, body: ChannelBody): void {
  const { name, topic, parent_id: parent, permission_overwrites: overwrites } = body
  if (parent && world.channels.get(parent)?.type !== CATEGORY) {
    throw invalidField(['parent_id'], 'CHANNEL_PARENT_INVALID', 'Category does not exist')
  }
  if (name !== undefined) {
    channel.name = isTextual(channel.type) ? name.toLowerCase().replaceAll(/\s+/g, '-') : name
  }
  if (topic !== undefined) channel.topic = topic ?? undefined
  if (parent !== undefined) channel.parentId = parent ?? undefined
  channel.position = body.position ?? channel.position
  channel.slowmode = body.rate_limit_per_user ?? channel.slowmode
  if (overwrites) channel.overwrites = new Map(overwrites.map((each) => [each.id, overwriteOf(each)]))
}

function overwriteOf({ type, allow, deny }: NonNullable<ChannelBody['permission_overwrites']>[number]): Overwrite {
  return { type: type ?? 0, allow: BigInt(allow ?? 0), deny: BigInt(deny ?? 0) }
}
