import { templateOf } from './dates.ts'
import { marked, plain, text, type Block, type Item, type Span } from './markup.ts'
import type { Element, Part, RichText } from './rich-text.ts'

/** What is posted: the block that is shown, and the text for notifications, in which nobody is called and nothing is markup. */
export type ForSlack = { blocks: RichText[]; text: string }

/**
 * Slack knows no headings and no spoilers: a heading is a bold line, and what was to be hidden stands between its bars. Mentions
 * are names, and call nobody.
 */
export function writeSlack(blocks: readonly Block[]): ForSlack {
  const elements = separated(blocks).flatMap((block) => partsOf(block))
  return { blocks: elements.length > 0 ? [{ type: 'rich_text', elements }] : [], text: escaped(plainOf(blocks)) }
}

/** Two sections in a row would stand in one line. */
function separated(blocks: readonly Block[]): Block[] {
  const isLine = (block: Block | undefined) => block?.kind === 'lines' || block?.kind === 'heading'
  return blocks.map((block, index) => {
    if (!isLine(block) || !isLine(blocks[index + 1])) return block
    return block.kind === 'lines' || block.kind === 'heading' ? { ...block, of: [...block.of, text('\n')] } : block
  })
}

function partsOf(block: Block, border?: 1): Part[] {
  const bordered = border === undefined ? {} : { border }
  switch (block.kind) {
    case 'lines':
      return [{ type: 'rich_text_section', elements: elementsOf(block.of) }]
    case 'heading':
      return [{ type: 'rich_text_section', elements: elementsOf(block.of.map((span) => marked(span, ['bold']))) }]
    case 'code':
      return [
        {
          type: 'rich_text_preformatted',
          elements: [{ type: 'text', text: block.text }],
          ...(block.language === null ? {} : { language: block.language }),
          ...bordered,
        },
      ]
    case 'list':
      return runsOf(block.items).map((items) => listOf(items, bordered))
    case 'quote':
      return block.of.flatMap((inner) => quotedOf(inner))
  }
}

/** A quote holds lines alone; lists and code have a line at their side instead. */
function quotedOf(block: Block): Part[] {
  if (block.kind === 'list' || block.kind === 'code') return partsOf(block, 1)
  if (block.kind === 'quote') return partsOf(block)
  const of = block.kind === 'heading' ? block.of.map((span) => marked(span, ['bold'])) : block.of
  return [{ type: 'rich_text_quote', elements: elementsOf(of) }]
}

/** Slack's list has one depth and one kind of point: another begins where either changes. */
function runsOf(items: readonly Item[]): Item[][] {
  const runs: Item[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const goesOn =
      last?.indent === item.indent && (item.number === null ? last.number === null : item.number - 1 === last.number)
    if (goesOn) run?.push(item)
    else runs.push([item])
  }
  return runs
}

function listOf(items: readonly Item[], bordered: { border?: 1 }): Part {
  const [{ indent, number } = { indent: 0, number: null }] = items
  return {
    type: 'rich_text_list',
    style: number === null ? 'bullet' : 'ordered',
    indent,
    ...(number === null || number === 1 ? {} : { offset: number - 1 }),
    ...bordered,
    elements: items.map(({ of }) => ({ type: 'rich_text_section', elements: elementsOf(of) })),
  }
}

function elementsOf(spans: readonly Span[]): Element[] {
  return spans.flatMap((span, index) => {
    const element = elementOf(span)
    const bar = (other: Span | undefined): Element[] =>
      span.marks.includes('spoiler') && other?.marks.includes('spoiler') !== true ? [{ type: 'text', text: '||' }] : []
    return [...bar(spans[index - 1]), element, ...bar(spans[index + 1])]
  })
}

function elementOf(span: Span): Element {
  const style = styleOf(span)
  switch (span.kind) {
    case 'text':
    case 'code':
      if (span.link === null) return { type: 'text', text: span.text, ...style }
      return { type: 'link', url: span.link, ...(span.text === span.link ? {} : { text: span.text }), ...style }
    case 'emoji':
    case 'mention':
      return { type: 'text', text: plain(span), ...style }
    case 'date':
      return { type: 'date', timestamp: span.at, format: templateOf(span.style), fallback: span.words, ...style }
  }
}

function styleOf({ marks, kind }: Span): { style?: Record<string, true> } {
  const drawn = marks.filter((mark) => mark !== 'spoiler')
  const all = kind === 'code' ? [...drawn, 'code'] : drawn
  return all.length === 0 ? {} : { style: Object.fromEntries(all.map((one) => [one, true as const])) }
}

/** All of it in words. */
export function plainOf(blocks: readonly Block[]): string {
  return blocks.map((block) => plainBlock(block)).join('\n')
}

function plainBlock(block: Block): string {
  const line = (spans: readonly Span[]) => spans.map((span) => plain(span)).join('')
  switch (block.kind) {
    case 'lines':
    case 'heading':
      return line(block.of)
    case 'code':
      return block.text
    case 'list':
      return block.items
        .map(({ indent, number, of }) => `${'  '.repeat(indent)}${number === null ? '•' : `${number}.`} ${line(of)}`)
        .join('\n')
    case 'quote':
      return plainOf(block.of)
  }
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
