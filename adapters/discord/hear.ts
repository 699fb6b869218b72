import { GatewayDispatchEvents, GatewayIntentBits, MessageFlags, Routes, type Client } from 'discord.js'
import { z } from 'zod'
import { createHearing, type Hearing, type Standing } from '#adapters/shared/hearing.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Besides, Conversation, TalkPlace, Written } from '#src/kernel/talk.ts'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import { bulkShape, deletedShape, isTalk, messageShape, type Message } from './message.ts'
import { codes, isCode } from './outcome.ts'
import { snowflakeBefore } from './send.ts'
import { readText } from './talk-text.ts'
import { createRooms } from './webhooks.ts'

/** What Discord is asked to tell. Words of others' come only with an intent that is switched on for the application beforehand. */
export function talkIntents(mayReadAll: boolean): GatewayIntentBits[] {
  const { GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits
  return [GuildMessages, DirectMessages, ...(mayReadAll ? [MessageContent] : [])]
}

/** Of a reference to another message: it is forwarded. */
const FORWARD = 1

const flagged = z.object({ flags: z.number().default(0) })

/** Application flags: GATEWAY_MESSAGE_CONTENT, and the same for one in few servers. */
const READS_ALL = (1 << 18) | (1 << 19)

export function readsAll(flags: number): boolean {
  return (flags & READS_ALL) !== 0
}

/** Whether the Message Content intent is switched on for the application. */
export async function mayReadAll(api: Api): Promise<boolean> {
  const { flags } = flagged.parse(await api.ask('GET', Routes.currentApplication()))
  return readsAll(flags)
}

type Parts = { api: Api; core: Core; log: Log; me(): Promise<string>; said(said: SaidToBot): void }

/** What somebody said to the bot, by mentioning it or directly. `text`: as Discord writes it, without the mention. */
export type SaidToBot = { id: string; guild: string; channel: string; user: string; userName: string; text: string }

export type TalkListener = {
  /** Hears what this client is told. */
  attach(client: Client): void
  hearing: Hearing
}

/** Hears what people write in the threads of tasks, and in reply to what stands there. Bots and webhooks, ours among them, are not people. */
export function hearTalk({ api, core, log, me, said }: Parts): TalkListener {
  let names: (id: string) => string | undefined = () => undefined
  const written = (one: Message, guild: string) => toWritten(api, one, { guild, names })
  const roomOf = createRooms(api)
  const hearing = createHearing({
    ...{ platform: 'discord', talk: core.talk, log },
    keyOf: ({ channel }) => channel,
    keyOfAll: ({ channel, thread }) => thread ?? channel,
    read: (conversation) => readChannel({ api, roomOf, written }, conversation),
  })

  /** Discord tells a thing once: what could not be kept is read again before anything else there is. */
  const hear: Hearing['hear'] = (talk) =>
    hearing.hear(talk).catch((error: unknown) => {
      log.error({ error, message: talk.id }, 'a message could not be kept: its conversation will be read again')
      void hearing.catchUp()
    })

  function onMessage(client: Client, payload: unknown): void {
    const { data } = messageShape.safeParse(payload)
    if (data && isTalk(data) && mayBeOfTask(client, data)) void hear(written(data, data.guild_id ?? ''))
  }

  function onDeleted(payload: unknown): void {
    const one = deletedShape.safeParse(payload).data
    const {
      ids = one ? [one.id] : [],
      channel_id: channel = one?.channel_id,
      guild_id: place = one?.guild_id ?? '',
    } = bulkShape.safeParse(payload).data ?? {}
    if (channel === undefined) return
    for (const id of ids) void hear({ what: 'taken-back', platform: 'discord', place, channel, thread: null, id })
  }

  return {
    hearing,
    attach(client) {
      names = (id) => {
        const channel = client.channels.cache.get(id)
        return channel && 'name' in channel && channel.name ? channel.name : undefined
      }
      client.ws.on(GatewayDispatchEvents.MessageCreate, (payload: unknown) => {
        onMessage(client, payload)
        void onSaid({ core, me, said }, client, { payload, written }).catch((error: unknown) =>
          log.error({ error }, 'what was said to the bot was not heard'),
        )
      })
      client.ws.on(GatewayDispatchEvents.MessageUpdate, (payload: unknown) => onMessage(client, payload))
      client.ws.on(GatewayDispatchEvents.MessageDelete, onDeleted)
      client.ws.on(GatewayDispatchEvents.MessageDeleteBulk, onDeleted)
    },
  }
}

type Saying = Pick<Parts, 'core' | 'me' | 'said'>
type Come = { payload: unknown; written(one: Message, guild: string): Written }

/** A message that is for the bot; what is said below the card of a task is talk. What was changed afterwards is not said again. */
async function onSaid({ core, me, said }: Saying, client: Client, { payload, written }: Come): Promise<void> {
  const { data } = messageShape.safeParse(payload)
  if (!data || !isTalk(data)) return
  const { id, channel_id: channel, guild_id: guild, author, content, attachments } = data
  const mention = mentionOf(await me())
  if (guild !== undefined && !mention.test(content)) return
  const one = written(data, guild ?? '')
  if (mayBeOfTask(client, data) && (await core.talk.isAbout(one))) return
  const files = attachments.map(({ name, source }) => `${name}: ${source}`)
  const text = [content.replace(mention, '').trim(), ...files].filter(Boolean).join('\n')
  said({ id, guild: guild ?? '', channel, user: author.id, userName: one.by.name, text })
}

const mentionOf = (bot: string) => new RegExp(`<@!?${bot}>[,:]?\\s*`, 'u')

/** People talk about tasks in threads, and elsewhere in reply to a card. What is told of other rooms is left alone. */
function mayBeOfTask({ channels }: Client, one: Message): boolean {
  if (one.message_reference?.message_id) return true
  if (one.guild_id === undefined) return false
  const channel = channels.cache.get(one.channel_id)
  // Of a thread that was asleep when the session began the library knows nothing, also when somebody wakes it.
  return channel === undefined || channel.isThread()
}

type Reading = { guild: string; names(id: string): string | undefined }

function toWritten({ cdn }: Pick<Api, 'cdn'>, one: Message, { guild, names }: Reading): Written {
  const { id, channel_id: channel, author, member, mentions, message_reference: reference } = one
  const named = new Map(mentions.map((each) => [each.id, each.member?.nick ?? each.global_name ?? each.username]))
  const own = author.avatar ? cdn.avatar(author.id, author.avatar) : null
  const isReply = reference?.message_id !== undefined && reference.type !== FORWARD
  return {
    ...{ what: 'written', platform: 'discord', place: guild, channel, id },
    thread: isReply ? (reference.message_id ?? null) : null,
    by: {
      user: author.id,
      name: member?.nick ?? author.global_name ?? author.username,
      picture: member?.avatar && guild ? cdn.guildMemberAvatar(guild, author.id, member.avatar) : own,
    },
    text: readText(one.content, { person: (user) => named.get(user), channel: names }),
    besides: besidesOf(one),
    at: Temporal.Instant.from(one.timestamp),
    editedAt: one.edited_timestamp ? Temporal.Instant.from(one.edited_timestamp) : null,
  }
}

function besidesOf({
  attachments,
  sticker_items: stickers,
  poll,
  message_snapshots: snapshots,
  flags,
}: Message): Besides[] {
  const isVoice = (flags & MessageFlags.IsVoiceMessage) !== 0
  return [
    ...attachments.map(({ name, ...copy }): Besides =>
      isVoice ? { kind: 'voice' } : { kind: 'file', name, url: copy.source, copy },
    ),
    ...stickers.map(({ name }): Besides => ({ kind: 'sticker', name })),
    ...(poll ? [{ kind: 'poll' as const, question: poll.question.text ?? '' }] : []),
    ...snapshots.map(({ message: { content } }): Besides => ({ kind: 'forwarded', text: content })),
  ]
}

/** Of one conversation, each of `limits.page` messages; the rest of what was missed is not read. */
const mostPages = 20

type ReadingBack = { api: Api; roomOf: ReturnType<typeof createRooms>; written(one: Message, guild: string): Written }

async function readChannel(parts: ReadingBack, conversation: Conversation): Promise<Standing | null> {
  try {
    const where = await whereOf(parts, conversation)
    return await readSince(parts, where, conversation.since)
  } catch (error) {
    if (isCode(error, codes.unknownChannel, codes.missingAccess, codes.missingPermissions)) return null
    throw error
  }
}

/** The thread below a card in a room is a channel with the card's id. */
async function whereOf(
  { roomOf }: ReadingBack,
  { platform, place, channel, thread }: Conversation,
): Promise<TalkPlace> {
  const isBelow = thread !== null && (await roomOf(channel)).kind === 'channel'
  return { platform, place, channel: isBelow ? thread : channel, thread: null }
}

async function readSince({ api, written }: ReadingBack, where: TalkPlace, since: Temporal.Instant): Promise<Standing> {
  const messages: Written[] = []
  const ids: string[] = []
  let after = snowflakeBefore(since)
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = { after, limit: limits.page }
    const page = z.array(z.unknown()).parse(await api.ask('GET', Routes.channelMessages(where.channel), { query }))
    const read = page.flatMap((each) => messageShape.safeParse(each).data ?? []).toSorted(byId)
    ids.push(...read.map(({ id }) => id))
    messages.push(...read.filter(isTalk).map((one) => written(one, where.place)))
    const last = read.at(-1)
    if (page.length < limits.page || !last) return { where, messages, ids, from: since }
    after = last.id
  }
  return { where, messages, ids, from: null }
}

function byId({ id: one }: Message, { id: other }: Message): number {
  return BigInt(one) < BigInt(other) ? -1 : 1
}
