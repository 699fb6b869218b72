import type { App, ReceiverEvent } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { createHearing, type Hearing, type Standing } from '#adapters/shared/hearing.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Besides, Conversation, Talk, Written } from '#src/kernel/talk.ts'
import { envelope } from './envelope.ts'
import { limits } from './limits.ts'
import { errorSaid } from './outcome.ts'
import { namedIn, readText } from './talk-text.ts'

type Parts = { client: WebClient; core: Core; log: Log; look: Look }

/*
 * Slack's `message` events, of which one message has many: https://docs.slack.dev/reference/events/message. Read are those of people, in threads;
 * what has a `bot_id` was written by an app, ours among them, whoever it was shown as.
 */
const file = z.object({
  id: z.string().catch(''),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  permalink: z.string().nullish(),
  subtype: z.string().nullish(),
  mode: z.string().nullish(),
})
const attachment = z.object({
  is_share: z.boolean().optional(),
  is_msg_unfurl: z.boolean().optional(),
  text: z.string().nullish(),
})

const body = z.object({
  ts: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().default(''),
  blocks: z.array(z.unknown()).optional(),
  thread_ts: z.string().optional(),
  edited: z.object({ ts: z.string() }).optional(),
  files: z.array(file).default([]),
  attachments: z.array(attachment).default([]),
})
type Body = z.infer<typeof body>

const messageEvent = z.looseObject({
  ...{ type: z.literal('message'), channel: z.string(), subtype: z.string().optional() },
})
const changed = z.object({ message: body })
const deleted = z.object({
  deleted_ts: z.string(),
  previous_message: z.object({ thread_ts: z.string().optional() }).optional(),
})

/** Messages of people; what else has a subtype is the channel's or an app's: joins, topics, `bot_message`, `message_replied`. */
const spoken: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast', 'me_message']

type Heard = { place: string; channel: string } & ({ body: Body } | { takenBack: string; thread: string | null })

/** What a payload says of a message; null where it is about none that matters. */
export function readEvent(payload: unknown): Heard | 'nothing' | null {
  const around = envelope.safeParse(payload)
  const read = around.success ? messageEvent.safeParse(around.data.event) : around
  if (!around.success || !read.success) return null
  const { place } = around.data
  const { data: event } = read
  const { channel, subtype } = event
  if (subtype === 'message_deleted') {
    const { data } = deleted.safeParse(event)
    return data
      ? { place, channel, takenBack: data.deleted_ts, thread: data.previous_message?.thread_ts ?? null }
      : 'nothing'
  }
  const { data } =
    subtype === 'message_changed' ? changed.transform((one) => one.message).safeParse(event) : body.safeParse(event)
  if (!data) return 'nothing'
  // The first message of a thread that was deleted stays, emptied.
  if (data.subtype === 'tombstone') return { place, channel, takenBack: data.ts, thread: data.thread_ts ?? null }
  return isTalk(data) ? { place, channel, body: data } : 'nothing'
}

function isTalk({ subtype, user, bot_id: bot, thread_ts: thread, ts }: Body): boolean {
  return spoken.includes(subtype) && user !== undefined && !bot && thread !== undefined && thread !== ts
}

/** `1700000000.000100` as an instant. */
function instantOf(ts: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1_000))
}

/**
 * Hears what people write below cards. Bolt acknowledges an event before anybody has heard it; here it is kept first, so that Slack tells it again
 * where that failed.
 */
export function hearTalk(app: App, { client, core, log, look }: Parts): Hearing {
  const written = (place: string, channel: string, one: Body) => toWritten(look, { place, channel }, one)
  const hearing = createHearing({
    ...{ platform: 'slack', talk: core.talk, log },
    keyOf: ({ channel, thread }) => `${channel} ${thread}`,
    read: (conversation) => readThread(client, conversation, written),
  })
  const processOthers = app.processEvent.bind(app)
  app.processEvent = async (event: ReceiverEvent) => {
    const heard = readEvent(event.body)
    if (!heard) return processOthers(event)
    if (heard !== 'nothing') await hearing.hear(await talkOf(heard, written))
    await event.ack()
  }
  return hearing
}

type ToWritten = (place: string, channel: string, one: Body) => Promise<Written>

async function talkOf(heard: Heard, written: ToWritten): Promise<Talk> {
  const { place, channel } = heard
  if ('body' in heard) return written(place, channel, heard.body)
  return { what: 'taken-back', platform: 'slack', place, channel, thread: heard.thread, id: heard.takenBack }
}

export type Look = (user: string) => Promise<{ name: string; picture: string | null }>

async function toWritten(
  look: Look,
  { place, channel }: { place: string; channel: string },
  one: Body,
): Promise<Written> {
  const { ts, user = '', thread_ts: thread = null, text, edited } = one
  const named = await Promise.all(
    namedIn(text).map(async (id): Promise<[string, string]> => [id, (await look(id)).name]),
  )
  return {
    ...{ what: 'written', platform: 'slack', place, channel, thread, id: ts },
    by: { user, ...(await look(user)) },
    text: readText({ text, blocks: one.blocks }, new Map(named)),
    besides: besidesOf(one),
    at: instantOf(ts),
    editedAt: edited ? instantOf(edited.ts) : null,
  }
}

function copyOf({ id, mimetype, size }: z.infer<typeof file>) {
  return { source: id, type: mimetype ?? '', size: size ?? 0 }
}

function besidesOf({ files, attachments }: Body): Besides[] {
  const forwarded = attachments.filter((one) => one.is_share || one.is_msg_unfurl)
  return [
    ...files
      .filter(({ mode }) => mode !== 'tombstone')
      .map((one): Besides =>
        one.subtype === 'slack_audio'
          ? { kind: 'voice' }
          : { kind: 'file', name: one.name || one.title || 'file', url: one.permalink ?? null, copy: copyOf(one) },
      ),
    ...forwarded.map(({ text }): Besides => ({ kind: 'forwarded', text: readText({ text: text ?? '' }, new Map()) })),
  ]
}

const rememberMs = 10 * 60_000

/** Who someone is, remembered for a while. Whoever Slack does not name keeps their id. */
export function createLook(client: WebClient): Look {
  const known = new Map<string, { until: number; found: ReturnType<Look> }>()
  return (user) => {
    const now = performance.now()
    const remembered = known.get(user)
    if (remembered && remembered.until > now) return remembered.found
    if (known.size > 10_000) known.clear()
    const found = client.users.info({ user }).then(
      ({ user: one }) => ({
        name: one?.profile?.real_name || one?.real_name || one?.name || user,
        picture: one?.profile?.image_192 ?? null,
      }),
      () => (known.delete(user), { name: user, picture: null }),
    )
    known.set(user, { until: now + rememberMs, found })
    return found
  }
}

/** Of one conversation, each of `limits.page` messages; the rest of what was missed is not read. */
const mostPages = 20

async function readThread(client: WebClient, conversation: Conversation, written: ToWritten): Promise<Standing | null> {
  const { since, ...where } = conversation
  const { place, channel, thread } = where
  const messages: Written[] = []
  const ids: string[] = []
  if (thread === null) return null
  const oldest = (since.epochMilliseconds / 1_000).toFixed(6)
  let cursor: string | undefined
  try {
    for (let pages = 0; pages < mostPages; pages += 1) {
      const query = { channel, ts: thread, oldest, limit: limits.page, ...(cursor ? { cursor } : {}) }
      const page = await client.conversations.replies(query)
      for (const each of page.messages ?? []) {
        const { data } = body.safeParse(each)
        if (data && data.subtype !== 'tombstone') ids.push(data.ts)
        if (data && isTalk(data) && instantOf(data.ts).epochMilliseconds >= since.epochMilliseconds)
          messages.push(await written(place, channel, data))
      }
      cursor = page.response_metadata?.next_cursor
      if (!cursor) return { where, messages, ids, from: since }
    }
    return { where, messages, ids, from: null }
  } catch (error) {
    // Slack knows nothing of it, or does not let us look: there is nothing to be read.
    if (errorSaid(error) !== null && errorSaid(error) !== 'ratelimited') return null
    throw error
  }
}
