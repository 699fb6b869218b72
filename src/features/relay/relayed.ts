import type { Platform } from '#src/kernel/person.ts'
import type { Besides, Relayed } from '#src/kernel/talk.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Said } from './said.ts'

const names: Record<Platform, string> = { slack: 'Slack', discord: 'Discord' }

/** What somebody wrote, as it is said on the other side, for whoever reads it there. `from`: where it was written. */
export function relayedOf(
  { writer, text, besides }: Said,
  { from, about }: { from: Platform; about: string },
  reader: Pick<Reader, 'words'>,
): Relayed {
  const { name, picture } = writer
  return { about, writer: { name, picture }, text, notes: besides.map((one) => noteOf(one, names[from], reader)) }
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
