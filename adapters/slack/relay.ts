import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { MessageRef, Outgoing, Sent, Where } from '#src/kernel/chat.ts'
import type { Relayed, Withdrawn } from '#src/kernel/talk.ts'
import { limits } from './limits.ts'
import { postFiles, replaceFiles } from './relay-files.ts'
import { send } from './sent.ts'
import type { Share } from './share.ts'
import { writeTalk } from './talk-text.ts'
import { cut } from '#adapters/shared/cut.ts'

type Speaking = {
  client: WebClient
  share: Share
  now(): Temporal.Instant
  /** Whether the app may show a message as somebody's: the scope `chat:write.customize`. Without it Slack leaves the name out silently. */
  mayCustomize(): boolean
}

/** Characters of a name; Slack says of no limit, and shows no more. */
const longestName = 80

export function isTalk(said: Outgoing): said is Relayed | Withdrawn {
  return 'writer' in said || 'withdrawn' in said
}

/** A person's words below a card, under their name and picture. `metadata` says which line it is. */
export async function postTalk(
  { client, share, now, mayCustomize }: Speaking,
  { channel, thread }: Where,
  said: Relayed | Withdrawn,
  metadata: { event_type: string; event_payload: { mark: string } },
): Promise<Sent> {
  if ('withdrawn' in said) return { outcome: 'gone', why: 'nothing to say' }
  if (said.files?.length && thread !== undefined) {
    const { event_type: eventType, event_payload: payload } = metadata
    const find = (mark: string) =>
      findInThread(client, { channel, thread, mark, since: now().subtract(lately), eventType })
    return postFiles({ share, now, find }, { channel, thread, mark: payload.mark }, said)
  }
  const named = !mayCustomize()
  const { name, picture } = said.writer
  const asThem = named ? {} : { username: cut(name, longestName), ...(picture ? { icon_url: picture } : {}) }
  const below = thread === undefined ? {} : { thread_ts: thread }
  return send(
    () =>
      client.chat.postMessage({
        ...{ channel, ...below, ...asThem, ...writeTalk(said, { named }), metadata },
        ...{ unfurl_links: false, unfurl_media: false },
      }),
    now,
  )
}

/** Changed or taken back. One that somebody removed here stays away: that is as good as done. */
export async function editTalk(
  { client, now, mayCustomize }: Speaking,
  { channel, id }: MessageRef,
  said: Relayed | Withdrawn,
): Promise<Sent> {
  if ('writer' in said && said.files) return replaceFiles({ client, now }, { channel, id })
  const sent = await send(
    () =>
      'withdrawn' in said
        ? client.chat.delete({ channel, ts: id })
        : client.chat.update({ channel, ts: id, ...writeTalk(said, { named: !mayCustomize() }) }),
    now,
  )
  const isAway = sent.outcome === 'gone' && sent.why === 'message_not_found'
  return isAway ? { outcome: 'sent', message: { channel, id } } : sent
}

const marked = z.object({
  ts: z.string(),
  bot_id: z.string(),
  metadata: z.object({ event_type: z.string(), event_payload: z.object({ mark: z.string() }) }).optional(),
  blocks: z.array(z.object({ block_id: z.string().optional() })).default([]),
})

/** Clocks differ. */
const lately = { minutes: 2 }

type Wanted = { channel: string; thread: string; mark: string; since: Temporal.Instant; eventType: string }

/** A message in a thread is not in its channel's history. Shown as somebody's it names no user, only the app that wrote it. */
export async function findInThread(client: WebClient, wanted: Wanted): Promise<MessageRef | null> {
  const { channel, thread, mark, since, eventType } = wanted
  const oldest = (since.epochMilliseconds / 1_000).toFixed(6)
  let cursor: string | undefined
  for (;;) {
    const query = { channel, ts: thread, oldest, include_all_metadata: true, limit: limits.page }
    const page = await client.conversations.replies({ ...query, ...(cursor ? { cursor } : {}) })
    for (const each of page.messages ?? []) {
      const { success, data } = marked.safeParse(each)
      if (!success) continue
      const { metadata, blocks } = data
      const isWords = metadata?.event_type === eventType && metadata.event_payload.mark === mark
      if (isWords || blocks[0]?.block_id === mark) return { channel, id: data.ts }
    }
    cursor = page.response_metadata?.next_cursor
    if (!cursor) return null
  }
}
