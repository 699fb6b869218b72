import type { LoadFile } from '#src/kernel/chat.ts'
import type { CardFile } from '#src/kernel/card.ts'

const contents = new Map<string, Uint8Array>()

/** A file that is kept, of so many bytes. */
export function aFile(name: string, type = 'image/png', size = 4): CardFile {
  const id = `file-${contents.size + 1}`
  contents.set(id, new Uint8Array(size).fill(7))
  return { agency: 'banyan', id, name, type, size }
}

/** It was kept, and is not any more. */
export const aLostFile = (name: string): CardFile => ({
  agency: 'banyan',
  id: 'lost',
  name,
  type: 'image/png',
  size: 4,
})

export const loadFile: LoadFile = async ({ id }) => contents.get(id) ?? null
