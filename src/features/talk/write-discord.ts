import { atAddresses } from '#src/kernel/address.ts'
import { plain, type Block, type Item, type Mark, type Span } from './markup.ts'

/**
 * A tree as Discord's markdown. What people typed is escaped, so that it is seen as it was typed; mentions are names, and call
 * nobody, whatever `allowed_mentions` says.
 */
export function writeDiscord(blocks: readonly Block[]): string {
  return blocks.map((block) => blockOf(block)).join('\n')
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'lines':
      return atLineStart(lineOf(block.of))
    case 'heading':
      return `${'#'.repeat(block.level)} ${lineOf(block.of).replaceAll('\n', ' ')}`
    case 'list':
      return block.items.map((item) => itemOf(item)).join('\n')
    case 'code':
      return codeOf(block)
    case 'quote':
      return writeDiscord(block.of)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
  }
}

function itemOf({ indent, number, of }: Item): string {
  const words = lineOf(of).replaceAll('\n', `\n${'  '.repeat(indent + 1)}`)
  return `${'  '.repeat(indent)}${number === null ? '-' : `${number}.`} ${words}`
}

/** Three backticks within would end it; an invisible space keeps them apart. */
function codeOf({ language, text }: Block & { kind: 'code' }): string {
  const inside = text.replaceAll('```', '`\u200b`\u200b`')
  return `\`\`\`${/^[\w+#.-]{1,30}$/u.test(language ?? '') ? language : ''}\n${inside}\n\`\`\``
}

/** What would begin a heading, a quote or a list where none was meant. */
function atLineStart(line: string): string {
  return line
    .replaceAll(/^(\s*)(-?#{1,3}|[-+]|>{1,3})(?=\s|$)/gmu, '$1\\$2')
    .replaceAll(/^(\s*\d+)\.(?=\s)/gmu, '$1\\.')
}

const order: readonly Mark[] = ['spoiler', 'underline', 'strike', 'bold', 'italic']

/** Marks nest here: those that last longest are outside. Spaces at their edges stand outside, since no mark may begin or end with one. */
function lineOf(spans: readonly Span[]): string {
  const out: string[] = []
  const open: { mark: Mark; sign: string }[] = []
  let spaces = ''
  let last = ''
  const put = (words: string) => {
    if (words === '') return
    out.push(words)
    last = words
  }
  const closeDownTo = (keep: (mark: Mark) => boolean) => {
    const first = open.findIndex(({ mark }) => !keep(mark))
    if (first === -1) return
    for (const { sign } of open.splice(first).toReversed()) put(sign)
  }
  for (const [index, span] of spans.entries()) {
    const { before, core, after } = edges(span, spans[index + 1])
    if (core === '') {
      closeDownTo((mark) => span.marks.includes(mark))
      spaces += before
      continue
    }
    closeDownTo((mark) => span.marks.includes(mark))
    put(spaces + before)
    spaces = after
    const missing = order.filter((mark) => span.marks.includes(mark) && !open.some((one) => one.mark === mark))
    const longest = missing.toSorted((a, b) => lengthOf(b, spans, index) - lengthOf(a, spans, index))
    for (const mark of longest) {
      const sign = signOf(mark, last, spans, index)
      open.push({ mark, sign })
      put(sign)
    }
    put(core)
  }
  closeDownTo(() => false)
  put(spaces)
  return out.join('')
}

/** How many pieces from here have the mark; beyond a few it no longer matters which is longer. */
function lengthOf(mark: Mark, spans: readonly Span[], from: number): number {
  let length = 0
  while (length < 20 && spans[from + length]?.marks.includes(mark)) length += 1
  return length
}

/** Within a word `_` is a letter, and the star alone is a sign. */
function signOf(mark: Mark, before: string, spans: readonly Span[], from: number): string {
  const signs = { spoiler: '||', underline: '__', strike: '~~', bold: '**', italic: '_' }
  if (mark !== 'italic') return signs[mark]
  const after = spans[from + lengthOf(mark, spans, from)]
  const within =
    /[\p{L}\p{M}\p{N}]$/u.test(before) || (after?.kind === 'text' && /^[\p{L}\p{M}\p{N}]/u.test(after.text))
  return within ? '*' : '_'
}

function edges(span: Span, next: Span | undefined): { before: string; core: string; after: string } {
  if (span.kind !== 'text') return { before: '', core: written(span, next), after: '' }
  const begun = span.text.trimStart()
  const core = begun.trimEnd()
  const before = span.text.slice(0, span.text.length - begun.length)
  return { before, core: core === '' ? '' : written({ ...span, text: core }, next), after: begun.slice(core.length) }
}

function written(span: Span, next: Span | undefined): string {
  const words = said(span)
  if (span.link === null) return words
  if (span.kind !== 'text' || span.text !== span.link) {
    const link = `<${safeLink(span.link)}>`
    // Discord draws no link whose words are an address.
    return /https?:\/\//iu.test(words) ? `${words} (${link})` : `[${words}](${link})`
  }
  // Discord takes all up to the next space for the address.
  const goesOn = next?.kind === 'text' && /^[^\s.,:;"')!?]/u.test(next.text)
  return goesOn || span.marks.length > 0 ? `<${safeLink(span.link)}>` : safeLink(span.link)
}

/** The same address, in which nothing ends it early and nobody is called. */
function safeLink(link: string): string {
  return link.replaceAll(/[<>\s]/gu, (sign) => encodeURIComponent(sign)).replaceAll(/@(?=everyone|here)/gu, '%40')
}

function said(span: Span): string {
  switch (span.kind) {
    case 'text':
      return span.link === span.text ? span.text : escaped(span.text)
    case 'code':
      return codeIn(span.text)
    case 'date':
      return `<t:${span.at}:${span.style}>`
    case 'emoji':
      return plain(span)
    case 'mention':
      return escaped(plain(span))
  }
}

function codeIn(text: string): string {
  const line = text.replaceAll('\n', ' ')
  if (!line.includes('`')) return `\`${line}\``
  return `\`\` ${line.replaceAll('``', '`\u200b`')} \`\``
}

function escaped(words: string): string {
  return atAddresses(words)
    .map((part, index) => (index % 2 === 1 ? safeLink(part) : part.replaceAll(/[\\*_~`|[\]<]/gu, '\\$&')))
    .join('')
    .replaceAll(/@(?=everyone|here)/gu, '@\u200b')
}
