import type { WebClient } from '@slack/web-api'
import type { LoadFile } from '#src/kernel/chat.ts'
import type { CardFile } from '#src/kernel/card.ts'
import { limits } from './limits.ts'
import { cutEscaped, inOneLine } from './text.ts'

/**
 * Puts files into a channel, all in one message below `comment`. False: none of them is kept any more. Throws where Slack
 * does not take them.
 */
export type Share = (channel: string, files: CardFile[], comment: string) => Promise<boolean>

export function createShare({ client, loadFile }: { client: WebClient; loadFile: LoadFile }): Share {
  return async (channel, files, comment) => {
    const loaded = await Promise.all(
      files.slice(0, limits.files).map(async (file) => ({ file, bytes: await loadFile(file) })),
    )
    const uploads = loaded.flatMap(({ file: { name, id }, bytes }) =>
      bytes ? [{ file: viewOf(bytes), filename: name || id, title: name || id }] : [],
    )
    if (uploads.length === 0) return false
    await client.filesUploadV2({
      channel_id: channel,
      initial_comment: cutEscaped(inOneLine(comment), limits.text),
      file_uploads: uploads,
    })
    return true
  }
}

/** The same bytes as Slack's client wants them: not another ten million. */
function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
