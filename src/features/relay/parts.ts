import type { Besides } from '#src/kernel/talk.ts'
import type { Block } from '#src/features/talk/markup.ts'
import { keep, recall } from '#src/features/talk/kept.ts'
import { split } from '#src/features/talk/split.ts'
import { writeDiscord } from '#src/features/talk/write-discord.ts'
import { writeSlack } from '#src/features/talk/write-slack.ts'

/** Letters of one message, the same on both sides: what Discord shows of one is 4,000, of which a name takes up to 170. */
const most = { words: 3_600, besideNotes: 1_800 }

/** Shorter than this it is one message whatever it holds: no sign is written in more than five letters. */
const surelyOne = most.besideNotes / 5

/**
 * What somebody wrote, as the messages that it becomes on the other side: one at least. How many there are goes by the words alone, so that
 * whoever counts them comes to the same, at any time and for either side.
 */
export function partsOf({ text, besides }: { text: string; besides: Besides[] }): string[] {
  if (text.length < surelyOne) return [text]
  const parts = split(recall(text), besides.length > 0 ? most.besideNotes : most.words, lengthOf)
  return parts.length > 1 ? parts.map((part) => keep(part)) : [text]
}

function lengthOf(part: readonly Block[]): number {
  return Math.max(writeDiscord(part).length, writeSlack(part).text.length)
}
