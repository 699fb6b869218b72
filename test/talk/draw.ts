import type { Element, Part, RichText } from '#src/features/talk/rich-text.ts'

const tags = [
  ['bold', 'b'],
  ['italic', 'i'],
  ['underline', 'u'],
  ['strike', 's'],
  ['code', 'c'],
] as const

/** Slack's blocks in a line that can be written by hand: <b>bold</b>, <a url>words</a>, <ul0>point</ul0>, <quote>, <pre language>. */
export function drawn(blocks: readonly RichText[]): string {
  return blocks.flatMap(({ elements }) => elements.map((part) => drawnPart(part))).join('')
}

function drawnPart(part: Part): string {
  const border = 'border' in part && part.border === 1 ? '|' : ''
  switch (part.type) {
    case 'rich_text_section':
      return drawnLine(part.elements)
    case 'rich_text_quote':
      return `<quote>${drawnLine(part.elements)}</quote>`
    case 'rich_text_preformatted':
      return `<pre${border}${part.language === undefined ? '' : ` ${part.language}`}>${drawnLine(part.elements)}</pre>`
    case 'rich_text_list': {
      const tag = `${part.style === 'bullet' ? 'ul' : 'ol'}${part.indent ?? 0}${border}`
      const from = part.offset === undefined ? '' : ` from ${part.offset + 1}`
      return part.elements
        .map(({ elements }, index) => `<${tag}${index === 0 ? from : ''}>${drawnLine(elements)}</${tag}>`)
        .join('')
    }
  }
}

function drawnLine(elements: readonly Element[]): string {
  return elements.map((element) => drawnElement(element)).join('')
}

function drawnElement(element: Element): string {
  const own = tags.filter(([style]) => element.style?.[style] === true).map(([, tag]) => tag)
  const before = own.map((tag) => `<${tag}>`).join('')
  const after = own
    .map((tag) => `</${tag}>`)
    .toReversed()
    .join('')
  return `${before}${words(element)}${after}`
}

function words({ type, text = '', url, timestamp, format, fallback }: Element): string {
  if (type === 'link') return text === '' ? `<a ${url}/>` : `<a ${url}>${text}</a>`
  if (type === 'date') return `<date ${timestamp} ${format}|${fallback}>`
  if (type !== 'text') throw new Error(`no such thing is posted: ${type}`)
  return text
}
