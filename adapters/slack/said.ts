import type { App, ReceiverEvent } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { answerDelivery } from '#adapters/shared/answer.ts'
import { meantBy } from '#src/features/delegation/said-to-bot.ts'
import type { Delivery } from '#src/kernel/request.ts'
import type { Answering } from './answer.ts'
import { envelope } from './envelope.ts'
import { times } from './limits.ts'
import { createResponder } from './responder.ts'
import { readWords } from './words.ts'

/*
 * What people write to the bot: it is mentioned in a channel, or written to directly. A mention comes as two events, of which `app_mention` is read
 * (https://docs.slack.dev/reference/events/app_mention); in a direct message Slack sends none.
 */
const written = z.looseObject({
  type: z.enum(['app_mention', 'message']),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.string().nullish(),
  subtype: z.string().optional(),
  edited: z.unknown().optional(),
  files: z
    .array(z.object({ name: z.string().nullish(), permalink: z.string().nullish() }))
    .optional()
    .catch([]),
})
const botsOwn = z.object({ authorizations: z.array(z.object({ user_id: z.string() })).min(1) })

export type Said = {
  place: string
  channel: string
  isDirect: boolean
  user: string
  /** As Slack writes it, without the mention of the bot. */
  text: string
  ts: string
  thread: string | null
}

/** What somebody said to the bot; null where a payload says nothing of the kind. What was changed afterwards is not said again. */
export function readSaid(payload: unknown): Said | null {
  const around = envelope.safeParse(payload)
  const read = around.success ? written.safeParse(around.data.event) : around
  if (!around.success || !read.success) return null
  const { data: event } = read
  const isDirect = event.type === 'message' && event.channel_type === 'im' && event.thread_ts === undefined
  const isMention = event.type === 'app_mention'
  const isPersons = !event.bot_id && [undefined, 'file_share'].includes(event.subtype) && event.edited === undefined
  if (!isPersons || (!isDirect && !isMention)) return null
  const { channel, user, ts, thread_ts: thread = null, files = [] } = event
  const bot = botsOwn.safeParse(payload).data?.authorizations[0]?.user_id
  const below = files.flatMap(({ name, permalink }) => [name, permalink].filter(Boolean).join(': ') || [])
  const text = [withoutMention(event.text, bot), ...below].filter(Boolean).join('\n')
  return { place: around.data.place, channel, isDirect, user, text, ts, thread: thread === ts ? null : thread }
}

/** Of the bot alone: whom else they mention is whom they mean. */
function withoutMention(text: string, bot: string | undefined): string {
  const mention = bot === undefined ? /<@[^>]+>[,:]?\s*/u : new RegExp(`<@${bot}(?:\\|[^>]*)?>[,:]?\\s*`, 'u')
  return text.replace(mention, '').trim()
}

type Parts = Answering & { client: WebClient; nameOf(user: string): Promise<string> }

/** Answers what people say to the bot; what they say below the card of a task is talk, and left to whoever hears that. */
export function hearSaid(app: App, parts: Parts): { idle(): Promise<void> } {
  const running = new Set<Promise<void>>()
  const processOthers = app.processEvent.bind(app)
  app.processEvent = async (event: ReceiverEvent) => {
    const said = readSaid(event.body)
    if (!said) return processOthers(event)
    const work = answerSaid(parts, said, () => event.ack())
    running.add(work)
    await work.finally(() => running.delete(work))
  }
  return {
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

async function answerSaid(parts: Parts, said: Said, ack: () => Promise<void>): Promise<void> {
  const { core, log } = parts
  if (said.thread !== null && (await isTalk(parts, said))) return ack()
  const target = { trigger: null, url: null, channel: said.isDirect ? '' : said.channel, user: said.user, inputs: [] }
  const responder = createResponder(parts, { done: ack }, target, 'none')
  const delivery = await deliveryOf(parts, said)
  await answerDelivery({ core, log, times }, responder, { delivery, source: 'none' })
}

/** The message itself comes as an event of its own. */
function isTalk({ core }: Parts, { place, channel, user, ts, thread }: Said): Promise<boolean> {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1_000))
  return core.talk.isAbout({
    ...{ what: 'written', platform: 'slack', place, channel, thread, id: ts, text: '', besides: [] },
    ...{ by: { user, name: user, picture: null }, at, editedAt: null },
  })
}

async function deliveryOf({ here, nameOf }: Parts, said: Said): Promise<Delivery> {
  const { place, channel, isDirect, user, ts } = said
  const { team } = here()
  return {
    // Told of again it is the same message, by whichever of its events.
    id: `slack:said:${place}:${channel}:${ts}`,
    origin: {
      ...{ platform: 'slack', place, placeName: team?.id === place ? team.name : '', channel, user, language: null },
      channelKind: isDirect ? 'direct' : 'room',
      userName: await nameOf(user),
    },
    request: { kind: 'words', ...meantBy(readWords(await named(said.text, nameOf))) },
  }
}

/** Mentions as a command has them, with names. */
async function named(text: string, nameOf: (user: string) => Promise<string>): Promise<string> {
  const ids = [...text.matchAll(/<@([A-Z0-9]+)>/gu)].map(([, id = '']) => id)
  const names = new Map(await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const)))
  return text.replaceAll(/<@([A-Z0-9]+)>/gu, (_, id: string) => `<@${id}|${names.get(id) ?? id}>`)
}
