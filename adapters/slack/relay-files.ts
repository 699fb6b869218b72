import type { KnownBlock, WebClient } from '@slack/web-api'
import { setTimeout as wait } from 'node:timers/promises'
import type { MessageRef, Sent } from '#src/kernel/chat.ts'
import type { Relayed } from '#src/kernel/talk.ts'
import { limits } from './limits.ts'
import { outcomeOf } from './outcome.ts'
import type { Share } from './share.ts'
import { writeTalk } from './talk-text.ts'
import { cutPlain } from './text.ts'

type Parts = { share: Share; now(): Temporal.Instant; find(mark: string): Promise<MessageRef | null> }

/** How often, and after how many milliseconds, the message is looked for that Slack makes of files a moment after it took them. */
const looks = [0, 200, 500, 1_000, 2_000]

/**
 * Files of somebody below a card. Slack shows them as the app's alone, so their writer's name stands above. A message with files takes no metadata:
 * the mark is its first block's id, by which it is found.
 */
export async function postFiles(
  { share, now, find }: Parts,
  { channel, thread, mark }: { channel: string; thread: string; mark: string },
  said: Relayed,
): Promise<Sent> {
  const name = cutPlain(said.writer.name, limits.context)
  const above: KnownBlock = { type: 'context', block_id: mark, elements: [{ type: 'plain_text', text: name || '·' }] }
  const notes = said.notes.length > 0 ? writeTalk({ ...said, text: '' }, { named: false }).blocks : []
  try {
    const isThere = await share(channel, said.files ?? [], '', { thread, blocks: [above, ...notes] })
    if (!isThere) return { outcome: 'gone', why: 'its files are not kept any more' }
    for (const ms of looks) {
      await wait(ms)
      const message = await find(mark)
      if (message) return { outcome: 'sent', message }
    }
    return { outcome: 'uncertain', why: 'the files were taken and are not to be seen yet' }
  } catch (error) {
    return outcomeOf(error, now())
  }
}

/** Slack adds no file to a message and takes none out: what shows others now has to go, and is written anew. */
export async function replaceFiles(
  { client, now }: { client: WebClient; now(): Temporal.Instant },
  { channel, id }: MessageRef,
): Promise<Sent> {
  try {
    await client.chat.delete({ channel, ts: id })
    return { outcome: 'gone', why: 'it shows other files now' }
  } catch (error) {
    return outcomeOf(error, now())
  }
}
