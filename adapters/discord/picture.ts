import type { RawFile } from 'discord.js'
import { pictureOf } from '#src/pictures/picture.ts'
import { withoutChart, type Card } from '#src/ui/card.ts'
import { pictureName, renderCard, type Rendered } from './render.ts'

export type Drawn = { body: Rendered; files?: RawFile[] }

/** A card with the picture of its chart, to be sent with it; where none can be drawn its figures are said in words. */
export async function drawCard(card: Card, how: { id?: number; ephemeral?: boolean } = {}): Promise<Drawn> {
  if (!card.chart) return { body: renderCard(card, how) }
  const data = await pictureOf(card.chart)
  if (!data) return { body: renderCard(withoutChart(card), how) }
  return {
    body: renderCard(card, how),
    files: [{ name: pictureName, data: Buffer.from(data), contentType: 'image/png' }],
  }
}
