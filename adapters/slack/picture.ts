import type { WebClient } from '@slack/web-api'
import { cut } from '#adapters/shared/cut.ts'
import type { Log } from '#src/kernel/log.ts'
import { pictureOfMonth } from '#src/pictures/picture.ts'
import { withoutPicture, type Card } from '#src/kernel/card.ts'
import { limits } from './limits.ts'
import { whyOf } from './outcome.ts'
import { openDirect } from './send.ts'
import type { Share } from './share.ts'

type Speaking = { client: WebClient; share: Share; log: Log }

/**
 * Slack shows no picture in an answer to one person: an image block takes what the whole internet may see, or a file that
 * is shared already. So it goes to them directly, and the answer says where it is; where it could not be sent, what is in it.
 */
export async function sendMonth({ client, log }: Speaking, user: string, card: Card): Promise<Card> {
  const { month, ...words } = card
  const picture = month && (await pictureOfMonth(month))
  if (!month || !picture) return withoutPicture(card)
  try {
    const channel = await openDirect(client, user)
    if (channel === null) return withoutPicture(card)
    await client.filesUploadV2({
      channel_id: channel,
      file: Buffer.from(picture),
      filename: `${month.month}.png`,
      title: month.title,
      alt_text: cut(month.words, limits.altText),
    })
    return below(words, month.elsewhere)
  } catch (error) {
    log.warn({ why: whyOf(error), user }, 'the picture of a month could not be sent')
    return withoutPicture(card)
  }
}

/** Nor does an answer carry files: those that were asked for go to the person directly, and the answer says so. */
export async function sendFiles({ client, share, log }: Speaking, user: string, card: Card): Promise<Card> {
  const { files = [], handOver, ...words } = card
  if (!handOver || files.length === 0) return words
  try {
    const channel = await openDirect(client, user)
    const isThere = channel !== null && (await share(channel, files, card.filesCaption ?? card.title))
    return below(words, isThere ? handOver.elsewhere : handOver.failed)
  } catch (error) {
    log.warn({ why: whyOf(error), user }, 'files could not be sent to whoever asked for them')
    return below(words, handOver.failed)
  }
}

function below(card: Card, sentence: string): Card {
  return { ...card, body: [card.body, sentence].filter(Boolean).join('\n') }
}
