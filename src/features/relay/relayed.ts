import type { CardFile } from '#src/kernel/card.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Besides, Relayed } from '#src/kernel/talk.ts'
import type { Reader } from '#src/words/reader.ts'
import { isCopied, type LeftBehind } from './files.ts'
import { partsOf } from './parts.ts'
import type { Said } from './said.ts'

const names: Record<Platform, string> = { slack: 'Slack', discord: 'Discord' }

/**
 * What somebody wrote, as it is said on the other side, for whoever reads it there; null where it has no such part. `from`: where it was written.
 * What was there besides words is said below the last part.
 */
export function relayedOf(
  { writer, text, besides }: Said,
  { from, about, part = 0 }: { from: Platform; about: string; part?: number },
  reader: Pick<Reader, 'words'>,
): Relayed | null {
  const parts = partsOf({ text, besides })
  const words = parts[part]
  if (words === undefined) return null
  const { name, picture } = writer
  const others = besides.filter((one) => !isCopied(one))
  const notes = part === parts.length - 1 ? others.map((one) => noteOf(one, names[from], reader)) : []
  // Files alone: those are a message of their own.
  if (words.trim() === '' && notes.length === 0) return null
  return { about, writer: { name, picture }, text: words, notes }
}

/** Its files, as a message below its words; null where it has none. What was left behind is said to be where it is. */
export function filesOf(
  { writer: { name, picture } }: Said,
  { from, about, files, left }: { from: Platform; about: string; files: CardFile[]; left: LeftBehind[] },
  { words: { relay } }: Pick<Reader, 'words'>,
): Relayed | null {
  if (files.length + left.length === 0) return null
  const notes = left.map((one) => ({ text: relay.file(one.name, names[from]), url: one.url }))
  return { about, writer: { name, picture }, text: '', notes, files }
}

function noteOf(one: Besides, place: string, { words: { relay } }: Pick<Reader, 'words'>): Relayed['notes'][number] {
  switch (one.kind) {
    case 'file':
      return { text: relay.file(one.name, place), url: one.url }
    case 'sticker':
      return { text: relay.sticker(one.name, place), url: null }
    case 'poll':
      return { text: relay.poll(one.question, place), url: null }
    case 'voice':
      return { text: relay.voice(place), url: null }
    case 'forwarded':
      return { text: relay.forwarded(one.text), url: null }
  }
}
