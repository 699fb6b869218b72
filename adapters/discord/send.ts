import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Chat, MessageRef, Profile, Sent } from '#src/kernel/chat.ts'
import { withoutPicture, type Card } from '#src/kernel/card.ts'
import type { Api } from './api.ts'
import { fetchAttached } from './fetch.ts'
import { limits } from './limits.ts'
import { createMayPost } from './may-post.ts'
import { codes, isCode, outcomeOf, unlessGone } from './outcome.ts'
import type { Draw, Drawn } from './picture.ts'
import { openThread } from './thread.ts'

export type Sending = {
  api: Api
  /** The bot's own id. */
  me(): Promise<string>
  now(): Temporal.Instant
  draw: Draw
  /** Discord's own when left out. */
  apiUrl?: string | undefined
}

/** A day of a channel that writes a message every ten seconds. */
const mostPages = 90

/** Discord as the core sees it, by HTTP alone: any process may write, whichever holds the gateway. */
export function createChat(sending: Sending): Chat {
  const { api, me, now, draw, apiUrl } = sending
  const mayPost = createMayPost(sending)

  return {
    platform: 'discord',
    async post({ place, channel }, card, mark) {
      const sent = await sendTo(sending, channel, () =>
        // Discord keeps a nonce for minutes, which covers most second tries; the container's id is there for good.
        sendCard(card, { draw, id: containerId(mark) }, ({ body, ...files }) => {
          const message = { body: { ...body, nonce: mark, enforce_nonce: true }, ...files }
          return api.ask('POST', Routes.channelMessages(channel), message)
        }),
      )
      if (sent.outcome === 'gone') mayPost.forget(place, channel)
      return sent
    },
    edit: (_, { channel, id }, card) =>
      sendTo(sending, channel, () =>
        sendCard(card, { draw }, (drawn) => api.ask('PATCH', Routes.channelMessage(channel, id), drawn)),
      ),
    find: async ({ channel }, mark, since) =>
      unlessGone(findMessage(api, channel, await me(), containerId(mark), since), null, now()),
    direct: (_, user) => unlessGone(openDirect(api, user), null, now()),
    thread: (place, parent, name, members) => openThread(sending, { place, parent, name, members }),
    look: (place, user) => unlessGone(lookAt(api, place, user), null, now()),
    canPost: (place, channel) => mayPost.ask(place, channel),
    fetch: (_, source, most) => fetchAttached(apiUrl, source, most),
  }
}

/** A message's own mark as a component's id. There are as many of those as lines in decades; then they begin anew. */
export function containerId(mark: string): number {
  return Number.parseInt(mark, 36) % limits.componentId || limits.componentId
}

/** Where the bot may write and not attach files the card is told all the same. What was refused was not posted. */
async function sendCard(
  card: Card,
  { draw, ...how }: { draw: Draw; id?: number },
  sending: (drawn: Drawn) => Promise<unknown>,
): Promise<unknown> {
  const drawn = await draw(card, how)
  try {
    return await sending(drawn)
  } catch (error) {
    if (!drawn.files || !isCode(error, codes.missingPermissions)) throw error
    return sending(await draw(withoutPicture({ ...card, files: [] }), how))
  }
}

const message = z.object({ id: z.string(), channel_id: z.string() })

/** A thread that fell asleep takes nothing: it is woken, and told again. */
async function sendTo({ api, now }: Sending, channel: string, send: () => Promise<unknown>): Promise<Sent> {
  try {
    const answer = await send().catch(async (error: unknown) => {
      if (!isCode(error, codes.threadArchived)) throw error
      await api.ask('PATCH', Routes.channel(channel), { body: { archived: false } })
      return send()
    })
    const sent = message.safeParse(answer)
    if (!sent.success)
      return { outcome: 'uncertain', why: `an answer that is no message: ${z.prettifyError(sent.error)}` }
    return { outcome: 'sent', message: { channel: sent.data.channel_id, id: sent.data.id } }
  } catch (error) {
    return outcomeOf(error, now())
  }
}

/** 2015, in milliseconds: a snowflake's upper bits count from there. https://docs.discord.com/developers/reference#snowflakes */
const DISCORD_EPOCH = 1_420_070_400_000n

/** Smaller than every id that was given at that moment or later. */
export function snowflakeBefore(moment: Temporal.Instant): string {
  const since = BigInt(moment.epochMilliseconds) - DISCORD_EPOCH
  return since > 0n ? ((since << 22n) - 1n).toString() : '0'
}

const page = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    components: z.array(z.object({ id: z.number().optional() })).default([]),
  }),
)

async function findMessage(
  api: Api,
  channel: string,
  me: string,
  id: number,
  since: Temporal.Instant,
): Promise<MessageRef | null> {
  let after = snowflakeBefore(since)
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = { after, limit: limits.page }
    const messages = page.parse(await api.ask('GET', Routes.channelMessages(channel), { query }))
    const found = messages.find((each) => each.author.id === me && each.components[0]?.id === id)
    if (found) return { channel, id: found.id }
    if (messages.length < limits.page) return null
    after = messages
      .map((each) => BigInt(each.id))
      .reduce((a, b) => (a > b ? a : b))
      .toString()
  }
  return null
}

/** Opening one always succeeds; whether the person takes messages from a bot is only said when one is sent. */
async function openDirect(api: Api, user: string): Promise<string> {
  const body = { recipient_id: user }
  return z.object({ id: z.string() }).parse(await api.ask('POST', Routes.userChannels(), { body })).id
}

const user = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
})
const member = z.object({ nick: z.string().nullish(), avatar: z.string().nullish(), user })

/** Discord tells nobody a person's zone, and their language only with what they ask. */
async function lookAt({ ask, cdn }: Api, place: string, id: string): Promise<Profile> {
  const found =
    place === ''
      ? { nick: null, avatar: null, user: user.parse(await ask('GET', Routes.user(id))) }
      : member.parse(await ask('GET', Routes.guildMember(place, id)))
  const own = found.user.avatar ? cdn.avatar(id, found.user.avatar) : null
  return {
    name: found.nick ?? found.user.global_name ?? found.user.username,
    zone: null,
    language: null,
    picture: found.avatar ? cdn.guildMemberAvatar(place, id, found.avatar) : own,
  }
}
