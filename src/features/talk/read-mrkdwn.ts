import { readTemplate } from './dates.ts'
import { emphasized, type Signs, type Token } from './emphasis.ts'
import { text, type Block, type Names, type Span } from './markup.ts'
import { codeAt, isWord, scanned, signRun, type Rule } from './scan.ts'

const signs: Signs = { '*': 'bold', _: 'italic', '~': 'strike' }

/**
 * Slack's text (https://docs.slack.dev/messaging/formatting-message-text) as a tree: what programs send, and what stands in forwarded
 * messages. People's own messages come as blocks besides, which say more.
 */
export function readMrkdwn(content: string, names: Names): Block[] {
  const blocks: Block[] = []
  // Fences in turn: words, code, words, …
  const parts = content.replaceAll('\r\n', '\n').split('```')
  // A fence that does not end is as it was typed.
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join('```'))
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) blocks.push({ kind: 'code', language: null, text: unescaped(part.replace(/^\n|\n$/gu, '')) })
    else blocks.push(...linesAndQuotes(apartFromCode(part, index > 0, index < parts.length - 1), names))
  }
  return blocks
}

function apartFromCode(part: string, isAfter: boolean, isBefore: boolean): string {
  const begun = isAfter ? part.replace(/^ *\n/u, '') : part
  return isBefore ? begun.replace(/\n *$/u, '') : begun
}

function linesAndQuotes(part: string, names: Names): Block[] {
  if (part.trim() === '') return []
  const lines = part.split('\n')
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    if (lines[at]?.startsWith('&gt;&gt;&gt;')) {
      const [first = '', ...rest] = lines.slice(at)
      const quoted = [first.slice(12).trimStart(), ...rest]
      return [...blocks, { kind: 'quote', of: lineBlocks(quoted, names) }]
    }
    const isQuote = (line: string) => line.startsWith('&gt;')
    const quotes = isQuote(lines[at] ?? '')
    const next = lines.findIndex((line, index) => index > at && isQuote(line) !== quotes)
    const end = next === -1 ? lines.length : next
    const own = lines.slice(at, end)
    if (quotes)
      blocks.push({
        kind: 'quote',
        of: lineBlocks(
          own.map((line) => line.replace(/^&gt; ?/u, '')),
          names,
        ),
      })
    else blocks.push(...lineBlocks(own, names))
    at = end
  }
  return blocks
}

function lineBlocks(lines: readonly string[], names: Names): Block[] {
  const of = mrkdwnLine(lines.join('\n'), names)
  return of.length > 0 ? [{ kind: 'lines', of }] : []
}

/** No mark reaches across lines. */
export function mrkdwnLine(words: string, names: Names): Span[] {
  const lines = words.split('\n').map((line) => emphasized(scanned(line, /[`<&*_~:]/u, ruleFor(names)), signs))
  return lines.flatMap((line, index) => (index === 0 ? line : [text('\n'), ...line])).reduce<Span[]>(append, [])
}

function append(all: Span[], span: Span): Span[] {
  const last = all.at(-1)
  const isSame = span.kind === 'text' && last?.kind === 'text' && span.marks.length + last.marks.length === 0
  if (isSame && span.link === null && last.link === null) all[all.length - 1] = text(last.text + span.text)
  else all.push(span)
  return all
}

function ruleFor(names: Names): Rule {
  let noCode = false
  return (line, at) => {
    switch (line[at]) {
      case '`': {
        const code = noCode ? null : codeAt(line, at, 1)
        noCode ||= !code && !line.includes('`', at + 1)
        return code && { tokens: [{ ...code.span, text: unescaped(code.span.text) }], end: code.end }
      }
      case '<':
        return pointed(line, at, names)
      case '&': {
        const found = /^&(?:amp|lt|gt);/u.exec(line.slice(at, at + 5))?.[0]
        return found === undefined ? null : { tokens: [text(unescaped(found))], end: at + found.length }
      }
      case ':': {
        const name = /^:((?:[a-z0-9_+'-]{0,99}[a-z][a-z0-9_+'-]{0,99}|100|1234|\+1|-1)(?:::skin-tone-[2-6])?):/u.exec(
          line.slice(at, at + 130),
        )?.[1]
        if (name === undefined || isWord(line[at - 1]) || isWord(line[at + name.length + 2])) return null
        return { tokens: [{ kind: 'emoji', name, sign: null, marks: [], link: null }], end: at + name.length + 2 }
      }
      default: {
        const { end, ...run } = signRun(line, at)
        return { tokens: [{ kind: 'sign', ...run }], end }
      }
    }
  }
}

function unescaped(words: string): string {
  const signs: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }
  return words.replaceAll(/&(?:lt|gt|amp);/gu, (sign) => signs[sign] ?? sign)
}

/** What stands between < and > with its label; more is no link. */
const longestPointed = 4_000

function pointed(line: string, at: number, names: Names): { tokens: Token[]; end: number } | null {
  const close = line.indexOf('>', at)
  if (close === -1 || close - at > longestPointed) return null
  const inside = line.slice(at + 1, close)
  const bar = inside.indexOf('|')
  const target = bar === -1 ? inside : inside.slice(0, bar)
  const label = bar === -1 ? null : unescaped(inside.slice(bar + 1))
  const spans = target.startsWith('!') ? special(target, label, names) : linked(target, label, names)
  return spans && { tokens: spans, end: close + 1 }
}

const base = { marks: [], link: null }

function linked(target: string, label: string | null, names: Names): Span[] | null {
  const person = /^@([UW][A-Z0-9]+)$/u.exec(target)?.[1]
  if (person !== undefined) return [{ kind: 'mention', of: 'person', name: names.person(person), ...base }]
  const room = /^#([CG][A-Z0-9]+)$/u.exec(target)?.[1]
  if (room !== undefined) return [{ kind: 'mention', of: 'room', name: label || names.room(room), ...base }]
  const address = unescaped(target)
  const alone = /^(?:mailto|tel):(.+)$/u.exec(address)?.[1]
  // A mail address or a number that Slack made a link of by itself.
  if (alone !== undefined) return label === null || label === alone ? [text(alone)] : [text(`${label} (${alone})`)]
  if (!/^https?:\/\//iu.test(address)) return null
  const words = label === null || label === '' || label === address || isShortFor(label, address) ? address : label
  return [text(words, [], address)]
}

/** `acme.com`, of which Slack makes a link by itself. */
function isShortFor(label: string, address: string): boolean {
  return `https://${label}` === address || `http://${label}` === address
}

function special(target: string, label: string | null, names: Names): Span[] | null {
  const everyone = /^!(here|channel|everyone)$/u.exec(target)?.[1]
  if (everyone !== undefined) return [{ kind: 'mention', of: 'everyone', name: everyone, ...base }]
  const group = /^!subteam\^([A-Z0-9]+)$/u.exec(target)?.[1]
  if (group !== undefined) {
    return [{ kind: 'mention', of: 'group', name: label?.replace(/^@/u, '') || names.group(group), ...base }]
  }
  const date = /^!date\^(-?\d{1,13})\^([^^]+)(?:\^(https?:\/\/.+))?$/u.exec(target)
  if (!date) return label === null ? null : [text(label)]
  return dated(Number(date[1]), unescaped(date[2] ?? ''), label ?? '', date[3] ?? null)
}

/** A moment with the words around it in its template. */
export function dated(at: number, template: string, words: string, link: string | null): Span[] {
  const { before, style, after } = readTemplate(template)
  const date: Span = { kind: 'date', at, style, words, marks: [], link }
  return [text(before, [], link), date, text(after, [], link)].filter(
    (span) => span.kind !== 'text' || span.text !== '',
  )
}
