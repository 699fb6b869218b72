import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Chat, Checked, MessageRef, Sent } from '#src/kernel/chat.ts'
import { withoutPicture, type Card } from '#src/kernel/card.ts'
import type { Log } from '#src/kernel/log.ts'
import { fetchAttached, type Fetching } from './fetch.ts'
import { limits } from './limits.ts'
import { checkedOf } from './people.ts'
import { errorSaid, isTooLong, unlessGone, whyOf } from './outcome.ts'
import { send } from './sent.ts'
import { editTalk, findInThread, isTalk, postTalk } from './relay.ts'
import { renderCard, type Rendered } from './render.ts'
import type { Share } from './share.ts'

export type Sending = Fetching & {
  /** The bot's own user id. */
  me(): Promise<string>
  share: Share
  /** Whether messages may be shown as somebody else's. */
  mayCustomize(): boolean
  log: Log
}

/** With it a message says which line of the outbox it is. */
const eventType = 'sahayak'

/** A day of a channel that writes a message every ten seconds. */
const mostPages = 45

/** What a message of ours says of the pages it links to is enough. */
export const withoutPreviews = { unfurl_links: false, unfurl_media: false } as const

/** Slack as the core sees it, by HTTP alone: any process may write, whichever holds a socket. */
export function createChat(sending: Sending): Chat {
  const { client, me, now } = sending
  return {
    platform: 'slack',
    async post(to, card, mark) {
      const { channel } = to
      const metadata = { event_type: eventType, event_payload: { mark } }
      const below = to.thread === undefined ? {} : { thread_ts: to.thread }
      if (isTalk(card)) return postTalk(sending, to, card, metadata)
      const sent = await sendCard(card, (shown) =>
        send(() => client.chat.postMessage({ channel, ...below, ...shown, metadata, ...withoutPreviews }), now),
      )
      if (sent.outcome === 'sent') await shareBelow(sending, sent.message.channel, card)
      return sent
    },
    edit: async (_, { channel, id }, card) =>
      isTalk(card)
        ? editTalk(sending, { channel, id }, card)
        : sendCard(card, (shown) => send(() => client.chat.update({ channel, ts: id, ...shown }), now)),
    find: ({ channel, thread }, mark, since) =>
      unlessGone(
        thread === undefined
          ? me().then((id) => findMessage(client, id, { channel, mark, since }))
          : findInThread(client, { channel, thread, mark, since, eventType }),
        null,
        now(),
      ),
    direct: (_, user) => unlessGone(openDirect(client, user), null, now()),
    // Slack has no private threads.
    thread: async () => null,
    fetchProfile: (_, user) =>
      unlessGone(
        lookAt(client, user).then((seen) => (seen === 'left' ? null : seen)),
        null,
        now(),
      ),
    check: (_, user) => unlessGone(lookAt(client, user), null, now()),
    canPost: (_, channel) => unlessGone(isMember(client, channel), false, now()),
    fetch: (_, source, most) => fetchAttached(sending, source, most),
  }
}

/**
 * Slack's charts are new, and not everywhere yet: where one is refused, and with it the whole message, its figures are said
 * in words; and where Slack counts a message as too long after all, it is said shorter, once. What was refused was not posted,
 * so this is no second try.
 */
async function sendCard(card: Card, sending: (shown: Rendered) => Promise<Sent>): Promise<Sent> {
  const sent = await sending(renderCard(card))
  if (sent.outcome !== 'gone') return sent
  if (sent.why === 'invalid_blocks' && card.chart) return sending(renderCard(withoutPicture(card)))
  return isTooLong(sent.why) ? sending(renderCard(card, { tight: true })) : sent
}

/**
 * A card's files come below it. Once the card is there nothing more can fail: were it sent again, it would be there twice.
 */
async function shareBelow(
  { share, log }: Sending,
  channel: string,
  { title, files = [], filesCaption }: Card,
): Promise<void> {
  try {
    if (files.length > 0) await share(channel, files, filesCaption ?? title)
  } catch (error) {
    log.warn({ why: whyOf(error), channel }, 'the files of a card could not be sent')
  }
}

const marked = z.object({
  ts: z.string(),
  user: z.string(),
  metadata: z.object({ event_type: z.literal(eventType), event_payload: z.object({ mark: z.string() }) }),
})

type Wanted = { channel: string; mark: string; since: Temporal.Instant }

async function findMessage(
  client: WebClient,
  me: string,
  { channel, mark, since }: Wanted,
): Promise<MessageRef | null> {
  const oldest = (since.epochMilliseconds / 1_000).toFixed(6)
  let cursor: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = { channel, oldest, include_all_metadata: true, limit: limits.page }
    const page = await client.conversations.history({ ...query, ...(cursor ? { cursor } : {}) })
    for (const each of page.messages ?? []) {
      const { success, data } = marked.safeParse(each)
      if (success && data.user === me && data.metadata.event_payload.mark === mark) return { channel, id: data.ts }
    }
    cursor = page.response_metadata?.next_cursor
    if (!cursor) return null
  }
  return null
}

/** The channel of the direct message with that person. */
export async function openDirect(client: WebClient, user: string): Promise<string | null> {
  return (await client.conversations.open({ users: user })).channel?.id ?? null
}

async function lookAt(client: WebClient, user: string): Promise<Checked | null> {
  const { user: found } = await client.users.info({ user, include_locale: true })
  return found ? checkedOf({ ...found, id: user }) : null
}

/** Installed without the scope to look at that kind of channel, the bot takes it for one that it cannot write in. */
async function isMember(client: WebClient, channel: string): Promise<boolean> {
  try {
    const { channel: found } = await client.conversations.info({ channel })
    if (!found || found.is_archived) return false
    return found.is_im === true || found.is_member === true
  } catch (error) {
    if (errorSaid(error) === 'missing_scope') return false
    throw error
  }
}
