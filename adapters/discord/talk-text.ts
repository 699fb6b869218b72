import { limits } from './limits.ts'
import { cutEscaped } from './text.ts'
import { beginning, keep, recall } from '#src/features/talk/kept.ts'
import { readDiscord } from '#src/features/talk/read-discord.ts'
import { writeDiscord } from '#src/features/talk/write-discord.ts'
import type { Relayed } from '#src/kernel/talk.ts'

/*
 * The two ways of people's words: what Discord keeps of what was typed is read as a tree, and a tree is written as what Discord shows
 * (`src/features/talk`).
 */

export type Names = {
  person(id: string): string | undefined
  channel(id: string): string | undefined
}

/** As it is kept: names for mentions, and nobody called. https://docs.discord.com/developers/reference#message-formatting */
export function readText(text: string, names: Names): string {
  return keep(
    readDiscord(text, {
      person: (id) => names.person(id) ?? id,
      room: (id) => names.channel(id) ?? id,
      group: () => 'role',
    }),
  )
}

/** What one note may take of a message. */
const longestNote = 400

/** As markdown. `named`: with the writer's name above, where Discord does not show the message as theirs. */
export function writeTalk({ writer, text, notes }: Relayed, { named }: { named: boolean }): string {
  const above = named ? `**${cutEscaped(writer.name, limits.webhookName)}**` : ''
  const below = notes
    .map(writeNote)
    .join('\n')
    .slice(0, limits.text / 2)
  const room = limits.text - above.length - below.length - 2
  const words = writeDiscord(beginning(recall(text), room, (part) => writeDiscord(part).length))
  return [above, words, below].filter(Boolean).join('\n') || '·'
}

function writeNote({ text, url }: Relayed['notes'][number]): string {
  const words = cutEscaped(text.replaceAll(/\s+/gu, ' '), longestNote)
  const isLink = url !== null && URL.canParse(url) && !/[<>()\s]/u.test(url) && url.length <= longestNote
  return `-# ${isLink ? `[${words}](${url})` : words}`
}

/** Discord takes no name that looks like its own or calls everyone. https://docs.discord.com/developers/resources/user#usernames-and-nicknames */
export function webhookName(name: string): string {
  const apart = name
    .replaceAll(/(discor)(d)/giu, '$1\u200b$2')
    .replaceAll(/(clyd)(e)/giu, '$1\u200b$2')
    .replaceAll('```', '`\u200b`\u200b`')
    .trim()
  const named = /^(?:everyone|here)$/iu.test(apart) ? `${apart}\u200b` : apart
  return named.slice(0, limits.webhookName).replace(/[\ud800-\udbff]$/u, '') || '·'
}
