import { ComponentType, type APIComponentInContainer } from 'discord.js'
import { createHash } from 'node:crypto'
import { cut } from '#adapters/shared/cut.ts'
import type { CardFile } from '#src/kernel/card.ts'
import { limits } from './limits.ts'

/** A file that goes with a message: `name` is what Discord calls it, `words` what its owner did. */
export type Medium = { file: CardFile; name: string; type: string; words: string }

/** What Discord shows in a gallery, and what it is called where its name does not say. */
const shown = new Map([
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['image/gif', '.gif'],
  ['image/webp', '.webp'],
  ['video/mp4', '.mp4'],
  ['video/quicktime', '.mov'],
  ['video/webm', '.webm'],
])

/** What a card's own picture is called. */
export const pictureName = 'picture.png'

const longestName = 60

/**
 * `attachment://` finds a file by its name alone, and Discord changes names with other letters
 * (https://github.com/discord/discord-api-docs/issues/7890): so each has one of plain letters, and its own.
 */
export function mediaOf(files: CardFile[]): Medium[] {
  const taken = new Set([pictureName])
  return files.map((file, index) => {
    const { name, type } = file
    const ending = /\.[A-Za-z0-9]{1,10}$/u.exec(name)?.[0] ?? ''
    const plain = name
      .slice(0, name.length - ending.length)
      .replaceAll(/[^A-Za-z0-9_-]+/gu, '-')
      .replaceAll(/^-+|-+$/gu, '')
      .slice(0, longestName)
    return {
      file,
      type,
      name: unlike(taken, plain || `file-${index + 1}`, ending || (shown.get(type) ?? '')),
      words: cut(name.trim() || `${index + 1}`, limits.pictureWords),
    }
  })
}

function unlike(taken: Set<string>, plain: string, ending: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? plain + ending : `${plain}-${count}${ending}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

/**
 * Pictures and films stand together, whatever else has a line of its own. What each shows is in its number, by which a
 * message says whether it shows the same still.
 */
export function drawMedia(media: Medium[]): APIComponentInContainer[] {
  const pictures = media.filter(({ type }) => shown.has(type))
  const items = pictures.map(({ name, words }) => ({ media: { url: `attachment://${name}` }, description: words }))
  const others = media.filter(({ type }) => !shown.has(type))
  return [
    ...(items.length > 0
      ? [{ type: ComponentType.MediaGallery as const, id: numberOf(pictures.map(idOf)), items }]
      : []),
    ...others.map((medium) => ({
      ...{ type: ComponentType.File as const, id: numberOf(idOf(medium)) },
      file: { url: `attachment://${medium.name}` },
    })),
  ]
}

const idOf = ({ name, file: { agency, id } }: Medium) => ({ name, agency, id })

/** A component's number, made of what it shows: of a thousand messages two hardly ever share one. */
export function numberOf(shows: unknown): number {
  return createHash('sha256').update(JSON.stringify(shows)).digest().readUInt32BE() & limits.componentId || 1
}

/** The numbers of all that shows a picture or a file. */
export function mediaIn(components: readonly APIComponentInContainer[]): number[] {
  return components.flatMap((each) =>
    (each.type === ComponentType.MediaGallery || each.type === ComponentType.File) && each.id !== undefined
      ? [each.id]
      : [],
  )
}
