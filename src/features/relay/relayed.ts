import type { Platform } from '#src/kernel/person.ts'
import type { Besides, Relayed } from '#src/kernel/talk.ts'
import type { Reader } from '#src/words/reader.ts'
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
  const notes = part === parts.length - 1 ? besides.map((one) => noteOf(one, names[from], reader)) : []
  return { about, writer: { name, picture }, text: words, notes }
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
