import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Chat, MessageRef, Profile, Sent, Where } from '#src/kernel/chat.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Api } from './api.ts'
import { fetchAttached } from './fetch.ts'
import { limits } from './limits.ts'
import { createMayPost } from './may-post.ts'
import { codes, isCode, outcomeOf, unlessGone } from './outcome.ts'
import { mediaIn, numberOf } from './media.ts'
import { hasMedia, inWords, type Draw, type Drawn } from './picture.ts'
import { isTalk, type Relay } from './relay.ts'
import { awake, openThread } from './thread.ts'

export type Sending = {
  api: Api
  /** The bot's own id. */
  me(): Promise<string>
  now(): Temporal.Instant
  draw: Draw
  relay: Relay
  /** Discord's own when left out. */
  apiUrl?: string | undefined
}

/** A day of a channel that writes a message every ten seconds. */
const mostPages = 90

/** Discord as the core sees it, by HTTP alone: any process may write, whichever holds the gateway. */
export function createChat(sending: Sending): Chat {
  const { api, now, draw, relay, apiUrl } = sending
  const mayPost = createMayPost(sending)

  return {
    platform: 'discord',
    async post(to, card, mark) {
      if (isTalk(card)) return relay.post(to, card, { id: containerId(mark), nonce: mark })
      const { place, channel, thread } = to
      const below = thread === undefined ? {} : { message_reference: { message_id: thread, fail_if_not_exists: false } }
      const sent = await sendTo(sending, channel, () =>
        // Discord keeps a nonce for minutes, which covers most second tries; the container's id is there for good.
        sendCard(card, { draw, id: containerId(mark) }, ({ body, ...files }) => {
          const message = { body: { ...body, ...below, nonce: mark, enforce_nonce: true }, ...files }
          return api.ask('POST', Routes.channelMessages(channel), message)
        }),
      )
      if (sent.outcome === 'gone') mayPost.forget(place, channel)
      return sent
    },
    edit: async (_, message, card) =>
      isTalk(card)
        ? relay.edit(message, card)
        : hasMedia(card)
          ? editShowing(sending, message, card)
          : editWords(sending, message, card),
    find: (to, mark, since) => unlessGone(findMessage(sending, to, containerId(mark), since), null, now()),
    direct: (_, user) => unlessGone(openDirect(api, user), null, now()),
    thread: (place, parent, name, members, { isFirst } = { isFirst: false }) =>
      openThread(sending, { place, parent, name, members, isFirst }),
    fetchProfile: (place, user) => unlessGone(lookAt(api, place, user), null, now()),
    check: (place, user) => unlessGone(lookAt(api, place, user).catch(leftOrThrow), null, now()),
    canPost: (place, channel) => mayPost.ask(place, channel),
    fetch: (_, source, most) => fetchAttached(apiUrl, source, most),
  }
}

/** A message's own mark as a component's id: of a channel's messages of some minutes no two have the same. */
export function containerId(mark: string): number {
  return numberOf(mark)
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
    return sending(await draw(inWords(card), how))
  }
}

function editWords(sending: Sending, { channel, id }: MessageRef, card: Card): Promise<Sent> {
  return sendTo(sending, channel, async () =>
    sending.api.ask('PATCH', Routes.channelMessage(channel, id), await sending.draw(card)),
  )
}

/**
 * Discord shows no new file in a message that is changed (https://github.com/discord/discord-api-docs/issues/7529), and keeps
 * those that are there. So one that shows the same still is changed around it; any other has to go, and is written anew.
 */
async function editShowing(sending: Sending, { channel, id }: MessageRef, card: Card): Promise<Sent> {
  const { api, draw, now } = sending
  const route = Routes.channelMessage(channel, id)
  const { body } = await draw(card)
  const { attachments: _, ...around } = body
  const wanted = body.components.flatMap(({ components }) => mediaIn(components))
  if (wanted.length === 0) return editWords(sending, { channel, id }, card)
  try {
    const there = numbersIn(standing.parse(await api.ask('GET', route)).components)
    if (wanted.every((each) => there.includes(each)))
      return await sendTo(sending, channel, () => api.ask('PATCH', route, { body: around }))
    await awake(sending, channel, () => api.ask('DELETE', route))
    return { outcome: 'gone', why: 'it shows something else now' }
  } catch (error) {
    return outcomeOf(error, now())
  }
}

type Numbered = { id?: number | undefined; components?: Numbered[] | undefined }
const numbered: z.ZodType<Numbered> = z.lazy(() =>
  z.object({ id: z.number().optional(), components: z.array(numbered).optional() }),
)
const standing = z.object({ components: z.array(numbered).default([]) })

function numbersIn(parts: Numbered[]): number[] {
  return parts.flatMap(({ id, components = [] }) => [...(id === undefined ? [] : [id]), ...numbersIn(components)])
}

const message = z.object({ id: z.string(), channel_id: z.string() })

async function sendTo(sending: Sending, channel: string, send: () => Promise<unknown>): Promise<Sent> {
  const { now } = sending
  try {
    const answer = await awake(sending, channel, send)
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
    webhook_id: z.string().optional(),
    components: z.array(z.object({ id: z.number().optional() })).default([]),
  }),
)

async function findMessage(
  { api, me, relay }: Sending,
  to: Where,
  id: number,
  since: Temporal.Instant,
): Promise<MessageRef | null> {
  const channel = await relay.channelOf(to)
  const bot = await me()
  let after = snowflakeBefore(since)
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = { after, limit: limits.page }
    const messages = page.parse(await api.ask('GET', Routes.channelMessages(channel), { query }))
    for (const each of messages) {
      const isOurs = each.author.id === bot && each.components[0]?.id === id
      if (isOurs || (each.webhook_id && (await relay.numberOf(channel, each)) === id)) return { channel, id: each.id }
    }
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

/** Nobody by that id is in the server; that the bot is not in it itself says nothing of them. */
function leftOrThrow(error: unknown): 'left' {
  if (isCode(error, codes.unknownMember, codes.unknownUser)) return 'left'
  throw error
}

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
