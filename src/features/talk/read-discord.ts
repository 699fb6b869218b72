import { type Block, type Item, type Names, type Span } from './markup.ts'
import { discordLine } from './read-discord-line.ts'

/** A message of Discord's as a tree. `names`: who stands behind its ids. */
export function readDiscord(content: string, names: Names): Block[] {
  return blocksOf(content.replaceAll('\r\n', '\n'), names, true)
}

type Reading = {
  lines: string[]
  at: number
  names: Names
  mayQuote: boolean
  blocks: Block[]
  plain: string[]
  noFence: boolean
}

function blocksOf(content: string, names: Names, mayQuote: boolean): Block[] {
  const reading: Reading = { lines: content.split('\n'), at: 0, names, mayQuote, blocks: [], plain: [], noFence: false }
  while (reading.at < reading.lines.length) {
    if (!(takeQuote(reading) || takeFence(reading) || takeHeading(reading) || takeList(reading))) {
      reading.plain.push((reading.lines[reading.at] ?? '').replace(/^-# (?=\S)/u, ''))
      reading.at += 1
    }
  }
  endLines(reading)
  return reading.blocks
}

/** The lines that were no block of their own so far. */
function endLines(reading: Reading): void {
  if (reading.plain.length === 0) return
  const of = linesOf(reading.plain, reading.names)
  reading.plain = []
  if (of.length > 0) reading.blocks.push({ kind: 'lines', of })
}

/** No mark reaches across an empty line. */
function linesOf(lines: readonly string[], names: Names): Span[] {
  return discordLine(lines.join('\n'), names)
}

function add(reading: Reading, block: Block, lines: number): true {
  endLines(reading)
  reading.blocks.push(block)
  reading.at += lines
  return true
}

function takeQuote(reading: Reading): boolean {
  const { lines, at, names, mayQuote } = reading
  const line = lines[at] ?? ''
  if (!mayQuote) return false
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(at + 1)]
    return add(reading, { kind: 'quote', of: blocksOf(rest.join('\n'), names, false) }, rest.length)
  }
  let end = at
  while (/^> /u.test(lines[end] ?? '')) end += 1
  if (end === at) return false
  const inside = lines.slice(at, end).map((one) => one.slice(2))
  return add(reading, { kind: 'quote', of: blocksOf(inside.join('\n'), names, false) }, end - at)
}

/** Code in a block of its own. What stands before it on its line, and after it, are lines as any. */
function takeFence(reading: Reading): boolean {
  const { lines, at } = reading
  const line = lines[at] ?? ''
  const from = line.indexOf('```')
  if (from === -1 || reading.noFence) return false
  const begins = line.slice(from + 3)
  const same = begins.indexOf('```')
  let end = at
  if (same === -1) {
    end = lines.findIndex((one, index) => index > at && one.includes('```'))
    if (end === -1) {
      reading.noFence = true
      return false
    }
  }
  const last = same === -1 ? (lines[end] ?? '') : begins
  const to = last.indexOf('```')
  const inside = same === -1 ? [begins, ...lines.slice(at + 1, end), last.slice(0, to)] : [begins.slice(0, to)]
  const code = codeOf(inside)
  if (code.text.trim() === '') return false
  if (line.slice(0, from).trim() !== '') reading.plain.push(line.slice(0, from))
  add(reading, code, end - at)
  const after = last.slice(to + 3)
  if (after.trim() === '') reading.at += 1
  else lines[end] = after
  return true
}

/** A language stands alone on the first line. */
function codeOf(inside: string[]): Block & { kind: 'code' } {
  const [first = '', ...rest] = inside
  const language = rest.length > 0 && /^[\w+#.-]{1,30}$/u.test(first) ? first : null
  const body = language !== null || (first === '' && rest.length > 0) ? rest : inside
  const lines = body.length > 1 && body.at(-1) === '' ? body.slice(0, -1) : body
  return { kind: 'code', language, text: lines.join('\n') }
}

function takeHeading(reading: Reading): boolean {
  const found = /^(#{1,3}) +(\S.*)$/u.exec(reading.lines[reading.at] ?? '')
  if (!found) return false
  const size = found[1]?.length
  const level = size === 1 || size === 2 ? size : 3
  return add(reading, { kind: 'heading', level, of: discordLine(found[2] ?? '', reading.names) }, 1)
}

const point = /^( {0,40})(?:[-*]|(\d{1,9})\.) +(\S.*)$/u

function takeList(reading: Reading): boolean {
  const { lines, at, names } = reading
  const items: Item[] = []
  /** How far in each level stands. */
  let levels: number[] = []
  for (let index = at; ; index++) {
    const found = point.exec(lines[index] ?? '')
    if (!found) break
    const [, spaces = '', number, words = ''] = found
    levels = levels.filter((level) => level < spaces.length)
    const indent = Math.min(levels.length, 8)
    levels.push(spaces.length)
    items.push({ indent, number: number === undefined ? null : Number(number), of: discordLine(words, names) })
  }
  if (items.length === 0 || (items[0]?.indent ?? 0) > 0) return false
  return add(reading, { kind: 'list', items }, items.length)
}
