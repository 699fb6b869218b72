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

/** What takes time to draw or to load, and what Discord shows in a new message alone. */
export function hasMedia({ chart, month, files = [] }: Card): boolean {
  return chart !== undefined || month !== undefined || files.length > 0
}

/** A card in two: what can be said at once, and what comes below it when it is drawn. */
export function apart({ chart, month, files, filesCaption, filesButton, ...words }: Card): {
  words: Card
  shown: Card
} {
  const shown: Card = {
    title: filesCaption ?? words.title,
    tone: words.tone,
    ...(chart ? { chart } : {}),
    ...(month ? { month } : {}),
    ...(files ? { files } : {}),
  }
  return { words: files?.length || !filesButton ? words : { ...words, filesButton }, shown }
}

/** The same card where nothing of it can be shown. */
export function inWords(card: Card): Card {
  return withoutPicture({ ...card, files: [] })
}

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

export type Loaded = Medium & { bytes: Uint8Array }

export async function loadAll(
  loadFile: LoadFile,
  { files = [] }: Pick<Card, 'files'>,
  most: number,
): Promise<Loaded[]> {
  const media = mediaOf(files.slice(0, most))
  const loaded = await Promise.all(media.map(async (medium) => ({ medium, bytes: await loadFile(medium.file) })))
  return loaded.flatMap(({ medium, bytes }) => (bytes ? [{ ...medium, bytes }] : []))
}
