import type { RawFile } from 'discord.js'
import type { LoadFile } from '#src/kernel/chat.ts'
import { pictureOfChart, pictureOfMonth } from '#src/pictures/picture.ts'
import { withoutPicture, type Card } from '#src/kernel/card.ts'
import { limits } from './limits.ts'
import { mediaOf, pictureName, type Medium } from './media.ts'
import { renderCard, type Rendered } from './render.ts'

export type Drawn = { body: Rendered; files?: RawFile[] }

type How = { id?: number; ephemeral?: boolean }

/** A card with its picture and its files, to be sent with it; where no picture can be drawn its content is said in words. */
export type Draw = (card: Card, how?: How) => Promise<Drawn>

export function createDraw(loadFile: LoadFile): Draw {
  return async (card, how = {}) => {
    const picture = await pictureOf(card)
    const shown = picture ? card : withoutPicture(card)
    const media = await loadAll(loadFile, card, limits.files - (picture ? 1 : 0))
    const files = [
      ...(picture ? [{ name: pictureName, data: Buffer.from(picture), contentType: 'image/png' }] : []),
      ...media.map(({ bytes, name, type }) => ({ name, data: bytes, contentType: type })),
    ]
    const body = renderCard(shown, { ...how, media })
    return files.length > 0 ? { body, files } : { body }
  }
}

async function pictureOf({ chart, month }: Card): Promise<Uint8Array | null> {
  if (chart) return pictureOfChart(chart)
  return month ? pictureOfMonth(month) : null
}

type Loaded = Medium & { bytes: Uint8Array }

async function loadAll(loadFile: LoadFile, { files = [] }: Card, most: number): Promise<Loaded[]> {
  const media = mediaOf(files.slice(0, most))
  const loaded = await Promise.all(media.map(async (medium) => ({ medium, bytes: await loadFile(medium.file) })))
  return loaded.flatMap(({ medium, bytes }) => (bytes ? [{ ...medium, bytes }] : []))
}
