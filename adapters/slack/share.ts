import type { KnownBlock, WebClient } from '@slack/web-api'
import type { LoadFile } from '#src/kernel/chat.ts'
import type { CardFile } from '#src/kernel/card.ts'
import { limits } from './limits.ts'
import { cutBytes, inOneLine } from './text.ts'

/**
 * Puts files into a channel, all in one message below `comment`. False: none of them is kept any more. Throws where Slack
 * does not take them.
 */
export type Share = (channel: string, files: CardFile[], comment: string, below?: Below) => Promise<boolean>

/** In a thread, with blocks in place of the comment. */
export type Below = { thread: string; blocks: KnownBlock[] }

export function createShare({ client, loadFile }: { client: WebClient; loadFile: LoadFile }): Share {
  return async (channel, files, comment, below) => {
    const loaded = await Promise.all(
      files.slice(0, limits.files).map(async (file) => ({ file, bytes: await loadFile(file) })),
    )
    const uploads = loaded.flatMap(({ file: { name, id }, bytes }) =>
      bytes ? [{ file: viewOf(bytes), filename: name || id, title: name || id }] : [],
    )
    if (uploads.length === 0) return false
    const words = { initial_comment: cutBytes(inOneLine(comment), { length: limits.text, bytes: limits.text }) }
    await (below
      ? client.filesUploadV2({
          ...{ channel_id: channel, thread_ts: below.thread, blocks: below.blocks, file_uploads: uploads },
        })
      : client.filesUploadV2({ ...words, channel_id: channel, file_uploads: uploads }))
    return true
  }
}

/** The same bytes as Slack's client wants them: not another ten million. */
function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
