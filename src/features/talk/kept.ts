import { text, type Block, type Names } from './markup.ts'
import { readDiscord } from './read-discord.ts'
import { split } from './split.ts'
import { writeDiscord } from './write-discord.ts'

/**
 * What somebody wrote, as it is kept on its way to the other side: in Discord's markdown, which has a sign for all that the tree has. Ids are names
 * by then.
 */
export function keep(blocks: readonly Block[]): string {
  return writeDiscord(blocks)
}

const asTheyStand: Names = { person: (id) => id, room: (id) => id, group: (id) => id }

export function recall(kept: string): Block[] {
  return readDiscord(kept, asTheyStand)
}

/** As much as fits into `most` by `lengthOf`, whole sentences where that is so, with `…` behind what is left out. */
export function beginning(blocks: Block[], most: number, lengthOf: (part: readonly Block[]) => number): Block[] {
  if (lengthOf(blocks) <= most) return blocks
  const [first = []] = split(blocks, most - 2, lengthOf)
  return [...first, { kind: 'lines', of: [text('…')] }]
}
