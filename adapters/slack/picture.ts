import type { WebClient } from '@slack/web-api'
import type { Log } from '#src/log.ts'
import { pictureOfMonth } from '#src/pictures/picture.ts'
import { withoutPicture, type Card } from '#src/ui/card.ts'
import { limits } from './limits.ts'
import { whyOf } from './outcome.ts'
import { cut } from './text.ts'

/**
 * Slack shows no picture in an answer to one person: an image block takes what the whole internet may see, or a file that
 * is shared already. So it goes to them directly, and the answer says where it is; where it could not be sent, what is in it.
 */
export async function sendMonth(
  { client, log }: { client: WebClient; log: Log },
  user: string,
  card: Card,
): Promise<Card> {
  const { month, ...words } = card
  const picture = month && (await pictureOfMonth(month))
  if (!month || !picture) return withoutPicture(card)
  try {
    const { channel } = await client.conversations.open({ users: user })
    if (!channel?.id) return withoutPicture(card)
    await client.filesUploadV2({
      channel_id: channel.id,
      file: Buffer.from(picture),
      filename: `${month.month}.png`,
      title: month.title,
      alt_text: cut(month.words, limits.altText),
    })
    return { ...words, body: [words.body, month.elsewhere].filter(Boolean).join('\n') }
  } catch (error) {
    log.warn({ why: whyOf(error), user }, 'the picture of a month could not be sent')
    return withoutPicture(card)
  }
}
