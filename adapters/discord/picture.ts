import type { RawFile } from 'discord.js'
import { pictureOfChart, pictureOfMonth } from '#src/pictures/picture.ts'
import { withoutPicture, type Card } from '#src/ui/card.ts'
import { pictureName, renderCard, type Rendered } from './render.ts'

export type Drawn = { body: Rendered; files?: RawFile[] }

/** A card with its picture, to be sent with it; where none can be drawn what is in it is said in words. */
export async function drawCard(card: Card, how: { id?: number; ephemeral?: boolean } = {}): Promise<Drawn> {
  if (!card.chart && !card.month) return { body: renderCard(card, how) }
  const data = card.chart ? await pictureOfChart(card.chart) : card.month && (await pictureOfMonth(card.month))
  if (!data) return { body: renderCard(withoutPicture(card), how) }
  return {
    body: renderCard(card, how),
    files: [{ name: pictureName, data: Buffer.from(data), contentType: 'image/png' }],
  }
}
