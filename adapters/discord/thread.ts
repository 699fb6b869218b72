import { ChannelType, Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { z } from 'zod'
import { cut } from '#adapters/shared/cut.ts'
import type { Sent } from '#src/kernel/chat.ts'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import { codes, isCode, outcomeOf } from './outcome.ts'
import type { Sending } from './send.ts'

type Wanted = { place: string; parent: string; name: string; members: string[]; isFirst: boolean }

/**
 * A private thread for one task and one person, the first of `members`.
 *
 * Threads have no nonce, so whether one was made just before a crash can only be seen by looking. It is looked for among
 * the open ones alone: a thread sleeps after a week, and a line is given up within a day or so.
 */
export async function openThread(sending: Sending, wanted: Wanted): Promise<Sent> {
  const { api, me, now } = sending
  try {
    const known = wanted.isFirst ? null : await findThread(api, await me(), wanted)
    const thread = known ?? (await makeThread(api, wanted))
    await addMembers(api, thread, wanted.members)
    return { outcome: 'sent', message: { channel: thread, id: '' } }
  } catch (error) {
    return outcomeOf(error, now())
  }
}

const threads = z.object({
  threads: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.number(),
      parent_id: z.string().nullish(),
      owner_id: z.string().nullish(),
      /** About: Discord counts to 50. */
      member_count: z.number().nullish(),
    }),
  ),
})
async function findThread(api: Api, me: string, { place, parent, name, members }: Wanted): Promise<string | null> {
  const start = `${name.split(' ')[0] ?? name} `
  const open = threads.parse(await api.ask('GET', Routes.guildActiveThreads(place)))
  const candidates = open.threads.filter(
    (thread) =>
      thread.type === ChannelType.PrivateThread &&
      thread.parent_id === parent &&
      thread.owner_id === me &&
      thread.name.startsWith(start),
  )
  for (const { id, member_count: count } of candidates) {
    // Someone else's thread for the same task is not to be read by whoever has it next.
    if ((count ?? 0) <= 1 || (await isMember(api, id, members[0]))) return id
  }
  return null
}

/** Of one person: the list of all is for bots with a privileged intent, which this one does without. */
async function isMember(api: Api, thread: string, user: string | undefined): Promise<boolean> {
  if (user === undefined) return false
  try {
    await api.ask('GET', Routes.threadMembers(thread, user))
    return true
  } catch (error) {
    if (isCode(error, codes.unknownMember)) return false
    throw error
  }
}

async function makeThread(api: Api, { parent, name }: Wanted): Promise<string> {
  const body = {
    name: cut(name, limits.threadName),
    type: ChannelType.PrivateThread,
    invitable: false,
    auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
  }
  return z.object({ id: z.string() }).parse(await api.ask('POST', Routes.threads(parent), { body })).id
}

/** In order: whoever the thread is for comes first, by whom it is known again. Adding someone twice does nothing. */
async function addMembers(api: Api, thread: string, members: string[]): Promise<void> {
  for (const [index, member] of members.entries()) {
    try {
      await api.ask('PUT', Routes.threadMembers(thread, member))
    } catch (error) {
      // A manager who left the server or cannot see the board is no reason to keep the others waiting.
      const isAway = isCode(
        error,
        codes.unknownMember,
        codes.unknownUser,
        codes.missingAccess,
        codes.missingPermissions,
      )
      if (index === 0 || !isAway) throw error
    }
  }
}

/** A thread that fell asleep takes nothing, from whoever writes there: it is woken, and asked again. */
export async function awake<Done>({ api }: { api: Api }, channel: string, doing: () => Promise<Done>): Promise<Done> {
  try {
    return await doing()
  } catch (error) {
    if (!isCode(error, codes.threadArchived) || channel === '') throw error
    await api.ask('PATCH', Routes.channel(channel), { body: { archived: false } })
    return doing()
  }
}
