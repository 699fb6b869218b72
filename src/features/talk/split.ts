import { joined, type Block, type Item, type Span } from './markup.ts'

/** How long these blocks are where they are to be posted. */
type Length = (blocks: readonly Block[]) => number

/** Joining two pieces may cost a few signs more than each alone, such as points around an address. */
const spare = 8

/**
 * A message as several, none longer than `most`. It is cut between its blocks, else after a sentence, else between words: not in a
 * word that fits, and never in a mention, an address or an emoji. Code that is cut is closed, and opened again in its language; so are marks and quotes.
 */
export function split(blocks: readonly Block[], most: number, lengthOf: Length): Block[][] {
  const pieces = blocks.flatMap((block) => cut(block, most, lengthOf))
  const length = ({ block }: Piece) => lengthOf([block]) + 1
  return filled(pieces, most, length, ({ begins }) => begins).map((part) => relisted(part.map(({ block }) => block)))
}

/** A block, or a part of one. `begins`: it goes on from the part before, and so cannot stand in one message with it. */
type Piece = { block: Block; begins: boolean }

const piecesOf = (blocks: readonly Block[]): Piece[] => blocks.map((block, index) => ({ block, begins: index > 0 }))

/** As many as fit, in order; what alone is too long stands alone. */
function filled<T>(
  pieces: readonly T[],
  most: number,
  lengthOf: (piece: T) => number,
  begins = (_: T) => false,
): T[][] {
  const all: T[][] = []
  let room = 0
  for (const piece of pieces) {
    const length = lengthOf(piece)
    if (length > room || begins(piece)) {
      all.push([])
      room = most
    }
    all.at(-1)?.push(piece)
    room -= length
  }
  return all
}

function cut(block: Block, most: number, lengthOf: Length): Piece[] {
  if (lengthOf([block]) <= most) return piecesOf([block])
  switch (block.kind) {
    case 'lines':
    case 'heading': {
      const parts = cutSpans(block.of, most, (of) => lengthOf([{ ...block, of }]))
      return piecesOf(parts.map((of): Block => ({ ...block, of })))
    }
    case 'quote': {
      const parts = split(block.of, most, (of) => lengthOf([{ kind: 'quote', of: [...of] }]))
      return piecesOf(parts.map((of): Block => ({ kind: 'quote', of })))
    }
    case 'code':
      return piecesOf(cutCode(block, most, lengthOf))
    case 'list':
      return cutList(block.items, most, lengthOf)
  }
}

function cutCode(block: Block & { kind: 'code' }, most: number, lengthOf: Length): Block[] {
  const around = lengthOf([{ ...block, text: '' }])
  const room = Math.max(1, most - around - spare)
  // Signs that are written as several count so.
  const size = (line: string) => lengthOf([{ ...block, text: line }]) - around
  const lines = block.text.split('\n').flatMap((line) => (size(line) > room ? inParts(line, room, size) : [line]))
  return filled(lines, room, (line) => size(line) + 1).map((part) => ({ ...block, text: part.join('\n') }))
}

/** Each point by itself; of one that is too long the rest goes on as lines, since it is no other point. */
function cutList(items: readonly Item[], most: number, lengthOf: Length): Piece[] {
  return items.flatMap((item): Piece[] => {
    const list = (of: Span[]): Block => ({ kind: 'list', items: [{ ...item, of }] })
    if (lengthOf([list(item.of)]) <= most - spare) return piecesOf([list(item.of)])
    const [first = [], ...rest] = cutSpans(item.of, most, (of) => lengthOf([list(of)]))
    return piecesOf([list(first), ...rest.map((of): Block => ({ kind: 'lines', of }))])
  })
}

/** Points that came apart and stand together again are one list. */
function relisted(blocks: readonly Block[]): Block[] {
  const all: Block[] = []
  for (const block of blocks) {
    const last = all.at(-1)
    if (block.kind === 'list' && last?.kind === 'list')
      all[all.length - 1] = { kind: 'list', items: [...last.items, ...block.items] }
    else all.push(block)
  }
  return all
}

/** After sentences; those that are too long between words; words that are too long where a letter ends. */
function cutSpans(spans: readonly Span[], most: number, lengthOf: (spans: Span[]) => number): Span[][] {
  const room = Math.max(1, most - spare)
  const sentences = atPlaces(spans, 'sentence').flatMap((sentence) => {
    if (lengthOf(sentence) <= room) return [sentence]
    return atPlaces(sentence, 'word').flatMap((word) =>
      lengthOf(word) <= room ? [word] : inLetters(word, room, lengthOf),
    )
  })
  return filled(sentences, room, lengthOf)
    .map((part) => trimmed(joined(part.flat())))
    .filter((part) => part.length > 0)
}

/** What is not text is one letter in the text in which the places are looked for. */
const whole = (span: Span) => span.kind !== 'text' || span.link !== null
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

function atPlaces(spans: readonly Span[], place: 'sentence' | 'word'): Span[][] {
  const words = spans.map((span) => (whole(span) ? 'x' : span.kind === 'text' ? span.text : '')).join('')
  const ends =
    place === 'sentence'
      ? [...sentences.segment(words)].map(({ index, segment }) => index + segment.length)
      : [...words.matchAll(/\s+/gu), { index: words.length, 0: '' }].map(({ index, 0: space }) => index + space.length)
  return cutAt(spans, ends)
}

function cutAt(spans: readonly Span[], ends: readonly number[]): Span[][] {
  const parts: Span[][] = []
  let part: Span[] = []
  let at = 0
  let next = 0
  const endPart = () => {
    if (part.length > 0) parts.push(part)
    part = []
    next += 1
  }
  for (const span of spans) {
    const length = span.kind === 'text' && !whole(span) ? span.text.length : 1
    let from = 0
    while (next < ends.length && (ends[next] ?? 0) <= at + length) {
      const to = (ends[next] ?? 0) - at
      if (to > from) part.push(slice(span, from, to))
      from = to
      endPart()
    }
    if (from < length) part.push(slice(span, from, length))
    at += length
  }
  endPart()
  return parts
}

function slice(span: Span, from: number, to: number): Span {
  return span.kind === 'text' && !whole(span) ? { ...span, text: span.text.slice(from, to) } : span
}

function inLetters(spans: readonly Span[], room: number, lengthOf: (spans: Span[]) => number): Span[][] {
  return spans.flatMap((span): Span[][] => {
    if (span.kind !== 'text' && span.kind !== 'code') return [[span]]
    const isBare = span.link === span.text
    if (isBare && lengthOf([span]) <= room) return [[span]]
    // An address that is longer than a message leads nowhere when it is cut, and is words from then on.
    const as = (words: string): Span => ({ ...span, text: words, link: isBare ? null : span.link })
    return inParts(span.text, room, (words) => lengthOf([as(words)])).map((words) => [as(words)])
  })
}

const letters = new Intl.Segmenter('en')

function inParts(words: string, room: number, lengthOf: (words: string) => number): string[] {
  const all = [...letters.segment(words)].map(({ segment }) => segment)
  const around = lengthOf('')
  const lengths = new Map<string, number>()
  const length = (letter: string) => {
    const known = lengths.get(letter) ?? lengthOf(letter) - around
    lengths.set(letter, known)
    return known
  }
  return filled(all, room - around, length).map((part) => part.join(''))
}

function trimmed(spans: readonly Span[]): Span[] {
  return joined(
    spans.map((span, index) => {
      if (span.kind !== 'text') return span
      const begun = index === 0 ? span.text.trimStart() : span.text
      return { ...span, text: index === spans.length - 1 ? begun.trimEnd() : begun }
    }),
  )
}
