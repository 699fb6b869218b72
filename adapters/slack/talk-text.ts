import type { Relayed } from '#src/kernel/talk.ts'
import type { KnownBlock } from '@slack/web-api'
import { limits } from './limits.ts'
import { cut } from '#adapters/shared/cut.ts'
import { beginning, keep, recall } from '#src/features/talk/kept.ts'
import { text as bold, type Block } from '#src/features/talk/markup.ts'
import { readSlack, type SlackMessage } from '#src/features/talk/read-slack.ts'
import { writeSlack } from '#src/features/talk/write-slack.ts'
import { cutBytes, cutPlain, escape } from './text.ts'

/*
 * The two ways of people's words: what Slack keeps of what was typed is read as a tree, and a tree is written as what Slack shows
 * (`src/features/talk`).
 */

/** The people who are named in it, by their ids. */
export function namedIn(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/gu)].flatMap(([, id]) => id ?? []))]
}

/** As it is kept: names for mentions, and nobody called. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages */
export function readText(message: SlackMessage, names: ReadonlyMap<string, string>): string {
  const asItStands = (id: string) => id
  return keep(readSlack(message, { person: (id) => names.get(id) ?? id, room: asItStands, group: asItStands }))
}

/** Left for what else a message of that length holds. */
const roomForNotes = 2_000

/** `named`: with the writer's name above, where Slack does not show the message as theirs. */
export function writeTalk({ writer, text, notes }: Relayed, { named }: { named: boolean }) {
  const above: Block[] = named ? [{ kind: 'lines', of: [bold(writer.name, ['bold'])] }] : []
  const lengthOf = (part: readonly Block[]) => writeSlack(part).text.length
  const words = writeSlack(beginning([...above, ...recall(text)], limits.message - roomForNotes, lengthOf))
  const shown: object[] = words.blocks
  const blocks = [...shown.filter(isBlock), ...notes.map(noteBlock)]
  const plain = [words.text, ...notes.map((note) => note.text)].filter(Boolean).join('\n')
  return { text: cutBytes(plain, { length: limits.text, bytes: limits.text }) || '·', blocks }
}

/** What the tree is written as is Slack's, by the rules of `write-slack.ts`. */
function isBlock(block: object): block is KnownBlock {
  return 'type' in block
}

function noteBlock({ text, url }: Relayed['notes'][number]): KnownBlock {
  const short = cut(text, limits.context / 2)
  const isLink = url !== null && URL.canParse(url) && url.length <= limits.context / 2
  if (!isLink) return { type: 'context', elements: [{ type: 'plain_text', text: cutPlain(short, limits.context) }] }
  const address = url.replaceAll('&', '&amp;').replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E')
  // A label ends at a bar or a bracket, and holds no address of its own.
  const label = escape(short.replaceAll(/[<>|]/gu, ' ').replaceAll('://', ':/\u2060/'))
  return { type: 'context', elements: [{ type: 'mrkdwn', text: `<${address}|${label}>`, verbatim: true }] }
}
