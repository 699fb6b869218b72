import { z } from 'zod'
import { wordsOf } from './dates.ts'
import { joined, marks, text, type Block, type Item, type Mark, type Names, type Span } from './markup.ts'
import { dated, readMrkdwn } from './read-mrkdwn.ts'
import { richText, type Element, type Part } from './rich-text.ts'

/** A message of Slack's: its text, and the blocks that its editor makes. */
export type SlackMessage = { text: string; blocks?: readonly unknown[] | undefined }

const other = z.object({ type: z.enum(['section', 'header']), text: z.object({ type: z.string(), text: z.string() }) })

/** As a tree. Where there are no blocks that we know, its text is read. `names`: who stands behind its ids. */
export function readSlack(message: SlackMessage, names: Names): Block[] {
  const blocks = (message.blocks ?? []).flatMap((block) => blockOf(block, names) ?? [])
  return blocks.length > 0 ? blocks : readMrkdwn(message.text, names)
}

function blockOf(block: unknown, names: Names): Block[] | null {
  const rich = richText.safeParse(block)
  if (rich.success) return together(rich.data.elements.flatMap((one) => partOf(one, names)))
  const said = other.safeParse(block)
  if (!said.success) return null
  const words = said.data.text.text
  if (said.data.type === 'header') return [{ kind: 'heading', level: 1, of: [text(words)] }]
  return said.data.text.type === 'mrkdwn' ? readMrkdwn(words, names) : [{ kind: 'lines', of: [text(words)] }]
}

function partOf(one: Part, names: Names): Block[] {
  switch (one.type) {
    case 'rich_text_section':
      return lines(spansOf(one.elements, names))
    case 'rich_text_quote':
      return [{ kind: 'quote', of: lines(spansOf(one.elements, names)) }]
    case 'rich_text_preformatted': {
      const code: Block = { kind: 'code', language: one.language ?? null, text: one.elements.map(wordsIn).join('') }
      return [one.border === 1 ? { kind: 'quote', of: [code] } : code]
    }
    case 'rich_text_list': {
      const { indent = 0, offset = 0 } = one
      const items = one.elements.map(({ elements }, index): Item => {
        const number = one.style === 'ordered' ? offset + index + 1 : null
        return { indent, number, of: spansOf(elements, names) }
      })
      const list: Block = { kind: 'list', items }
      return [one.border === 1 ? { kind: 'quote', of: [list] } : list]
    }
  }
}

/** The editor ends a section before a block of its own with a line break, which is none of its words. */
function lines(spans: readonly Span[]): Block[] {
  return spans.length > 0 ? [{ kind: 'lines', of: [...spans] }] : []
}

/** Slack begins a new list at each change of depth, and a new quote for what is not a line. */
function together(blocks: readonly Block[]): Block[] {
  const all: Block[] = []
  for (const [index, block] of blocks.entries()) {
    const last = all.at(-1)
    if (block.kind === 'list' && last?.kind === 'list') {
      all[all.length - 1] = { kind: 'list', items: [...last.items, ...block.items] }
    } else if (block.kind === 'quote' && last?.kind === 'quote') {
      all[all.length - 1] = { kind: 'quote', of: together([...last.of, ...block.of]) }
    } else if (block.kind === 'lines' && index < blocks.length - 1) all.push(...lines(withoutLastBreak(block.of)))
    else all.push(block)
  }
  return all
}

function withoutLastBreak(spans: readonly Span[]): Span[] {
  const last = spans.at(-1)
  if (last?.kind !== 'text' || !last.text.endsWith('\n')) return [...spans]
  return joined([...spans.slice(0, -1), { ...last, text: last.text.slice(0, -1) }])
}

function spansOf(elements: readonly Element[], names: Names): Span[] {
  return joined(elements.flatMap((one) => spanOf(one, names)))
}

function spanOf(one: Element, names: Names): Span[] {
  const own: Mark[] = marks.filter((mark) => mark !== 'spoiler' && one.style?.[mark] === true)
  const base = { marks: own, link: null }
  const { text: words = '', url = '', name = '' } = one
  switch (one.type) {
    case 'text':
      return [one.style?.code === true ? { kind: 'code', text: words, ...base } : text(words, own)]
    case 'link':
      return one.style?.code === true
        ? [{ kind: 'code', text: words || url, ...base, link: url }]
        : link(words, url, own)
    case 'user':
      return [{ kind: 'mention', of: 'person', name: names.person(one.user_id ?? ''), ...base }]
    case 'channel':
      return [{ kind: 'mention', of: 'room', name: names.room(one.channel_id ?? ''), ...base }]
    case 'usergroup':
      return [{ kind: 'mention', of: 'group', name: names.group(one.usergroup_id ?? ''), ...base }]
    case 'broadcast':
      return [{ kind: 'mention', of: 'everyone', name: one.range ?? 'everyone', ...base }]
    case 'emoji':
      return [{ kind: 'emoji', name, sign: signOf(one.unicode), ...base }]
    case 'date': {
      const at = one.timestamp ?? 0
      return dated(at, one.format ?? '', one.fallback ?? wordsOf(at) ?? '', one.url ?? null)
    }
    case 'color':
      return [text(one.value ?? '', own)]
    default:
      return [text(words || one.fallback || name, own)]
  }
}

/** Of mail addresses and numbers Slack makes links; they are their own words. */
function link(words: string, url: string, own: readonly Mark[]): Span[] {
  const alone = /^(?:mailto|tel):(.+)$/u.exec(url)?.[1]
  if (alone !== undefined) return [text(words === '' || words === alone ? alone : `${words} (${alone})`, own)]
  if (!/^https?:\/\//iu.test(url)) return [text(words || url, own)]
  const isBare = words === '' || words === url || `https://${words}` === url || `http://${words}` === url
  return [text(isBare ? url : words, own, url)]
}

/** `1f44b-1f3fd`: the sign by its numbers. */
function signOf(unicode: string | undefined): string | null {
  if (unicode === undefined || !/^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,9}$/iu.test(unicode)) return null
  const points = unicode.split('-').map((one) => Number.parseInt(one, 16))
  return points.every((one) => one <= 0x10_ff_ff) ? String.fromCodePoint(...points) : null
}

function wordsIn({ text: words, url, name }: Element): string {
  return words ?? url ?? (name === undefined ? '' : `:${name}:`)
}
