import { ChannelType, Routes } from 'discord.js'
import { z } from 'zod'
import type { Api } from './api.ts'
import { codes, isCode } from './outcome.ts'

export type Webhook = { id: string; token: string }

export type Webhooks = {
  /** Null where we may not have one, or where there can be none: in direct messages. */
  in(channel: string): Promise<Webhook | null>
  /** It is not there any more. */
  forget(channel: string): void
}

const hooks = z.array(z.object({ id: z.string(), token: z.string().nullish(), application_id: z.string().nullish() }))
const hook = z.object({ id: z.string(), token: z.string() })

/** A no is asked again after this many milliseconds of the machine: somebody may have given us the permission. */
const noHolds = 60_000

/** One webhook of ours in each channel, found again after a restart: a channel takes 15. */
export function createWebhooks(api: Api, applicationId: string): Webhooks {
  const known = new Map<string, Promise<Webhook | null>>()

  async function find(channel: string): Promise<Webhook | null> {
    try {
      const route = Routes.channelWebhooks(channel)
      const ours = hooks
        .parse(await api.ask('GET', route))
        .find((one) => one.application_id === applicationId && one.token)
      if (ours?.token) return { id: ours.id, token: ours.token }
      return hook.parse(await api.ask('POST', route, { body: { name: 'Sahayak' } }))
    } catch (error) {
      if (!isCode(error, codes.missingPermissions, codes.missingAccess, codes.tooManyWebhooks)) throw error
      setTimeout(() => known.delete(channel), noHolds).unref()
      return null
    }
  }

  return {
    in(channel) {
      const found = known.get(channel) ?? find(channel)
      known.set(channel, found)
      found.catch(() => known.delete(channel))
      return found
    },
    forget: (channel) => void known.delete(channel),
  }
}

const channelShape = z.object({ id: z.string(), type: z.number(), parent_id: z.string().nullish() })
export type Room = { id: string; kind: 'direct' | 'thread' | 'channel'; parent: string | null }

const threads: readonly number[] = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread]
const directs: readonly number[] = [ChannelType.DM, ChannelType.GroupDM]

/** What kind of channel it is: that never changes, so it is asked once. */
export function createRooms(api: Api): (channel: string) => Promise<Room> {
  const known = new Map<string, Promise<Room>>()

  async function ask(channel: string): Promise<Room> {
    const { id, type, parent_id: parent } = channelShape.parse(await api.ask('GET', Routes.channel(channel)))
    const kind = directs.includes(type) ? 'direct' : threads.includes(type) ? 'thread' : 'channel'
    return { id, kind, parent: parent ?? null }
  }

  return (channel) => {
    if (known.size > 10_000) known.clear()
    const found = known.get(channel) ?? ask(channel)
    known.set(channel, found)
    found.catch(() => known.delete(channel))
    return found
  }
}
