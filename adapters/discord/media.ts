import { ComponentType, type APIComponentInContainer } from 'discord.js'
import type { CardFile } from '#src/kernel/card.ts'
import { limits } from './limits.ts'
import { cut } from './text.ts'

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

/** Pictures and films stand together, whatever else has a line of its own. */
export function drawMedia(media: Medium[]): APIComponentInContainer[] {
  const items = media
    .filter(({ type }) => shown.has(type))
    .map(({ name, words }) => ({ media: { url: `attachment://${name}` }, description: words }))
  const others = media.filter(({ type }) => !shown.has(type))
  return [
    ...(items.length > 0 ? [{ type: ComponentType.MediaGallery as const, items }] : []),
    ...others.map(({ name }) => ({ type: ComponentType.File as const, file: { url: `attachment://${name}` } })),
  ]
}
