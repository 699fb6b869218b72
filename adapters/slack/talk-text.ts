import type { Relayed } from '#src/kernel/talk.ts'
import type { KnownBlock } from '@slack/web-api'
import { limits } from './limits.ts'
import { cut } from '#adapters/shared/cut.ts'
import { cutBytes, cutPlain, escape, richText } from './text.ts'

/*
 * The two ways of people's words: what Slack keeps of what was typed becomes plain words, and plain words what Slack shows. Formatting is carried
 * over as it was typed.
 */

/** The people who are named in it, by their ids. */
export function namedIn(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/gu)].flatMap(([, id]) => id ?? []))]
}

/** Names for mentions, addresses as they are, and nobody called. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages */
export function readText(text: string, names: ReadonlyMap<string, string>): string {
  return text
    .replaceAll(/<([^<>]*)>/gu, (_, inside: string) => readSpan(inside, names))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function readSpan(inside: string, names: ReadonlyMap<string, string>): string {
  const [what = '', label] = splitAt(inside, '|')
  if (what.startsWith('@')) return `@${names.get(what.slice(1)) ?? label ?? what.slice(1)}`
  if (what.startsWith('#')) return `#${label || what.slice(1)}`
  if (what.startsWith('!subteam')) return label ?? '@group'
  if (what.startsWith('!date')) return label ?? ''
  if (what.startsWith('!')) return `@${label ?? what.slice(1)}`
  const address = what.replace(/^mailto:/u, '')
  return label === undefined || label === address || what.endsWith(label) ? address : `${label} (${address})`
}

function splitAt(text: string, sign: string): [string, string | undefined] {
  const at = text.indexOf(sign)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

/** Left for what else a message of that length holds. */
const roomForNotes = 2_000

/** `named`: with the writer's name above, where Slack does not show the message as theirs. */
export function writeTalk({ writer, text, notes }: Relayed, { named }: { named: boolean }) {
  const above = named ? [{ type: 'text' as const, text: `${writer.name}\n`, style: { bold: true } }] : []
  const words = richText(cut(text, limits.message - roomForNotes), limits.url)
  const elements = [...above, ...words]
  const blocks: KnownBlock[] = [
    ...(elements.length > 0
      ? [{ type: 'rich_text' as const, elements: [{ type: 'rich_text_section' as const, elements }] }]
      : []),
    ...notes.map(noteBlock),
  ]
  const plain = [named ? `${writer.name}:` : '', text, ...notes.map((note) => note.text)].filter(Boolean).join('\n')
  return { text: cutBytes(plain, { length: limits.text, bytes: limits.text }) || '·', blocks }
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
